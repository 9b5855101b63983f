// Actions called by name, through the gateway's two packagings. Nothing but this machine is ever called.
const ANSWER_PATIENCE_MILLIS = 60_000;
const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);
const LEGACY = "2025-11-25";
const MODERN = "2026-07-28";
const FIRST_ERROR = 400;
const METHODS = ["get", "post", "put", "patch", "delete"];

/** The routes of the gateway's own OpenAPI document, by action. */
export async function readRoutes(gateway) {
  const response = await send(`${gateway}/openapi.json`, {});
  const { paths } = await response.json();
  const operations = ([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => route(path, method, item[method]));
  return new Map(Object.entries(paths).flatMap(operations));
}

function route(path, method, operation) {
  const parameters = operation.parameters ?? [];
  const named = (place) => parameters.filter((parameter) => parameter.in === place).map((parameter) => parameter.name);
  return [
    operation.operationId,
    {
      method: method.toUpperCase(),
      path,
      inPath: named("path"),
      inQuery: named("query"),
      hasBody: operation.requestBody !== undefined,
    },
  ];
}

/** As routes of the REST API. The answer is `{ ok, status, body }`. */
export function rest(gateway, routes, session) {
  return async (action, callArguments, key) => {
    const { method, path, inPath, inQuery, hasBody } = routes.get(action) ?? fail(`There is no route of ${action}`);
    const filled = inPath.reduce(
      (text, name) => text.replace(`{${name}}`, encodeURIComponent(callArguments[name])),
      path,
    );
    const query = new URLSearchParams(
      inQuery.filter((name) => name in callArguments).map((name) => [name, callArguments[name]]),
    );
    const elsewhere = new Set([...inPath, ...inQuery]);
    const members = Object.entries(callArguments).filter(([name]) => !elsewhere.has(name));
    const response = await send(`${gateway}${filled}${query.size === 0 ? "" : `?${query}`}`, {
      method,
      headers: {
        authorization: `Bearer ${await session.token()}`,
        ...(hasBody ? { "content-type": "application/json" } : {}),
        ...(key === undefined ? {} : { "idempotency-key": key }),
      },
      body: hasBody ? JSON.stringify(Object.fromEntries(members)) : undefined,
    });
    return { ok: response.status < FIRST_ERROR, status: response.status, body: await json(response) };
  };
}

/** As tools, in the legacy era of MCP. */
export function legacyMcp(gateway, session) {
  return mcp(gateway, session, {}, () => ({ "mcp-protocol-version": LEGACY }));
}

/** As tools, in the modern era of MCP. */
export function modernMcp(gateway, session) {
  const meta = {
    _meta: {
      "io.modelcontextprotocol/protocolVersion": MODERN,
      "io.modelcontextprotocol/clientCapabilities": {},
      "io.modelcontextprotocol/clientInfo": { name: "postly-traffic", version: "1.0.0" },
    },
  };
  return mcp(gateway, session, meta, (tool) => ({
    "mcp-protocol-version": MODERN,
    "mcp-method": "tools/call",
    "mcp-name": tool,
  }));
}

function mcp(gateway, session, meta, eraHeaders) {
  let lastId = 0;
  return async (action, callArguments, key) => {
    const id = ++lastId;
    const named = key === undefined ? callArguments : { ...callArguments, idempotency_key: key };
    const response = await send(`${gateway}/mcp`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${await session.token()}`,
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        ...eraHeaders(action),
      },
      body: JSON.stringify({
        jsonrpc: "2.0",
        id,
        method: "tools/call",
        params: { name: action, arguments: named, ...meta },
      }),
    });
    const message = await json(response);
    const result = message?.result;
    if (message?.id !== id || result?.content?.[0]?.type !== "text") {
      return { ok: false, status: response.status, body: message };
    }
    const ok = response.status === 200 && result.isError !== true;
    return { ok, status: response.status, body: JSON.parse(result.content[0].text) };
  };
}

function send(address, request) {
  if (!LOOPBACK.has(new URL(address).hostname)) {
    throw new Error(`${address} is not on this machine`);
  }
  return fetch(address, { ...request, signal: AbortSignal.timeout(ANSWER_PATIENCE_MILLIS) });
}

async function json(response) {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return { detail: text.slice(0, 200) };
  }
}

function fail(message) {
  throw new Error(message);
}
