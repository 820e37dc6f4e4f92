#!/usr/bin/env bash
# Builds the three crates with the oldest versions of their direct dependencies that Cargo.toml allows. Needs the registry:
# without a connection it is skipped, and says so.
set -euo pipefail
cd "$(dirname "$0")/.."

target=$(cd "${CARGO_TARGET_DIR:-.}" && pwd)
[ -n "${CARGO_TARGET_DIR:-}" ] || target=$target/target
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
# A workspace of the crates alone: the benchmarks' peers have minimal versions of their own.
git ls-files -z Cargo.toml src docs README.md macros runtime | xargs -0 cp --parents -t "$work"
sed -i '/^members = /d; s/^default-members = .*/members = ["macros", "runtime"]/' "$work/Cargo.toml"
# What tests and benches need is not looked at.
awk '/^\[/ { skip = /^\[dev-dependencies\]/ || /dev-dependencies\]$/ || /^\[\[(bench|test|example)\]\]/ } !skip' "$work/Cargo.toml" > "$work/facade"
awk '/^\[/ { skip = /dev-dependencies\]$/ || /^\[\[test\]\]/ } !skip' "$work/runtime/Cargo.toml" > "$work/runtime-manifest"
mv "$work/facade" "$work/Cargo.toml"; mv "$work/runtime-manifest" "$work/runtime/Cargo.toml"
cd "$work"
# Cargo's own option for it is still unstable; the toolchain need not be.
if ! RUSTC_BOOTSTRAP=1 CARGO_NET_RETRY=1 timeout 120 cargo update --quiet -Z direct-minimal-versions 2> update.log ||
    ! timeout 300 cargo fetch --quiet 2>> update.log; then
    # A version that does not exist is a fault; a registry that does not answer is none.
    if grep -Eq "failed to (download|get|fetch)|network|offline|timed? ?out|resolve host|connect" update.log || [ ! -s update.log ]; then
        echo "minimal versions: skipped, the registry does not answer"
        exit 0
    fi
    cat update.log
    exit 1
fi
CARGO_TARGET_DIR=$target cargo check --workspace --all-features
