# shellcheck shell=bash
# Sourced by app/demo.sh and tests/run.sh: installs those Debian packages of app/packages.txt that are missing.
# Costs one dpkg-query when all are there. Leaves no variables behind.

batterisk_setup() {
  local list wanted installed name missing=() run=()
  list="$(dirname -- "${BASH_SOURCE[0]}")/packages.txt"
  mapfile -t wanted < <(sed -e 's/#.*//' -e 's/[[:space:]]*$//' -e '/^$/d' -- "$list")

  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "setup: this system has no apt-get. Batterisk needs what Debian 12 calls: ${wanted[*]}." >&2
    echo "setup: going on; CMake will name what it does not find." >&2
    return 0
  fi

  # Unknown packages make dpkg-query fail, but it still lists the others.
  installed=$(dpkg-query --show --showformat='${Package} ${db:Status-Status}\n' -- "${wanted[@]}" 2>/dev/null || true)
  for name in "${wanted[@]}"; do
    grep --quiet --fixed-strings --line-regexp -- "$name installed" <<<"$installed" || missing+=("$name")
  done
  [ "${#missing[@]}" -eq 0 ] && return 0

  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "setup: not root and no sudo here. Ask someone who may install packages to run:" >&2
      echo "  apt-get install --no-install-recommends ${missing[*]}" >&2
      return 1
    fi
    run=(sudo)
  fi
  echo "setup: installing ${missing[*]}" >&2
  run+=(env DEBIAN_FRONTEND=noninteractive apt-get --quiet --option DPkg::Lock::Timeout=300)
  "${run[@]}" update >&2 || echo "setup: apt-get update failed; trying with the lists that are here" >&2
  if ! "${run[@]}" install --yes --no-install-recommends -- "${missing[@]}" >&2; then
    echo "setup: apt-get could not install: ${missing[*]} (names are those of Debian 12)" >&2
    return 1
  fi
}

batterisk_setup
