// Copies what the pages use of the npm packages into instep/web/static/vendor, and nothing else.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

const here = import.meta.dirname;
const packages = join(here, "node_modules");
const house = join(here, "..", "instep");
const vendor = join(house, "web", "static", "vendor");

function copy(from, to) {
  mkdirSync(dirname(join(vendor, to)), { recursive: true });
  cpSync(join(packages, from), join(vendor, to));
}

function iconsInUse() {
  const sources = [...findAll(house, ".html"), join(house, "web", "places.py")];
  const text = sources.map((path) => readFileSync(path, "utf8")).join("\n");
  const names = [...text.matchAll(/\{% icon "([\w-]+)"/g), ...text.matchAll(/Place\("[^"]+", "[^"]+", "[^"]+", "\w", "([\w-]+)"/g)];
  return [...new Set(names.map((match) => match[1]))].sort();
}

function findAll(folder, ending) {
  return readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(ending)).map((name) => join(folder, name));
}

rmSync(vendor, { recursive: true, force: true });
copy("echarts/dist/echarts.esm.min.js", "echarts.js");
copy("tinykeys/dist/tinykeys.modern.js", "tinykeys.js");
for (const part of ["latin", "latin-ext"]) {
  copy(`@fontsource-variable/inter/files/inter-${part}-wght-normal.woff2`, `inter/inter-${part}.woff2`);
}
for (const name of iconsInUse()) copy(`lucide-static/icons/${name}.svg`, `icons/${name}.svg`);
for (const name of ["echarts", "tinykeys", "lucide-static", "@fontsource-variable/inter"]) {
  const licence = readdirSync(join(packages, name)).find((file) => /^licen[cs]e/i.test(file));
  if (licence) copy(join(name, licence), join("licences", `${name.replaceAll("/", "-")}.txt`));
}
