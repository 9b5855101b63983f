// Waits until nothing is on its way any more.
import { setTimeout as pause } from "node:timers/promises";

import { rows } from "./found.mjs";

/** Within this, what is planned goes out, what is sent is read, and autovacuum comes by twice. */
const LONGEST_MILLIS = 180_000;
const LOOK_EVERY_MILLIS = 5_000;
const NOT_ENDED = `
  SELECT id FROM publication WHERE state IN ('planned', 'awaiting_approval', 'on_hold', 'claimed', 'publishing')`;

/**
 * Until posts are out, topics read, outboxes empty, and what else is to be waited for is so; or the time is up, which the
 * judges then tell.
 *
 * @param isCleared what else, of the tables as they were looked at
 */
export async function settle(set, ledger, watch, isCleared = () => true) {
  const deadline = Date.now() + Math.max(LONGEST_MILLIS, lastDue(ledger) - Date.now() + LONGEST_MILLIS);
  while (Date.now() < deadline && !(await isSettled(set, ledger, watch, isCleared))) {
    await pause(LOOK_EVERY_MILLIS);
  }
}

async function isSettled(set, ledger, watch, isCleared) {
  const [{ parts }, tables] = [await watch.readMetrics(), await watch.readTables()];
  const notEnded = await rows(set.databases.scheduling, NOT_ENDED);
  const isOut = !notEnded.some(({ id }) => ledger.publications.get(id)?.state === "published");
  const isRead = Object.values(parts).every(({ lag, outboxAgeSeconds }) => lag === 0 && outboxAgeSeconds === 0);
  return isOut && isRead && isCleared(tables);
}

function lastDue(ledger) {
  const toGoOut = [...ledger.publications.values()].filter(({ state }) => state === "published");
  return Math.max(0, ...toGoOut.map(({ dueAt }) => Date.parse(dueAt)));
}
