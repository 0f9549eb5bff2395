"""Is text printed in black ink alone? Asked of Ghostscript, which separates one sheet of every template into its four plates.

A letter made of four inks gets coloured edges as soon as the plates stand a tenth of a millimetre apart. So: wherever a word
has black ink it has no other, and nearly all body text is such; a few words in the accent colour are design.
"""

import re
from collections import Counter

from PIL import Image, ImageChops

from lib.judge import SCRATCH, posters, run, user_unit, verdict

DPI = 150
LONGEST = 4000
"""Most pixels of a plate's longer side: a banner is eight metres long."""
INK = 26
"""From here on a plate carries ink, of 255: one tenth; paper tints are lighter."""
ACCENT = 0.1
"""Largest share of the body's characters in another colour."""
NO_BODY = {"banner"}
"""Formats that carry one line in large type on a coloured ground."""


def plates(pdf):
    """The plates of the four inks, 0 (paper) to 255 (solid), and pixels per unit of pdftotext."""
    size, _ = run("pdfinfo", pdf)
    width, height = (float(n) for n in re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", size).groups())
    dpi = min(DPI, LONGEST * 72 / (max(width, height) * user_unit(pdf)))
    for old in SCRATCH.glob("plate*"):
        old.unlink()
    said, fine = run("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{dpi}", f"-sOutputFile={SCRATCH}/plate.tif", pdf)
    if not fine:
        return said, 0
    inks = {ink: ImageChops.invert(Image.open(SCRATCH / f"plate({ink}).tif").convert("L")) for ink in ("Cyan", "Magenta", "Yellow", "Black")}
    return inks, inks["Black"].size[0] / width


def words(pdf):
    """The words of a sheet with their boxes, in pdftotext's units."""
    report, _ = run("pdftotext", "-bbox", pdf, "-")
    for found in re.finditer(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', report):
        yield found[5], tuple(float(n) for n in found.groups()[:4])


def judge(pdf, body_expected):
    """What is wrong with the separations of a sheet."""
    inks, scale = plates(pdf)
    if not scale:
        yield f"Ghostscript: {inks.strip()}"
        return
    black = inks["Black"].point(lambda v: 255 if v > 128 else 0)
    others = ImageChops.lighter(ImageChops.lighter(inks["Cyan"], inks["Magenta"]), inks["Yellow"])
    mixed = ImageChops.multiply(black, others.point(lambda v: 255 if v > INK else 0))
    sizes = Counter()
    in_black = Counter()
    for word, box in words(pdf):
        area = tuple(round(n * scale) for n in box)
        if mixed.crop(area).getbbox():
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
    for pdf in sorted({poster.pdf for poster in posters()}):
        name = re.fullmatch(r"(.+?)-.*?-(a\d|[a-z]+)-(?:zh-en|zh|en)", pdf.stem)
        key = (name[1], name[2])
        if key not in chosen or pdf.stat().st_size > chosen[key].stat().st_size:
            chosen[key] = pdf
    faults = []
    for (_, paper), pdf in chosen.items():
        faults += [f"{pdf.name}: {fault}" for fault in judge(pdf, paper not in NO_BODY)]
    verdict(faults, f"the plates of {len(chosen)} sheets: text in black is in nothing else, and body text is in black", len(chosen))


main()
