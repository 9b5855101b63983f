// Everything that one service was measured with: the parts are started, warmed up, measured at both loads, and stopped.
import { setTimeout as pause } from "node:timers/promises";

import { freePorts } from "./part.mjs";
import { MemorySamples } from "./resources.mjs";
import { fullLoad, paced } from "./rounds.mjs";
import { direct, draftPath, legacy, modern, serviceHeaders } from "./targets.mjs";

export const DIRECT = "direct";
export const LEGACY = "gateway 2025-11-25";
export const MODERN = "gateway 2026-07-28";
export const LOW_LEVEL = "typescript low-level";
export const DOCUMENTED = "typescript as documented";

/** Between the loads: what full load leaves behind must not be felt at half load. */
const PAUSE_MILLIS = 3_000;
const EVENTS_PATIENCE_MILLIS = 300_000;
const OUTBOX_AGE = /^postly_outbox_age_seconds(?:{.*})? (\S+)$/m;
const WORKSPACE = "acme";
const TEXT = "Friday's release is out: drafts keep every revision, approvals are of exactly one text, and posts go out on time. "
  .repeat(3)
  .trim();

/** Measures the gateway and its opponents before one service: `instant` or `drafts`. */
export async function compare(service, parts, signIn, options, progress) {
  progress(`${service}: starting`);
  const [servicePort, ...ports] = await freePorts(5);
  const draftsService = parts.draftsService(servicePort);
  await draftsService.awaitReady();
  const draft = await createDraft(draftsService, signIn);
  const isReal = service === "drafts";
  const served = isReal ? draftsService : await standIn(draftsService, parts, signIn, draft, ports[0]);
  const targets = await startTargets(parts, served, draft, ports.slice(1));
  const calm = () => (isReal ? eventsSent(served) : pause(PAUSE_MILLIS));
  const measured = await measure(service, targets, signIn, options, progress, calm);
  await parts.stopAll();
  return measured;
}

async function startTargets(parts, served, draft, [gatewayPort, lowLevelPort, documentedPort]) {
  const gateway = parts.gateway(gatewayPort, served.address);
  const lowLevel = parts.typescriptServer("low-level", lowLevelPort, served.address);
  const documented = parts.typescriptServer("as-documented", documentedPort, served.address);
  await Promise.all([served, gateway, lowLevel, documented].map((part) => part.awaitReady()));
  return [
    { ...direct(DIRECT, served.address, draft), part: served },
    { ...legacy(LEGACY, gateway.address, draft), part: gateway },
    { ...modern(MODERN, gateway.address, draft), part: gateway },
    { ...legacy(LOW_LEVEL, lowLevel.address, draft), part: lowLevel },
    { ...legacy(DOCUMENTED, documented.address, draft), part: documented },
  ];
}

async function measure(service, targets, signIn, { seconds, slice, warmUp, connections }, progress, calm) {
  progress(`${service}: warming up, ${targets.length} × ${warmUp} s`);
  await fullLoad(targets, signIn, { seconds: warmUp, slice, connections });
  const memory = new MemorySamples(Object.fromEntries(targets.map(({ part }) => [part.name, part.pid])));
  memory.start();
  progress(`${service}: full load, ${targets.length} × ${seconds} s`);
  const full = await fullLoad(targets, signIn, { seconds, slice, connections });
  await calm();
  const rates = halfOf(full);
  progress(`${service}: half load, ${targets.length} × ${seconds} s at ${rates[DIRECT]} calls/s`);
  const half = await paced(targets, signIn, { seconds, slice, rates });
  memory.stop();
  return { service, rates, full, half, memory: memory.summaries() };
}

/** The gateway's half for all, so that they can be compared; an opponent has at most its own half. */
function halfOf(full) {
  const half = (name) => Math.floor(full[name].callsPerSecond / 2);
  const gateway = Math.max(1, Math.min(half(LEGACY), half(MODERN)));
  const opponent = (name) => Math.max(1, Math.min(gateway, half(name)));
  return {
    [DIRECT]: gateway,
    [LEGACY]: gateway,
    [MODERN]: gateway,
    [LOW_LEVEL]: opponent(LOW_LEVEL),
    [DOCUMENTED]: opponent(DOCUMENTED),
  };
}

/** Every call leaves an event, which the service sends when it comes to it. */
async function eventsSent(service) {
  const deadline = Date.now() + EVENTS_PATIENCE_MILLIS;
  do {
    await pause(PAUSE_MILLIS);
  } while ((await outboxAge(service)) > 1 && Date.now() < deadline);
}

async function outboxAge(service) {
  const metrics = await (await fetch(`${service.address}/q/metrics`)).text();
  return Number(OUTBOX_AGE.exec(metrics)?.[1] ?? 0);
}

async function createDraft(service, signIn) {
  const answer = await call(service, signIn, `/api/v1/workspaces/${WORKSPACE}/drafts`, {
    method: "POST",
    body: JSON.stringify({ text: TEXT }),
  });
  const { id, text } = JSON.parse(answer);
  return { workspace: WORKSPACE, id, text };
}

/** The service is asked once, then the stand-in answers in its place. */
async function standIn(service, parts, signIn, draft, port) {
  const path = draftPath(draft);
  const answer = await call(service, signIn, path, {});
  await service.stop();
  return parts.instantService(port, path, answer);
}

async function call(service, signIn, path, request) {
  const headers = { ...serviceHeaders(await signIn.tokens()), "content-type": "application/json" };
  const response = await fetch(service.address + path, { ...request, headers });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${service.name} answers ${path} with ${response.status}: ${text}`);
  }
  return text;
}
