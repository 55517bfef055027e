#!/usr/bin/env bash
# A synthetic portfolio under two rule sets: time, sites per second and where the time goes. Build the preset release
# first. Arguments: sites (10000); buildings a site (100), or a prepared folder with layers, over which the sites are
# strewn; program.
set -euo pipefail

sites=${1:-10000}
around=${2:-100}
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
program=${3:-$root/build/release/bin/batterisk}
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT

if [ -d "$around" ]; then
  layers=$(cd -- "$around" && pwd)
  cd -- "$folder"
  "$program" portfolio make -n "$sites" --panden 1 -o . >/dev/null
  sed -i '/^\[\[omgeving.laag\]\]/,$d' sjabloon.toml
  printf 'map = "%s"\n' "$layers" >>sjabloon.toml
  box=$(sed -n 's/^gebied = \[\(.*\)\]/\1/p' "$layers/manifest.toml" | head -n 1)
  # Evenly over the layer, less a border; the energies and chemistries stay.
  awk -F, -v OFS=, -v box="$box" 'BEGIN { srand(1); split(box, b, ","); m = 1600 }
    NR > 1 { $2 = sprintf("%.2f", b[1] + m + rand() * (b[3] - b[1] - 2 * m))
             $3 = sprintf("%.2f", b[2] + m + rand() * (b[4] - b[2] - 2 * m)) }
    { print }' sites.csv >strewn.csv
  mv strewn.csv sites.csv
  what="the buildings of $layers"
else
  cd -- "$folder"
  "$program" portfolio make -n "$sites" --panden "$around" -o . >/dev/null
  what="$((sites * around)) buildings"
fi
"$program" rules draft referentie -p "indoor.n_v=2 1/h" --motivering "meting" -o ruim >/dev/null
start=$(date +%s.%N)
"$program" batch portefeuille.toml -o a --progress none >/dev/null
"$program" batch portefeuille.toml -o b --rules ruim --progress none >/dev/null
end=$(date +%s.%N)
"$program" compare a b --rules ruim -o verschil >/dev/null
last=$(date +%s.%N)
awk -v n="$sites" -v w="$what" -v a="$start" -v b="$end" -v c="$last" 'BEGIN {
  printf "%d sites, %s, two rule sets: %.1f s, %.0f sites/s; comparison %.1f s\n",
         n, w, b - a, 2 * n / (b - a), c - b }'
