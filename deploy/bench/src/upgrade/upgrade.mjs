// Replaces a running set part by part with another version while people work, and back; README.md says what and how.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { command, onSignal, progress, PROJECT, writeResults } from "../command.mjs";
import { freePorts } from "../part.mjs";
import { readRunningSet } from "../running-set.mjs";
import { FORGIVING } from "../traffic/caller.mjs";
import { connectChannels, gather } from "../traffic/cast.mjs";
import { readFound } from "../traffic/found.mjs";
import { discrepancies, Ledger } from "../traffic/ledger.mjs";
import { Pace } from "../traffic/pace.mjs";
import { SignIns } from "../traffic/session.mjs";
import { settle } from "../traffic/settling.mjs";
import { Tally } from "../traffic/tally.mjs";
import { verifyAudit } from "../traffic/verify-audit.mjs";
import { WebhookReceiver } from "../traffic/webhook-receiver.mjs";
import { Workers } from "../traffic/workers.mjs";
import { deadLetterBytes, Watch } from "../watch.mjs";
import { compareActivity } from "./activity.mjs";
import { aims } from "./judges.mjs";
import { HELP, readOptions } from "./options.mjs";
import { replace } from "./replacement.mjs";
import { table } from "./report.mjs";
import { SourceTree } from "./source-tree.mjs";
import { begin, planAhead } from "./unfinished.mjs";

/** Who reads new kinds of events comes before who writes them (docs/OPERATIONS.md); what offers actions comes last. */
const ORDER = ["approvals-service", "scheduling-service", "analytics-service", "drafts-service", "mcp-gateway"];
const PORTS = [
  "GATEWAY",
  "KEYCLOAK",
  "DRAFTS",
  "APPROVALS",
  "SCHEDULING",
  "ANALYTICS",
  "POSTGRES",
  "KAFKA",
  "KAFKA_CONTROLLER",
];
/** Longer than a part is away: a post is not planned for a time that has gone by when its call is answered. */
const LEAD_MILLIS = 90_000;
const WORKERS = 8;
const POSTS_AHEAD = 24;

await command({ help: HELP, readOptions, run, told: (error) => error.stack });

async function run(options) {
  const work = resolve(options.work ?? mkdtempSync(join(tmpdir(), "postly-upgrade-")));
  const home = join(work, "home");
  const oldRoot = join(work, "source");
  const before = await SourceTree.ofRevision(PROJECT, options.from, oldRoot, home);
  const after = new SourceTree("this version", PROJECT, home);
  stopWithThis(after);
  const receiver = await WebhookReceiver.start();
  try {
    const figures = await upgraded({ before, after, home, receiver, options });
    const judged = { ...figures, aims: aims(figures) };
    const file = writeResults("upgrade", judged);
    console.log(`${table(judged)}\n\n${file}`);
    return judged.aims.every(({ met }) => met) ? 0 : 1;
  } finally {
    receiver.stop();
    await after.down();
    if (options.work === undefined) {
      await SourceTree.remove(PROJECT, oldRoot);
      rmSync(work, { recursive: true });
    }
  }
}

function stopWithThis(tree) {
  onSignal((code) => {
    tree.downAtOnce();
    process.exit(code);
  });
}

async function upgraded({ before, after, home, receiver, options }) {
  await writePorts(home);
  for (const tree of [before, after]) {
    progress(`${tree.version} is built`);
    await tree.build();
  }
  progress(`${before.version} starts`);
  await before.up();
  const set = readRunningSet(home);
  const stage = await work(set, receiver, options);
  const steps = await replaceAll({ home, before, after, stage, options });
  await stage.workers.stop();
  return { options, from: before.version, steps, ...(await judgeable(set, receiver, stage)) };
}

/** Everybody at work, in the version that runs. */
async function work(set, receiver, options) {
  const tally = new Tally();
  const ledger = new Ledger();
  const from = new Date().toISOString();
  const manner = { pace: new Pace(options.rate), tally, patience: FORGIVING, leadMillis: LEAD_MILLIS };
  const casts = await gather(set, new SignIns(set), manner);
  for (const cast of casts) {
    await connectChannels(cast, receiver);
  }
  const workers = new Workers(casts, ledger, tally);
  workers.start(WORKERS);
  return { casts, ledger, tally, workers, from, unfinished: { begun: 0, ended: 0, failures: [] } };
}

/** All parts forward, then single ones back and forward again; work is begun before each change and ended after it. */
async function replaceAll({ home, before, after, stage, options }) {
  const steps = [];
  const change = async (parts, tree) => {
    const ends = await begin(stage.casts, stage.ledger);
    stage.unfinished.begun += ends.length;
    for (const part of parts) {
      const repeated = sum(stage.tally.repeated);
      const seconds = await replace(home, part, tree);
      await pause(options.between * 1_000);
      steps.push({
        part,
        to: tree.version,
        seconds,
        repeated: sum(stage.tally.repeated) - repeated,
        errors: stage.tally.errorCount,
      });
      progress(
        `${part} is ${tree.version}, after ${seconds.toFixed(1)} s; ${stage.tally.calls} calls, ${stage.tally.errorCount} errors`,
      );
    }
    await finish(ends, stage.unfinished);
  };
  progress("posts are planned for the time of the upgrade and after");
  await planAhead(stage.casts, stage.ledger, POSTS_AHEAD);
  await change(ORDER, after);
  for (const part of options.rollback) {
    await change([part], before);
    await change([part], after);
  }
  return steps;
}

async function finish(ends, unfinished) {
  for (const { name, end } of ends) {
    try {
      await end();
      unfinished.ended++;
    } catch (error) {
      unfinished.failures.push(`${name}: ${error.message}`);
    }
  }
}

/** What judges look at, once nothing is on its way any more. */
async function judgeable(set, receiver, stage) {
  progress("the work has ended; what is planned goes out");
  const watch = new Watch(set);
  await watch.connect();
  await settle(set, stage.ledger, watch);
  const end = await watch.readMetrics();
  await watch.stop();
  const found = await readFound(set.databases, receiver.deliveries);
  return {
    tally: stage.tally,
    journeys: stage.workers.completed,
    unfinished: stage.unfinished,
    end,
    answered: stage.ledger.size,
    discrepancies: discrepancies(stage.ledger, found),
    wronglySigned: receiver.wronglySigned,
    activity: await compareActivity(set.databases, stage.casts, stage.from, new Date().toISOString()),
    deadLetterBytes: deadLetterBytes(set.home),
    audit: await verifyAudit(PROJECT, set.home),
  };
}

/** Ports that the set keeps whichever version runs. */
async function writePorts(home) {
  const numbers = await freePorts(PORTS.length);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "ports.properties"), PORTS.map((name, i) => `POSTLY_${name}_PORT=${numbers[i]}\n`).join(""));
}

function sum(byCode) {
  return Object.values(byCode).reduce((total, count) => total + count, 0);
}
