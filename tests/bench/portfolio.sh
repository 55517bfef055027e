#!/usr/bin/env bash
# A synthetic portfolio under two rule sets: time, sites per second and where the time goes. Build the preset release
# first. Arguments: sites (10000), buildings a site (100), program.
set -euo pipefail

sites=${1:-10000}
panden=${2:-100}
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
program=${3:-$root/build/release/bin/batterisk}
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
cd -- "$folder"

"$program" portfolio make -n "$sites" --panden "$panden" -o . >/dev/null
"$program" rules draft referentie -p "indoor.n_v=2 1/h" --motivering "meting" -o ruim >/dev/null
start=$(date +%s.%N)
"$program" batch portefeuille.toml -o a --progress none >/dev/null
"$program" batch portefeuille.toml -o b --rules ruim --progress none >/dev/null
end=$(date +%s.%N)
"$program" compare a b --rules ruim -o verschil >/dev/null
last=$(date +%s.%N)
awk -v n="$sites" -v p="$panden" -v a="$start" -v b="$end" -v c="$last" 'BEGIN {
  printf "%d sites, %d buildings, two rule sets: %.1f s, %.0f sites/s; comparison %.1f s\n",
         n, n * p, b - a, 2 * n / (b - a), c - b }'
