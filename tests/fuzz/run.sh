#!/usr/bin/env bash
# Fuzzes readers for so many seconds each: run.sh SECONDS [READER …] [READER=FOLDER …]
#
# Without names, every reader. First each is tried on inputs of a megabyte that repeat something. Needs a C++ compiler and `cargo install cargo-fuzz`. A folder is named
# with its reader where it holds a dataset of another program to start from. JOBS says how many readers
# are tried at a time. All of it stays in target/fuzz: `corpus` is gone on with the next time,
# `artifacts` has what failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds="${1:?say for how many seconds}"
shift
target="${CARGO_TARGET_DIR:-target}/fuzz"

readers=()
others=()
for word in "$@"; do
    case "$word" in
    *=*) others+=("$word") ;;
    *) readers+=("$word") ;;
    esac
done

# The coverage that guides the fuzzer is a compiler option that stable Rust keeps to itself.
RUSTC_BOOTSTRAP=1 cargo fuzz build --fuzz-dir tests/fuzz --target-dir "$target" --sanitizer none readers
binary="$(find "$target"/*/release -maxdepth 1 -name readers -type f)"
SEEDS="$target/seeds" SEEDS_OF="${others[*]}" "$binary"
if [ "${#readers[@]}" = 0 ]; then
    mapfile -t readers < <(ls "$target/seeds")
fi

REPEATS=1 "$binary" || echo "a reader takes too long, or too much memory: see above"

fuzz() {
    local reader="$1" log="$target/$1.log" said="nothing found"
    mkdir -p "$target/corpus/$reader" "$target/artifacts/$reader"
    READER="$reader" "$binary" "$target/corpus/$reader" "$target/seeds/$reader" \
        -artifact_prefix="$target/artifacts/$reader/" -max_total_time="$seconds" -timeout=10 \
        -rss_limit_mb=1024 -max_len=65536 -report_slow_units=2 -print_final_stats=1 >"$log" 2>&1 || said="FOUND, see $log"
    if compgen -G "$target/artifacts/$reader/slow-unit-*" >/dev/null; then
        said="SLOW, see $target/artifacts/$reader"
    fi
    local runs peak cover
    runs="$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")"
    peak="$(sed -n 's/^stat::peak_rss_mb: *//p' "$log")"
    cover="$(grep -o 'cov: [0-9]*' "$log" | tail -n 1)"
    printf '%-14s %10s cases, %s, %s MB: %s\n' "$reader" "$runs" "$cover" "$peak" "$said"
    [ "$said" = "nothing found" ]
}
export -f fuzz
export target binary seconds
printf '%s\n' "${readers[@]}" | xargs -P "${JOBS:-1}" -I{} bash -c 'fuzz "$1"' fuzz {}
