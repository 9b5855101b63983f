// What the pages do without, made easier: messages get the focus, and posts of the calendar can be dragged to another day.

document.documentElement.classList.add("scripted");
document.querySelector(".message[role]")?.focus();

const days = document.querySelector('[data-drag="move"]');
if (days) {
  makeMovable(days);
}

function makeMovable(calendar) {
  const form = document.getElementById("move");
  const told = document.getElementById("dragging");
  let dragged = null;

  calendar.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-post]") ?? null;
    if (dragged) {
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", dragged.dataset.post);
      dragged.classList.add("dragged");
    }
  });

  calendar.addEventListener("dragover", (event) => {
    const day = target(event);
    if (day) {
      event.preventDefault();
      event.dataTransfer.dropEffect = "move";
    }
    mark(day);
  });

  calendar.addEventListener("dragend", () => {
    dragged?.classList.remove("dragged");
    dragged = null;
    mark(null);
  });

  calendar.addEventListener("drop", (event) => {
    const day = target(event);
    if (day) {
      event.preventDefault();
      told.textContent = "Moving the post";
      // The same time of day on the day that it was dropped on.
      const [, time] = dragged.dataset.time.split("T");
      form.elements.post.value = dragged.dataset.post;
      form.elements.publish_at.value = `${day.dataset.date}T${time}`;
      form.submit();
    }
  });

  function target(event) {
    const day = event.target.closest?.("[data-date]");
    return dragged && day && !dragged.dataset.time.startsWith(day.dataset.date) ? day : null;
  }

  function mark(day) {
    calendar.querySelectorAll(".target").forEach((marked) => marked.classList.toggle("target", marked === day));
    day?.classList.add("target");
  }
}
