// Keeps a page of `pufa serve` fresh, and shows the problems of the site over it.
// Stands only in pages sent by `pufa serve`, never in the site itself.
(() => {
  const script = document.currentScript;
  const version = script.dataset.version;
  const lang = script.dataset.lang;
  const zh = lang === "zh";
  const words = zh
    ? { title: "网站有问题，页面停在上一次正确的样子", minor: "有几处提醒", close: "收起", open: n => n + " 处问题", gone: "pufa serve 已停止", line: (l, c) => "第 " + l + " 行第 " + c + " 列", error: "错误", warning: "提醒", note: "说明", help: "建议：" }
    : { title: "There are problems; the page stays as it last was right", minor: "There are warnings", close: "Fold", open: n => n + (n === 1 ? " problem" : " problems"), gone: "pufa serve has stopped", line: (l, c) => "line " + l + ", column " + c, error: "error", warning: "warning", note: "note", help: "help: " };
  const style = `
    :host { all: initial }
    section, button.badge { position: fixed; z-index: 2147483647; font: 16px/1.6 system-ui, "Noto Sans SC", "Microsoft YaHei", sans-serif; color: #fff; }
    section { inset: auto 0 0 0; max-height: 60vh; overflow: auto; background: #23201e; border-top: 6px solid #c8332b; padding: 16px 24px 20px; box-shadow: 0 -6px 30px #0006 }
    section.minor { border-color: #d99a1c }
    header { display: flex; gap: 16px; align-items: baseline; justify-content: space-between; position: sticky; top: 0 }
    h2 { font-size: 18px; margin: 0 }
    ol { list-style: none; margin: 8px 0 0; padding: 0 }
    li { padding: 10px 0; border-top: 1px solid #fff3 }
    p { margin: 0 }
    p code { background: #fff2; border-radius: 3px; padding: 0 4px }
    code, pre { font: 15px/1.5 ui-monospace, "Noto Sans Mono CJK SC", Consolas, monospace }
    pre { margin: 6px 0; padding: 8px 12px; background: #0006; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere }
    mark { background: #c8332b; color: #fff; border-radius: 2px }
    .minor mark, .warning mark { background: #d99a1c; color: #000 }
    .what { font-weight: 700 }
    .where { color: #ffd9a8 }
    button { font: inherit; font-size: 15px; color: #fff; background: #0000; border: 1px solid #fff9; border-radius: 4px; padding: 4px 14px; min-height: 32px; cursor: pointer }
    button:focus-visible { outline: 3px solid #ffd9a8; outline-offset: 2px }
    button.badge { right: 16px; bottom: 16px; background: #c8332b; border: 0; box-shadow: 0 2px 12px #0006; padding: 8px 18px }
    button.badge.minor { background: #8a5a00 }
    @media print { :host { display: none } }`;
  let host = null, root = null, folded = null, shown = "";

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  // What stands between backticks in a message is something to be typed or seen in a file.
  const said = (className, text) => {
    const p = element("p", className);
    text.split("`").forEach((part, i) => p.append(i % 2 ? element("code", "", part) : part));
    return p;
  };

  const remove = () => { if (host) host.remove(); host = root = null; shown = ""; };

  const item = problem => {
    const li = element("li", problem.severity);
    li.append(said("what", words[problem.severity] + " " + problem.code + (zh ? "：" : ": ") + problem.message[lang]));
    if (problem.path) {
      li.append(element("p", "where", problem.path + (zh ? "，" : ", ") + words.line(problem.start.line, problem.start.column)));
      if (problem.line_text) {
        const letters = Array.from(problem.line_text);
        const from = problem.start.column - 1;
        const to = problem.end.line === problem.start.line ? Math.max(problem.end.column - 1, from) : letters.length;
        const pre = element("pre");
        const begin = Math.max(0, from - 60), end = Math.min(letters.length, to + 60);
        pre.append((begin ? "…" : "") + letters.slice(begin, from).join(""), element("mark", "", letters.slice(from, to).join("")), letters.slice(to, end).join("") + (end < letters.length ? "…" : ""));
        li.append(pre);
      }
    }
    if (problem.label) li.append(said("", problem.label[lang]));
    for (const help of problem.helps) li.append(said("", words.help + help[lang]));
    return li;
  };

  const draw = all => {
    // What was only noted stands on the terminal; nobody needs to act on it.
    const problems = all.filter(p => p.severity !== "note");
    const text = JSON.stringify([problems, folded]);
    if (text === shown) return;
    shown = text;
    if (!problems.length) { remove(); return; }
    const minor = problems.every(p => p.severity !== "error");
    // Warnings do not get in the way until somebody asks for them.
    const closed = folded === null ? minor : folded;
    if (!host) {
      host = element("div");
      host.id = "pufa-problems";
      document.documentElement.append(host);
      root = host.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      root.adoptedStyleSheets = [sheet];
    }
    const button = element("button", closed ? "badge" + (minor ? " minor" : "") : "", closed ? words.open(problems.length) : words.close);
    button.type = "button";
    button.addEventListener("click", () => { folded = !closed; draw(all); root.querySelector("button").focus(); });
    if (closed) { root.replaceChildren(button); return; }
    const section = element("section", minor ? "minor" : "");
    section.lang = zh ? "zh-Hans" : "en";
    section.setAttribute("role", "alert");
    const header = element("header");
    header.append(element("h2", "", minor ? words.minor : words.title), button);
    const list = element("ol");
    list.append(...problems.map(item));
    section.append(header, list);
    section.addEventListener("keydown", event => { if (event.key === "Escape") { folded = true; draw(all); } });
    root.replaceChildren(section);
  };

  let errors = "";
  const source = new EventSource("/.pufa/events");
  source.addEventListener("state", event => {
    const state = JSON.parse(event.data);
    // A new error is shown even to somebody who folded the last one.
    const now = JSON.stringify(state.problems.filter(p => p.severity === "error"));
    if (now !== errors) { errors = now; folded = null; }
    if (state.version !== version) { source.close(); location.reload(); return; }
    draw(state.problems);
  });
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
})();
