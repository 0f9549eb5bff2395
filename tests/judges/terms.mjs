// Is the glossary in the order of a dictionary, and does a word explain itself without any script? The order is asked of ICU as
// the JavaScript engine has it, in both languages; the explanation of Chromium with scripts switched off: by mouse and by keyboard,
// on a phone, and that a line never begins with the comma after a word, at every width from 320 to 400 px.

import { browser, serve } from "./lib/browser.mjs";
import { files, read, site, verdict } from "./lib/judge.mjs";

const faults = [];
let asked = 0;

// ICU reads 调 as in 调查; in our words it is 调解, which content/terms.toml says. 条 is read so, and stands in for it here.
const asRead = (word) => word.replaceAll("调", "条");

for (const [path, locale] of [["glossary.html", "zh-u-co-pinyin"], ["en/glossary.html", "en"]]) {
  const { compare } = new Intl.Collator(locale);
  for (const section of read(path).split("<section ").slice(1)) {
    const words = [...section.matchAll(/class=entry-word><span[^>]*>([^<]+)</g)].map((m) => m[1].replace(/^《|》$|^(A|An|The) /g, ""));
    asked += words.length;
    for (let i = 1; i < words.length; i += 1) {
      if (compare(asRead(words[i - 1]), asRead(words[i])) > 0) faults.push(`${path}: ${words[i - 1]} stands before ${words[i]}`);
    }
  }
  const letters = [...read(path).matchAll(/<h2[^>]* id="?(?:letter|group)-(\w+)/g)].map((m) => m[1]);
  if (letters.join() !== letters.toSorted().join() || letters.length < 8) faults.push(`${path}: the letters are ${letters.join(" ")}`);
}

const server = await serve(site);
const chromium = await browser();
const context = await chromium.newContext({ javaScriptEnabled: false, reducedMotion: "reduce" });
const page = await context.newPage();
for (const path of files(".html").filter((path) => read(path).includes("class=term "))) {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(server.url + path);
  const terms = page.locator("button.term");
  const shown = page.locator(".gloss:popover-open");
  const count = await terms.count();
  for (let i = 0; i < count; i += 1) {
    asked += 1;
    const term = terms.nth(i);
    const word = await term.textContent();
    await term.click();
    if ((await shown.count()) !== 1) faults.push(`${path}: a touch on ${word} shows nothing`);
    const box = (await shown.count()) ? await shown.boundingBox() : null;
    if (box && (box.x < 0 || box.x + box.width > 390 || box.y + box.height > 844)) faults.push(`${path}: the explanation of ${word} leaves the screen`);
    await shown.locator("button").click();
    if ((await shown.count()) !== 0) faults.push(`${path}: the explanation of ${word} does not close`);
    await term.focus();
    await page.keyboard.press("Enter");
    if ((await shown.count()) !== 1) faults.push(`${path}: Enter on ${word} shows nothing`);
    await page.keyboard.press("Escape");
    if ((await shown.count()) !== 0) faults.push(`${path}: Escape does not close ${word}`);
  }
  for (let width = 320; width <= 400; width += 16) {
    await page.setViewportSize({ width, height: 844 });
    const fallen = await page.evaluate(() =>
      [...document.querySelectorAll(".term-hold > .term")].filter((term) => {
        const after = term.nextSibling;
        if (after?.nodeType !== Node.TEXT_NODE || !after.data) return false;
        const mark = document.createRange();
        mark.setStart(after, 0);
        mark.setEnd(after, 1);
        return mark.getBoundingClientRect().top > term.getBoundingClientRect().bottom - 4;
      }).map((term) => term.textContent + term.nextSibling.data),
    );
    asked += 1;
    for (const word of fallen) faults.push(`${path} (${width} px): a line begins with the mark of ${word}`);
  }
}
await chromium.close();
server.close();
verdict(faults, `the glossary is in order, ${asked} things asked of terms and their explanations`, asked);
