// Does `pufa serve` show what the writer writes? A page stays open in Chromium while its file is edited, broken and mended.
//
// An edited paragraph appears without a reload by hand; a broken field brings up a panel that names file, line and field while
// the last good page stays; mending takes the panel away; a sheet is followed as well; strangers on the network get no answer.

import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { join } from "node:path";

import { browser } from "./lib/browser.mjs";
import { program, scratch, today, verdict } from "./lib/judge.mjs";

/** How long anything may take, in milliseconds; a free machine needs a fifth of a second. */
const PATIENCE = 20_000;

const root = join(scratch, "site");
const note = join(root, "content/notes/open.md");
const slogan = join(root, "content/slogans/care.md");
const good = (words) => `+++
title = "一页"
date = 2026-11-02
translate = false
+++

${words}
`;

mkdirSync(join(root, "content/notes"), { recursive: true });
mkdirSync(join(root, "content/slogans"), { recursive: true });
writeFileSync(
  join(root, "pufa.toml"),
  'title = { zh = "小站", en = "Small" }\nbase_url = "https://small.example.org/"\nlanguages = ["zh", "en"]\nissuer = { zh = "某单位", en = "Some Office" }\n',
);
writeFileSync(note, good("第一稿。"));
writeFileSync(slogan, '+++\ntitle = "留心"\ndate = 2026-11-02\ntext = "夜里留一盏灯"\ntranslate = false\n+++\n\n请留灯。\n');

// A port that is taken must not keep anybody from working: the next one is used and said.
const squatter = createServer().listen(0, "127.0.0.1");
await new Promise((resolve) => squatter.once("listening", resolve));
const { port } = squatter.address();

const server = spawn(program, ["serve", "--lang", "en", "--root", root, "--today", today, "--port", String(port)]);
let said = "";
server.stdout.on("data", (data) => (said += data));
server.stderr.on("data", (data) => (said += data));
const ended = new Promise((resolve) => server.once("exit", (code, signal) => resolve({ code, signal })));

const faults = [];
let asked = 0;
let chromium;

async function until(what, condition) {
  const end = Date.now() + PATIENCE;
  asked += 1;
  while (Date.now() < end) {
    if (await condition().catch(() => false)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  faults.push(`${PATIENCE / 1000} s passed and this was not so: ${what}`);
  return false;
}

try {
  await until("an address was said", async () => /http:\/\/127\.0\.0\.1:\d+\//.test(said));
  const address = said.match(/http:\/\/127\.0\.0\.1:(\d+)\//);
  if (!address) throw new Error("no address");
  const url = address[0];
  if (Number(address[1]) === port) faults.push("the port of another program was taken over");
  if (!said.includes(String(port))) faults.push(`nothing was said of port ${port} being taken`);

  chromium = await browser();
  const context = await chromium.newContext();
  context.setDefaultTimeout(5000);
  const page = await context.newPage();
  await until("the first page was there", async () => (await page.goto(`${url}notes/open.html`)).status() === 200);

  // Reloads by the page itself are what is asked for; a mark in the window would not outlive them, so text is looked for.
  const text = () => page.locator("main").innerText();
  // The panel stands in a shadow tree of its own, which locators see through.
  const panel = async () => (await page.locator("[role=alert]").allInnerTexts()).join("\n");
  await until("the first draft was shown", async () => (await text()).includes("第一稿。"));
  if (await panel()) faults.push(`a panel is shown although all is well: ${await panel()}`);

  writeFileSync(note, good("第二稿，改了一句话。"));
  await until("an edited paragraph was shown", async () => (await text()).includes("第二稿，改了一句话。"));

  writeFileSync(note, good("第三稿。").replace("date = 2026-11-02", "date = 2026-13-02"));
  await until("a panel named file, line and field of a broken date", async () => {
    const shown = await panel();
    return shown.includes("content/notes/open.md") && /\bline 3\b/.test(shown) && shown.includes("date");
  });
  if (!(await text()).includes("第二稿，改了一句话。")) faults.push("the last good page is gone while a file is broken");
  const fresh = await context.newPage();
  await fresh.goto(`${url}notes/open.html`);
  await until("a page opened anew shows the problem too", async () => (await fresh.locator("[role=alert]").count()) > 0);
  await fresh.close();

  writeFileSync(note, good("第三稿。"));
  await until("mending took the panel away and showed the page", async () => !(await panel()) && (await text()).includes("第三稿。"));

  // Sheets: their picture follows the text.
  const sheet = await context.newPage();
  await until("the poster's page was there", async () => (await sheet.goto(`${url}posters/slogans-care-a2-zh.html`)).status() === 200);
  const picture = () =>
    sheet.locator("figure img").evaluate(async (image) => {
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [200, 300];
      canvas.getContext("2d").drawImage(image, 0, 0, 200, 300);
      return canvas.toDataURL();
    });
  const before = await picture();
  writeFileSync(slogan, readFileSync(slogan, "utf8").replace("夜里留一盏灯", "楼道留一盏灯"));
  await until("the picture of an edited sheet changed", async () => (await picture()) !== before);

  const missing = await fetch(`${url}nothing-here.html`);
  if (missing.status !== 404) faults.push(`an address that does not exist answers ${missing.status}`);
  const outside = Object.values(networkInterfaces()).flat().find((a) => !a.internal && a.family === "IPv4");
  if (outside) {
    const heard = await fetch(`http://${outside.address}:${address[1]}/`, { signal: AbortSignal.timeout(2000) }).then(() => true, () => false);
    if (heard) faults.push(`it answers on ${outside.address}, not on this machine only`);
  }
} catch (error) {
  faults.push(String(error.stack ?? error));
} finally {
  await chromium?.close();
  squatter.close();
  server.kill("SIGINT");
  const end = await Promise.race([ended, new Promise((resolve) => setTimeout(() => resolve(null), 5000))]);
  if (!end) {
    faults.push("it does not end on Ctrl-C");
    server.kill("SIGKILL");
  }
}
if (faults.length) console.log(`What it said:\n${said}`);
verdict(faults, `${asked} things were shown as they were typed, without a reload by hand`, asked);
