#!/usr/bin/env bash
# Publishes the three crates in order: a rehearsal without an argument, in earnest with --upload.
set -euo pipefail
cd "$(dirname "$0")/.."

arguments=(--dry-run --allow-dirty)
[ "${1:-}" != --upload ] || arguments=()
cargo publish --locked "${arguments[@]}" -p goroutines-macros -p goroutines-runtime -p goroutines
