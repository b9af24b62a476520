#!/bin/sh
# Installs into .venv what requirements.txt names, each file by its hash: with uv where there is one,
# which is faster, else with pip. PYTHON=python3.13 sh .github/install.sh chooses the Python.
set -e
cd "$(dirname "$0")/.."
if [ .venv/.site-ready -nt requirements.txt ]; then exit; fi  # nothing has changed since
python=${PYTHON:-python3}
if command -v uv > /dev/null; then
  uv venv --quiet --allow-existing --python "$python" .venv
  uv pip install --quiet --python .venv --no-deps --require-hashes -r requirements.txt
else
  "$python" -m venv .venv
  .venv/bin/python -m pip install --quiet --no-compile --no-deps --require-hashes -r requirements.txt
fi
touch .venv/.site-ready
