import { element, paragraph } from "./elements.mjs";
import { Host } from "./host.mjs";
import { obstacle } from "./problem.mjs";
import { speak } from "./words.mjs";

/**
 * Shows what the chat tells.
 *
 * @param view waiting is said until there is something; read(answer) gives what is to be shown, undefined if the answer
 *     is about something else; draw(page, shown, receipt) gives its element
 */
export function start(view) {
  new Page(view).open();
}

class Page {
  #view;
  #main = document.querySelector("main");
  #host = new Host(this);
  #input = {};
  #isDrawn = false;
  #isEnding = false;
  #height = 0;
  #told = [];

  constructor(view) {
    this.#view = view;
  }

  async open() {
    this.#wait(this.#view.waiting);
    await this.#host.connect();
    new ResizeObserver(() => this.#tellSize()).observe(document.documentElement);
  }

  /** The workspace of the call that this page shows, as an argument. */
  workspace() {
    const { workspace } = this.#input;
    return workspace ? { workspace } : {};
  }

  /** Calls a tool. Gives the answer or the problem. */
  async call(tool, args) {
    if (this.#isEnding) {
      return { problem: { title: "This page is closed" } };
    }
    try {
      return outcome(await this.#host.request("tools/call", { name: tool, arguments: args }));
    } catch (refusal) {
      return {
        problem: {
          title: "The chat did not make the call",
          detail: refusal.message,
          next_step: "Ask the assistant to do it.",
        },
      };
    }
  }

  /** Has the chat open an address for the person. Gives whether it did. */
  async openLink(url) {
    try {
      const { isError } = await this.#host.request("ui/open-link", { url });
      return !isError;
    } catch {
      return false;
    }
  }

  /** Lets the model know what the person did here; of what others wrote, nothing. */
  tell(tool, answer) {
    if (!this.#host.capabilities.updateModelContext) {
      return;
    }
    this.#told.push(`In Postly's view the person has used ${tool}: ${JSON.stringify(facts(answer))}`);
    const content = [{ type: "text", text: this.#told.join("\n") }];
    this.#host.request("ui/update-model-context", { content }).catch(() => {});
  }

  input(args) {
    this.#input = args;
  }

  /** Chats may tell the results of this page's own calls, too; those are shown where they were made. */
  result(result) {
    const { answer, problem } = outcome(result);
    if (answer) {
      this.#draw(answer);
    } else if (!this.#isDrawn) {
      this.#stop(problem);
    }
  }

  cancelled() {
    if (!this.#isDrawn) {
      this.#wait("The call was cancelled.");
    }
  }

  ending() {
    this.#isEnding = true;
  }

  contextChanged(context) {
    const root = document.documentElement;
    if (context.theme) {
      root.style.colorScheme = context.theme;
    }
    for (const [name, value] of Object.entries(context.styles?.variables ?? {})) {
      if (name.startsWith("--") && value) {
        root.style.setProperty(name, value);
      }
    }
    for (const [side, width] of Object.entries(context.safeAreaInsets ?? {})) {
      root.style.setProperty(`--inset-${side}`, `${width}px`);
    }
    speak(context.locale);
  }

  /** The call that this page shows, once more; undefined where the chat does not say which tool it was. */
  #repetition() {
    const tool = this.#host.context.toolInfo?.tool?.name;
    if (!tool) {
      return undefined;
    }
    return async () => {
      this.#main.inert = true;
      const { answer, problem } = await this.call(tool, this.#input);
      this.#main.inert = false;
      if (answer) {
        this.tell(tool, answer);
        this.#draw(answer);
      } else {
        this.#stop(problem);
      }
    };
  }

  #draw(answer) {
    const shown = this.#view.read(answer);
    if (shown) {
      this.#isDrawn = true;
      this.#main.replaceChildren(this.#view.draw(this, shown, answer.action));
    }
  }

  #stop(problem) {
    this.#say(obstacle(this, problem, this.#repetition()));
  }

  #wait(words) {
    this.#say(paragraph("small", words));
  }

  #say(shown) {
    this.#main.replaceChildren(element("h1", { class: "unseen" }, document.title), shown);
  }

  // Without the width: that is the chat's to decide.
  #tellSize() {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height !== this.#height) {
      this.#height = height;
      this.#host.notify("ui/notifications/size-changed", { height });
    }
  }
}

function outcome(result) {
  const said = result.structuredContent ?? parsed(result.content);
  return result.isError ? { problem: said } : { answer: said };
}

function parsed(content = []) {
  const text = content.find((part) => part.type === "text")?.text ?? "";
  try {
    return JSON.parse(text);
  } catch {
    return { detail: text };
  }
}

function facts(answer) {
  const about = answer.result ?? answer;
  const things = about.publications ?? [about.publication ?? about];
  return things.map(({ id, draft_id, revision, state, due_at }) => ({ id, draft_id, revision, state, due_at }));
}
