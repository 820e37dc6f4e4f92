#!/usr/bin/env bash
# Does a bit of everything for so many seconds (`ci/soak.sh 600`; 10 without an argument), and fails if the process grows.
# The second argument is the profile: release, or dev where the tests' builds are at hand.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo run --quiet --profile "${2:-release}" --locked --example soak -- "${1:-10}"
