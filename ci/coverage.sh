#!/usr/bin/env bash
# How much of the three crates the tests run: a line per file, and the total, in lines and regions.
#   ci/coverage.sh                                  all tests but the benchmarks'
#   ci/coverage.sh -p goroutines-runtime --tests    other arguments go to `cargo test`
# Needs the llvm tools of the compiler's LLVM: rustup's component llvm-tools, or others' in the folder $LLVM_BIN.
set -euo pipefail
cd "$(dirname "$0")/.."

host=$(rustc -vV | sed -n 's/^host: //p')
llvm=${LLVM_BIN:-$(rustc --print sysroot)/lib/rustlib/$host/bin}
if ! [ -x "$llvm/llvm-profdata" ] || ! [ -x "$llvm/llvm-cov" ]; then
    echo "coverage: skipped, install the component: rustup component add llvm-tools"
    exit 0
fi
mkdir -p "${CARGO_TARGET_DIR:-target}"
work=$(cd "${CARGO_TARGET_DIR:-target}" && pwd)/coverage
rm -rf "$work"
mkdir -p "$work"
# Only the crates of this workspace are instrumented: their dependencies are those of other builds.
# Names are not compressed: llvm tools from elsewhere may lack zlib.
printf '#!/bin/sh\nexec "$@" -C instrument-coverage -C llvm-args=--enable-name-compression=false\n' > "$work/rustc"
chmod +x "$work/rustc"
export RUSTC_WORKSPACE_WRAPPER=$work/rustc CARGO_INCREMENTAL=0 LLVM_PROFILE_FILE=$work/%4m.profraw

[ $# -gt 0 ] || set -- --workspace --exclude goroutines-bench --exclude goroutines-compile-time --exclude goroutines-instructions
cargo test --locked --no-run --message-format=json "$@" > "$work/built"
# A test that fails, or that compares the texts of one compiler, still covers.
cargo test --locked --no-fail-fast "$@" || echo "coverage: some tests failed"
# The test programs, and the macros, which run inside the compiler.
objects=()
while read -r object; do
    objects+=(-object "$object")
done < <(grep -o '"executable":"[^"]*"\|"[^"]*libgoroutines_macros[^"]*\.so"' "$work/built" | sed 's/^"executable"://; s/"//g' | sort -u)
"$llvm/llvm-profdata" merge --sparse --failure-mode=all "$work"/*.profraw -o "$work/profile"
"$llvm/llvm-cov" report "${objects[@]}" --instr-profile="$work/profile" --sources src macros/src runtime/src \
    --ignore-filename-regex '(/tests/|/fuzz/|tests\.rs|loom_model|loom_tests)' > "$work/report"
# Of each file: regions, functions and lines; the share of lines is the tenth column.
awk '/\.rs|^TOTAL/ { print $1, $4, $10 }' "$work/report" | column -t
