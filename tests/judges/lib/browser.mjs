// A browser and a server for the judges, both on this machine only.

import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { delimiter, extname, join, normalize } from "node:path";

const require = createRequire(new URL("../../tools/package.json", import.meta.url));
const { chromium } = require("playwright-core");

/** The source of axe-core, to be run inside a page. */
export const axe = require("axe-core").source;
/** A package of tests/tools that has only an ES module. */
export const packageUrl = (name) => new URL(`../../tools/node_modules/${name}`, import.meta.url).href;

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".xml": "application/xml; charset=utf-8",
};

/** Serves a folder as any plain web server would: `/x/` is `/x/index.html`, what is not there is 404. Gives its address. */
export function serve(folder) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x/").pathname);
    let file = join(folder, normalize(path));
    try {
      if (path.endsWith("/")) file = join(file, "index.html");
      if (!statSync(file).isFile()) throw new Error("a folder");
    } catch {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    if (request.method === "HEAD") response.end();
    else createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve({ url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() }));
  });
}

/** Debian's Chromium, headless, with all that would call home switched off. */
export async function browser() {
  const executablePath = process.env.PATH.split(delimiter)
    .map((folder) => join(folder, "chromium"))
    .find((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
  if (!executablePath) {
    console.log("there is no chromium");
    process.exit(1);
  }
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Notes what a page should not do: errors on the console, uncaught errors, failed requests, requests outside `origin`. */
export function watch(page, origin, fault) {
  page.on("console", (message) => {
    if (message.type() === "error") fault(`the console says: ${message.text()}`);
  });
  page.on("pageerror", (error) => fault(`an uncaught error: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith("data:")) fault(`a request outside the site: ${url}`);
  });
  page.on("requestfailed", (request) => fault(`a request failed: ${request.url()} ${request.failure()?.errorText}`));
}

/** Runs `work` over `items`, two at a time: the machines this runs on have two cores. */
export async function each(items, work) {
  const queue = [...items];
  await Promise.all(
    [0, 1].map(async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
    }),
  );
}
