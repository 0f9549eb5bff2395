"""Do folded sheets come out as a book? The numbers of the pages are read out of the imposed PDF with pdftotext, by where they stand;
the sheets are then turned and folded as hands would, and the pages must come in reading order, upright, and moved by the creep.

The booklets are of a site of the judge's own, with a layout that puts nothing but its number on each page, so that no design of the
theme can hide a fault. Paper and marks are asked of pdfinfo and of the pixels of pdftoppm.
"""

import re
import shutil
from pathlib import Path

from PIL import Image

from lib.judge import PROGRAM, SCRATCH, TODAY, run, verdict

MM = 72 / 25.4
"""Points in a millimetre."""
CLOSE = 0.12
"""Largest error of a place, in millimetres."""
AWAY = 20
"""Where a number begins on its page, from the left and from the top, in millimetres."""

SETTINGS = """title = { zh = "折", en = "Fold" }
base_url = "https://fold.example.org/"
issuer = { zh = "折", en = "Fold" }
"""
KIND = """extends = "common"
name = { zh = "编号", en = "Numbered" }
plural = { zh = "编号", en = "Numbered" }
folder = "numbered"
template = "page.html"
[fields.count]
type = "number"
label = { zh = "页数", en = "Pages" }
help = { zh = "有几页", en = "how many pages" }
[[posters]]
template = "numbered"
formats = ["A5", "A6"]
pages = "fours"
"""
LAYOUT = """#let sheet(data) = {
  let p = data.press
  let count = int(data.page.zh.fields.count)
  let black = if p.palette == "cmyk" { cmyk(0%, 0%, 0%, 100%) } else { rgb("000000") }
  set page(width: p.width_mm * 1mm, height: p.height_mm * 1mm, margin: 0pt)
  set text(font: "Pufa Latin Sans", size: 20pt, fallback: false, fill: black, top-edge: "cap-height", bottom-edge: "baseline")
  set document(title: "numbers")
  heading(level: 1, place(top + left, dx: 60mm, dy: 60mm, text(size: 6pt)[numbers]))
  for n in range(1, count + 1) {
    if n > 1 { pagebreak() }
    place(top + left, dx: AWAYmm, dy: AWAYmm, text("no" + str(n)))
  }
}
""".replace("AWAY", str(AWAY))


def site(count):
    """A site with one page whose booklet has so many pages."""
    root = SCRATCH / f"site-{count}"
    shutil.rmtree(root, ignore_errors=True)
    for path, text in {
        "pufa.toml": SETTINGS,
        "theme/kinds/numbered.toml": KIND,
        "theme/print/numbered.typ": LAYOUT,
        "content/_index.md": '+++\ntitle = "折"\ndate = 2026-01-01\n+++\n',
        "content/numbered/x.md": f'+++\ntitle = "编号"\ndate = 2026-01-01\ncount = {count}\n+++\n\n编号。\n',
    }.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return root


def booklet(root, *options):
    """Makes the files and gives them by what their names end in."""
    folder = root / ("out" + "-".join(o.strip("-") for o in options))
    folder.mkdir()
    said, good = run(PROGRAM, "booklet", "content/numbered/x.md", "--root", root, "--today", TODAY, "--impose", *options, "-o", f"{folder}/")
    if not good:
        raise SystemExit(f"pufa booklet {' '.join(options)}: {said}")
    return {re.search(r"imposed-[^-.]+(.*)\.pdf", f.name)[1]: f for f in sorted(folder.glob("*.pdf"))}


def sides(pdf):
    """What stands on each side: the size in millimetres, and the numbers with the places where they begin, left to right."""
    text, _ = run("pdftotext", "-bbox", pdf, "-")
    found = []
    for page in re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', text, re.S):
        width, height = float(page[0]) / MM, float(page[1]) / MM
        words = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">no(\d+)</word>', page[2])
        numbers = [(int(n), *(float(v) / MM for v in (x0, y0, x1, y1))) for x0, y0, x1, y1, n in words]
        found.append((width, height, numbers))
    return found


def half(side, right):
    """The number on a half of a side, None if it is blank, and its word's place."""
    width, _, numbers = side
    here = [n for n in numbers if ((n[1] + n[3]) / 2 > width / 2) == right]
    assert len(here) <= 1, f"several numbers on one half: {here}"
    return here[0] if here else None


def read(fronts, backs, is_turned):
    """The pages in the order in which the folded pile shows them. Behind a front's right half lies the back's left half where the sheet was
    turned on its short edge; turned on the long edge, it is the right one, upside down."""
    first, second = [], []
    for front, back in zip(fronts, backs, strict=True):
        first += [half(front, True), half(back, is_turned)]
        second = [half(back, not is_turned), half(front, False)] + second
    return first + second


def wanted(count):
    """The numbers in reading order: blank pages stand before the back cover."""
    blank = -count % 4
    return [*range(1, count), *[None] * blank, count]


