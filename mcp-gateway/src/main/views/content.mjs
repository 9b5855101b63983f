import { element, paragraph } from "./elements.mjs";
import { count, network } from "./words.mjs";

const LONG = 700;

/** What would be published: the text, and what replaces it on single networks. */
export function content({ text, variants = [], media = [], thread = [] }) {
  return element(
    "div",
    { class: "content" },
    post(text, variants.length ? "On all other networks" : null, { media, thread }),
    variants.map((variant) => post(variant.text, `On ${network(variant.network)}`, { media, thread, ...variant })),
  );
}

/** One text as it would be published, what covers it, what is said of its pictures, and what follows it. */
export function post(text, caption, { media = [], thread = [], content_warning: warning } = {}) {
  return element(
    "figure",
    { class: "post" },
    caption && element("figcaption", {}, caption),
    warning && element("p", { class: "small", dir: "auto" }, `Content warning: ${warning}`),
    ...words(text),
    ...pictures(media),
    ...following(thread),
  );
}

/** A text and its length; a long one is folded. */
function words(text) {
  const shown = paragraph("text", text);
  shown.dir = "auto";
  const length = paragraph("small", count(characters(text), "character", "characters"));
  return text.length > LONG ? [shown, fold(shown), length] : [shown, length];
}

/** The parts of a thread, of which the text is the first. */
function following(thread) {
  return thread.length
    ? [
        element(
          "ol",
          { class: "thread", start: "2", "aria-label": count(thread.length, "part follows", "parts follow") },
          thread.map(({ text }) => element("li", {}, ...words(text))),
        ),
      ]
    : [];
}

/** A chat shows no pictures from elsewhere: the review console does. */
function pictures(media) {
  return media.length
    ? [
        element(
          "ol",
          { class: "small", "aria-label": count(media.length, "picture", "pictures") },
          media.map(({ alt_text: altText }) =>
            element("li", { dir: "auto" }, altText ? `Picture: ${altText}` : "Picture without alt text"),
          ),
        ),
      ]
    : [];
}

/** Gives the button that unfolds. */
function fold(words) {
  const more = element("button", { type: "button", class: "link", "aria-expanded": "false" }, "Show all");
  words.classList.add("folded");
  more.addEventListener("click", () => {
    const folded = words.classList.toggle("folded");
    more.setAttribute("aria-expanded", String(!folded));
    more.textContent = folded ? "Show all" : "Show less";
  });
  return more;
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
