#!/usr/bin/env bash
# Lints the crates without features and with each feature alone, and runs the language's tests without features.
# `ci/features.sh check` and `ci/features.sh run` do half of it. All features together are the gate's other lints.
set -euo pipefail
cd "$(dirname "$0")/.."

check() {
    local features feature
    features=$(awk '/^\[/ { on = /^\[features\]/ } on && /^[a-z]/ && !/^default/ { print $1 }' Cargo.toml)
    for feature in "" $features; do
        echo "feature: ${feature:-none}"
        cargo clippy --quiet --locked --lib --no-default-features --features "$feature" -- -D warnings
        # Each is in the list of the documentation.
        [ -z "$feature" ] || grep -q "^| \`$feature\` |" docs/front.md || { echo "docs/front.md does not list $feature"; exit 1; }
    done
}

run() {
    cargo test --quiet --locked --no-default-features --test language
}

case ${1:-both} in
    check) check ;;
    run) run ;;
    both) check; run ;;
    *) echo "usage: ci/features.sh [check|run]"; exit 2 ;;
esac
