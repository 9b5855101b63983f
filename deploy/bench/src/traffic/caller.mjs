// A person who calls actions through one client, as good clients do: with a key for each intent, and once more where the
// answer says so.
import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";

const LONGEST_WAIT_MILLIS = 60_000;
const BETWEEN_ATTEMPTS_MILLIS = 250;

/** A call that was not answered as it should be; it is counted already. */
export class WrongAnswer extends Error {}

/** What a client does about answers that do not come: nothing, so that each is an error. */
export const UNFORGIVING = { repeats: () => undefined, longestMillis: LONGEST_WAIT_MILLIS };

/**
 * Or, as clients do while parts are replaced: the same call with the same key again, for as long as two minutes, when
 * nobody answers or the answer is that the service is not there.
 */
export const FORGIVING = {
  repeats: (answer) =>
    answer.failure ?? (answer.status === 503 || answer.body?.code === "service_unavailable" ? "503" : undefined),
  longestMillis: 120_000,
};

export class Caller {
  #send;
  #pace;
  #tally;
  #patience;
  #readOnly;

  /**
   * @param send one of the packagings
   * @param readOnly whether the action of a name changes nothing, and so takes no key
   */
  constructor({ person, channel, send, pace, tally, patience, readOnly }) {
    this.person = person;
    this.channel = channel;
    this.#send = send;
    this.#pace = pace;
    this.#tally = tally;
    this.#patience = patience;
    this.#readOnly = readOnly;
  }

  /** The result; throws a WrongAnswer where there is none. */
  async call(action, callArguments, key = this.#newKey(action)) {
    const answer = await this.#patiently(action, callArguments, key, []);
    if (!answer.ok) {
      this.#wrong(action, answer);
    }
    this.#tally.succeeded++;
    if (answer.body.action?.replayed === true) {
      this.#tally.replayed++;
    }
    return answer.body;
  }

  /** The problem of a call that must be refused with one of those codes. */
  async refused(action, callArguments, ...codes) {
    const answer = await this.#patiently(action, callArguments, this.#newKey(action), codes);
    if (answer.ok || !codes.includes(answer.body?.code)) {
      this.#wrong(action, answer, `instead of ${codes.join(" or ")}`);
    }
    this.#tally.provokedRefusal(answer.body.code);
    return answer.body;
  }

  async #patiently(action, callArguments, key, wanted) {
    const until = performance.now() + this.#patience.longestMillis;
    for (;;) {
      const answer = await this.#once(action, callArguments, key);
      const reason = answer.ok || wanted.includes(answer.body?.code) ? undefined : this.#reasonToRepeat(answer);
      if (reason === undefined || performance.now() > until) {
        return answer;
      }
      this.#tally.again(reason);
      await pause(BETWEEN_ATTEMPTS_MILLIS);
    }
  }

  /** A copy that has not come yet is not there "yet"; that a part is broken is another matter. */
  #reasonToRepeat(answer) {
    const { retryable, category, code } = answer.body ?? {};
    return retryable === true && category !== "system" ? code : this.#patience.repeats(answer);
  }

  async #once(action, callArguments, key) {
    await this.#pace.turn();
    const sent = performance.now();
    try {
      const answer = await this.#send(action, callArguments, key);
      this.#tally.answered(action, sent);
      return answer;
    } catch (error) {
      this.#tally.answered(action, sent);
      return {
        ok: false,
        status: 0,
        failure: error.cause?.code ?? error.code ?? error.name,
        body: { detail: error.message },
      };
    }
  }

  #newKey(action) {
    return this.#readOnly(action) ? undefined : randomUUID();
  }

  #wrong(action, answer, instead = "") {
    const { code, detail, title } = answer.body ?? {};
    const said = [answer.status, answer.failure, code, detail ?? title].filter((part) => part !== undefined).join(" ");
    this.#tally.error(`${action} of ${this.person} (${this.channel}): ${said} ${instead}`.trim());
    throw new WrongAnswer(action);
  }
}
