// The same call in the four ways that are compared, and how each one's answers are checked.
import { isDeepStrictEqual } from "node:util";

const MODERN = "2026-07-28";
const LEGACY = "2025-11-25";
const TOOL = "get_draft";
const TOOL_ERROR = Buffer.from('"isError":true');

/** The service's own route, with the token and headers that the gateway would send. */
export function direct(name, address, draft) {
  return {
    name,
    address,
    request: (id, tokens) => ({ method: "GET", path: draftPath(draft), headers: serviceHeaders(tokens), body: null }),
    problem: (status, body, id, thorough) => statusProblem(status) ?? (thorough ? draftProblem(body, draft) : undefined),
  };
}

/** A tools/call of the revisions with a handshake, on which a stateless server does not insist. */
export function legacy(name, address, draft) {
  const body = callBody(draft, {});
  return mcp(name, address, draft, body, { "mcp-protocol-version": LEGACY });
}

/** A tools/call of revision 2026-07-28. */
export function modern(name, address, draft) {
  const body = callBody(draft, {
    _meta: {
      "io.modelcontextprotocol/protocolVersion": MODERN,
      "io.modelcontextprotocol/clientCapabilities": {},
      "io.modelcontextprotocol/clientInfo": { name: "postly-benchmark", version: "1.0.0" },
    },
  });
  return mcp(name, address, draft, body, {
    "mcp-protocol-version": MODERN,
    "mcp-method": "tools/call",
    "mcp-name": TOOL,
  });
}

/** Where the service serves the draft. */
export function draftPath({ workspace, id }) {
  return `/api/v1/workspaces/${workspace}/drafts/${id}`;
}

/** What the gateway sends to a service. */
export function serviceHeaders(tokens) {
  return {
    authorization: `Bearer ${tokens.services}`,
    accept: "application/json, application/problem+json",
    "postly-channel": "mcp",
    "postly-client": "postly-cli",
  };
}

function mcp(name, address, draft, body, headers) {
  return {
    name,
    address,
    request: (id, tokens) => ({
      method: "POST",
      path: "/mcp",
      headers: {
        authorization: `Bearer ${tokens.person}`,
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        ...headers,
      },
      body: body(id),
    }),
    problem: (status, answer, id, thorough) =>
      statusProblem(status) ?? toolProblem(answer) ?? (thorough ? messageProblem(answer, id, draft) : undefined),
  };
}

/** Only the id differs from call to call. */
function callBody({ workspace, id }, extra) {
  const params = { name: TOOL, arguments: { workspace, draft_id: id }, ...extra };
  const rest = JSON.stringify({ method: "tools/call", params }).slice(1);
  return (callId) => `{"jsonrpc":"2.0","id":${callId},${rest}`;
}

function statusProblem(status) {
  return status === 200 ? undefined : `status ${status}`;
}

function toolProblem(answer) {
  return answer.includes(TOOL_ERROR) ? "isError" : undefined;
}

function messageProblem(answer, id, draft) {
  const message = parsed(answer);
  const result = message?.result;
  if (message?.jsonrpc !== "2.0" || message.id !== id || result?.content?.[0]?.type !== "text") {
    return "malformed message";
  }
  const text = parsed(result.content[0].text);
  return isDeepStrictEqual(text, result.structuredContent) ? contentProblem(text, draft) : "text differs from structure";
}

function draftProblem(body, draft) {
  return contentProblem(parsed(body), draft);
}

function contentProblem(content, draft) {
  return content?.id === draft.id && content.text === draft.text ? undefined : "not the draft";
}

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
