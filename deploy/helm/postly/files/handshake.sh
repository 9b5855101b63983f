# Opens a conversation as an MCP client does. With a token the gateway must take part in it;
# without one it must say where to sign in.
version=2025-11-25
folder=${TMPDIR:-/tmp}

post() {
  if [ -n "${TOKEN:-}" ]; then
    printf 'header = "Authorization: Bearer %s"\n' "$TOKEN"
  fi | curl --config - --silent --show-error --max-time 20 \
    --dump-header "$folder/headers" --output "$folder/body" --write-out '%{http_code}' \
    --header 'Content-Type: application/json' --header 'Accept: application/json, text/event-stream' \
    --header "MCP-Protocol-Version: $version" --data "$1" "$ENDPOINT"
}

fail() {
  echo "$1" >&2
  cat "$folder/headers" "$folder/body" >&2
  exit 1
}

: >"$folder/body"
status=$(post '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"'$version'","capabilities":{},"clientInfo":{"name":"postly-helm-test","version":"1"}}}')

if [ -z "${TOKEN:-}" ]; then
  [ "$status" = 401 ] || fail "Expected 401, got $status"
  grep -qi '^www-authenticate: *bearer .*resource_metadata=' "$folder/headers" || fail 'Nothing says where to sign in'
  echo 'The gateway asks to sign in'
  exit 0
fi

[ "$status" = 200 ] || fail "Expected 200, got $status"
grep -q '"serverInfo"' "$folder/body" || fail 'The gateway does not say who it is'
status=$(post '{"jsonrpc":"2.0","method":"notifications/initialized"}')
[ "$status" = 202 ] || fail "Expected 202, got $status"
echo 'The handshake is complete'
