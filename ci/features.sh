#!/usr/bin/env bash
# Builds the facade without features, with each feature alone, and with all; runs a first program with none and with all.
set -euo pipefail
cd "$(dirname "$0")/.."

features=$(awk '/^\[/ { on = /^\[features\]/ } on && /^[a-z]/ && !/^default/ { print $1 }' Cargo.toml)
for feature in "" $features; do
    echo "feature: ${feature:-none}"
    cargo check --quiet --locked --lib --no-default-features --features "$feature"
    # Each is in the list of the documentation.
    [ -z "$feature" ] || grep -q "^| \`$feature\` |" docs/front.md || { echo "docs/front.md does not list the feature $feature"; exit 1; }
done
cargo test --quiet --locked --no-default-features --test language
cargo check --quiet --locked --all-features --all-targets
