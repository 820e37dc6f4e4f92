#!/usr/bin/env bash
# Explores every interleaving of the protocols (park and wake, channels, select, sync, the idle state) with loom.
set -euo pipefail
cd "$(dirname "$0")/.."

# What loom cannot run (rayon, threads, the clock) is left out, so some of the rest is unused.
# A target folder of its own: `--cfg loom` changes every crate.
CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-target}/loom" \
RUSTFLAGS="--cfg loom -A dead_code" \
LOOM_MAX_PREEMPTIONS="${LOOM_MAX_PREEMPTIONS:-3}" \
    cargo test --package goroutines-runtime --lib --release --locked -- loom "$@"
