// Lets so many calls go in each second, however many want to.
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";

/** A fixed rate. What was not asked for in its time is not caught up with. */
export class Pace {
  #everyMillis;
  #next = 0;

  constructor(perSecond) {
    this.#everyMillis = 1_000 / perSecond;
  }

  /** Returns when it is this call's turn. */
  async turn() {
    const now = performance.now();
    const due = Math.max(this.#next, now);
    this.#next = due + this.#everyMillis;
    if (due > now) {
      await pause(due - now);
    }
  }
}
