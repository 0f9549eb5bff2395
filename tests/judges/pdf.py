"""Would a print shop take the sheets? Asked of qpdf and Poppler, for every PDF of the example site.

Each is sound, has as many pages as its page says, all fonts embedded as outlines with their characters, the boxes of its format, and says the title
that its page has.
"""

import re
import unicodedata

from lib.judge import SITE, posters, run, user_unit, verdict

MM = 72 / 25.4
"""Points in a millimetre."""
CLOSE = 0.1
"""Largest error of a box, in millimetres."""
BLEED = {"offset": 3, "digital": 3}
"""Bleed on each side by profile, in millimetres; the others have none."""
ISO = {"a0": (841, 1189), "a1": (594, 841), "a2": (420, 594), "a3": (297, 420), "a4": (210, 297), "a5": (148, 210), "a6": (105, 148)}
"""ISO 216, in millimetres."""


def letters(text):
    """The letters and digits of a text: what remains the same however it is broken into lines."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def near(a, b):
    """Whether two rectangles are the same within `CLOSE`."""
    return all(abs(x - y) <= CLOSE for x, y in zip(a, b, strict=True))


def boxes(pdf, info):
    """The boxes in millimetres of the printed sheet; pdfinfo gives them in units of the file."""
    # A file at one tenth says so below its edge; what its page says is the size as printed.
    scale = user_unit(pdf)
    return {
        name: [float(n) * scale / MM for n in numbers.split()]
        for name, numbers in re.findall(r"^(\w+)Box:\s+([-\d. ]+)$", info, re.M)
    }


def judge(pdf, pages):
    """What is wrong with a sheet; `pages` are those that show it."""
    report, sound = run("qpdf", "--check", pdf)
    if not sound or "WARNING" in report:
        yield f"qpdf: {report.strip()}"
        return

    info, _ = run("pdfinfo", "-box", pdf)
    field = dict(re.findall(r"^([\w ]+):\s+(.*)$", info, re.M))
    count = int(field.get("Pages", 0))
    for page in pages:
        # A booklet is padded to a multiple of four for the press.
        if count != page.pages and not (count % 4 == 0 and count - 4 < page.pages < count):
            yield f"has {count} pages, its page says {page.pages}"
    if field.get("Encrypted") != "no" or field.get("JavaScript") != "no" or field.get("Form") != "none":
        yield "is encrypted, or has a form or a script"
    if not field.get("Title"):
        yield "has no title in its metadata"

    box = boxes(pdf, info)
    left, bottom, right, top = box["Trim"]
    width, height = right - left, top - bottom
    for page in pages:
        if not near((width, height), (page.width, page.height)):
            yield f"TrimBox is {width:.1f} × {height:.1f} mm, its page says {page.width} × {page.height} mm"
    format_id = pages[0].format.lower()
    if format_id in ISO and not near((width, height), ISO[format_id]):
        yield f"TrimBox is {width:.1f} × {height:.1f} mm, {format_id.upper()} is {ISO[format_id]} mm"
    more = 0 if pdf.stem.endswith("-screen") else BLEED.get(pages[0].profile, 0)
    if not near(box["Bleed"], (left - more, bottom - more, right + more, top + more)):
        yield f"BleedBox {box['Bleed']} is not TrimBox {box['Trim']} and {more} mm"
    media, bleed = box["Media"], box["Bleed"]
    if any(bleed[i] < media[i] - CLOSE for i in (0, 1)) or any(bleed[i] > media[i] + CLOSE for i in (2, 3)):
        yield f"BleedBox {bleed} is not inside MediaBox {media}"

    fonts, _ = run("pdffonts", pdf)
    rows = fonts.splitlines()[2:]
    if not rows:
        yield "has no fonts: its text is drawn or missing"
    for row in rows:
        *name, embedded, _, unicode_map, _, _ = row.split()
        if "Type 3" in row:
            yield f"font of Type 3: {' '.join(name)}"
        if embedded != "yes":
            yield f"font not embedded: {' '.join(name)}"
        if unicode_map != "yes":
            yield f"font whose text cannot be read out: {' '.join(name)}"

    text, _ = run("pdftotext", pdf, "-")
    for title in {page.title for page in pages}:
        if letters(title) not in letters(text):
            yield f"does not say its title `{title}`"


def main():
    shown = {}
    for poster in posters():
        for pdf in filter(None, (poster.pdf, poster.readable)):
            shown.setdefault(pdf, []).append(poster)
    there = {pdf.resolve() for pdf in SITE.rglob("*.pdf")}
    faults = [f"{pdf.relative_to(SITE.resolve())}: no poster page shows it" for pdf in sorted(there - shown.keys())]
    faults += [f"{pdf}: is linked but not there" for pdf in sorted(shown.keys() - there)]
    for pdf in sorted(there & shown.keys()):
        faults += [f"{pdf.relative_to(SITE.resolve())}: {fault}" for fault in judge(pdf, shown[pdf])]
    verdict(faults, f"{len(there)} files are sound: pages as said, fonts embedded, boxes right, title there", len(there))


main()
