// Can everybody use the pages? Asked of axe-core in Chromium, for every kind of page in both languages, on a phone and on a
// desktop, in light and dark. Besides: nothing on the console, no request outside the site, nothing to scroll sideways.
//
// Of each kind the largest page is taken: it shows the most of what its template can show.

import { statSync } from "node:fs";
import { join } from "node:path";

import { axe, browser, each, serve, watch } from "./lib/browser.mjs";
import { kinds, site, verdict } from "./lib/judge.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const VIEWS = [390, 1280].flatMap((width) => ["light", "dark"].map((scheme) => ({ width, scheme })));

const faults = [];
let asked = 0;
const server = await serve(site);
const chromium = await browser();
const sorts = kinds();

await each(sorts, async ({ paths }) => {
  const path = paths.toSorted((a, b) => statSync(join(site, b)).size - statSync(join(site, a)).size)[0];
  const context = await chromium.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  watch(page, server.url, (fault) => faults.push(`${path}: ${fault}`));
  await page.setViewportSize({ width: VIEWS[0].width, height: 844 });
  await page.goto(server.url + path, { waitUntil: "load" });
  await page.evaluate(axe);
  for (const { width, scheme } of VIEWS) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme: scheme });
    const where = `${path} (${width} px, ${scheme})`;
    const { violations, sideways } = await page.evaluate(async (tags) => {
      const { violations } = await globalThis.axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
      const root = document.scrollingElement;
      return { violations, sideways: root.scrollWidth - root.clientWidth };
    }, TAGS);
    asked += 1;
    for (const { id, nodes } of violations) {
      for (const { target, failureSummary } of nodes) {
        faults.push(`${where}: ${id} at ${target.join(" ")}: ${failureSummary.replace(/\s+/g, " ")}`);
      }
    }
    if (sideways > 0) faults.push(`${where}: is ${sideways} px wider than the window`);
  }
  await context.close();
});

for (const language of ["zh", "en"]) {
  for (const kind of new Set(sorts.map((s) => s.kind))) {
    if (!sorts.some((s) => s.kind === kind && s.language === language)) faults.push(`no page of kind ${kind} in ${language}`);
  }
}
await chromium.close();
server.close();
verdict(faults, `${sorts.length} kinds of page in ${VIEWS.length} views, no violation by axe-core`, asked);
