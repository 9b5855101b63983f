// Sends one target's calls: as many as a number of connections takes (closed loop), or at a fixed rate, whatever the
// answers do (open loop). Nothing but this machine is ever called, and every run ends by itself.
import { performance } from "node:perf_hooks";

import { Client, Pool } from "undici";

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);
const ANSWER_PATIENCE_MILLIS = 30_000;
const MOST_CONNECTIONS_WHEN_PACED = 256;
/** What a change of target stirs up is not measured: connections, caches, the processes' turns. */
const SETTLING_MILLIS = 500;
/** Every answer's status and isError are looked at; of so many, one is read as a whole. */
const READ_ONE_OF = 50;

/** Keeps each of the connections busy for some seconds. */
export async function closedLoop(target, tokens, { seconds, connections }, measurement) {
  const slice = new Slice(target, tokens, seconds, measurement);
  const clients = Array.from({ length: connections }, () => new Client(target.address, bounds()));
  await Promise.all(clients.map((client) => slice.keepBusy(client)));
  await close(clients);
}

/** Sends so many calls each second; those that wait for a connection are on the clock already. */
export async function openLoop(target, tokens, { seconds, rate }, measurement) {
  const slice = new Slice(target, tokens, seconds, measurement);
  const pool = new Pool(target.address, { ...bounds(), connections: MOST_CONNECTIONS_WHEN_PACED });
  await slice.sendPaced(pool, rate);
  await close([pool]);
}

function bounds() {
  return { pipelining: 1, headersTimeout: ANSWER_PATIENCE_MILLIS, bodyTimeout: ANSWER_PATIENCE_MILLIS };
}

async function close(dispatchers) {
  await Promise.all(dispatchers.map((dispatcher) => dispatcher.destroy()));
}

function requireLoopback(address) {
  if (!LOOPBACK.has(new URL(address).hostname)) {
    throw new Error(`${address} is not on this machine`);
  }
}

/** One turn of a target. */
class Slice {
  #target;
  #tokens;
  #measurement;
  #measuredFrom;
  #end;
  #lastId = 0;

  constructor(target, tokens, seconds, measurement) {
    requireLoopback(target.address);
    this.#target = target;
    this.#tokens = tokens;
    this.#measurement = measurement;
    this.#measuredFrom = performance.now() + SETTLING_MILLIS;
    this.#end = this.#measuredFrom + seconds * 1_000;
    measurement.seconds += seconds;
  }

  keepBusy(client) {
    return new Promise((resolve) => {
      const next = () => (performance.now() < this.#end ? this.#send(client, next) : resolve());
      next();
    });
  }

  /** The release of a call depends on the clock alone, never on an answer. */
  sendPaced(pool, rate) {
    return new Promise((resolve) => {
      const started = performance.now();
      const total = Math.round(((this.#end - started) * rate) / 1_000);
      let released = 0;
      let open = 0;
      const answered = () => --open === 0 && released === total && resolve();
      const release = () => {
        const due = Math.min(total, 1 + Math.floor(((performance.now() - started) * rate) / 1_000));
        for (; released < due; released++, open++) {
          this.#measurement.releasedLate(performance.now() - started - (released * 1_000) / rate);
          this.#send(pool, answered);
        }
        return released < total ? setTimeout(release, 1) : undefined;
      };
      release();
    });
  }

  #send(dispatcher, done) {
    const id = ++this.#lastId;
    const sent = performance.now();
    dispatcher.dispatch(
      this.#target.request(id, this.#tokens),
      new Answer((status, body, failure) => {
        this.#record(id, sent, failure?.code ?? this.#target.problem(status, body, id, id % READ_ONE_OF === 1));
        done();
      }),
    );
  }

  /** An error counts whenever it happens, a call only where it ends within the measured time. */
  #record(id, sent, problem) {
    const now = performance.now();
    this.#measurement.answered(problem);
    if (now >= this.#measuredFrom && now < this.#end) {
      this.#measurement.measured(now - sent);
    }
  }
}

/** Collects one answer. */
class Answer {
  #done;
  #status = 0;
  #chunks = [];

  constructor(done) {
    this.#done = done;
  }

  onRequestStart() {}

  onResponseStart(controller, status) {
    this.#status = status;
  }

  onResponseData(controller, chunk) {
    this.#chunks.push(chunk);
  }

  onResponseEnd() {
    this.#done(this.#status, this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks));
  }

  onResponseError(controller, error) {
    this.#done(0, undefined, { code: error.code ?? error.name });
  }
}
