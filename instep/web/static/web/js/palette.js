// Ctrl/Cmd-K: pages at once, records as soon as a room's search answers.
const WAIT = 120;

export function startPalette() {
  const dialog = document.getElementById("palette");
  if (!dialog) return;
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("ul");
  const pages = [...list.children];
  let timer, asked = 0;

  const options = () => [...list.children].filter((option) => !option.hidden);
  const chosen = () => list.querySelector("[aria-selected=true]");

  function choose(option) {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    option ? input.setAttribute("aria-activedescendant", option.id) : input.removeAttribute("aria-activedescendant");
  }

  function show(records) {
    list.querySelectorAll("[data-record]").forEach((old) => old.remove());
    records.slice(0, 20).forEach((record, index) => list.append(optionFor(record, index)));
    dialog.querySelector(".none").hidden = options().length > 0;
    choose(options()[0]);
  }

  async function ask(words) {
    const mine = ++asked;
    const answers = await Promise.all(dialog.dataset.searches.split(" ").filter(Boolean).map((url) => found(url, words)));
    if (mine === asked) show(answers.flat());
  }

  input.addEventListener("input", () => {
    const words = input.value.trim().toLowerCase();
    pages.forEach((page) => (page.hidden = !page.dataset.words.includes(words)));
    list.prepend(...pages.toSorted((one, other) => other.dataset.words.startsWith(words) - one.dataset.words.startsWith(words)));
    clearTimeout(timer);
    show([]);
    if (words.length > 1) timer = setTimeout(ask, WAIT, words);
  });
  input.addEventListener("keydown", (event) => {
    const all = options();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) choose(all.at((all.indexOf(chosen()) + step) % all.length));
    if (event.key === "Enter" && chosen()) location.assign(chosen().dataset.href);
    if (event.key === "Escape") dialog.close(); // a search field would only be emptied
    if (step || event.key === "Enter" || event.key === "Escape") event.preventDefault();
  });
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[data-href]");
    if (option) location.assign(option.dataset.href);
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => { input.value = ""; pages.forEach((page) => (page.hidden = false)); show([]); });
  choose(pages[0]);
}

async function found(url, words) {
  try {
    const answer = await fetch(`${url}?q=${encodeURIComponent(words)}`, { headers: { accept: "application/json" } });
    return answer.ok ? await answer.json() : [];
  } catch {
    return [];
  }
}

function optionFor(record, index) {
  const option = document.createElement("li");
  option.id = `palette-record-${index}`;
  option.role = "option";
  option.dataset.href = record.url;
  option.dataset.record = "";
  const title = Object.assign(document.createElement("span"), { textContent: record.title });
  const detail = Object.assign(document.createElement("span"), { textContent: record.detail ?? "", className: "muted small" });
  option.append(title, detail);
  return option;
}
