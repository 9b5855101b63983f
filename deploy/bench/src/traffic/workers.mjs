// Keeps so many journeys on their way, one after the other in each workspace.
import { JOURNEYS, turns } from "./journeys.mjs";
import { WrongAnswer } from "./caller.mjs";

/** Makes journeys until it is told to stop; those on their way come to their end. */
export class Workers {
  #casts;
  #ledger;
  #tally;
  #turns = turns(JOURNEYS);
  #turn = 0;
  #running = true;
  #ended;
  /** How many journeys came to their end. */
  completed = 0;

  constructor(casts, ledger, tally) {
    this.#casts = casts;
    this.#ledger = ledger;
    this.#tally = tally;
  }

  start(count) {
    this.#ended = Promise.all(Array.from({ length: count }, () => this.#work()));
  }

  async stop() {
    this.#running = false;
    await this.#ended;
  }

  async #work() {
    while (this.#running) {
      const turn = this.#turn++;
      const journey = this.#turns.next().value;
      await this.#make(journey, this.#casts[turn % this.#casts.length], turn);
    }
  }

  /** A wrong answer is counted by who got it; anything else is a fault of its own. */
  async #make(journey, cast, turn) {
    try {
      await journey(cast, this.#ledger, turn);
      this.completed++;
    } catch (error) {
      if (!(error instanceof WrongAnswer)) {
        this.#tally.error(`${journey.name}: ${error.message}`);
      }
    }
  }
}
