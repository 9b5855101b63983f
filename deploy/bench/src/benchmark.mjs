// Measures the gateway; README.md says what and how.
import { join } from "node:path";

import { command, machine, onSignal, progress, PROJECT, RESULTS, writeResults } from "./command.mjs";
import { compare } from "./comparison.mjs";
import { HELP, readOptions } from "./options.mjs";
import { Parts } from "./parts.mjs";
import { evaluated, table } from "./report.mjs";
import { readRunningSet } from "./running-set.mjs";
import { SignIn } from "./sign-in.mjs";

await command({ help: HELP, readOptions, run, told: (error) => error.message });

/** Answers 1 where a call went wrong: figures that errors are among say little. */
async function run(options) {
  const set = readRunningSet(process.env.POSTLY_HOME ?? join(PROJECT, ".postly"));
  const parts = new Parts(PROJECT, set, join(RESULTS, "logs"));
  stopWithThis(parts);
  try {
    const results = [];
    for (const service of options.services) {
      results.push(evaluated(await compare(service, parts, new SignIn(set.issuer, set.clientSecret), options, progress)));
    }
    print(results, write(options, results));
    return results.some(({ errorCount }) => errorCount > 0) ? 1 : 0;
  } finally {
    await parts.stopAll();
  }
}

function stopWithThis(parts) {
  process.once("exit", () => parts.killAll());
  onSignal((code) => process.exit(code));
}

function write(options, results) {
  return writeResults("gateway", { machine: machine(), native: process.env.POSTLY_NATIVE ?? "", options, results });
}

function print(results, file) {
  console.log(`${results.map((result) => `\n${table(result)}`).join("\n")}\n\n${file}`);
}
