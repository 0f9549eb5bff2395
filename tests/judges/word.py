"""Does a Word file come in whole? The same text is written as a document by python-docx, by LibreOffice, and by LibreOffice from what
python-docx wrote. `pufa import` brings each in, the site is built, and what a reader meets in the page is compared with what went in:
headings, paragraphs, lists with levels and numbers, tables with joined cells, bold, links, pictures.
"""

import base64
import html
import io
import json
import re
import subprocess
from html.parser import HTMLParser

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image

from lib.judge import PROGRAM, SCRATCH, TODAY, verdict

TITLE = "关于法律咨询台的说明"
PICTURE = "广场上的咨询台"
LINK = "https://example.org/a?b=1&c=2"
TEXT = [
    ("p", [("各村（社区）：", "")]),
    ("p", [("请", ""), ("务必", "b"), ("于", ""), ("《通知》", "b"), ("下发当天", "i"), ("报名，面积 10 m", ""), ("2", "sup"), ("，", ""), ("旧址", "u"), ("不变。", "")]),
    ("h", 2, "谁来办"),
    ("ul", [(0, "村委会"), (0, "镇司法所"), (1, "值班律师"), (1, "调解员"), (0, "市普法办")]),
    ("h", 3, "怎么办"),
    ("ol", [(0, "登记"), (0, "调解"), (0, "回访")]),
    ("h", 2, "不是标记的字"),
    ("p", [("1. 手打的编号 * 星号 _ 下划 # 井号 <b> | ~~ [方括号](x) `码` \\ &amp;", "")]),
    ("p", [("（一）中文编号", "")]),
    ("p", [("第一行\n第二行", "")]),
    ("table", [[("时间", 1, 1), ("地点", 2, 1)], [("上午", 1, 2), ("广场", 1, 1), ("东", 1, 1)], [("集市", 1, 1), ("西", 1, 1)]]),
    ("p", [("电话：", "")]),
    ("table", [[("项目", 1, 1), ("电话", 1, 1)], [("法律援助", 1, 1), ("12348", 1, 1)]]),
    ("picture", PICTURE),
    ("p", [("详见", ""), ("网页", LINK), ("。", "")]),
]
"""The text. Runs have a look: bold, italic, underlined, raised, or where they lead."""


def red():
    """A picture."""
    data = io.BytesIO()
    Image.new("RGB", (320, 200), (180, 30, 30)).save(data, "PNG")
    return data.getvalue()


def by_python(path):
    """The text as python-docx writes it."""
    document = docx.Document()
    document.add_heading(TITLE, 0)
    for kind, *rest in TEXT:
        if kind == "p":
            paragraph = document.add_paragraph()
            for text, look in rest[0]:
                run = paragraph.add_run(text)
                run.bold = True if look == "b" else None
                run.italic = True if look == "i" else None
                run.underline = True if look == "u" else None
                run.font.superscript = True if look == "sup" else None
                if look.startswith("http"):
                    kind_of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
                    link = OxmlElement("w:hyperlink")
                    link.set(qn("r:id"), paragraph.part.relate_to(look, kind_of, is_external=True))
                    link.append(run._r)
                    paragraph._p.append(link)
        elif kind == "h":
            document.add_heading(rest[1], rest[0] - 1)
        elif kind in ("ul", "ol"):
            name = "List Bullet" if kind == "ul" else "List Number"
            for depth, text in rest[0]:
                document.add_paragraph(text, style=name if depth == 0 else f"{name} {depth + 1}")
        elif kind == "table":
            rows = rest[0]
            width = sum(cell[1] for cell in rows[0])
            table = document.add_table(rows=len(rows), cols=width)
            taken = set()
            for y, row in enumerate(rows):
                x = 0
                for text, wide, tall in row:
                    while (y, x) in taken:
                        x += 1
                    taken |= {(y + b, x + a) for a in range(wide) for b in range(tall)}
                    cell = table.cell(y, x)
                    if (wide, tall) != (1, 1):
                        cell = cell.merge(table.cell(y + tall - 1, x + wide - 1))
                    cell.text = text
                    x += wide
        elif kind == "picture":
            shape = document.add_picture(io.BytesIO(red()))
            shape._inline.docPr.set("descr", rest[0])
    document.save(path)


