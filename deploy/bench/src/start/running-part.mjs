// A part of the running set: the environment that the launcher has given it, for a second process of the same part.
import { readFileSync } from "node:fs";

import { recordedPid } from "../running-set.mjs";

/** Loops that would do the running set's work, or make its broker share topics out anew. */
const AT_REST = {
  POSTLY_SCHEDULING_DISPATCH_ENABLED: "false",
  POSTLY_SCHEDULING_NOTIFICATIONS_ENABLED: "false",
  POSTLY_SCHEDULING_ENGAGEMENT_ENABLED: "false",
  POSTLY_SCHEDULING_REMOVAL_ENABLED: "false",
};

/** The environment of a second process of a part, which listens on another port. */
export function environmentOf(home, part, port) {
  const running = environment(recordedPid(home, part));
  return { ...running, ...AT_REST, QUARKUS_HTTP_HOST: "127.0.0.1", QUARKUS_HTTP_PORT: String(port) };
}

function environment(process) {
  const entries = readFileSync(`/proc/${process}/environ`, "utf8").split("\0").filter((entry) => entry.includes("="));
  return Object.fromEntries(entries.map((entry) => [entry.slice(0, entry.indexOf("=")), entry.slice(entry.indexOf("=") + 1)]));
}
