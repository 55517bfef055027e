#!/usr/bin/env bash
# Builds the preset dev and runs all tests; arguments go to ctest, for instance: bash tests/run.sh --label-regex cli
# BATTERISK_PRESET names another preset. With BATTERISK_REAL_DATA (a folder with real BAG and BRK layers) the tests
# labelled `real` run too.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
cd -- "$root"
# shellcheck source=app/setup.sh
. app/setup.sh

preset=${BATTERISK_PRESET:-dev}
cmake --preset "$preset" --log-level=WARNING
cmake --build --preset "$preset"
exec ctest --preset "$preset" "$@"
