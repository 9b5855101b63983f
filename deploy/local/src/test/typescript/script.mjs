// What every script of this folder takes from its environment and tells its caller.

import assert from "node:assert/strict";

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
