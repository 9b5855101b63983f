import { element } from "./elements.mjs";

const STATES = {
  // Reviews
  open: ["Waiting for a decision", "info"],
  approved: ["Approved", "success"],
  changes_requested: ["Changes requested", "warning"],
  rejected: ["Rejected", "danger"],
  superseded: ["Content has changed", "quiet"],
  withdrawn: ["Withdrawn", "quiet"],
  expired: ["Expired", "quiet"],
  // Publications
  awaiting_approval: ["Waiting for approval", "warning"],
  planned: ["Planned", "info"],
  on_hold: ["On hold", "warning"],
  claimed: ["About to go out", "info"],
  publishing: ["Going out", "info"],
  published: ["Published", "success"],
  failed: ["Failed", "danger"],
  unconfirmed: ["Outcome unknown", "warning"],
  cancelled: ["Cancelled", "quiet"],
  missed: ["Missed", "danger"],
  // Parts of a thread
  sending: ["Going out", "info"],
  waiting: ["Waits", "quiet"],
};

const CHANNELS = { mcp: "through an assistant", rest: "through the API", console: "in Postly" };

export function stateName(state) {
  return STATES[state]?.[0] ?? state.replaceAll("_", " ");
}

export function badge(state) {
  return element("span", { class: `badge ${STATES[state]?.[1] ?? "quiet"}` }, stateName(state));
}

/** What somebody should look at, beside a state. */
export function warning(words) {
  return element("span", { class: "badge warning" }, words);
}

/** A network's name, as it writes itself. */
export function network(name) {
  return name === "linkedin" ? "LinkedIn" : name.charAt(0).toUpperCase() + name.slice(1);
}

/** A person's name, which may run in another direction than the sentence around it. */
export function person(who) {
  return element("bdi", {}, who.name);
}

/** By which way a person did something. */
export function through(channel) {
  return CHANNELS[channel] ?? "";
}

let locale = "en-GB";

/** The page speaks English; of how that writes a time, the reader's own way is taken. */
export function speak(wanted) {
  locale = /^en\b/.test(wanted ?? "") ? wanted : locale;
}

export function day(instant, timeZone) {
  return format(instant, { timeZone, weekday: "long", day: "numeric", month: "long" });
}

export function date(instant, timeZone) {
  return format(instant, { timeZone, day: "numeric", month: "long", year: "numeric" });
}

export function time(instant, timeZone) {
  return format(instant, { timeZone, hour: "2-digit", minute: "2-digit" });
}

/** A day and a time; in the reader's time zone where none is given. */
export function moment(instant, timeZone) {
  return format(instant, {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
}

function format(instant, options) {
  return new Intl.DateTimeFormat(locale, options).format(new Date(instant));
}

export function count(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}
