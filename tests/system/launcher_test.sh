#!/usr/bin/env bash
# The launcher answers what is only asked of it at once: no package is installed, nothing is built, no database starts.
set -euo pipefail
root=$1 build=$2
OVERREAD_HOME=$(mktemp -d)
export OVERREAD_HOME OVERREAD_PRESET=${build##*/}
trap 'rm -rf "$OVERREAD_HOME"' EXIT
failed=0

# says WORDS EXIT_CODE ARGUMENT...
says() {
    local words=$1 expected=$2 code=0 output
    shift 2
    output=$("$root/overread" "$@" 2>&1) || code=$?
    if [ "$code" != "$expected" ] || ! grep -qF -- "$words" <<<"$output"; then
        printf 'overread %s: code %s, wanted %s and "%s"; it said:\n%s\n' "$*" "$code" "$expected" "$words" "$output"
        failed=1
    fi
}

says './overread demo' 0
says 'By the launcher:' 0 --help
says 'arguments go to ctest' 0 test --help
says './overread reviewer --server' 0 reviewer --help
says '--secrets-out' 0 backup --help
says "did you mean 'doctor'?" 2 docter
says "did you mean 'reviewer'?" 2 reveiwer --json

# Nothing but what was asked was done.
if [ -n "$(ls -A "$OVERREAD_HOME")" ]; then
    printf 'left behind: %s\n' "$(ls -A "$OVERREAD_HOME")"
    failed=1
fi
exit $failed
