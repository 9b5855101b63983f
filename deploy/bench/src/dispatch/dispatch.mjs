// Measures the dispatcher against db-scheduler, and the calendar; README.md says what and how.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { command, machine, onSignal, PROJECT, writeResults } from "../command.mjs";
import { aims } from "./judges.mjs";
import { HELP, readOptions } from "./options.mjs";
import { table } from "./report.mjs";

/** Of the process that the service, its opponent, the receiver and the broker are in. */
const JVM_OPTIONS = "-Xmx2g";

await command({ help: HELP, readOptions, run, told: (error) => error.message });

async function run(options) {
  const folder = mkdtempSync(join(tmpdir(), "postly-dispatch-"));
  try {
    await measure(options, folder);
    const measured = { ...read(folder, "dispatch"), ...read(folder, "calendar") };
    const figures = { machine: machine(), options, ...measured, aims: aims(measured) };
    const file = writeResults("dispatch", figures);
    console.log(`${table(figures)}\nWritten to ${file}`);
    return figures.aims.every(({ met }) => met) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The measuring is Java's, in the service's own test environment. */
async function measure({ posts, planned, rounds, concurrency, sizes, queries }, figures) {
  const settings = { posts, planned, rounds, concurrency, sizes, queries, figures };
  const maven = spawn(
    join(PROJECT, "mvnw"),
    [
      "-q",
      ...["-pl", "scheduling-service", "-am", "test", "-Dtest=DispatchBenchmark,CalendarBenchmark"],
      "-Dsurefire.failIfNoSpecifiedTests=false",
      `-Dtests.options=${JVM_OPTIONS}`,
      "-Dquarkus.log.console.level=WARN",
      `-Dpostly.test.postgres-log=${join(figures, "postgres.log")}`,
      ...Object.entries(settings).map(([name, value]) => `-Dpostly.bench.${name}=${value}`),
    ],
    { cwd: PROJECT, stdio: ["ignore", process.stderr, process.stderr] },
  );
  onSignal(() => maven.kill());
  const [code] = await once(maven, "exit");
  if (code !== 0) {
    throw new Error("It could not be measured: see above.");
  }
}

function read(folder, name) {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
}
