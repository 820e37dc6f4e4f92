#!/usr/bin/env bash
# Does a bit of everything for so many seconds (`ci/soak.sh 600`; 10 without an argument), and fails if the process grows.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo run --quiet --release --locked --example soak -- "${1:-10}"
