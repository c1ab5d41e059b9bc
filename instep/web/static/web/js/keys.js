// Single keys for people who do this all day: j k walk the rows, Enter opens, g and a letter jumps, ? shows all.
import { tinykeys } from "../../vendor/tinykeys.js";
import { prefer } from "./cookies.js";

const isTyping = (event) => event.target.closest("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]");
const rows = () => [...document.querySelectorAll("[data-rows] > tr, [data-rows] > li")].filter((row) => row.querySelector("a, button"));
const here = () => document.querySelector("[data-here]");

function walk(step) {
  const all = rows();
  const next = all[Math.max(0, Math.min(all.length - 1, all.indexOf(here()) + step))];
  if (!next) return;
  here()?.removeAttribute("data-here");
  next.setAttribute("data-here", "");
  next.querySelector("a, button").focus();
  next.scrollIntoView({ block: "nearest" });
}

const LEAD = 1000; // as long as g waits for its letter, that letter is nobody's verdict
let ledAt = 0;
const press = (key) => Date.now() - ledAt > LEAD && (here() ?? rows()[0])?.querySelector(`[data-key="${key}"]`)?.click();
const ownKeys = () => new Set(["a", "r", ...[...document.querySelectorAll("[data-key]")].map((button) => button.dataset.key)]);

export function openDialog(id) {
  const dialog = document.getElementById(id);
  document.querySelectorAll("[popover]:popover-open").forEach((open) => open.hidePopover());
  if (dialog && !dialog.open) dialog.showModal();
}

export function startKeys() {
  const sheet = document.getElementById("keys");
  const quietly = (act) => (event) => {
    if (!sheet || "off" in sheet.dataset || isTyping(event)) return;
    event.preventDefault();
    act();
  };
  const jumps = [...document.querySelectorAll("[data-go]")].map((link) => [`g ${link.dataset.go}`, quietly(() => link.click())]);
  tinykeys(window, {
    j: quietly(() => walk(1)),
    k: quietly(() => walk(-1)),
    g: quietly(() => { ledAt = Date.now(); }),
    ...Object.fromEntries([...ownKeys()].map((key) => [key, quietly(() => press(key))])),
    "?": quietly(() => openDialog("keys")),
    "Shift+?": quietly(() => openDialog("keys")),
    ...Object.fromEntries(jumps),
    "$mod+k": (event) => { event.preventDefault(); openDialog("palette"); },
  });
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) openDialog(opener.dataset.open);
  });
  sheet?.querySelector("[data-keys-switch]").addEventListener("change", (event) => {
    prefer("keys", event.target.checked ? "" : "off");
    event.target.checked ? delete sheet.dataset.off : (sheet.dataset.off = "");
  });
  if (/Mac|iPhone|iPad/.test(navigator.platform)) document.querySelectorAll("[data-mod]").forEach((hint) => (hint.textContent = "⌘K"));
}
