# Sourced by the commands of this folder that Node runs: says where they are, and has their packages there.
bench=$(cd "$(dirname "$0")" && pwd)
project=$(cd "$bench/../.." && pwd)
node=${NODE:-node}

. "$project/.mvn/find-jdk.sh"
if [ ! -d "$bench/node_modules" ] || [ "$bench/package-lock.json" -nt "$bench/node_modules" ]; then
  (cd "$bench" && npm ci --ignore-scripts --no-audit --no-fund >&2 && touch node_modules)
fi
