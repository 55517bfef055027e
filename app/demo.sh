#!/usr/bin/env bash
# Builds Batterisk, makes a synthetic village with a neighbourhood battery in build/demo, computes it and names the
# files to open. Further arguments go to `batterisk run`, for instance: bash app/demo.sh --lang en
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
cd -- "$root"
# shellcheck source=app/setup.sh
. app/setup.sh

# For use, not for development: a warning of another compiler must not stop it.
cmake --preset release --log-level=WARNING
cmake --build --preset release --target batterisk batterisk_village_program

mkdir -p build/demo
cp tests/village/dossier.toml build/demo/dossier.toml
build/release/tests/village/batterisk-village build/demo >build/demo/dorp.json
echo
build/release/bin/batterisk run build/demo/dossier.toml --output build/demo/uit "$@"
build/release/bin/batterisk --quiet report build/demo/uit --output build/demo/uit/rapport.pdf >/dev/null

echo
echo "Open:"
while IFS='|' read -r file what; do
  if [ -e "build/demo/uit/$file" ]; then printf '  %-42s %s\n' "build/demo/uit/$file" "$what"; fi
done <<'FILES'
kaart.svg|map, in a web browser
resultaat.gpkg|all layers, styled, in QGIS
rapport.pdf|report, with everything to compute it again attached
rapport.html|the same report, for a browser
resultaat.json|the whole result with sources and receipt
FILES
echo "Next: build/release/bin/batterisk template -o dossier.toml  (README.md, 'Your own site')"
