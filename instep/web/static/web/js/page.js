// What every page does: each module takes care of one thing and does nothing where there is none.
import { rememberZone } from "./zone.js";
import { startKeys } from "./keys.js";
import { startPalette } from "./palette.js";
import { startTheme } from "./theme.js";
import { startToasts } from "./toasts.js";
import { drawCharts } from "./charts.js";
import { startForms } from "./forms.js";
import { openScrollersToKeys } from "./scrollers.js";

document.documentElement.classList.add("js");
rememberZone();
startTheme();
startKeys();
startPalette();
startToasts();
startForms();
const dress = () => { drawCharts(document); openScrollersToKeys(); };
dress();
document.addEventListener("htmx:after:swap", dress);
addEventListener("resize", openScrollersToKeys);
