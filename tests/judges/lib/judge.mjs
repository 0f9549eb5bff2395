// What the judges in JavaScript share: where things are, the pages by kind, how to close.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

function variable(name) {
  const value = process.env[name];
  if (!value) {
    console.log(`${name} is not set: judges are run by scripts/test`);
    process.exit(1);
  }
  return value;
}

/** The built example site. */
export const site = variable("PUFA_SITE");
/** The program. */
export const program = variable("PUFA_BIN");
/** The repository. */
export const repository = variable("PUFA_REPOSITORY");
/** The root of the example site: its `content/` and `pufa.toml`. */
export const root = variable("PUFA_ROOT");
/** The day of every build. */
export const today = variable("PUFA_TODAY");
/** An empty folder for what the judge makes. */
export const scratch = variable("PUFA_SCRATCH");

/** All files of the site that end in `ending`, as sorted paths with slashes. */
export function files(ending, folder = site) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).replaceAll("\\", "/"))
    .sort();
}

/** The text of a file of the site. */
export function read(path) {
  return readFileSync(join(site, path), "utf8");
}

/** Pages by language and kind, as the class on `<html>` names it: `[{ language, kind, paths }]`. */
export function kinds() {
  const found = new Map();
  for (const path of files(".html")) {
    const head = read(path).match(/<html\b[^>]*>/i)?.[0] ?? "";
    const kind = head.match(/\bkind-([\w-]+)/)?.[1];
    if (!kind) continue; // a page that only leads on to another
    const language = path.startsWith("en/") ? "en" : "zh";
    const key = `${language} ${kind}`;
    if (!found.has(key)) found.set(key, { language, kind, paths: [] });
    found.get(key).paths.push(path);
  }
  return [...found.values()].sort((a, b) => `${a.kind} ${a.language}`.localeCompare(`${b.kind} ${b.language}`));
}

/** Prints the faults and ends the judge; `asked` is how many things were looked at: none at all is a fault. */
export function verdict(faults, praise, asked) {
  for (const fault of faults) console.log(fault);
  if (!asked) console.log("nothing was there to be judged");
  else console.log(faults.length ? `${faults.length} faults` : praise);
  process.exit(faults.length || !asked ? 1 : 0);
}
