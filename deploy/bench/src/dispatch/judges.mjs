// What the dispatcher's and the calendar's figures come to: aims, each met or not. Pure, so that it can be tested.

const POSTLY = "postly";
const OPPONENT = "db-scheduler";
const MOST_LAG_MILLIS = 1_000;
const MOST_GROWTH = 1.5;

/** The medians of each contender's turns with so many planned posts. */
export function medians({ turns }) {
  return Object.fromEntries([POSTLY, OPPONENT].map((name) => [name, medianTurn(turns, name)]));
}

/** How many times as long the slowest size's calls took as those of the smallest, by their 95th percentiles. */
export function growth({ latencies }) {
  const [first, ...others] = Object.values(latencies).map(({ p95 }) => p95);
  return Math.max(...others, first) / first;
}

/** All aims of a run, as `{ aim, measured, met }`. */
export function aims({ loads, pages }) {
  return [once(loads), ...loads.flatMap(ofLoad), ...pages.map(ofPage)];
}

function medianTurn(turns, name) {
  const own = turns.filter(({ contender }) => contender === name);
  const of = (figure) => median(own.map(figure));
  return {
    claimsPerSecond: of(({ claimsPerSecond }) => claimsPerSecond),
    dispatchesPerSecond: of(({ dispatchesPerSecond }) => dispatchesPerSecond),
    recordedPerSecond: of(({ recordedPerSecond }) => recordedPerSecond),
    lag: {
      p50: of(({ lag }) => lag.p50),
      p99: of(({ lag }) => lag.p99),
      most: of(({ lag }) => lag.most),
    },
  };
}

function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function once(loads) {
  const turns = loads.flatMap((load) => load.turns);
  const sum = (figure) => turns.reduce((total, turn) => total + turn[figure], 0);
  const [early, twice, lost] = ["early", "twice", "lost"].map(sum);
  return {
    aim: "every post comes once, and none early",
    measured: `${turns.length} turns, ${early} early, ${twice} twice, ${lost} lost`,
    met: turns.length > 0 && early + twice + lost === 0,
  };
}

function ofLoad(load) {
  const { [POSTLY]: own, [OPPONENT]: other } = medians(load);
  const planned = `${load.planned} planned`;
  return [
    {
      aim: `lag p99 at most ${MOST_LAG_MILLIS} ms, ${planned}`,
      measured: `${own.lag.p99.toFixed(0)} ms`,
      met: own.lag.p99 <= MOST_LAG_MILLIS,
    },
    rate("dispatches", planned, own.dispatchesPerSecond, other.dispatchesPerSecond),
    rate("claims", planned, own.claimsPerSecond, other.claimsPerSecond),
  ];
}

function rate(what, planned, own, other) {
  return {
    aim: `at least ${OPPONENT}'s ${what}, ${planned}`,
    measured: `${own.toFixed(0)}/s to ${other.toFixed(0)}/s`,
    met: own >= other,
  };
}

function ofPage(page) {
  const times = growth(page);
  return {
    aim: `p95 at most ${MOST_GROWTH} times that of the smallest workspace, ${page.page}`,
    measured: times.toFixed(2),
    met: times <= MOST_GROWTH,
  };
}
