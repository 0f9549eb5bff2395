// Does the code on a sheet lead to the page? Asked of zbarimg, which reads what Poppler renders of every PDF; and, for one
// sheet of every template, what Chromium prints of the poster's page: one sheet of paper at true size with the same code.

import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync, statSync, unlinkSync } from "node:fs";
import { basename, join } from "node:path";

import { browser, each, serve } from "./lib/browser.mjs";
import { files, kinds, read, root, scratch, site, verdict } from "./lib/judge.mjs";

/** Pixels of the longer side: a code takes a twelfth of a poster's width and less of a banner's. */
const LONGEST = 3200;

/** Templates whose sheets lead nowhere: they are filled in, or their form is given by rule. */
const NO_CODE = new Set(["official", "signin", "reply-slip"]);

const faults = [];
const base = readFileSync(join(root, "pufa.toml"), "utf8").match(/^base_url\s*=\s*"([^"]+)"/m)[1].replace(/\/?$/, "/");

/** The addresses a camera would find on the sheet. */
function scan(pdf) {
  const picture = join(scratch, basename(pdf, ".pdf"));
  // The code of a book is on its back cover or its last page of text; of its pages the first and the last two are looked at.
  const count = Number(run("pdfinfo", pdf).match(/^Pages:\s+(\d+)$/m)?.[1] ?? 1);
  for (const page of new Set([1, Math.max(1, count - 1), count])) {
    run("pdftoppm", "-f", String(page), "-l", String(page), "-gray", "-scale-to", String(LONGEST), pdf, picture);
  }
  const pictures = readdirSync(scratch).filter((name) => name.startsWith(basename(picture) + "-") && /-\d+\.pgm$/.test(name));
  // Exit code 4 of zbarimg: nothing found.
  const { stdout } = spawnSync("zbarimg", ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", ...pictures.map((name) => join(scratch, name))], { encoding: "utf8" });
  for (const name of pictures) unlinkSync(join(scratch, name));
  return [...new Set(stdout.split("\n").filter(Boolean))];
}

function run(command, ...args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) faults.push(`${command} ${args.join(" ")}: ${stderr ?? error}`);
  return stdout ?? "";
}

/** Says what is wrong with the codes of a sheet. */
function judge(name, codes, template) {
  if (codes.length !== 1 && !(codes.length === 0 && NO_CODE.has(template))) faults.push(`${name}: ${codes.length} codes can be read, not one: ${codes.join(" ")}`);
  for (const code of codes) {
    if (!code.startsWith(base)) {
      faults.push(`${name}: its code leads to ${code}, outside ${base}`);
      continue;
    }
    const path = decodeURI(new URL(code).pathname.slice(new URL(base).pathname.length)).replace(/(^|\/)$/, "$1index.html");
    if (!statSync(join(site, path), { throwIfNoEntry: false })?.isFile()) faults.push(`${name}: its code leads to ${code}, and there is no ${path}`);
  }
}

const posters = kinds().filter(({ kind }) => kind === "poster").flatMap(({ paths }) => paths);
const said = (path, name) => read(path).match(new RegExp(`<article[^>]*\\bdata-${name}="?([^"\\s>]+)`))[1];
const templates = new Map(posters.map((path) => [basename(path, ".html"), said(path, "template")]));
const pdfs = files(".pdf").filter((path) => /(^|\/)posters\//.test(path) && !path.endsWith("-screen.pdf"));
const codes = new Map();
for (const path of pdfs) {
  codes.set(basename(path), scan(join(site, path)));
  judge(path, codes.get(basename(path)), templates.get(basename(path, ".pdf")));
}

// Printed by the browser, as a visitor without a print shop does it.
const chosen = new Map();
for (const path of posters) {
  const key = `${said(path, "template")} ${said(path, "format")}`;
  if (!chosen.has(key) && /<img[^>]*class="?sheet/.test(read(path))) chosen.set(key, path);
}
const server = await serve(site);
const chromium = await browser();
await each([...chosen.values()], async (path) => {
  const page = await chromium.newPage();
  await page.goto(server.url + path, { waitUntil: "load" });
  const pdf = join(scratch, `printed-${basename(path, ".html")}.pdf`);
  await page.pdf({ path: pdf, preferCSSPageSize: true, printBackground: true });
  await page.close();
  const name = `${path} printed by the browser`;
  const [, width, height] = read(path).match(/@page\s*\{[^}]*size:\s*([\d.]+)mm\s+([\d.]+)mm/).map(Number);
  const info = run("pdfinfo", pdf);
  const [, w, h] = info.match(/Page size:\s+([\d.]+) x ([\d.]+)/).map((n) => (Number(n) / 72) * 25.4);
  if (!/^Pages:\s+1$/m.test(info)) faults.push(`${name}: takes ${info.match(/Pages:\s+(\d+)/)[1]} sheets of paper`);
  // Chromium sets pages in whole points.
  if (Math.abs(w - width) > 0.6 || Math.abs(h - height) > 0.6) faults.push(`${name}: is ${w.toFixed(1)} × ${h.toFixed(1)} mm, not ${width} × ${height}`);
  const found = scan(pdf);
  judge(name, found, said(path, "template"));
  const press = codes.get(basename(path, ".html") + ".pdf");
  if (press && press.join() !== found.join()) faults.push(`${name}: its code is ${found}, that of the PDF ${press}`);
});
await chromium.close();
server.close();
verdict(faults, `${pdfs.length} sheets and ${chosen.size} printed by the browser have a code that leads to their page`, pdfs.length);
