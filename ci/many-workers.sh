#!/usr/bin/env bash
# The behaviour tests with more workers than the machine has cores: what shows only where many workers meet, and where a
# worker is interrupted in the middle of a step.
#   ci/many-workers.sh        with 16 workers
#   ci/many-workers.sh 64     with 64
set -euo pipefail
cd "$(dirname "$0")/.."

export GOMAXPROCS=${1:-16}
cargo test --locked --quiet --package goroutines-runtime --tests
cargo test --locked --quiet --package goroutines --test language --test survival --test go
