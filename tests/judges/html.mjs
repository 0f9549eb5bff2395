// Is the HTML and CSS valid? Asked of the W3C's Nu Html Checker, over every page and stylesheet of the example site.
//
// Errors and warnings both count. What the checker gets wrong is listed below with the reason; an entry that no longer
// matches anything is a failure too, so the list cannot outlive its cause.

import { spawnSync } from "node:child_process";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

import { files, site, verdict } from "./lib/judge.mjs";

/** Messages that are not faults of ours: { message, why }. */
const FALSE_POSITIVES = [
  {
    message: /“text-emphasis-position”: “under” is not a “text-emphasis-position” value/,
    why: "CSS Text Decoration 3, section 3.4: `[ over | under ] && [ right | left ]?`, so `under` alone is a value",
  },
];

const jar = fileURLToPath(new URL("../tools/node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url));
const run = spawnSync("java", ["-jar", jar, "--format", "json", "--exit-zero-always", "--skip-non-html", "--also-check-css", site], {
  encoding: "utf8",
  maxBuffer: 1 << 28,
});
let messages;
try {
  ({ messages } = JSON.parse(run.stderr));
} catch {
  console.log(run.stderr || run.error);
  console.log("the checker gave no report");
  process.exit(1);
}

const used = new Set();
const faults = messages
  .filter((m) => {
    const known = FALSE_POSITIVES.find((f) => f.message.test(m.message));
    if (known) used.add(known);
    return !known;
  })
  .map((m) => {
    const place = m.url ? `${relative(site, fileURLToPath(m.url))}:${m.lastLine}:${m.firstColumn ?? m.lastColumn}` : "?";
    return `${place} ${m.subType ?? m.type}: ${m.message}  ${(m.extract ?? "").replace(/\s+/g, " ")}`;
  });
for (const known of FALSE_POSITIVES) {
  if (!used.has(known)) faults.push(`no page has the false positive ${known.message} any more: remove it from html.mjs`);
}
const pages = files(".html").length;
verdict(faults, `${pages} pages and ${files(".css").length} stylesheets, no error and no warning by the Nu Html Checker`, pages);
