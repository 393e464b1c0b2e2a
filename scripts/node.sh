# Sourced: puts a Node >= 20.19 with npm first on PATH, the machine's own or else the wheel's in .venv.
node_is_new() {
  command -v npm >/dev/null && node -e '
    const [major, minor] = process.versions.node.split(".").map(Number);
    process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' 2>/dev/null
}

use_node() {
  node_is_new && return
  PATH="$PWD/.venv/bin:$PATH"
  hash -r
  node_is_new && return
  echo "· no Node >= 20.19 here: taking one into .venv"
  scripts/python.sh node
  hash -r
  node_is_new && return
  echo "Node >= 20.19 with npm is needed and could not be installed; see https://nodejs.org" >&2
  return 1
}
