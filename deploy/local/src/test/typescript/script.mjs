// What every script of this folder takes from its environment and tells its caller.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

/** The workspace that the scripts work in. */
export const WORKSPACE = "acme";

/** The variable's value, which must be set. */
export function required(name) {
  const value = process.env[name];
  assert(value, `${name} is not set`);
  return value;
}

/** Tells of a step that went as it must. */
export function step(text) {
  console.log(`- ${text}`);
}

/** Tells, once all went as it must, which client it was and which version of the protocol it spoke. */
export function passed(client, version, protocol) {
  console.log(`ok ${client} ${version} ${protocol}`);
}

/** The version of the package as installed beside the script with that `import.meta.url`. */
export function installedVersion(name, script) {
  return JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, script), "utf8")).version;
}
