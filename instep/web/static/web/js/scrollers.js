// What scrolls sideways can be scrolled by keyboard: it takes the focus as long as it is wider than its place.
export function openScrollersToKeys() {
  document.querySelectorAll(".table, .scroll, .tabs, pre").forEach((box) => {
    if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
    else if (box.tabIndex === 0 && !box.dataset.focusable) box.removeAttribute("tabindex");
  });
}
