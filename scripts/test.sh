#!/usr/bin/env bash
# Everything that must hold. Each step runs even when one before it failed; pytest's closing line comes last.
# Two lanes, for the journeys wait more than they work: beside the steps below run SQLite's tests that need no
# browser, then PostgreSQL's. The journeys' pytest tells of both parts on SQLite in one closing line (tests/beside.py).
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
begin_beside() {
  {
    DATA_DIR="$scratch/beside" .venv/bin/python -m pytest -p tests.beside --ignore tests/journeys \
      --write-outcomes "$scratch/outcomes" >"$scratch/sqlite" 2>&1
    DATA_DIR="$scratch/postgres" .venv/bin/python -m tests.servers run -- .venv/bin/python -m pytest -m postgres \
      >"$scratch/on_postgres" 2>&1
  } &
  beside=$!
}
everything() {
  .venv/bin/python -m pytest -p tests.beside tests/journeys --read-outcomes "$scratch/outcomes" 2>&1 |
    tee "$scratch/pytest"
  local code=${PIPESTATUS[0]}
  [ "$code" = 0 ] || tail -n 30 "$scratch/sqlite"
  return "$code"
}
postgres() { wait "$beside"; local code=$?; cat "$scratch/on_postgres"; return $code; }

step "front end's build" scripts/frontend.sh build
begin_beside
step "lint" lint
step "types" types
step "schema" schema
step "fence" fence
step "front end's tests" scripts/frontend.sh test
step "first load" scripts/frontend.sh budget
step "audit of packages" .venv/bin/python scripts/audit.py
step "browser" browser
step "pytest on SQLite, with journeys" everything
step "pytest on PostgreSQL and Redis" postgres

for name in "${failed[@]}"; do echo "FAILED: $name"; done
# colours would hide the words from whoever reads the last line
tail -n 1 "$scratch/pytest" | sed 's/\x1b\[[0-9;]*m//g'
[ ${#failed[@]} = 0 ]
