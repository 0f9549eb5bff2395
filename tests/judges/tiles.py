"""Do the pieces make the sheet? Sheets are printed over office pages, rendered by pdftoppm, cut and laid on each other as hands would,
each where its own label says; the result must be the sheet itself, rendered whole.
"""

import re

from PIL import Image, ImageChops, ImageStat

from lib.judge import PROGRAM, ROOT, SCRATCH, TODAY, run, verdict

DOTS = 10
"""Pixels in a millimetre."""
DPI = DOTS * 25.4
GUTTER = 4
"""From the printer's margin to the piece, in millimetres (docs: printing)."""
LABEL = 9
"""Height of the label, in millimetres."""
MEAN, WORST = 0.8, 40
"""Most difference of a square of two millimetres from the original, of 255: on average, and anywhere. Pieces are laid to a twentieth of a millimetre."""


def render(pdf, name, scale=1.0):
    """All pages of a PDF as pictures, enlarged or reduced."""
    folder = SCRATCH / name
    folder.mkdir()
    said, good = run("pdftoppm", "-r", str(DPI * scale), pdf, folder / "page")
    if not good:
        raise SystemExit(said)
    return [Image.open(file).convert("RGB") for file in sorted(folder.glob("*.ppm"))]


def poster(page, name, *options):
    """A sheet as one file."""
    file = SCRATCH / f"{name}.pdf"
    said, good = run(PROGRAM, "poster", ROOT / "content" / page, "--root", ROOT, "--today", TODAY, *options, "-o", file)
    if not good:
        raise SystemExit(f"pufa poster {page} {' '.join(options)}: {said}")
    return file


def places(pdf):
    """Row and column of each page, from 0, and the scale in percent, as its label says."""
    text, _ = run("pdftotext", "-layout", pdf, "-")
    pages = text.split("\f")[:-1]
    found = [[re.search(label, page) for label in (r"第\s*(\d+)\s*行第\s*(\d+)\s*列", r"row (\d+), column (\d+)")] for page in pages]
    if not all(all(labels) for labels in found):
        raise SystemExit(f"{pdf.name}: a page has no label")
    rows, english = ([(int(labels[at][1]), int(labels[at][2])) for labels in found] for at in (0, 1))
    if rows != english:
        raise SystemExit(f"{pdf.name}: the labels differ by language")
    return [(row - 1, column - 1) for row, column in rows]


def judge(name, page, sheet, tile, margin=6, overlap=10):
    """What is wrong with a sheet in pieces."""
    whole = poster(page, f"{name}-whole", *sheet, "--profile", "office")
    tiles = poster(page, f"{name}-tiles", *sheet, *tile)
    pieces, where = render(tiles, f"{name}-tiles"), places(tiles)
    rows, columns = (1 + max(place[at] for place in where) for at in (0, 1))
    if sorted(where) != [(r, c) for r in range(rows) for c in range(columns)]:
        return [f"{name}: the pages are {where}"]
    paper = pieces[0].width / DOTS, pieces[0].height / DOTS
    info, _ = run("pdfinfo", whole)
    drawn = [float(n) * 25.4 / 72 for n in re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", info).groups()]
    scale = 1.0
    if "--fit" in tile:
        # The largest at which the sheet does not go beyond its pages; below the pieces stands a label.
        counts = zip((columns, rows), paper, (0, LABEL), strict=True)
        reach = [n * (length - 2 * (margin + GUTTER) - label - overlap) + overlap for n, length, label in counts]
        scale = min(reach[0] / drawn[0], reach[1] / drawn[1])
    [original] = render(whole, f"{name}-whole", scale)
    size = original.size
    step = [(length * scale - overlap) / count for length, count in zip(drawn, (columns, rows), strict=True)]
    joined = Image.new("RGB", size, "magenta")
    for piece, (row, column) in zip(pieces, where, strict=True):
        edge = (margin + GUTTER) * DOTS
        wide, high = (round((length + overlap) * DOTS) for length in step)
        cut = piece.crop((edge, edge, edge + wide, edge + high))
        joined.paste(cut, (round(column * step[0] * DOTS), round(row * step[1] * DOTS)))
    small = [image.resize((size[0] // DOTS // 2, size[1] // DOTS // 2), Image.Resampling.BOX) for image in (original, joined)]
    difference = ImageChops.difference(*small)
    mean, worst = max(ImageStat.Stat(difference).mean), max(high for _, high in difference.getextrema())
    print(f"{name}: {columns} × {rows} pages, scale {scale:.3f}; differs by {mean:.3f} on average, {worst} at most")
    if mean > MEAN or worst > WORST:
        joined.save(SCRATCH / f"{name}-joined.png")
        return [f"{name}: the joined pieces are not the sheet (see {name}-joined.png)"]
    return []


def main():
    slogan, notice = "slogans/no-transfer.md", "notices/constitution-week.md"
    faults = []
    jobs = (
        ("a2 on a4", slogan, ("--format", "A2", "--language", "zh"), ("--tile", "a4"), {}),
        ("a2 on a3", slogan, ("--format", "A2", "--language", "en"), ("--tile", "a3", "--margin", "4", "--overlap", "15"), {"margin": 4, "overlap": 15}),
        ("a2 on four a4", slogan, ("--format", "A2", "--language", "zh"), ("--tile", "a4", "--fit", "2x2"), {}),
        ("a3 enlarged to nine a4", notice, ("--format", "A3", "--language", "zh"), ("--tile", "a4", "--fit", "3x3"), {}),
    )
    for name, page, sheet, tile, more in jobs:
        faults += judge(name, page, sheet, tile, **more)
    verdict(faults, f"{len(jobs)} sheets in pieces are the whole sheet again", len(jobs))


main()
