#!/bin/sh
# Runs the scripts of examples/engines for real and checks what comes out of them: see check.py.
#
#   tests/engines/run.sh [--hashiye PROGRAM] [--rows N] [ENGINE …]
#
# Installs GNU parallel, Java and the engines (apt and pip, some 1.3 GB) unless they are there. Not part of
# .ci/run: it takes minutes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
venv=${ENGINES_VENV:-$here/../../target/engines}
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
missing=
command -v parallel >/dev/null || missing="$missing parallel"
command -v java >/dev/null || missing="$missing default-jre-headless"
[ -z "$missing" ] || { as_root apt-get update -qq && as_root apt-get install -y -qq $missing; }
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install -q 'pyspark~=4.0' 'ray[data]~=2.50' 'apache-beam~=2.70' 'pandas>=2.2' pyarrow
fi
PATH="$venv/bin:$PATH" exec "$venv/bin/python" "$here/check.py" "$@"
