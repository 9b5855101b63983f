import { element, paragraph } from "./elements.mjs";
import { count, network } from "./words.mjs";

const LONG = 700;

/** What would be published: the text, and what replaces it on single networks. */
export function content({ text, variants = [], media = [] }) {
  return element(
    "div",
    { class: "content" },
    post(text, variants.length ? "On all other networks" : null, media),
    variants.map((variant) => post(variant.text, `On ${network(variant.network)}`, variant.media ?? media)),
  );
}

/** One text as it would be published, and what is said of its pictures. */
export function post(text, caption, media = []) {
  const words = paragraph("text", text);
  words.dir = "auto";
  const figure = element(
    "figure",
    { class: "post" },
    caption && element("figcaption", {}, caption),
    words,
    paragraph("small", count(characters(text), "character", "characters")),
    ...pictures(media),
  );
  if (text.length > LONG) {
    fold(words);
  }
  return figure;
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
