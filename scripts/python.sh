#!/usr/bin/env bash
# Python's side: .venv with the locked packages, hashes checked. scripts/python.sh run|dev
# Quick when nothing changed: a stamp in .venv holds the hash of what was installed.
set -euo pipefail
cd "$(dirname "$0")/.."
set_of="${1:-run}"

find_python() {
  for name in "${PYTHON:-}" python3.11 python3.12 python3.13 python3.14 python3; do
    [ -n "$name" ] && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$name" && return
  done
  echo "Encore needs Python 3.11 or newer. On Debian: apt-get install python3 python3-venv" >&2
  return 1
}

make_venv() {
  [ -x .venv/bin/python ] && return
  local python; python=$(find_python)
  echo "· making .venv with $("$python" --version)"
  "$python" -m venv .venv >/dev/null 2>&1 && return
  rm -rf .venv
  # Debian ships Python without ensurepip: take its package when we may, else borrow the system's pip
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    (apt-get update -qq && apt-get install -y -qq python3-venv) >/dev/null && "$python" -m venv .venv && return
  fi
  "$python" -m venv --without-pip .venv
  "$python" -m pip --python .venv/bin/python install -q pip && return
  rm -rf .venv
  echo "No pip to begin with. On Debian: apt-get install python3-venv" >&2
  return 1
}

# uv doesn't read pip's configuration: hand it the addresses that this machine uses
uv_like_pip() {
  local key value
  key() { "$pip" config get "global.$1" 2>/dev/null || true; }
  value=$(key index-url);       [ -z "$value" ] || export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$value}"
  value=$(key extra-index-url); [ -z "$value" ] || export UV_EXTRA_INDEX_URL="${UV_EXTRA_INDEX_URL:-$(echo $value)}"
  value="${PIP_FIND_LINKS:-$(key find-links)}"; [ -z "$value" ] || export UV_FIND_LINKS="${UV_FIND_LINKS:-$value}"
  value="${PIP_CERT:-$(key cert)}"; [ -z "$value" ] || export SSL_CERT_FILE="${SSL_CERT_FILE:-$value}"
  # every package is pinned by its hash, so that no index can slip in another
  export UV_INDEX_STRATEGY=unsafe-best-match
  export UV_COMPILE_BYTECODE=1 UV_PYTHON_DOWNLOADS=never UV_LINK_MODE="${UV_LINK_MODE:-copy}" VIRTUAL_ENV="$PWD/.venv"
}

find_uv() {
  for uv in .venv/bin/uv "$(command -v uv || true)"; do
    [ -n "$uv" ] && "$uv" --version >/dev/null 2>&1 && echo "$uv" && return
  done
  "$pip" install -qq --disable-pip-version-check uv >&2 && echo .venv/bin/uv
}

install() {
  local file="requirements/$1.txt" uv
  echo "· installing Python packages ($1)"
  if uv=$(find_uv); then
    uv_like_pip
    "$uv" pip install -q --require-hashes -r "$file" && return
    echo "· uv could not do it, trying pip"
  fi
  "$pip" install -qq --disable-pip-version-check --require-hashes -r "$file"
}

hash_of() { sha256sum "requirements/$1.txt" | cut -d' ' -f1; }
has() { [ "$(cat ".venv/.installed-$1" 2>/dev/null)" = "$(hash_of "$1")" ]; }

make_venv
pip=.venv/bin/pip
[ -x "$pip" ] || pip="$(find_python) -m pip --python .venv/bin/python"
# everything that runs is in dev.txt too
if ! has "$set_of" && ! { [ "$set_of" = run ] && has dev; }; then
  install "$set_of"
  hash_of "$set_of" >".venv/.installed-$set_of"
fi
