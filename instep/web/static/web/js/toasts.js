// A toast stays ten seconds, longer while somebody is on it; Undo is a form in it.
const LIFE = 10000;

function live(toast) {
  let timer;
  const wait = () => (timer = setTimeout(() => toast.remove(), LIFE));
  toast.addEventListener("pointerenter", () => clearTimeout(timer));
  toast.addEventListener("focusin", () => clearTimeout(timer));
  toast.addEventListener("pointerleave", wait);
  toast.querySelector(".close")?.addEventListener("click", () => toast.remove());
  wait();
}

export function say(words) {
  const toast = Object.assign(document.createElement("div"), { className: "toast", textContent: words });
  document.getElementById("toasts")?.append(toast);
}

export function startToasts() {
  const tray = document.getElementById("toasts");
  if (!tray) return;
  [...tray.children].forEach(live);
  new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) => node.nodeType === 1 && live(node))))
    .observe(tray, { childList: true });
}
