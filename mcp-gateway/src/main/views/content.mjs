import { element, paragraph } from "./elements.mjs";
import { count, network } from "./words.mjs";

const LONG = 700;

/** What would be published: the text, and what replaces it on single networks. */
export function content({ text, variants = [] }) {
  return element(
    "div",
    { class: "content" },
    post(text, variants.length ? "On all other networks" : null),
    variants.map((variant) => post(variant.text, `On ${network(variant.network)}`)),
  );
}

/** One text as it would be published. */
export function post(text, caption) {
  const words = paragraph("text", text);
  words.dir = "auto";
  const figure = element(
    "figure",
    { class: "post" },
    caption && element("figcaption", {}, caption),
    words,
    paragraph("small", count(characters(text), "character", "characters")),
  );
  if (text.length > LONG) {
    fold(words);
  }
  return figure;
}

function fold(words) {
  const more = element("button", { type: "button", class: "link", "aria-expanded": "false" }, "Show all");
  words.classList.add("folded");
  more.addEventListener("click", () => {
    const folded = words.classList.toggle("folded");
    more.setAttribute("aria-expanded", String(!folded));
    more.textContent = folded ? "Show all" : "Show less";
  });
  words.after(more);
}

function characters(text) {
  return [...new Intl.Segmenter().segment(text)].length;
}

/** What the team files it under. */
export function labels(names = []) {
  return (
    names.length > 0 &&
    element(
      "ul",
      { class: "labels", "aria-label": "Labels" },
      names.map((name) => element("li", { dir: "auto" }, name)),
    )
  );
}

/** What one person tells another. */
export function note(from, text) {
  return (
    text &&
    element(
      "figure",
      { class: "note" },
      element("figcaption", {}, from),
      element("blockquote", { dir: "auto" }, text),
    )
  );
}
