#!/usr/bin/env bash
# Packs the three crates as they would be published, builds each from its package, and runs a
# stranger's first program, and the guide's server with its test, on nothing but them.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${CARGO_TARGET_DIR:-target}
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
# Cargo keeps what it has unpacked from its temporary registry, and would take it again for a package that has changed since.
rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry/src/-*/goroutines{,-macros,-runtime}-"$version"

# --allow-dirty: so that it can be run before a commit.
cargo package --locked --allow-dirty -p goroutines-macros -p goroutines-runtime -p goroutines

work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
for crate in goroutines-macros goroutines-runtime goroutines; do
    packed=$target/package/$crate-$version.crate
    files=$(tar tzf "$packed")
    # The licences travel with every crate; the tests with none.
    grep -q /LICENSE-MIT <<< "$files" && grep -q /LICENSE-APACHE <<< "$files" || { echo "$crate: no licence"; exit 1; }
    ! grep -q "^$crate-$version/tests/" <<< "$files" || { echo "$crate: tests in the package"; exit 1; }
    echo "$crate: $(wc -l <<< "$files") files, $(du -k "$packed" | cut -f1) KiB"
    tar xzf "$packed" -C "$work"
done

# A crate that has nothing but the packages.
mkdir -p "$work/hello/src"
cat > "$work/hello/Cargo.toml" <<TOML
[package]
name = "hello"
version = "0.0.0"
edition = "2024"
default-run = "hello"

[dependencies]
goroutines = "$version"

[patch.crates-io]
goroutines = { path = "../goroutines-$version" }
goroutines-macros = { path = "../goroutines-macros-$version" }
goroutines-runtime = { path = "../goroutines-runtime-$version" }
TOML
# The first program of the README.
awk '/^```rust/ { on = 1; next } /^```/ && on { exit } on' README.md > "$work/hello/src/main.rs"
# The server of the guide's first chapter, with its test.
mkdir "$work/hello/src/bin"
awk '/^# 6\. A server/ { in_chapter = 1 } in_chapter && /^```no_run/ { on = 1; next } /^```/ && on { exit } on' \
    docs/guide/first_steps.md > "$work/hello/src/bin/server.rs"
grep -q the_server_answers "$work/hello/src/bin/server.rs" || { echo "docs/guide/first_steps.md has no server"; exit 1; }
# The versions of the workspace, as far as they serve.
cp Cargo.lock "$work/hello/"
CARGO_TARGET_DIR="$target/package/hello" cargo run --quiet --manifest-path "$work/hello/Cargo.toml" > "$work/output"
grep -q . "$work/output" || { echo "the first program prints nothing"; exit 1; }
cat "$work/output"
CARGO_TARGET_DIR="$target/package/hello" cargo test --quiet --manifest-path "$work/hello/Cargo.toml"
