// Is Chinese text set as a reader expects? Measured in Chromium on a site of cases, on phones of 320 and 390 px and on a desktop:
// where lines of the source end there is no gap; short titles, articles, dates and amounts stand on one line and long titles are
// not broken beside their marks; Han and Latin stand a little apart; readings stand over their characters; no Chinese is slanted;
// nothing has to be scrolled sideways; and what is copied is what was typed.

import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { browser, serve, watch } from "./lib/browser.mjs";
import { program, scratch, today, verdict } from "./lib/judge.mjs";

const WIDTHS = [320, 390, 1280];

// Each paragraph is typed so that at some width every piece comes to stand at the end of a line.
const TITLES = ["《民法典》", "《刑法》", "《劳动法》", "《人民调解法》", "《劳动合同法》"];
const LONG = ["《中华人民共和国民法典》", "《反电信网络诈骗法》", "《中华人民共和国治安管理处罚法》"];
const PIECES = [...TITLES, "第一千零四十三条", "第12号", "11月28日", "2026年11月28日", "1,250元", "30个工作日"];
const padded = (piece, n) => `${"普法".repeat(8).slice(0, n)}${piece}是要学的${piece}也是要学的`;
const shifted = [...PIECES, ...LONG].flatMap((piece) => [0, 1, 2, 3, 5, 7, 9, 11].map((n) => padded(piece, n)));
const LINES = "全市人民\n朋友们：\n请**注意安全，**\n不要轻信[陌生\n来电](y.md)，\n先核实[^1]\n再说";

