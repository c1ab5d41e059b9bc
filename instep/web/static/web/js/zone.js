// Tells the server in which time zone this person reads times; the first page is loaded again if it guessed wrong.
import { prefer, preference } from "./cookies.js";

export function rememberZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || preference("zone") === zone) return;
  const shown = preference("zone") || "UTC";
  prefer("zone", zone);
  const differs = shown !== zone && !(shown === "UTC" && zone.endsWith("UTC"));
  if (differs && preference("zone") === zone && document.querySelector("time")) location.reload();
}
