// Runs a client that is a program of its own, within a bounded time and a home directory of its own.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A directory for the client's files, removed when this process ends: nothing of the user's is read or written. */
export function ownHome() {
  const directory = mkdtempSync(join(tmpdir(), "postly-client-"));
  process.on("exit", () => rmSync(directory, { recursive: true, force: true, maxRetries: 3 }));
  return directory;
}

/** A run of a package's program: what it has written so far, and how it ends. It does not outlive this process. */
export class Program {
  stdout = "";
  stderr = "";

  /** Resolves to the exit code; rejects if it is still running after its time. */
  ended;

  #process;
  #listeners = new Set();

  /** An interactive program waits for `input`; any other finds its input empty. */
  constructor(script, args, { environment, milliseconds, interactive = false }) {
    const path = fileURLToPath(new URL(`node_modules/${script}`, import.meta.url));
    const stdio = [interactive ? "pipe" : "ignore", "pipe", "pipe"];
    this.#process = spawn(process.execPath, [path, ...args], { env: { ...process.env, ...environment }, stdio });
    for (const stream of ["stdout", "stderr"]) {
      this.#process[stream].setEncoding("utf8").on("data", (text) => this.#wrote(stream, text));
    }
    this.ended = this.#end(milliseconds);
  }

  /** Gives it that text as its whole input. */
  input(text) {
    this.#process.stdin.on("error", () => {}).end(text);
  }

  /** The first match in what it wrote, as soon as it is there; rejects if the program ends without it. */
  async written(pattern) {
    const ended = this.ended.then(
      () => true,
      () => true,
    );
    for (;;) {
      const found = `${this.stdout}${this.stderr}`.match(pattern);
      if (found) {
        return found;
      }
      if (await Promise.race([ended, this.#nextOutput()])) {
        throw new Error(`It ended without ${pattern}:\n${this}`);
      }
    }
  }

  toString() {
    return `${this.stdout}\n${this.stderr}`;
  }

  #wrote(stream, text) {
    this[stream] += text;
    this.#listeners.forEach((listener) => listener(false));
    this.#listeners.clear();
  }

  #nextOutput() {
    return new Promise((resolve) => this.#listeners.add(resolve));
  }

  #end(milliseconds) {
    const kill = () => this.#process.kill();
    process.on("exit", kill);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        kill();
        reject(new Error(`Still running after ${milliseconds} ms:\n${this}`));
      }, milliseconds);
      this.#process.on("error", reject);
      this.#process.on("close", (code) => {
        clearTimeout(timer);
        process.off("exit", kill);
        resolve(code);
      });
    });
  }
}