const files = {
  "pufa.toml": 'title = { zh = "站", en = "Site" }\nbase_url = "https://pufa.example.org/"\nlanguages = ["zh", "en"]\n',
  "content/y.md": '+++\ntitle = "y"\ntranslate = false\n+++\n\n文。\n',
  "content/x.md": `+++
title = "x"
+++

${shifted.join("\n\n")}

- ${shifted.slice(0, 24).join("\n- ")}

> [!TIP]
> - ${shifted.slice(24, 48).join("\n> - ")}

| 法律 | 条文 | 说明 |
|---|---|---|
| ${LONG[1]} | 第三十八条 | 罚款1,250元，2026年11月28日起 |

## 换行

${LINES}。

## 间隔

加入WTO以后的iPhone用户，自2026年起。

## 注音

去{津|jīn}城看{欢乐津城|huān lè jīn chéng}，学{囍|xǐ}字。

## 强调

这是*重点强调的话*。

[^1]: 拨打12348。
`,
  "content/x.en.md": '+++\ntitle = "x"\n+++\n\nThe Civil Code is *called 民法典* in Chinese.\n',
};
for (const [path, text] of Object.entries(files)) {
  const file = join(scratch, "site", path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
execFileSync(program, ["build", "--root", join(scratch, "site"), "--today", today], { stdio: "inherit" });

/** Runs in the page: what is wrong there, and how many things were measured. */
function measure({ pieces, long, spaced }) {
  const faults = [];
  let asked = 0;
  const prose = document.querySelector(".prose");
  // The characters of an element one after the other, without readings, each with where it stands.
  const characters = (element) => {
    const found = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest("rt, rp, sup")) continue;
      for (let at = 0; at < node.length; at += 1) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getBoundingClientRect();
        if (box.width > 0) found.push({ c: node.data[at], box });
      }
    }
    return found;
  };
  const sameLine = (a, b) => a.box.top < b.box.bottom && b.box.top < a.box.bottom;
  const parts = (run) => {
    const lines = [[run[0]]];
    for (const next of run.slice(1)) (sameLine(lines.at(-1)[0], next) ? lines.at(-1) : lines[lines.push([]) - 1]).push(next);
    return lines.map((line) => line.map(({ c }) => c).join(""));
  };
  for (const element of prose.querySelectorAll("p, li, td")) {
    if (element.querySelector("p, li")) continue;
    const all = characters(element);
    const text = all.map(({ c }) => c).join("");
    const narrow = element.tagName === "TD";
    for (const piece of [...pieces, ...long]) {
      for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) {
        const lines = parts(all.slice(at, at + piece.length));
        asked += 1;
        const bad = long.includes(piece)
          ? lines.length > 1 && (lines[0].length < 3 || lines.at(-1).length < 3)
          : lines.length > 1 && !(narrow && piece.length > 5);
        if (bad) faults.push(`${piece} is broken: ${lines.join(" / ")}`);
      }
    }
    // Lines that begin or end as none may.
    for (const line of all.length ? parts(all) : []) {
      asked += 1;
      if (/^[，。、：；！？》）”]/u.test(line)) faults.push(`a line begins with ${line.slice(0, 4)}`);
      if (/[《（“]$/u.test(line)) faults.push(`a line ends with ${line.slice(-4)}`);
    }
  }
  const after = (id) => document.getElementById(id).nextElementSibling;
  // Gaps between neighbours, where lines are not filled out.
  const gaps = (element) => {
    const all = characters(element);
    return all.slice(1).map((next, at) => ({ pair: all[at].c + next.c, gap: next.box.left - all[at].box.right, on: sameLine(all[at], next) }));
  };
  const size = Number.parseFloat(getComputedStyle(after("换行")).fontSize);
  after("换行").style.textAlign = after("间隔").style.textAlign = "start";
  for (const { pair, gap, on } of gaps(after("换行"))) {
    if (!on || !/^\p{Script=Han}{2}$/u.test(pair)) continue;
    asked += 1;
    // The number of the note stands between 实 and 再.
    if (gap > 0.1 * size && pair !== "实再") faults.push(`a gap of ${gap.toFixed(1)} px in ${pair}`);
  }
  if (/\s/.test(after("换行").textContent)) faults.push("white space from the lines of the source");
  if (CSS.supports("text-autospace", "normal")) {
    const all = characters(after("间隔"));
    for (const pair of spaced) {
      const at = all.findIndex((one, i) => one.c + all[i + 1]?.c === pair);
      asked += 1;
      if (at < 0) faults.push(`${pair} is not there`);
      else if (sameLine(all[at], all[at + 1])) {
        // Chromium puts the gap into the box of the first character.
        const [a, b] = [all[at].box, all[at + 1].box];
        const plain = /\p{Script=Han}/u.test(pair[0]) ? size : 0;
        const gap = b.left - a.left - (plain || a.width);
        if (plain && gap < 0.08 * size) faults.push(`no gap in ${pair}`);
      }
    }
  }
  const rubies = [...after("注音").querySelectorAll("rt")];
  if (rubies.length !== 6) faults.push(`${rubies.length} readings instead of 6`);
  for (const rt of rubies) {
    const range = document.createRange();
    range.selectNode(rt.previousElementSibling.previousSibling);
    const [base, small] = [range.getBoundingClientRect(), rt.getBoundingClientRect()];
    asked += 1;
    const off = Math.abs((base.left + base.right) / 2 - (small.left + small.right) / 2);
    if (small.height < 1 || small.bottom > base.top + 0.35 * size || off > 0.4 * size) faults.push(`the reading ${rt.textContent} is not over its character`);
  }
  for (const rp of after("注音").querySelectorAll("rp")) if (rp.getBoundingClientRect().width > 0) faults.push("brackets beside a reading");
  const em = getComputedStyle(after("强调").querySelector("em"));
  asked += 1;
  if (em.fontStyle !== "normal" || em.textEmphasisStyle === "none") faults.push("emphasis in Chinese is slanted or has no dots");
  // What is copied.
  const first = prose.querySelector("p");
  getSelection().selectAllChildren(first);
  asked += 1;
  const copied = getSelection().toString();
  const sideways = document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth;
  if (sideways > 0) faults.push(`the page is ${sideways} px wider than the window`);
  return { faults, asked, copied };
}

const faults = [];
let asked = 0;
const server = await serve(join(scratch, "site", "public"));
const chromium = await browser();
const page = await chromium.newPage();
watch(page, server.url, (fault) => faults.push(fault));
for (const width of WIDTHS) {
  await page.setViewportSize({ width, height: 844 });
  await page.goto(`${server.url}x.html`, { waitUntil: "load" });
  const seen = await page.evaluate(measure, { pieces: PIECES, long: LONG, spaced: ["入W", "自2"] });
  faults.push(...seen.faults.map((fault) => `${width} px: ${fault}`));
  asked += seen.asked;
  if (seen.copied.trim() !== shifted[0]) faults.push(`${width} px: copied is ${JSON.stringify(seen.copied)}`);
}
await page.goto(`${server.url}en/x.html`, { waitUntil: "load" });
const chinese = await page.evaluate(() => {
  const span = document.querySelector(".prose em [lang=zh-Hans]");
  return { text: span?.textContent, style: span && getComputedStyle(span).fontStyle };
});
asked += 1;
if (chinese.text !== "民法典" || chinese.style !== "normal") faults.push(`Chinese in English is ${JSON.stringify(chinese)}`);
await chromium.close();
server.close();
verdict(faults, `${asked} pieces, lines, gaps and readings at ${WIDTHS.join(", ")} px stand as they should`, asked);
