#!/usr/bin/env bash
# A Chromium and the fonts that the journeys and pictures need: looked for first, else installed, else a loud no.
# Prints where the browser is; CHROMIUM=… names one of your own.
set -euo pipefail
cd "$(dirname "$0")/.."

find_browser() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    [ -n "$name" ] && command -v "$name" && return
  done
  .venv/bin/python - <<'PY'
import sys
from pathlib import Path
from playwright.sync_api import sync_playwright
with sync_playwright() as tools:
    path = Path(tools.chromium.executable_path)
print(path) if path.is_file() else sys.exit(1)
PY
}

may_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

apt() { (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@") >/dev/null; }

has_arabic() { ! command -v fc-list >/dev/null || [ -n "$(fc-list :lang=ar)" ]; }

if ! has_arabic && may_apt; then
  echo "· installing fonts" >&2
  apt fonts-noto-core || echo "· no Arabic font could be installed; pages still work, pictures may show boxes" >&2
fi
find_browser && exit
echo "· installing Chromium" >&2
if may_apt; then apt chromium fonts-noto-core || true; fi
find_browser && exit
.venv/bin/python -m playwright install chromium >&2 || true
find_browser && exit
cat >&2 <<'NO'
No Chromium was found and none could be installed. Any one of these mends it:
  apt-get install chromium fonts-noto-core        (as root, on Debian)
  .venv/bin/python -m playwright install --with-deps chromium
  CHROMIUM=/path/to/chromium make test
NO
exit 1
