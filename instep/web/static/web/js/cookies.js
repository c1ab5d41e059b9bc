// What this browser prefers; the server reads it before it draws a page, so nothing flickers.
export function prefer(name, value) {
  const age = value === "" ? 0 : 31536000;
  document.cookie = `${name}=${value};path=/;max-age=${age};samesite=lax`;
}

export function preference(name) {
  const found = document.cookie.split("; ").find((entry) => entry.startsWith(`${name}=`));
  return found ? found.slice(name.length + 1) : "";
}
