#!/usr/bin/env bash
# Writes what Go prints for the golden programs beside them: `ci/golden-go.sh` for all, `ci/golden-go.sh deadlock/send …` for some.
# Needs a Go toolchain of the release named in tests/golden/go-version.txt, as `go` on the PATH or in $GO.
set -euo pipefail
cd "$(dirname "$0")/../tests/golden"
go=${GO:-go}
"$go" env GOVERSION > go-version.txt
build=$(mktemp -d)
trap 'rm -r "$build"' EXIT

programs=("$@")
[ ${#programs[@]} -gt 0 ] || mapfile -t programs < <(find . -name '*.go' ! -name main.go | sed 's,^\./,,; s,\.go$,,' | sort)
for program in "${programs[@]}"; do
    files=("$program.go")
    sides=("")
    [[ $program != leak/* ]] || { files+=(leak/main.go); sides=(correct leaky); }
    # -trimpath: no path of this machine in what is stored.
    "$go" build -trimpath -o "$build/program" "${files[@]}"
    for side in "${sides[@]}"; do
        status=0
        GOTRACEBACK=single timeout 60 "$build/program" $side 2> "$build/stderr" > /dev/null || status=$?
        # The correct twin of a leak is silent in Go too.
        [ "$side" != correct ] || [ "$status$(cat "$build/stderr")" = 0 ] || { echo "$program: not correct"; exit 1; }
    done
    { cat "$build/stderr"; echo "exit status $status"; } > "$program.go.txt"
done
