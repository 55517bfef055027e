#!/usr/bin/env bash
# Attacks the program from outside, as somebody would who sends it files: each NN_*.py or NN_*.sh beside this file is a
# subject. Prints a table; ends with 1 when an attack came through.
#   bash tests/attack/run.sh [PROGRAM] [SUBJECT...]     PROGRAM: batterisk as installed, else the one on PATH
# A subject writes a line for each attack: "ok", "FOUT" or "-" (could not be tried here), its number, what was tried and
# what came of it, with tabs between.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
BATTERISK=$(command -v -- "${1:-batterisk}") || { echo "no program '${1:-batterisk}'" >&2; exit 2; }
BATTERISK=$(readlink -f -- "$BATTERISK")
export BATTERISK
shift || true

lines=$(mktemp)
trap 'rm -f -- "$lines"' EXIT
failed=0
for subject in "$here"/[0-9][0-9]_*; do
  name=$(basename -- "$subject")
  if [ $# -gt 0 ]; then
    wanted=0
    for part in "$@"; do case $name in "$part"*) wanted=1 ;; esac; done
    [ "$wanted" = 1 ] || continue
  fi
  case $name in
    *.py) runner=(python3 -B "$subject") ;;
    *.sh) runner=(bash "$subject") ;;
    *) continue ;;
  esac
  "${runner[@]}" | tee -a "$lines" | awk -F'\t' '{ printf "%-5s %-4s %-66s %s\n", $1, $2, $3, $4 }' || failed=1
done
awk -F'\t' '{ n[$1]++ } END { printf "\n%d attacks: %d held, %d came through, %d not tried\n", NR, n["ok"], n["FOUT"], n["-"] }' "$lines"
grep -q $'^FOUT\t' "$lines" && failed=1
exit "$failed"
