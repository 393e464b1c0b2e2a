#!/usr/bin/env bash
# The front end: scripts/frontend.sh packages|build|types|types-are-fresh|format|lint|check|test|storm …
# Does only what changed: stamps beside the results hold the hash of what they were made from.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/node.sh
use_node

stamp() { cat "$1" 2>/dev/null || true; }

packages() {
  local want; want=$(sha256sum frontend/package-lock.json frontend/package.json | sha256sum)
  [ "$(stamp frontend/node_modules/.installed)" = "$want" ] && return
  echo "· installing the front end's packages"
  npm --prefix frontend ci --silent --no-progress
  echo "$want" >frontend/node_modules/.installed
}

sources() {
  find frontend/src frontend/public frontend/scripts frontend/*.json frontend/*.ts frontend/index.html -type f \
    -not -name '*.test.ts*' -print0 | sort -z | xargs -0 sha256sum | sha256sum
}

build() {
  packages
  local want; want=$(sources)
  [ -f frontend/dist/index.html ] && [ "$(stamp frontend/.cache/built)" = "$want" ] && return
  echo "· building the front end"
  local told
  told=$(npm --prefix frontend run --silent build 2>&1) || { echo "$told" >&2 && return 1; }
  node scripts/compress.mjs frontend/dist
  mkdir -p frontend/.cache && echo "$want" >frontend/.cache/built
}

schema() {
  packages
  mkdir -p frontend/.cache
  .venv/bin/python manage.py spectacular --format openapi-json --file frontend/.cache/schema.json
}

types() { schema && npm --prefix frontend run --silent api-types; }

types_are_fresh() {
  schema
  (cd frontend && node node_modules/openapi-typescript/bin/cli.js .cache/schema.json -o .cache/schema.d.ts >/dev/null)
  cmp -s frontend/.cache/schema.d.ts frontend/src/api/schema.d.ts && return
  echo "frontend/src/api/schema.d.ts is not what the server says. Run: make types" >&2
  return 1
}

case "${1:-build}" in
  packages) packages ;;
  build) build ;;
  types) types ;;
  types-are-fresh) types_are_fresh ;;
  *) packages && npm --prefix frontend run --silent "$1" -- "${@:2}" ;;
esac
