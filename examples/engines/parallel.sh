#!/bin/sh
# GNU parallel: parts of a file of JSON Lines, each through a process of its own, in the order of the file.
#
#   parallel.sh IN.jsonl OUT.jsonl [CORES [COMMAND …]]
#
# A part that ends with 1 is done: a line that could not be read has its error in its place. What ends with
# anything else (a signal, say) is run again, up to three times; if that does not help, so does this script.
set -eu
in=$1 out=$2 cores=${3:-$(nproc)}
[ $# -gt 3 ] && shift 3 || set -- hashiye suggest --jsonl --keep-going --workers 1
command=$(printf "'%s' " "$@")
# --pipe-part reads each part from the file itself: nothing goes through one process.
parallel --keep-order --jobs "$cores" --retries 3 --pipe-part --block "${BLOCK:-8M}" --arg-file "$in" \
    "$command; test \$? -le 1" >"$out"
