// What one would write with the TypeScript SDK in the gateway's place: one process, stateless Streamable HTTP with JSON
// answers, on Express.
import { requireBearerAuth } from "@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js";
import { createMcpExpressApp } from "@modelcontextprotocol/sdk/server/express.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";

import { AccessTokenVerifier } from "./access-token.mjs";
import { documentedServer } from "./documented-server.mjs";
import { DraftsClient } from "./drafts-client.mjs";
import { lowLevelServer } from "./low-level-server.mjs";
import { TokenExchange } from "./token-exchange.mjs";

const { BENCH_PORT, BENCH_ISSUER, BENCH_DRAFTS_URL, BENCH_CLIENT_ID, BENCH_CLIENT_SECRET, BENCH_STYLE } = process.env;

const newServer = { "low-level": lowLevelServer, "as-documented": documentedServer }[BENCH_STYLE];
const verifier = new AccessTokenVerifier(BENCH_ISSUER, BENCH_CLIENT_ID);
const exchange = new TokenExchange(BENCH_ISSUER, BENCH_CLIENT_ID, BENCH_CLIENT_SECRET);
const drafts = new DraftsClient(BENCH_DRAFTS_URL);

const application = createMcpExpressApp();
application.disable("x-powered-by");
application.disable("etag");
application.post("/mcp", requireBearerAuth({ verifier }), answer);
application.get("/ready", (request, response) => response.end());
application.listen(Number(BENCH_PORT), "127.0.0.1");

/** A stateless transport serves one request, and a server has one transport: the SDK refuses to use either again. */
async function answer(request, response) {
  const server = newServer(getDraft);
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: true });
  response.on("close", () => server.close());
  await server.connect(transport);
  await transport.handleRequest(request, response, request.body);
}

async function getDraft(given, caller) {
  const token = await exchange.exchange(caller);
  const { isSuccess, text } = await drafts.getDraft(given, token, caller.clientId);
  const content = [{ type: "text", text }];
  return isSuccess ? { content, structuredContent: JSON.parse(text) } : { content, isError: true };
}
