#!/usr/bin/env bash
# How much of the crates the tests run: writes target/coverage and prints a line per file. Installs cargo-llvm-cov if it is not there.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo llvm-cov --version > /dev/null 2>&1 || cargo install --locked --root "${CARGO_TARGET_DIR:-target}/tools" cargo-llvm-cov
export PATH="$(cd "${CARGO_TARGET_DIR:-target}" && pwd)/tools/bin:$PATH"
# It reads the compiler's profiles with the toolchain's own llvm tools.
if ! [ -x "$(rustc --print sysroot)/lib/rustlib/$(rustc -vV | sed -n 's/^host: //p')/bin/llvm-profdata" ]; then
    echo "coverage: skipped, install the component: rustup component add llvm-tools"
    exit 0
fi
# Programs that other tests start (golden, deadlock, examples) count too.
cargo llvm-cov --locked --workspace --exclude goroutines-bench --exclude goroutines-compile-time --exclude goroutines-instructions \
    --ignore-filename-regex '(tests|loom_model|loom_tests)' "$@"