def judge(root, count, options, size, duplex, creep, faults):
    """Makes a booklet and looks at it."""
    name = f"{count} pages, {' '.join(options)}"
    files = booklet(root, *options)
    if duplex == "none":
        if set(files) != {"-front", "-back", "-how"}:
            faults.append(f"{name}: made {sorted(files)}")
            return
        fronts, backs = sides(files["-front"]), sides(files["-back"])[::-1]
        words, _ = run("pdftotext", files["-how"], "-")
        if "正面文件" not in words or "file of fronts" not in words:
            faults.append(f"{name}: the page of instructions does not say how")
    else:
        all_sides = sides(files[""])
        fronts, backs = all_sides[::2], all_sides[1::2]
    read_out = read(fronts, backs, duplex == "long")
    numbers = [page and page[0] for page in read_out]
    if numbers != wanted(count):
        faults.append(f"{name}: the pages come as {numbers}, not as {wanted(count)}")
        return
    (page_w, page_h), (paper_w, paper_h) = size
    for pdf in files.values():
        if pdf.stem.endswith("-how"):
            continue
        info, _ = run("pdfinfo", "-box", pdf)
        box = {n: [float(v) / MM for v in values.split()] for n, values in re.findall(r"^(\w+)Box:\s+([-\d. ]+)$", info, re.M)}
        media = [0, 0, paper_w, paper_h]
        left, low = max((paper_w - 2 * page_w) / 2, 0), max((paper_h - page_h) / 2, 0)
        trim = [left, low, paper_w - left, paper_h - low]
        for kind, expected in (("Media", media), ("Trim", trim)):
            if any(abs(a - b) > CLOSE for a, b in zip(box[kind], expected, strict=True)):
                faults.append(f"{name}: {kind}Box is {box[kind]}, expected {expected} mm")
    # Places: every number begins AWAY from its page's corner, moved to the fold by the creep of its sheet.
    top = (paper_h - page_h) / 2
    for at, (front, back) in enumerate(zip(fronts, backs, strict=True)):
        for side, is_back in ((front, False), (back, True)):
            for right in (False, True):
                page = half(side, right)
                if not page:
                    continue
                _, x0, y0, x1, y1 = page
                upside_down = is_back and duplex == "long"
                if upside_down:
                    x0, y0, right_now = paper_w - x1, paper_h - y1, not right
                else:
                    right_now = right
                corner = paper_w / 2 - creep * at if right_now else paper_w / 2 - page_w + creep * at
                # pdftotext's box of a word begins at its first letter's origin, and above its capitals.
                if abs(x0 - corner - AWAY) > CLOSE or not top + AWAY - 4 < y0 < top + AWAY + 1:
                    faults.append(f"{name}: no{page[0]} begins at {x0:.2f}, {y0:.2f} mm; its page at {corner:.2f}, {top:.2f} mm")


def marks(pdf, faults):
    """Whether A5 pages on A3 have fold and crop marks where the paper has room."""
    run("pdftoppm", "-r", "254", "-gray", "-f", "1", "-l", "1", "-singlefile", pdf, SCRATCH / "marked")
    image = Image.open(SCRATCH / "marked.pgm")
    top = round((297 - 210) / 2 * 10)
    fold, left = image.width // 2, round((420 - 296) / 2 * 10)
    for what, x in (("fold", fold), ("left cut", left), ("right cut", image.width - left)):
        band = image.crop((x - 2, top - 62, x + 3, top - 8))
        if band.getextrema()[0] > 128:
            faults.append(f"no mark above the {what} on A3")
    bare = image.crop((fold + 300, top - 62, fold + 1200, top - 46))
    if bare.getextrema()[0] < 250:
        faults.append("something is printed between the marks")


def main():
    faults, asked = [], 0
    a4, a3, a5 = (297, 210), (420, 297), (210, 148)
    for count in (3, 8, 10, 32):
        root = site(count)
        for options, size, duplex, creep in (
            ((), ((148, 210), a4), "short", 0.1),
            (("--duplex", "long"), ((148, 210), a4), "long", 0.1),
            (("--duplex", "none"), ((148, 210), a4), "none", 0.1),
            (("--paper", "A3", "--creep", "160g"), ((148, 210), a3), "short", 0.2),
            (("--format", "A6", "--creep", "0"), ((105, 148), a5), "short", 0.0),
        ):
            options = options if "--format" in options else ("--format", "A5", *options)
            judge(root, count, options, size, duplex, creep, faults)
            asked += 1
    a3_file = next((SCRATCH / "site-8").glob("out*A3*/*.pdf"), None)
    marks(a3_file or Path("nothing"), faults)
    verdict(faults, f"{asked} imposed booklets fold into reading order, upright, each page in its place to {CLOSE} mm", asked)


main()
