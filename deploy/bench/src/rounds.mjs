// Gives each target its turn, slice by slice, so that whatever changes on the machine meanwhile meets all of them.
import { closedLoop, openLoop } from "./load.mjs";
import { Measurement } from "./measurement.mjs";
import { processorMicros } from "./resources.mjs";

/** All targets at full load; a measurement for each name. */
export function fullLoad(targets, signIn, { seconds, slice, connections }) {
  const send = (target, tokens, sliceSeconds, measurement) =>
    closedLoop(target, tokens, { seconds: sliceSeconds, connections }, measurement);
  return rounds(targets, signIn, seconds, slice, send);
}

/** Each target at its own rate; a measurement for each name. */
export function paced(targets, signIn, { seconds, slice, rates }) {
  const send = (target, tokens, sliceSeconds, measurement) =>
    openLoop(target, tokens, { seconds: sliceSeconds, rate: rates[target.name] }, measurement);
  return rounds(targets, signIn, seconds, slice, send);
}

async function rounds(targets, signIn, seconds, slice, send) {
  const measurements = Object.fromEntries(targets.map((target) => [target.name, new Measurement()]));
  for (let round = 0, left = seconds; left > 0; round++, left -= slice) {
    for (const target of rotated(targets, round)) {
      const measurement = measurements[target.name];
      const tokens = await signIn.tokens();
      const before = processorMicros(target.part.pid);
      await send(target, tokens, Math.min(slice, left), measurement);
      measurement.processorMicros += processorMicros(target.part.pid) - before;
    }
  }
  return measurements;
}

/** Nobody always follows the same neighbour's leftovers first. */
function rotated(targets, by) {
  const first = by % targets.length;
  return [...targets.slice(first), ...targets.slice(0, first)];
}
