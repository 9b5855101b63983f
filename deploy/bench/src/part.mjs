// A process that the benchmark starts and ends: the gateway, a service, the TypeScript server.
import { spawn } from "node:child_process";
import { mkdirSync, openSync, closeSync } from "node:fs";
import { createServer } from "node:net";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const START_PATIENCE_MILLIS = 120_000;
const STOP_PATIENCE_MILLIS = 20_000;

/** Ports of this machine that nothing listens on at the moment. */
export async function freePorts(count) {
  const held = await Promise.all(Array.from({ length: count }, holdPort));
  const ports = held.map((server) => server.address().port);
  await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function holdPort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}

/** One such process, with its output in a log. */
export class Part {
  #process;
  #ended;

  /** Starts it; `ready` is a path that it answers with 200 as soon as it can serve. */
  constructor({ name, command, environment, port, ready, log }) {
    this.name = name;
    this.address = `http://127.0.0.1:${port}`;
    this.log = log;
    this.ready = ready;
    mkdirSync(dirname(log), { recursive: true });
    const output = openSync(log, "w", 0o600);
    this.#process = spawn(command[0], command.slice(1), {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, JAVA_HOME: process.env.JAVA_HOME, ...environment },
      stdio: ["ignore", output, output],
    });
    closeSync(output);
    this.#ended = new Promise((resolve) => {
      this.#process.once("exit", resolve);
      this.#process.once("error", resolve);
    });
  }

  get pid() {
    return this.#process.pid;
  }

  /** Asks again and again, with that much time between. */
  async awaitReady(everyMillis = 200) {
    const deadline = Date.now() + START_PATIENCE_MILLIS;
    while (!(await this.#answers())) {
      if (this.#hasEnded() || Date.now() > deadline) {
        throw new Error(`${this.name} did not start; see ${this.log}`);
      }
      await pause(everyMillis);
    }
  }

  async stop() {
    if (this.#hasEnded()) {
      return;
    }
    this.#process.kill("SIGTERM");
    const patience = setTimeout(() => this.kill(), STOP_PATIENCE_MILLIS);
    await this.#ended;
    clearTimeout(patience);
  }

  /** Ends it without waiting, for when the benchmark itself is ended. */
  kill() {
    this.#process.kill("SIGKILL");
  }

  #hasEnded() {
    return this.pid === undefined || this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  async #answers() {
    try {
      const response = await fetch(this.address + this.ready, { signal: AbortSignal.timeout(2_000) });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  }
}
