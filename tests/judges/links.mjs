// Does every link lead somewhere? Asked of linkinator: every page of the example site over a loopback server, anchors included.
//
// Links out of the site are not followed (no step asks the network); that they are absolute https addresses is all that is asked.
// Then a few pages are opened from the disk, where an address that begins with `/` would lead nowhere.

import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { browser, packageUrl, serve, watch } from "./lib/browser.mjs";
import { files, kinds, read, site, verdict } from "./lib/judge.mjs";

const { LinkChecker, LinkState } = await import(packageUrl("linkinator/build/src/index.js"));

const faults = [];
const server = await serve(site);

// All pages are named, since the site map and a page no other page links to are no reason for a link in it to be broken.
const pages = files(".html");
const outside = new Set();
const { links } = await new LinkChecker().check({
  path: pages.map((path) => server.url + path),
  concurrency: 20,
  recurse: false,
  checkFragments: true,
  checkCss: true,
  redirects: "error",
  linksToSkip: async (link) => {
    if (link.startsWith(server.url)) return false;
    outside.add(link);
    return true;
  },
});
for (const { url, parent, state, status } of links) {
  // `#top` leads to the top of every page (HTML, "Scrolling to a fragment"); linkinator looks for an element of that id.
  if (state === LinkState.BROKEN && !url.endsWith("#top")) faults.push(`${parent?.replace(server.url, "") ?? "?"}: ${url.replace(server.url, "")} is broken (${status})`);
}
for (const link of outside) {
  // The canonical address and the alternates are of the site's own host; the judge `sitemap` follows those.
  if (!/^(https:\/\/|tel:|mailto:|data:image\/)/.test(link)) faults.push(`a link out of the site is not https: ${link}`);
}
server.close();

// The home pages, and one page of every kind, by a double click on the file.
const chromium = await browser();
const page = await chromium.newPage();
const origin = pathToFileURL(join(site, "/")).href;
watch(page, origin, (fault) => faults.push(`${page.url().replace(origin, "")} from the disk: ${fault}`));
let opened = 0;
for (const { kind, paths } of kinds()) {
  // The page for addresses that do not exist is shown at any depth, so its links must begin at the root of the server.
  if (kind === "404") continue;
  const path = paths[0];
  await page.goto(origin + path, { waitUntil: "load" });
  const styled = await page.evaluate(() => [...document.styleSheets].some((sheet) => sheet.ownerNode?.tagName === "LINK"));
  if (!styled) faults.push(`${path} from the disk: has no stylesheet`);
  const rooted = await page.$$eval("[href^='/'],[src^='/']", (all) => all.map((e) => e.getAttribute("href") ?? e.getAttribute("src")));
  for (const link of new Set(rooted)) faults.push(`${path}: ${link} leads nowhere when the page is opened from the disk`);
  opened += 1;
}
await chromium.close();

// A page that nothing links to is lost to readers.
const linked = new Set(links.filter((l) => l.parent !== l.url).map((l) => new URL(l.url).pathname.slice(1).replace(/(^|\/)$/, "$1index.html")));
for (const path of pages) {
  const known = linked.has(path) || /(^|\/)404\.html$/.test(path) || !/\bkind-/.test(read(path));
  if (!known) faults.push(`${path}: no other page links to it`);
}
verdict(faults, `${links.length} links on ${pages.length} pages lead somewhere, ${opened} pages open from the disk`, links.length);
