// What every page does: each module takes care of one thing and does nothing where there is none.
import { rememberZone } from "./zone.js";
import { startKeys } from "./keys.js";
import { startPalette } from "./palette.js";
import { startTheme } from "./theme.js";
import { startToasts } from "./toasts.js";
import { drawCharts } from "./charts.js";
import { startForms } from "./forms.js";

document.documentElement.classList.add("js");
rememberZone();
startTheme();
startKeys();
startPalette();
startToasts();
startForms();
drawCharts(document);
document.addEventListener("htmx:after:swap", () => drawCharts(document));
