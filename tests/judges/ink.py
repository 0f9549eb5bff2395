"""Is the ink where it should be? Asked of Ghostscript, which separates one sheet of every template into its four plates.

A letter made of four inks gets coloured edges as soon as the plates stand a tenth of a millimetre apart. So: wherever a word
has black ink it has no other, and nearly all body text is such; a few words in the accent colour are design. Nowhere inside the
bleed lies more ink than the paper takes, and marks outside of it are on all plates. Small type is in two inks at most.
"""

import re
from collections import Counter

import pikepdf
from PIL import Image, ImageChops

from lib.judge import SCRATCH, posters, run, user_unit, verdict

DPI = 150
LONGEST = 4000
"""Most pixels of a plate's longer side: a banner is eight metres long."""
INK = 26
"""From here on a plate carries ink, of 255: one tenth; paper tints are lighter."""
ACCENT = 0.16
"""Largest share of the body's characters in another colour: labels, numbers and the names of laws are in that of the family."""
GROUND = 0.55
"""From this share of a word's box on, ink is the ground: letters cover less."""
SMALL = 12
"""Boxes of words that are lower than this, in points, hold type under nine to eleven points, as the face may be."""
STRONG = 77
"""From here on a plate gives a letter its shape, of 255: three tenths."""
INKS = {"offset", "digital", "inkjet"}
"""Profiles whose files are in inks."""
NO_BODY = {"banner", "slogan"}
"""Templates that carry one line in large type on a coloured ground."""


LIMIT = 300
"""Most ink in one spot, in percent."""
SPARE = 4
"""What rounding of four plates may add to it, in percent."""


def corners(pdf):
    """The first page's BleedBox as fractions of its MediaBox: left, top, right, bottom."""
    with pikepdf.open(pdf) as file:
        page = file.pages[0].obj
        x0, y0, x1, y1 = (float(n) for n in page.MediaBox)
        left, bottom, right, top = (float(n) for n in page.get("/BleedBox", page.MediaBox))
        width, height = x1 - x0, y1 - y0
        return (left - x0) / width, (y1 - top) / height, (right - x0) / width, (y1 - bottom) / height


def heaviest(inks, area):
    """The most ink in one spot of an area, in percent."""
    c, m, y, k = (inks[name].crop(area) for name in ("Cyan", "Magenta", "Yellow", "Black"))
    mean = ImageChops.add(ImageChops.add(c, m, 2), ImageChops.add(y, k, 2), 2)
    return mean.getextrema()[1] * 400 / 255


def page_of(pdf):
    """The page that is looked at: the only one, or the middle one of a book, which is a page of text."""
    with pikepdf.open(pdf) as file:
        return 1 if len(file.pages) < 3 else len(file.pages) // 2


def plates(pdf, page):
    """The plates of the four inks, 0 (paper) to 255 (solid), and pixels per unit of pdftotext."""
    size, _ = run("pdfinfo", pdf)
    width, height = (float(n) for n in re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", size).groups())
    dpi = min(DPI, LONGEST * 72 / (max(width, height) * user_unit(pdf)))
    for old in SCRATCH.glob("plate*"):
        old.unlink()
    said, fine = run("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-dFirstPage={page}", f"-dLastPage={page}", f"-r{dpi}", f"-sOutputFile={SCRATCH}/plate.tif", pdf)
    if not fine:
        return said, 0
    inks = {ink: ImageChops.invert(Image.open(SCRATCH / f"plate({ink}).tif").convert("L")) for ink in ("Cyan", "Magenta", "Yellow", "Black")}
    return inks, inks["Black"].size[0] / width


def words(pdf, page):
    """The words of a sheet with their boxes, in pdftotext's units."""
    report, _ = run("pdftotext", "-f", page, "-l", page, "-bbox", pdf, "-")
    for found in re.finditer(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', report):
        yield found[5], tuple(float(n) for n in found.groups()[:4])


def judge(pdf, body_expected, marked):
    """What is wrong with the separations of a sheet."""
    page = page_of(pdf)
    inks, scale = plates(pdf, page)
    if not scale:
        yield f"Ghostscript: {inks.strip()}"
        return
    width, height = inks["Black"].size
    left, top, right, bottom = corners(pdf)
    bleed = (round(left * width) + 1, round(top * height) + 1, round(right * width) - 1, round(bottom * height) - 1)
    most = heaviest(inks, bleed)
    if most > LIMIT + SPARE:
        yield f"{most:.0f} % of ink in one spot"
    if marked:
        for name, plate in inks.items():
            sides = [(0, 0, width, bleed[1] - 2), (0, bleed[3] + 2, width, height), (0, 0, bleed[0] - 2, height), (bleed[2] + 2, 0, width, height)]
            if not all(plate.crop(side).getextrema()[1] > 128 for side in sides):
                yield f"the marks are not on the plate of {name} on all four sides"
    black = inks["Black"].point(lambda v: 255 if v > 128 else 0)
    others = ImageChops.lighter(ImageChops.lighter(inks["Cyan"], inks["Magenta"]), inks["Yellow"])
    mixed = ImageChops.multiply(black, others.point(lambda v: 255 if v > INK else 0))
    strong = {name: plate.point(lambda v: 255 if v > STRONG else 0) for name, plate in inks.items()}
    sizes = Counter()
    in_black = Counter()
    unit = user_unit(pdf)
    for word, box in words(pdf, page):
        area = tuple(round(n * scale) for n in box)
        if (box[3] - box[1]) * unit < SMALL:
            around = (area[0] - 2, area[1] - 2, area[2] + 2, area[3] + 2)
            inside = {name: plate.crop(area).histogram()[255] for name, plate in strong.items()}
            rim = {name: plate.crop(around).histogram()[255] - inside[name] for name, plate in strong.items()}
            length = (around[2] - around[0]) * (around[3] - around[1]) - (area[2] - area[0]) * (area[3] - area[1])
            # Light letters on a ground are shaped by all of its inks.
            if max(rim.values()) < length / 2 and sum(dots > 0 for dots in inside.values()) > 2:
                yield f"`{word}` is small and in more than two inks"
        spot = mixed.crop(area)
        # Where most of the box is such, it is the ground that white letters stand on.
        if spot.getbbox() and spot.histogram()[255] < GROUND * spot.size[0] * spot.size[1]:
            yield f"`{word}` is in black and other inks at once"
        size = round(box[3] - box[1], 1)
        sizes[size] += len(word)
        if black.crop(area).getbbox():
            in_black[size] += len(word)
    if not sizes:
        yield "no words were found"
    elif body_expected:
        # Body text is the size that most characters have, and whatever is smaller.
        body = sizes.most_common(1)[0][0]
        total = sum(n for size, n in sizes.items() if size <= body)
        dark = sum(n for size, n in in_black.items() if size <= body)
        if dark < total * (1 - ACCENT):
            yield f"of {total} characters of body text only {dark} are in black"


def main():
    # One sheet for every template and format: the one that says most.
    chosen = {}
    for pdf, key in sorted({(p.pdf, (p.template, p.format)) for p in posters() if p.profile in INKS}):
        if key not in chosen or pdf.stat().st_size > chosen[key].stat().st_size:
            chosen[key] = pdf
    offset = {p.pdf for p in posters() if p.profile == "offset"}
    faults = []
    for (template, _), pdf in chosen.items():
        faults += [f"{pdf.name}: {fault}" for fault in judge(pdf, template not in NO_BODY, pdf in offset)]
    verdict(faults, f"the plates of {len(chosen)} sheets: text in black is in nothing else, body text is in black, no more ink than the paper takes, marks on all plates", len(chosen))


main()
