// Looks at a running set: tables, metrics, logs and live heaps.
import { execFile } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync, statSync, openSync, readSync, closeSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { promisify } from "node:util";

import pg from "pg";

import { APPLICATIONS, recordedPid, SERVICES } from "./running-set.mjs";
import { wholeOf } from "./soak/tables.mjs";

const TABLES_EVERY_MILLIS = 10_000;
const METRICS_EVERY_MILLIS = 5_000;
const ANSWER_PATIENCE_MILLIS = 10_000;
const TABLES = `
  SELECT relname AS table, n_tup_ins - n_tup_del AS net, n_dead_tup AS dead, n_live_tup AS live,
    pg_total_relation_size(relid) AS bytes
  FROM pg_stat_user_tables`;
const LAG = "kafka_consumer_fetch_manager_records_lag{";
const GAUGES = {
  outboxAgeSeconds: "postly_outbox_age_seconds",
  deadLetters: "postly_dead_letters_total",
  unconfirmed: "postly_publications_unconfirmed",
  stuck: "postly_publications_stuck",
};
const run = promisify(execFile);

/** Samples tables and metrics at their own rhythms until it is stopped. */
export class Watch {
  #set;
  #clients = {};
  #timers = [];
  tables = [];
  metrics = [];
  /** What could not be looked at. */
  failures = [];

  constructor(set) {
    this.#set = set;
  }

  async start() {
    await this.connect();
    this.#every(TABLES_EVERY_MILLIS, async () => this.tables.push(await this.readTables()));
    this.#every(METRICS_EVERY_MILLIS, async () => this.metrics.push(await this.readMetrics()));
  }

  /** For single looks. */
  async connect() {
    for (const service of SERVICES) {
      this.#clients[service] = new pg.Client(this.#set.databases[service]);
      await this.#clients[service].connect();
    }
  }

  async stop() {
    this.#timers.forEach(clearInterval);
    await Promise.all(Object.values(this.#clients).map((client) => client.end()));
  }

  /** Of each table (`drafts.outbox`): rows come since statistics began less those gone, dead and live rows, bytes. */
  async readTables() {
    const tables = {};
    for (const service of SERVICES) {
      for (const row of (await this.#clients[service].query(TABLES)).rows) {
        const name = `${service}.${wholeOf(row.table)}`;
        const before = tables[name] ?? { net: 0, dead: 0, live: 0, bytes: 0 };
        tables[name] = Object.fromEntries(
          Object.keys(before).map((field) => [field, before[field] + Number(row[field])]),
        );
      }
    }
    return { seconds: performance.now() / 1_000, tables };
  }

  /** Of each part: what it tells of events and posts, and how far it is behind its topics. */
  async readMetrics() {
    const parts = {};
    for (const [name, address] of Object.entries(this.#set.applications)) {
      parts[name] = readMetrics(await scrape(address));
    }
    return { seconds: performance.now() / 1_000, parts };
  }

  #every(millis, look) {
    const now = async () => {
      try {
        await look();
      } catch (error) {
        this.failures.push(error.message);
      }
    };
    now();
    this.#timers.push(setInterval(now, millis));
  }
}

/** The figures that are watched, from a page of metrics. */
export function readMetrics(page) {
  const lines = page.split("\n");
  const values = (prefix) =>
    lines.filter((line) => line.startsWith(prefix)).map((line) => Number(line.slice(line.lastIndexOf(" ") + 1)));
  const gauge = (name) => Math.max(0, ...values(`${name} `), ...values(`${name}{`));
  return {
    lag: Math.max(0, ...values(LAG).filter((value) => !Number.isNaN(value))),
    ...Object.fromEntries(Object.entries(GAUGES).map(([field, name]) => [field, gauge(name)])),
  };
}

/** Bytes that are alive in the heap of each part that runs on a JVM, right after a full collection. */
export async function liveHeaps(set, pids) {
  const heaps = {};
  for (const name of APPLICATIONS.filter((application) => isJvm(pids[application]))) {
    await run(join(process.env.JAVA_HOME, "bin/jcmd"), [String(pids[name]), "GC.run"]);
    const page = await scrape(set.applications[name]);
    heaps[name] = [...page.matchAll(/^jvm_memory_used_bytes\{area="heap".*\} (\S+)$/gm)].reduce(
      (sum, [, value]) => sum + Number(value),
      0,
    );
  }
  return heaps;
}

/** The processes of all parts; of Keycloak the one that its script has started. */
export function partPids(home, parts) {
  return Object.fromEntries(parts.map((part) => [part, youngestOf(recordedPid(home, part))]));
}

/** Sizes of the parts' logs. */
export function logSizes(home) {
  return Object.fromEntries(APPLICATIONS.map((part) => [part, statSync(logOf(home, part)).size]));
}

/** What the parts wrote from those sizes on: bytes, and lines of warnings and errors. */
export function logsSince(home, sizes) {
  return Object.fromEntries(
    APPLICATIONS.map((part) => {
      const text = readFrom(logOf(home, part), sizes[part]);
      const lines = text.split("\n");
      const level = (name) => lines.filter((line) => new RegExp(`\\b${name}\\b`).test(line.slice(0, 80)));
      return [
        part,
        {
          bytes: text.length,
          warnings: level("WARN").length,
          errors: level("ERROR").length,
          examples: [...level("ERROR"), ...level("WARN")].slice(0, 3),
        },
      ];
    }),
  );
}

/** Bytes in the dead-letter topic, read from the broker's own files: anything but 0 is an event that nobody could use. */
export function deadLetterBytes(home) {
  const log = join(home, "data/kafka/log");
  const partitions = readdirSync(log).filter((name) => name.startsWith("postly.dead-letters-"));
  const segments = partitions.flatMap((partition) =>
    readdirSync(join(log, partition)).map((file) => join(log, partition, file)),
  );
  return segments.filter((file) => file.endsWith(".log")).reduce((sum, file) => sum + statSync(file).size, 0);
}

async function scrape(address) {
  const response = await fetch(`${address}/q/metrics`, { signal: AbortSignal.timeout(ANSWER_PATIENCE_MILLIS) });
  return response.text();
}

function isJvm(pid) {
  return readlinkSync(`/proc/${pid}/exe`).endsWith("/java");
}

function youngestOf(pid) {
  if (readlinkSync(`/proc/${pid}/exe`).endsWith("sh")) {
    const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
    return child === "" ? pid : Number(child);
  }
  return pid;
}

function logOf(home, part) {
  return join(home, "logs", `${part}.log`);
}

function readFrom(file, start) {
  const length = Math.max(0, statSync(file).size - start);
  const buffer = Buffer.alloc(length);
  const descriptor = openSync(file, "r");
  readSync(descriptor, buffer, 0, length, start);
  closeSync(descriptor);
  return buffer.toString();
}
