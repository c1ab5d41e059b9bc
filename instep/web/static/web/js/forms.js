// Filters take effect at once, a page's address is copied, files are dropped onto the form.
import { say } from "./toasts.js";

export function startForms() {
  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-autosubmit]");
    if (!form) return;
    form.querySelectorAll("select").forEach((select) => (select.disabled = select.value === ""));
    form.requestSubmit();
  });
  document.addEventListener("click", async (event) => {
    if (!event.target.closest("[data-copy]")) return;
    await navigator.clipboard?.writeText(location.href);
    say("Link copied. Whoever may see this page sees what you see.");
  });
  document.querySelectorAll(".drop").forEach(acceptFiles);
}

function acceptFiles(form) {
  const input = form.querySelector("input[type=file]");
  const over = (isOver) => (event) => { event.preventDefault(); form.classList.toggle("is-over", isOver); };
  form.addEventListener("dragover", over(true));
  form.addEventListener("dragleave", over(false));
  form.addEventListener("drop", (event) => { over(false)(event); input.files = event.dataTransfer.files; });
}
