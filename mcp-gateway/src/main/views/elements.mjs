let lastId = 0;

/** An identifier that no other element has. */
export function newId() {
  return `e${++lastId}`;
}

/**
 * An element. Text becomes text and nothing else: what others wrote is shown, never run.
 *
 * Attributes that begin with "on" are listeners; children that are null or false are left out.
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      made.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? "" : value);
    }
  }
  made.append(...nodes(children));
  return made;
}

function nodes(children) {
  return children
    .flat()
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : document.createTextNode(String(child))));
}

export function paragraph(kind, ...children) {
  return element("p", { class: kind }, ...children);
}

export function heading(level, text) {
  return element(`h${level}`, { dir: "auto" }, text);
}

export function button(kind, label, onclick) {
  return element("button", { type: "button", class: kind, onclick }, label);
}
