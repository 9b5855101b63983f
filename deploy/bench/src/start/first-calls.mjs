// The first call that each part gets in the benchmark: one that a person's client makes, with a token, and that reads.
const MONTH = { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" };

const PATHS = {
  "drafts-service": "/api/v1/workspaces/acme/drafts",
  "approvals-service": "/api/v1/workspaces/acme/reviews",
  "scheduling-service": `/api/v1/workspaces/acme/calendar?${new URLSearchParams(MONTH)}`,
  "analytics-service": `/api/v1/workspaces/acme/workflow-report?${new URLSearchParams(MONTH)}`,
};

/** The parts that can be measured. */
export const PARTS = ["mcp-gateway", ...Object.keys(PATHS)];

/** Sends a part's first call and reads the answer. */
export async function firstCall(part, address, tokens) {
  const response = part === "mcp-gateway" ? await listTools(address, tokens.person) : await read(part, address, tokens.services);
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${part} answered its first call with ${response.status}: ${text.slice(0, 300)}`);
  }
}

function listTools(address, token) {
  return fetch(`${address}/mcp`, {
    method: "POST",
    headers: {
      ...authorization(token),
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      "mcp-protocol-version": "2025-11-25",
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list", params: {} }),
  });
}

function read(part, address, token) {
  return fetch(address + PATHS[part], { headers: authorization(token) });
}

function authorization(token) {
  return { authorization: `Bearer ${token}` };
}
