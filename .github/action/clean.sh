#!/usr/bin/env bash
# What the GitHub Action runs. Reads INPUT_PATHS, INPUT_REPORT, INPUT_SARIF_FILE, INPUT_OPTIONS and
# INPUT_FAIL_ON_FINDINGS, and the runner's GITHUB_ACTION_PATH, RUNNER_TEMP, GITHUB_OUTPUT and GITHUB_STEP_SUMMARY.
set -euo pipefail

environment="$RUNNER_TEMP/namenorm"
if [ ! -e "$environment/installed" ]; then
    python=$(command -v python3 || command -v python || true)
    if ! "${python:-false}" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        echo "::error::namenorm needs Python 3.11 or newer: put actions/setup-python before it"
        exit 2
    fi
    "$python" -m venv "$environment"
fi
bin="$environment/bin"
[ -d "$bin" ] || bin="$environment/Scripts"  # Windows
if [ ! -e "$environment/installed" ]; then
    "$bin/python" -m pip install --quiet --disable-pip-version-check "$GITHUB_ACTION_PATH"
    touch "$environment/installed"
fi

# bash 3.2, which macOS has, knows neither mapfile nor the expansion of an empty array under `set -u`.
words=(clean)
while IFS= read -r line; do
    [ -z "$line" ] || words+=("$line")
done <<<"$INPUT_OPTIONS"

case "$INPUT_REPORT" in
    annotations) words+=(--format github) ;;
    sarif) words+=(--format sarif) ;;
    *) echo "::error::namenorm: report must be annotations or sarif, not '$INPUT_REPORT'"; exit 2 ;;
esac

words+=(--)
while IFS= read -r line; do
    [ -z "$line" ] || words+=("$line")
done <<<"$INPUT_PATHS"

messages="$RUNNER_TEMP/namenorm-messages.txt"
code=0
if [ "$INPUT_REPORT" = sarif ]; then
    "$bin/namenorm" "${words[@]}" >"$INPUT_SARIF_FILE" 2>"$messages" || code=$?
    echo "sarif-file=$INPUT_SARIF_FILE" >>"$GITHUB_OUTPUT"
else
    "$bin/namenorm" "${words[@]}" 2>"$messages" || code=$?
fi
cat "$messages" >&2

# After an error in one file the others may still have findings.
if [ "$code" = 1 ] || grep -Eq '^namenorm: .*[0-9] findings? left' "$messages"; then found=true; else found=false; fi
echo "findings=$found" >>"$GITHUB_OUTPUT"
{
    echo "### namenorm"
    [ -s "$messages" ] && sed 's/^namenorm: /* /' "$messages" || echo "Nothing is misspelt."
} >>"$GITHUB_STEP_SUMMARY"

if [ "$code" = 1 ] && [ "$INPUT_FAIL_ON_FINDINGS" != true ]; then
    code=0
fi
exit "$code"
