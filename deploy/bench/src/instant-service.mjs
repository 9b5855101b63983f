// Stands in for the drafts service where the gateway's own cost is measured: it accepts the same tokens and headers, and
// answers get_draft at once with what the real service once answered.
import { createServer } from "node:http";

import { createRemoteJWKSet, jwtVerify } from "jose";

const { BENCH_PORT, BENCH_ISSUER, BENCH_PATH, BENCH_ANSWER } = process.env;
const MAXIMUM_TOKENS = 1_000;
/** Longer than any client keeps an idle connection: none may be closed at the moment when it is used again. */
const KEEP_ALIVE_MILLIS = 180_000;

const keys = createRemoteJWKSet(new URL(`${BENCH_ISSUER}/protocol/openid-connect/certs`));
const expected = { issuer: BENCH_ISSUER, audience: "postly-services" };
const answerHeaders = { "content-type": "application/json", "content-length": Buffer.byteLength(BENCH_ANSWER) };
/** Authorization headers that were verified, with when they expire: verifying each time would be felt by all callers. */
const verified = new Map();

createServer({ keepAliveTimeout: KEEP_ALIVE_MILLIS }, (request, response) => {
  const authorization = request.headers.authorization ?? "";
  if (verified.get(authorization) > Date.now() / 1000) {
    answer(request, response);
  } else {
    verify(authorization).then(
      () => answer(request, response),
      () => response.writeHead(request.url === "/ready" ? 200 : 401).end(),
    );
  }
}).listen(Number(BENCH_PORT), "127.0.0.1");

async function verify(authorization) {
  const { payload } = await jwtVerify(authorization.replace(/^Bearer /, ""), keys, expected);
  if (payload.azp !== "postly-gateway") {
    throw new Error("The token was not exchanged by the gateway");
  }
  if (verified.size >= MAXIMUM_TOKENS) {
    verified.clear();
  }
  verified.set(authorization, payload.exp);
}

function answer(request, response) {
  const { "postly-channel": channel, "postly-client": client } = request.headers;
  if (request.method !== "GET" || request.url !== BENCH_PATH || channel !== "mcp" || client !== "postly-cli") {
    response.writeHead(400).end();
    return;
  }
  response.writeHead(200, answerHeaders).end(BENCH_ANSWER);
}
