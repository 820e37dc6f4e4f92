#!/usr/bin/env bash
# Runs the runtime's behavior tests under a sanitizer: `ci/sanitizers.sh address` (the default) or `ci/sanitizers.sh thread`.
# `ci/sanitizers.sh address short` runs those of channels, select and sync alone; other arguments go to `cargo test`.
# No code of this repository is unsafe: this checks the dependencies as it uses them.
#
# AddressSanitizer works with a stable toolchain, whose unstable options RUSTC_BOOTSTRAP opens. ThreadSanitizer must see the
# standard library too, or each of its locks is a false alarm: it needs a nightly toolchain with the component rust-src. Without
# one it is skipped, and says so.
set -euo pipefail
cd "$(dirname "$0")/.."

sanitizer=${1:-address}
target=$(rustc -vV | sed -n 's/^host: //p')
case $target in
    x86_64-unknown-linux-gnu | aarch64-unknown-linux-gnu) ;;
    *) echo "sanitizers: skipped, $target has none that this script knows"; exit 0 ;;
esac
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}/sanitizer-$sanitizer
tests=(--locked -p goroutines-runtime --no-fail-fast --target "$target")
shift $(($# > 0))
if [ "${1:-}" = short ]; then
    shift
    tests+=(--test chan_behavior --test select_behavior --test sync_locks --test sync_meeting_points)
else
    tests+=(--lib --tests)
fi
case $sanitizer in
    address)
        # Leaks are looked for too: at the end of a test program every allocation is reachable or freed.
        export RUSTC_BOOTSTRAP=1 RUSTFLAGS="-Zsanitizer=address" ASAN_OPTIONS="detect_stack_use_after_return=1"
        export LSAN_OPTIONS="suppressions=$PWD/ci/leaks.txt:print_suppressions=0"
        cargo test "${tests[@]}" "$@"
        ;;
    thread)
        sources=$(rustc +nightly --print sysroot 2> /dev/null)/lib/rustlib/src/rust/library
        [ -d "$sources" ] || { echo "sanitizers: skipped, no nightly toolchain with rust-src"; exit 0; }
        export RUSTFLAGS="-Zsanitizer=thread"
        cargo +nightly test -Zbuild-std "${tests[@]}" "$@"
        ;;
    *) echo "usage: ci/sanitizers.sh [address|thread]"; exit 2 ;;
esac
