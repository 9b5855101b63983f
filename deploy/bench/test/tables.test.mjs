import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";

import { SERVICES } from "../src/running-set.mjs";
import { boundOf } from "../src/soak/tables.mjs";

const PROJECT = resolve(import.meta.dirname, "../../..");
const MECHANISMS = join(PROJECT, "action-layer/src/main/resources/db/action-layer");

/** The tables that migrations make. */
function tablesOf(directory) {
  const files = readdirSync(directory).filter((name) => name.endsWith(".sql"));
  return files.flatMap((name) => {
    const text = readFileSync(join(directory, name), "utf8");
    return [...text.matchAll(/^CREATE TABLE (\w+)/gm)].map(([, table]) => table);
  });
}

for (const service of SERVICES) {
  test(`it is said of every table of ${service} what bounds it`, () => {
    const own = tablesOf(join(PROJECT, `${service}-service/src/main/resources/db/migration`));
    const unknown = [...tablesOf(MECHANISMS), ...own].filter((table) => boundOf(service, table) === undefined);
    assert.deepEqual(unknown, []);
  });
}

test("parts of a table by month are that table", () => {
  assert.deepEqual(boundOf("analytics", "activity_2026_11"), boundOf("analytics", "activity"));
});
