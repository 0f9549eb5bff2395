"""Is an official document set as GB/T 9704-2012 says? Measured with Poppler on every such sheet of the example site, and on
one that is made here to be full: 22 lines of 28 characters.

Places of words are those of `pdftotext -bbox`, rules are found in the rendering of the page. All in millimetres.
"""

import os
import re
import subprocess
from pathlib import Path

from lib.judge import PROGRAM, SCRATCH, SITE, TODAY, run, verdict

REPOSITORY = Path(os.environ["PUFA_REPOSITORY"])
MM = 72 / 25.4
CLOSE = 0.5
"""Largest error of a place."""
WIDTH, HEIGHT, HEAD, GUTTER = 156, 225, 37, 28
"""5.2.1: type area, white above it, white at the back."""
EM = WIDTH / 28
PITCH = (HEIGHT - EM) / 21
SIZE_4 = 14 / MM
"""4号, the size of page numbers and of the imprint."""
DPI = 600


class Word:
    def __init__(self, box, text):
        self.left, self.top, self.right, self.bottom = (float(n) / MM for n in box)
        self.text = text

    @property
    def middle(self):
        return (self.left + self.right) / 2


class Page:
    def __init__(self, number, size, words):
        self.number, self.size, self.words = number, size, words
        # The back is to the left on odd pages, to the right on even ones.
        self.left = GUTTER if number % 2 else 210 - GUTTER - WIDTH
        self.right = self.left + WIDTH

    def folio(self):
        return [w for w in self.words if w.top > HEAD + HEIGHT + 2]

    def text(self):
        return [w for w in self.words if w.top <= HEAD + HEIGHT + 2]

    def lines(self):
        """Words by their top, from above."""
        found = {}
        for word in self.text():
            key = next((k for k in found if abs(k - word.top) < 1), word.top)
            found.setdefault(key, []).append(word)
        return [sorted(found[k], key=lambda w: w.left) for k in sorted(found)]


