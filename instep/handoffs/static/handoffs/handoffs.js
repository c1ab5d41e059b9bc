// Sending back by keyboard: r opens the reasons, a digit chooses one. After a verdict the next row is at hand.
const tray = document.getElementById("reasons");
const dialog = () => tray?.querySelector("dialog");

new MutationObserver(() => {
  const opened = dialog();
  if (!opened || opened.open) return;
  opened.showModal();
  opened.querySelector("button").focus();
  opened.addEventListener("close", () => tray.replaceChildren());
  opened.querySelector("[data-close]").addEventListener("click", () => opened.close());
}).observe(tray, { childList: true });

document.addEventListener("keydown", (event) => {
  if (!dialog()?.open) return;
  if (event.target.matches("input")) return event.key === "Enter" && event.preventDefault();
  dialog().querySelector(`[data-number="${event.key}"]`)?.click();
});

for (const table of document.querySelectorAll(".handoffs")) {
  new MutationObserver((changes) => changes.forEach(({ removedNodes, target }) => {
    const gone = [...removedNodes].find((node) => node.dataset?.handoff);
    if (gone) answered(gone, target);
  })).observe(table, { childList: true, subtree: true });
}

let next;
document.addEventListener("htmx:before:request", (event) => {
  const row = event.target.closest?.("[data-handoff]") ?? document.querySelector("[data-here]");
  next = row?.nextElementSibling?.dataset.handoff ?? row?.previousElementSibling?.dataset.handoff;
});

function answered(row, body) {
  dialog()?.close();
  const count = body.previousElementSibling?.querySelector("[data-count]");
  if (count) count.textContent = (Number(count.textContent.replace(/\D/g, "")) - 1).toLocaleString("en").replaceAll(",", "\u00a0");
  const following = document.querySelector(`[data-handoff="${next}"]`);
  if (!following) return;
  following.setAttribute("data-here", "");
  following.querySelector("a").focus();
}