def as_html():
    """The text as HTML, for LibreOffice to read."""
    parts = [f"<h1>{TITLE}</h1>"]
    for kind, *rest in TEXT:
        if kind == "p":
            inner = ""
            for text, look in rest[0]:
                typed = html.escape(text).replace("\n", "<br>")
                if look.startswith("http"):
                    typed = f'<a href="{html.escape(look)}">{typed}</a>'
                elif look:
                    typed = f"<{look}>{typed}</{look}>"
                inner += typed
            parts.append(f"<p>{inner}</p>")
        elif kind == "h":
            parts.append(f"<h{rest[0]}>{rest[1]}</h{rest[0]}>")
        elif kind in ("ul", "ol"):
            depth = -1
            for level, text in rest[0]:
                parts.append(f"<{kind}>" * (level - depth) + f"</{kind}>" * (depth - level) + f"<li>{text}")
                depth = level
            parts.append(f"</{kind}>" * (depth + 1))
        elif kind == "table":
            rows = "".join(
                "<tr>" + "".join(f"<td colspan={wide} rowspan={tall}>{text}</td>" for text, wide, tall in row) + "</tr>"
                for row in rest[0]
            )
            parts.append(f"<table border=1>{rows}</table>")
        elif kind == "picture":
            # LibreOffice would only refer to a file.
            data = base64.b64encode(red()).decode()
            parts.append(f'<p><img src="data:image/png;base64,{data}" alt="{rest[0]}"></p>')
    return f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"></head><body>{"".join(parts)}</body></html>'


def by_office(source, folder, *options):
    """What LibreOffice writes from a file."""
    profile = (SCRATCH / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", *options, "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, source]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    made = folder / f"{source.stem}.docx"
    if done.returncode != 0 or not made.is_file():
        raise SystemExit(f"soffice did not convert {source.name}:\n{done.stdout}{done.stderr}")
    return made


