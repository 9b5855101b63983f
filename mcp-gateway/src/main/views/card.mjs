import { button, element, newId, paragraph } from "./elements.mjs";
import { obstacle } from "./problem.mjs";

const UNDO = "undo_action";

/**
 * One thing with what can be done with it; drawn anew after each thing done.
 *
 * @param kind draw(thing) gives its elements; actions(thing) what can be done with it now; read(answer) the thing from
 *     an action's answer, undefined if it is about something else
 * @param receipt what the answer says of the call that the thing comes from
 */
export function card(page, kind, thing, receipt) {
  const article = element("article", { class: "card" });
  const done = new Set();

  function show(shown, latest, words) {
    const message = words && element("p", { class: "panel success", role: "status", tabindex: "-1" }, words);
    const actions = kind.actions(shown).filter((action) => !done.has(action.tool));
    const finished = (action, answer) => {
      const changed = kind.read(answer.result ?? answer);
      if (changed || action.tool === UNDO) {
        done.clear();
      } else {
        done.add(action.tool);
      }
      const words = typeof action.done === "function" ? action.done(changed ?? shown) : action.done;
      show(changed ?? shown, { ...answer.action, undoes: action.tool === UNDO }, words);
    };
    article.replaceChildren(
      ...kind.draw(shown),
      ...(message ? [message] : []),
      actionBar(page, [...actions, ...undo(page, latest)], finished),
    );
    message?.focus();
  }

  show(thing, receipt);
  return article;
}

/** The way back, while there is one. */
export function undo(page, receipt) {
  const offer = receipt?.undo;
  const open = offer?.possible && offer.id && !(offer.until && new Date(offer.until) < new Date());
  return open
    ? [
        {
          label: receipt.undoes ? "Redo" : "Undo",
          tool: UNDO,
          arguments: { ...page.workspace(), undo_id: offer.id },
          done: receipt.undoes ? "Done again." : "Undone.",
        },
      ]
    : [];
}

/**
 * Buttons, and below them what came of it.
 *
 * An action: label, tool, arguments, done (what is said of success, or what makes that of the thing as it is now), kind ("primary", "danger"), and ask for what the
 * person must add: label, name, type ("text", "time"), value, required, hint, submit.
 *
 * @param finished is told the action and its answer
 */
export function actionBar(page, actions, finished) {
  const bar = element("div", { class: "actions" });
  const inquiry = element("div", {});
  const outcome = element("div", {});
  bar.append(
    ...actions.map((action) => {
      const made = button(action.kind ?? "", action.label, () =>
        action.ask ? ask(action, made) : perform(action, {}),
      );
      return made;
    }),
  );
  const all = element("div", { class: "bar", hidden: actions.length === 0 }, bar, inquiry, outcome);

  /** One click is one intent: whatever is tried again goes by the same key. */
  function perform(action, added) {
    const call = {
      tool: action.tool,
      arguments: { ...action.arguments, ...added, idempotency_key: newKey() },
    };
    return attempt(action, call);
  }

  async function attempt(action, call) {
    setBusy(true);
    outcome.replaceChildren(element("p", { class: "small", role: "status" }, "One moment…"));
    const { answer, problem } = await page.call(call.tool, call.arguments);
    setBusy(false);
    if (answer) {
      outcome.replaceChildren();
      page.tell(call.tool, answer);
      finished(action, answer);
    } else {
      const shown = obstacle(page, problem, () => attempt(action, call));
      outcome.replaceChildren(shown);
      shown.focus();
    }
  }

  function setBusy(isBusy) {
    all.setAttribute("aria-busy", String(isBusy));
    all.querySelectorAll("button, input, textarea").forEach((control) => (control.disabled = isBusy));
  }

  function ask(action, origin) {
    const question = new Question(action, {
      given: (added) => perform(action, added),
      left: () => {
        bar.hidden = false;
        inquiry.replaceChildren();
        outcome.replaceChildren();
        origin.focus();
      },
    });
    bar.hidden = true;
    inquiry.replaceChildren(question.element);
    outcome.replaceChildren();
    question.focus();
  }

  return all;
}

/** Asks for the one thing that an action needs besides. */
class Question {
  #ask;
  #control;
  #fault = element("p", { class: "fault", id: newId(), role: "alert" });
  #told;

  constructor(action, told) {
    this.#ask = action.ask;
    this.#told = told;
    const hint = newId();
    this.#control = this.#makeControl(hint);
    this.element = element(
      "div",
      { class: "question" },
      element("label", { for: this.#control.id }, action.ask.label),
      this.#control,
      element("p", { class: "small", id: hint }, action.ask.hint),
      this.#fault,
      element(
        "div",
        { class: "actions" },
        button(action.kind ?? "primary", action.ask.submit, () => this.#give()),
        button("", "Back", told.left),
      ),
    );
  }

  focus() {
    this.#control.focus();
  }

  #makeControl(hint) {
    const attributes = {
      id: newId(),
      "aria-describedby": `${hint} ${this.#fault.id}`,
      "aria-required": String(Boolean(this.#ask.required)),
      onkeydown: (event) => this.#hear(event),
    };
    if (this.#ask.type === "time") {
      const input = element("input", { ...attributes, type: "datetime-local" });
      input.value = this.#ask.value;
      return input;
    }
    return element("textarea", { ...attributes, rows: "3", maxlength: this.#ask.longest });
  }

  // Sandboxed pages send no forms, so nothing here is one.
  #hear(event) {
    if (event.key === "Escape") {
      this.#told.left();
    } else if (event.key === "Enter" && this.#ask.type === "time") {
      this.#give();
    }
  }

  #give() {
    const value = this.#control.value.trim();
    if (this.#ask.required && !value) {
      this.#control.setAttribute("aria-invalid", "true");
      this.#fault.textContent = this.#ask.required;
      this.#control.focus();
    } else {
      this.#told.given(value ? { [this.#ask.name]: value } : {});
    }
  }
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
