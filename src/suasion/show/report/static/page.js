"use strict";
// Every page works without this; here are sorting by a click, tips over marks, and dropping a file.
(() => {
  const number = (words) => (words.trim() !== "" && !Number.isNaN(Number(words)) ? Number(words) : null);
  const compare = (a, b) => {
    const [x, y] = [number(a), number(b)];
    return x !== null && y !== null ? x - y : a.localeCompare(b);
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sorter";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const body = table.tBodies[0];
        const rows = [...body.rows].sort((a, b) => compare(a.cells[column].textContent, b.cells[column].textContent));
        body.append(...(up ? rows : rows.reverse()));
      });
    });
  }

  // All pieces of a quotation or event light up when it is the page's target, or its tag has the focus or the pointer.
  const light = (name, kind) => {
    for (const mark of document.querySelectorAll("mark.lit")) mark.classList.remove("lit");
    if (!name) return;
    for (const mark of document.querySelectorAll(`mark[data-${kind}~="${CSS.escape(name)}"]`)) mark.classList.add("lit");
  };
  const target = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    light(name, /-q\d+-\d+$/.test(name) ? "quotes" : "events");
    const closed = name && document.getElementById(name)?.closest("details:not([open])");
    if (closed) {
      closed.open = true;
      document.getElementById(name).scrollIntoView();
    }
  };
  addEventListener("hashchange", target);
  target();
  for (const tag of document.querySelectorAll(".event .tag")) {
    tag.addEventListener("focus", () => light(tag.id, "events"));
    tag.addEventListener("mouseenter", () => light(tag.id, "events"));
  }
  for (const mark of document.querySelectorAll("mark[data-events]")) {
    const last = mark.dataset.events.trim().split(" ").pop();
    if (last) mark.addEventListener("mouseenter", () => light(last, "events"));
  }
  addEventListener("keydown", (event) => document.body.classList.toggle("quiet", event.key === "Escape"));

  const text = document.querySelector("textarea[data-drop]");
  if (text) {
    const file = document.querySelector("input[type=file]");
    text.addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      text.classList.add("over");
    });
    text.addEventListener("dragleave", () => text.classList.remove("over"));
    text.addEventListener("drop", (event) => {
      text.classList.remove("over");
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      file.files = event.dataTransfer.files;
      file.focus();
    });
  }
})();