def pages(pdf):
    text, ok = run("pdftotext", "-bbox", pdf, "-")
    assert ok, text
    found = []
    for n, (width, height, body) in enumerate(re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', text, re.S), 1):
        words = [
            Word(m[:4], m[4])
            for m in re.findall(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', body)
        ]
        found.append(Page(n, (float(width) / MM, float(height) / MM), words))
    return found


def rules(pdf, page):
    """The rules as wide as the type area: top and thickness of each, from the rendering."""
    out = subprocess.run(
        ["pdftoppm", "-r", str(DPI), "-gray", "-f", str(page.number), "-l", str(page.number), str(pdf)], capture_output=True, check=True
    ).stdout
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+\d+\s", out)
    width, height, pixels = int(head[1]), int(head[2]), out[head.end() :]
    dot = DPI / 25.4
    columns = [int((page.left + 1 + 2 * i) * dot) for i in range(77)]
    dark = [all(pixels[y * width + x] < 200 for x in columns) for y in range(height)]
    found, y = [], 0
    while y < height:
        if dark[y]:
            end = y
            while end < height and dark[end]:
                end += 1
            found.append((y / dot, (end - y) / dot))
            y = end
        y += 1
    return found


def off(what, is_, should):
    if abs(is_ - should) > CLOSE:
        yield f"{what} is at {is_:.2f} mm, not {should:.2f} mm"


def judge(pdf):
    """What is wrong with a sheet."""
    all_pages = pages(pdf)
    for page in all_pages:
        where = f"page {page.number}: "
        if any(abs(a - b) > 0.1 for a, b in zip(page.size, (210, 297), strict=True)):
            yield f"{where}{page.size[0]:.1f} × {page.size[1]:.1f} mm"
        for word in page.text():
            # A mark at the end of a line is cut to the half that is inked; its box is not.
            right = word.right - (EM / 2 if word.text[-1] in "，。、；：！？）》」”’" else 0)
            if word.left < page.left - CLOSE or right > page.right + CLOSE or word.top < HEAD - CLOSE or word.bottom > HEAD + HEIGHT + CLOSE:
                yield f"{where}`{word.text}` stands outside the type area"
        folio = page.folio()
        if [w.text for w in folio] != ["—", str(page.number), "—"]:
            yield f"{where}the page number is {' '.join(w.text for w in folio)!r}"
            continue
        # 7.5: the dashes lie 7 mm below the area; one character in from its outer edge.
        yield from (where + f for f in off("the dash", (folio[0].top + folio[0].bottom) / 2, HEAD + HEIGHT + 7))
        if page.number % 2:
            yield from (where + f for f in off("the end of the page number", folio[2].right, page.right - SIZE_4))
        else:
            yield from (where + f for f in off("the start of the page number", folio[0].left, page.left + SIZE_4))

    first = all_pages[0]
    lines = first.lines()
    mark = next((line for line in lines if line[0].bottom - line[0].top > 9), None)
    if mark is None:
        yield "there is no mark of the organ"
        return
    yield from off("the top of the organ's mark", mark[0].top, HEAD + 35)
    yield from off("the middle of the organ's mark", (mark[0].left + mark[-1].right) / 2, first.left + WIDTH / 2)
    number = next(line for line in lines if "〔" in "".join(w.text for w in line))
    yield from off("the middle of the number", (number[0].left + number[-1].right) / 2, first.left + WIDTH / 2)
    red = rules(pdf, first)
    if len(red) != 1:
        yield f"page 1 has {len(red)} rules as wide as the area"
        return
    yield from off("the red rule", red[0][0] + red[0][1] / 2, number[0].bottom + 4)
    # 7.3.1: the title begins two lines below the rule, on the grid.
    title = next(line for line in lines if line[0].top > red[0][0])
    middle = (title[0].top + title[0].bottom) / 2 - EM / 2
    if not 2 * PITCH - CLOSE <= middle - red[0][0] <= 3 * PITCH + CLOSE:
        yield f"the title is {middle - red[0][0]:.1f} mm below the rule"
    yield from off("the middle of the title", (title[0].left + title[-1].right) / 2, first.left + WIDTH / 2)

    signed = [
        (page, at, line)
        for page in all_pages
        for at, line in enumerate(page.lines())
        if re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日", "".join(w.text for w in line)) and line[0].left > page.left + WIDTH / 3
    ]
    if len(signed) != 1:
        yield f"there are {len(signed)} dates of signature"
        return
    page, at, date = signed[0]
    yield from off("the end of the date", date[-1].right, page.right - 4 * EM)
    name = page.lines()[at - 1]
    yield from off("the middle of the name", (name[0].left + name[-1].right) / 2, (date[0].left + date[-1].right) / 2)
    above = page.lines()[at - 2]
    # Room for a seal of 42 mm whose top is within a line of the text.
    if name[0].top - above[0].bottom < 2 * PITCH:
        yield f"only {name[0].top - above[0].bottom:.1f} mm are free above the name"

    last = all_pages[-1]
    if last.number % 2:
        yield f"the imprint is on page {last.number}, an odd one"
    found = rules(pdf, last)
    if len(found) != 3:
        yield f"the imprint has {len(found)} rules"
        return
    yield from off("the last rule", found[2][0] + found[2][1] / 2, HEAD + HEIGHT)
    for (_, thick), should in zip(found, (0.35, 0.25, 0.35), strict=True):
        if abs(thick - should) > 0.06:
            yield f"a rule of the imprint is {thick:.2f} mm thick, not {should} mm"

    images, _ = run("pdfimages", "-list", pdf)
    if len(images.splitlines()) > 2:
        yield "has a picture: seals are set by hand"


def make(name, front, body, profile="office"):
    """A site of its own with one document, whose sheet is of a profile."""
    site = SCRATCH / name
    (site / "content" / "documents").mkdir(parents=True)
    (site / "theme" / "kinds").mkdir(parents=True)
    kind = (REPOSITORY / "themes" / "jincheng" / "kinds" / "official.toml").read_text("utf-8")
    (site / "theme" / "kinds" / "official.toml").write_text(kind.replace('profile = "office"', f'profile = "{profile}"'), "utf-8")
    (site / "pufa.toml").write_text('title = "津城普法"\nbase_url = "https://pufa.example.org/"\nissuer = "津城市普法工作办公室"\n', "utf-8")
    (site / "content" / "documents" / "full.md").write_text(f"+++\n{front}\n+++\n\n{body}\n", "utf-8")
    pdf = SCRATCH / f"{name}.pdf"
    return site, pdf


def full():
    """22 lines of 28 characters on a page that is full, all on the grid."""
    site, pdf = make("full", 'title = "关于版心的通知"\ndate = 2026-11-20\ndoc_no = "津普法办〔2026〕（待填）号"', "依法行政执法为民公开公正便民利民办事依法遇事找法" * 80)
    said = subprocess.run([PROGRAM, "poster", "content/documents/full.md", "--today", TODAY, "-o", pdf], cwd=site, capture_output=True, text=True)
    if said.returncode:
        yield said.stdout + said.stderr
        return
    lines = pages(pdf)[1].lines()
    if len(lines) != 22:
        yield f"a full page has {len(lines)} lines, not 22"
    for n, line in enumerate(lines):
        chars = sum(len(w.text) for w in line)
        if chars != 28:
            yield f"line {n + 1} of a full page has {chars} characters, not 28"
        yield from off(f"line {n + 1} of a full page", line[0].top, HEAD + n * PITCH)


def red():
    """5.2.5: red is Y 80, M 80; black is K 100."""
    site, pdf = make("red", 'title = "关于颜色的通知"\ndate = 2026-11-20\ndoc_no = "津普法办〔2026〕（待填）号"', "依法办事。", "digital")
    said = subprocess.run([PROGRAM, "poster", "content/documents/full.md", "--today", TODAY, "-o", pdf], cwd=site, capture_output=True, text=True)
    if said.returncode:
        yield said.stdout + said.stderr
        return
    plain = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", pdf, "-"], capture_output=True, check=True).stdout
    inks = {tuple(float(n) for n in m[1].split()) for m in re.finditer(rb"(?:^| )((?:[\d.]+ ){4})[kK]$", plain, re.M)}
    if (0, 0.8, 0.8, 0) not in {tuple(round(n, 2) for n in ink) for ink in inks}:
        yield f"no red of M 80 Y 80 among {sorted(inks)}"
    if any(c + m + y > 0 and k > 0 for c, m, y, k in inks):
        yield f"black with colour among {sorted(inks)}"


def main():
    sheets = sorted(SITE.rglob("posters/documents-*-zh.pdf"))
    faults = [f"{pdf.name}: {fault}" for pdf in sheets for fault in judge(pdf)]
    faults += full()
    faults += red()
    verdict(faults, f"{len(sheets)} official documents and a full page are set as GB/T 9704-2012 says, within {CLOSE} mm", len(sheets))


main()
