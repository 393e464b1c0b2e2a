#!/usr/bin/env bash
# Everything that must hold. Each step runs even when one before it failed; pytest's closing line comes last.
set -uo pipefail
cd "$(dirname "$0")/.."
. scripts/node.sh
use_node || exit 1

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export DATA_DIR="$scratch/data"
failed=()

step() {
  local name="$1" started=$SECONDS
  shift
  echo "── $name"
  if "$@"; then echo "   $name: well, $((SECONDS - started)) s"; else failed+=("$name") && echo "   $name: FAILED" >&2; fi
}

lint() { .venv/bin/ruff check . && .venv/bin/ruff format --check . && scripts/frontend.sh lint; }
types() { .venv/bin/mypy && scripts/frontend.sh check; }
schema() { .venv/bin/python manage.py makemigrations --check --dry-run && scripts/frontend.sh types-are-fresh; }
fence() { .venv/bin/python -m pytest -q tests/test_house.py; }
browser() { CHROMIUM=$(scripts/browser.sh) && export CHROMIUM; }
# On the second core, while SQLite's tests that need no browser run on the first; with a folder of its own.
begin_postgres() {
  DATA_DIR="$scratch/postgres" .venv/bin/python -m tests.servers run -- .venv/bin/python -m pytest -m postgres \
    >"$scratch/beside" 2>&1 &
  beside=$!
}
postgres() { wait "$beside"; local code=$?; cat "$scratch/beside"; return $code; }
everything() {
  .venv/bin/python -m pytest 2>&1 | tee "$scratch/pytest"
  return "${PIPESTATUS[0]}"
}

step "lint" lint
step "types" types
step "schema" schema
step "fence" fence
step "front end's tests" scripts/frontend.sh test
step "front end's build" scripts/frontend.sh build
step "first load" scripts/frontend.sh budget
step "audit of packages" .venv/bin/python scripts/audit.py
step "browser" browser
begin_postgres
step "pytest on SQLite, with journeys" everything
step "pytest on PostgreSQL and Redis" postgres

for name in "${failed[@]}"; do echo "FAILED: $name"; done
# colours would hide the words from whoever reads the last line
tail -n 1 "$scratch/pytest" | sed 's/\x1b\[[0-9;]*m//g'
[ ${#failed[@]} = 0 ]