class Facts(HTMLParser):
    """What a reader meets in the text of a page, in order."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.depth = 0
        self.lists = []
        self.looks = []
        self.text = None
        self.rows = None

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if "prose" in (values.get("class") or "").split():
            self.depth = 1
            return
        if not self.depth:
            return
        self.depth += tag == "div"
        if tag in ("ul", "ol"):
            # The item around an inner list ends where the list begins.
            self.end()
            self.lists.append(tag)
        elif tag == "table":
            self.rows = []
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append(["", int(values.get("colspan", 1)), int(values.get("rowspan", 1))])
        elif tag in ("p", "li") or re.fullmatch("h[2-6]", tag):
            self.end()
            self.text = [tag, []]
        elif tag in ("strong", "b", "em", "i", "u", "sup"):
            self.looks.append({"strong": "b", "em": "i"}.get(tag, tag))
        elif tag == "a" and "anchor" not in (values.get("class") or ""):
            self.looks.append(values["href"])
        elif tag == "br":
            self.handle_data("\n")
        elif tag == "img":
            self.found.append(("picture", values.get("alt")))

    def handle_endtag(self, tag):
        if not self.depth:
            return
        if tag in ("strong", "b", "em", "i", "u", "sup", "a") and self.looks:
            self.looks.pop()
        elif tag in ("p", "li") or re.fullmatch("h[2-6]", tag):
            self.end()
        elif tag in ("ul", "ol"):
            self.lists.pop()
        elif tag == "table":
            self.found.append(("table", [[tuple(cell) for cell in row] for row in self.rows]))
            self.rows = None
        elif tag == "div":
            self.depth -= 1

    def handle_data(self, data):
        if not self.depth:
            return
        if self.rows is not None:
            if self.rows and self.rows[-1]:
                self.rows[-1][-1][0] += data
        elif self.text is not None:
            look = self.looks[-1] if self.looks else ""
            runs = self.text[1]
            if runs and runs[-1][1] == look:
                runs[-1] = (runs[-1][0] + data, look)
            else:
                runs.append((data, look))

    def end(self):
        """Ends the open paragraph."""
        if self.text and "".join(text for text, _ in self.text[1]).strip():
            tag, runs = self.text
            if self.lists:
                self.found.append((self.lists[-1], len(self.lists) - 1, "".join(text for text, _ in runs)))
            elif tag == "p":
                self.found.append(("p", runs))
            else:
                self.found.append(("h", int(tag[1]), "".join(text for text, _ in runs)))
        self.text = None


def expected(described):
    """The same facts of the text that went in; a picture that came without its description has a place for one."""
    found = []
    for kind, *rest in TEXT:
        if kind in ("ul", "ol"):
            found += [(kind, depth, text) for depth, text in rest[0]]
        elif kind == "p":
            found.append(("p", rest[0]))
        elif kind == "table":
            found.append(("table", rest[0]))
        elif kind == "picture":
            found.append(("picture", rest[0] if described else "（待填：图里有什么）"))
        else:
            found.append((kind, *rest))
    return found


def run(*arguments):
    """Runs pufa; anything but success or problems found ends the judge."""
    done = subprocess.run([PROGRAM, *arguments, "--lang", "en", "--today", TODAY], capture_output=True, text=True, check=False)
    if done.returncode > 1:
        raise SystemExit(f"pufa {' '.join(map(str, arguments))} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done


def brought_in(name, document):
    """What is wrong with a document that was brought in, and how many facts of it were compared."""
    root = SCRATCH / name
    root.mkdir()
    (root / "pufa.toml").write_text('title = "普法"\nbase_url = "https://pufa.example.org/"\n', "utf-8")
    (root / "content").mkdir()
    done = run("import", document, "--root", root, "--slug", "x")
    # LibreOffice forgets what a picture shows when it reads HTML.
    described = name != "LibreOffice"
    # A loss may go on below itself; each names its paragraph first.
    said = " ".join(line.strip() for line in done.stderr.splitlines() if line.startswith("  "))
    lost = [loss for loss in re.split(r"(?=\bparagraph \d+ \()", said) if loss]
    if [line for line in lost if described or "has no description" not in line] or (not described and len(lost) != 1):
        yield f"{name}: something was lost: {lost}"
    page = root / "content/x/index.md"
    if not page.is_file():
        yield f"{name}: the page has no picture: {done.stdout}"
        return
    if f'title = "{TITLE}"' not in page.read_text("utf-8"):
        yield f"{name}: the title is not `{TITLE}`"
    report = json.loads(run("check", "--root", root, "--drafts", "--format", "json").stdout)
    for problem in report["problems"]:
        yield f"{name}: check says {problem['code']}: {problem['message']['en']}"
    run("build", "--root", root, "--drafts")
    facts = Facts()
    facts.feed((root / "public/x.html").read_text("utf-8"))
    wanted = expected(described)
    for at in range(max(len(wanted), len(facts.found))):
        went, came = (facts_of[at] if at < len(facts_of) else None for facts_of in (wanted, facts.found))
        if went != came:
            yield f"{name}: {went} became {came}"


def main():
    typed = SCRATCH / "typed.docx"
    by_python(typed)
    (SCRATCH / "page.html").write_text(as_html(), "utf-8")
    documents = {
        "python-docx": typed,
        "LibreOffice": by_office(SCRATCH / "page.html", SCRATCH / "from-html", "--infilter=HTML (StarWriter)"),
        "python-docx saved by LibreOffice": by_office(typed, SCRATCH / "again"),
    }
    faults = [fault for name, document in documents.items() for fault in brought_in(name, document)]
    count = len(documents) * len(expected(True))
    verdict(faults, f"{count} headings, paragraphs, items, tables and pictures of {len(documents)} Word files came in as they went in", count)


main()
