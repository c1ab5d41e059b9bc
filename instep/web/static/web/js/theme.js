// Light, dark, or as the system says.
import { prefer, preference } from "./cookies.js";

export function startTheme() {
  const buttons = document.querySelectorAll("[data-theme-switch] button");
  const show = (theme) => buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.value === theme)));
  show(preference("theme"));
  buttons.forEach((button) => button.addEventListener("click", () => {
    prefer("theme", button.value);
    if (button.value) document.documentElement.dataset.theme = button.value;
    else delete document.documentElement.dataset.theme;
    show(button.value);
    document.dispatchEvent(new Event("theme"));
  }));
}
