#!/usr/bin/env bash
# Plots of 15 to 60 m, strewn over the synthetic village, each screened with the number of units that fit. Build the preset
# release first (batterisk, batterisk_village_program). Arguments: plots (1000); program; maker of the village.
set -euo pipefail

plots=${1:-1000}
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
program=${2:-$root/build/release/bin/batterisk}
village=${3:-$root/build/release/tests/village/batterisk-village}
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT

"$village" "$folder" >/dev/null
# One unit of the dossier of the village.
awk '/^eenheden = \[/ { print "positie = [120278.237, 479846.272]"; list = 1 } !list { print } list && /^\]/ { list = 0 }' \
  "$root/tests/village/dossier.toml" >"$folder/dossier.toml"
awk -v n="$plots" 'BEGIN { srand(1); printf "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::28992\"}},\"features\":["
  for (i = 0; i < n; ++i) {
    x = 120100 + 350 * rand(); y = 479780 + 250 * rand(); w = 15 + 45 * rand(); h = 15 + 45 * rand(); t = 1.57 * rand(); c = cos(t); s = sin(t)
    printf "%s{\"type\":\"Feature\",\"properties\":{\"identificatie\":\"k%05d\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[%.3f,%.3f],[%.3f,%.3f],[%.3f,%.3f],[%.3f,%.3f],[%.3f,%.3f]]]}}", i ? "," : "", i,
      x, y, x + c * w, y + s * w, x + c * w - s * h, y + s * w + c * h, x - s * h, y + c * h, x, y
  }
  print "]}" }' >"$folder/kavels.geojson"
cd -- "$folder"
start=$(date +%s.%N)
"$program" --progress none siting dossier.toml --terreinen kavels.geojson --hoeveel --tussen "3 m" -o uit -q
end=$(date +%s.%N)
awk -v n="$plots" -v a="$start" -v b="$end" 'BEGIN { printf "%d plots with capacity: %.1f s, %.0f ms each\n", n, b - a, 1000 * (b - a) / n }'
