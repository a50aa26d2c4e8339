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
# Not --pipe-part, which gives a part that is run again no input (seen with version 20221122).
parallel --keep-order --jobs "$cores" --retries 3 --pipe --block "${BLOCK:-8M}" \
    "$command; test \$? -le 1" <"$in" >"$out"
