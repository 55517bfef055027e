#!/usr/bin/env bash
# Parts of a batch under GNU parallel, one worker killed while it computes: the same command goes on, and what is merged has
# the bytes of one run. Skipped (77) without GNU parallel. Argument: program.
set -euo pipefail

program=$1
command -v parallel >/dev/null || { echo "GNU parallel is not installed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
cd -- "$folder"

"$program" portfolio make -n 200 --panden 20 -o . >/dev/null
"$program" batch portefeuille.toml -o heel --jobs 1 --progress none >/dev/null

# The worker of part 2 is killed once, as soon as its journal holds a site.
cat >deel.sh <<'EOF'
program=$1
part=$2
"$program" batch portefeuille.toml --shard "$part/4" -o "deel$part" --jobs 1 --progress none >/dev/null &
worker=$!
if [ "$part" = 2 ] && [ ! -e gedood ]; then
  until [ -s deel2/voortgang/2-van-4.log ] || ! kill -0 "$worker" 2>/dev/null; do sleep 0.01; done
  kill -KILL "$worker" && touch gedood
fi
wait "$worker"
EOF
if parallel --will-cite --jobs 2 bash deel.sh "$program" {} ::: 1 2 3 4; then
  echo "no worker failed"
  exit 1
fi
[ -e gedood ]
if "$program" merge deel1 deel2 deel3 deel4 -o half >/dev/null 2>&1; then
  echo "a half part was merged"
  exit 1
fi
parallel --will-cite --jobs 2 bash deel.sh "$program" {} ::: 1 2 3 4
"$program" merge deel1 deel2 deel3 deel4 -o samen >/dev/null
diff -r --exclude=voortgang heel samen
