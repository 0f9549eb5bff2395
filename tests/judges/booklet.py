"""Is the booklet a book? Asked of Poppler and qpdf, for every booklet of the example site, with the Markdown beside it.

All that the chapters say is there, in order; each page number in the contents is that of the page on which the chapter opens, and
is printed there; links and bookmarks lead to the same pages; the pages are a multiple of four; in two languages each
article, step and number stands on the page opposite its translation, or, where one waits for the other, never before it.
"""

import json
import re
import tomllib
import unicodedata

from lib.judge import ROOT, SITE, run, verdict

FOLDER = ROOT / "content" / "reader"
"""The reader."""
NAME = re.compile(r"reader(?:-large-print)?-booklet-(a\d)-(zh-en|zh|en)(-screen)?")
"""File names of its booklets."""
HEAD, FOOT = 0.095, 0.085
"""Shares of the height that running heads and page numbers take."""


def letters(text):
    """What remains the same however a text is broken into lines."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def read(path):
    """Front matter and body of a file."""
    _, front, body = path.read_text("utf-8").split("+++\n", 2)
    return tomllib.loads(front), body


def lines(body):
    """The text of a body, piece by piece, and its footnotes."""
    body = re.sub(r"<!--.*?-->", "", body, flags=re.S)
    body = re.sub(r"\{([^{}|]+)\|[^{}]*\}", r"\1", body)
    body = re.sub(r"\]\([^)]*\)", "]", body)
    body = re.sub(r"[ \t]*\{#[^}]*\}", "", body)
    notes = [m[1] for m in re.finditer(r"^\[\^[^\]]+\]:[ \t]*(.*)$", body, re.M)]
    body = re.sub(r"^\[\^[^\]]+\]:.*$", "", body, flags=re.M)
    body = re.sub(r"\[\^[^\]]+\]", "", body)
    pieces = []
    for line in body.splitlines():
        line = re.sub(r"^[>\s]*(?:\[!\w+\]|\d+[.)]\s|[-*:#]+\s)?\s*(?:\[[ x]\]\s)?", "", line)
        if not re.fullmatch(r"[|\s:-]*", line):
            pieces += line.split("|") if line.startswith("|") else [line]
    return [p for p in pieces if letters(p)], notes


class Chapter:
    """A chapter in a language: what it says, in the order in which it is printed."""

    def __init__(self, slug, language):
        self.first, own = read(FOLDER / f"{slug}.md")
        front = self.first
        if language == "en":
            front, own = read(FOLDER / f"{slug}.en.md")
        front = self.first | front
        self.title = front["title"].replace("|", "")
        self.weight = self.first["weight"]
        body, self.notes = lines(own)
        self.pieces = [self.title, front["scene"], front["answer"]]
        self.marks = []
        for law in front["laws"]:
            self.pieces += [law["name"], law["article"], law["text"]]
            self.marks.append(law["text"])
        for step in front["steps"]:
            self.pieces.append(step)
            self.marks.append(step)
        for call in front["who_to_call"]:
            self.pieces += [call["number"], call["name"], call.get("use", "")]
        self.pieces += body


def chapters(language):
    """All chapters in their order."""
    slugs = [p.stem for p in FOLDER.glob("*.md") if "." not in p.stem and not p.stem.startswith("_")]
    return sorted((Chapter(slug, language) for slug in slugs), key=lambda c: c.weight)


def page_texts(pdf, count, height, width, crop):
    """The text of every page in the order of the file, with or without head and foot."""
    texts = []
    for page in range(1, count + 1):
        area = ("-x", 0, "-y", round(height * HEAD), "-W", round(width), "-H", round(height * (1 - HEAD - FOOT))) if crop else ()
        said, _ = run("pdftotext", "-raw", "-f", page, "-l", page, *area, pdf, "-")
        texts.append(said)
    return texts


def foot(pdf, page, width, height):
    """What is printed at the foot of a page."""
    said, _ = run("pdftotext", "-raw", "-f", page, "-l", page, "-x", 0, "-y", round(height * (1 - FOOT)), "-W", round(width), "-H", round(height * FOOT), pdf, "-")
    return said.strip()


def in_order(told, pages, pieces, notes):
    """Which pieces are missing from the pages, or stand before those that come before them."""
    text = "".join(pages)
    for note in notes:
        if letters(note) not in text:
            yield f"{told}: the note `{note}` is missing"
        text = re.sub(r"\d?" + re.escape(letters(note)), "", text)
    at = 0
    for piece in pieces:
        wanted = letters(piece)
        found = text.find(wanted, at)
        if found < 0:
            yield f"{told}: `{piece}` is {'out of order' if wanted in text else 'missing'}"
        else:
            at = found + len(wanted)


def judge(pdf, sheet_language, screen):
    """What is wrong with a booklet."""
    info, sound = run("pdfinfo", pdf)
    if not sound:
        yield info.strip()
        return
    count = int(re.search(r"^Pages:\s+(\d+)", info, re.M)[1])
    if count % 4:
        yield f"has {count} pages, which is no multiple of four"
    if not screen:
        return
    width, height = (float(n) for n in re.search(r"^Page size:\s+([\d.]+) x ([\d.]+)", info, re.M).groups())
    whole = page_texts(pdf, count, height, width, crop=False)
    texts = [letters(t) for t in page_texts(pdf, count, height, width, crop=True)]
    languages = sheet_language.split("-")
    both = len(languages) == 2
    books = [chapters(language) for language in languages]
    contents = next((i for i, t in enumerate(whole) if t.lstrip().startswith(("目录", "Contents"))), None)
    if contents is None:
        yield "has no contents"
        return
    listed = letters(whole[contents])
    report = json.loads(run("qpdf", "--json", "--json-key=outlines", "--json-key=pages", pdf)[0])
    marks = {letters(o["title"]): o["destpageposfrom1"] for o in report["outlines"]}
    opens = []
    for chapter in books[0]:
        found = re.search(letters(chapter.title) + r"(\d{1,3})", listed)
        # In two languages the translated title stands between.
        page = found and next((int(found[1][:n]) for n in (3, 2, 1) if found[1][:n].isdigit() and int(found[1][:n]) <= count and letters(chapter.title) in texts[int(found[1][:n]) - 1]), None)
        if page is None:
            yield f"the contents do not lead to `{chapter.title}`"
            return
        opens.append(page)
        if foot(pdf, page, width, height) != str(page):
            yield f"page {page} bears `{foot(pdf, page, width, height)}`"
        if marks.get(letters(chapter.title)) != page:
            yield f"the bookmark of `{chapter.title}` leads to page {marks.get(letters(chapter.title))}, it opens on {page}"
    if opens[0] % 2 != (0 if both else 1):
        yield f"the text begins on page {opens[0]}"
    links = len(re.findall(r"/Subtype /Link", run("qpdf", "--qdf", "--object-streams=disable", pdf, "-")[0]))
    if links < len(opens):
        yield f"has {links} links for {len(opens)} chapters"
    ends = [*opens[1:], None]
    for side, book in enumerate(books):
        for chapter, begin, end in zip(book, opens, ends, strict=True):
            # Glossary and numbers follow the last chapter; they do no harm here.
            pages = texts[begin - 1 : end - 1 if end else count]
            if both:
                pages = pages[side::2]
            yield from in_order(chapter.title, pages, chapter.pieces, chapter.notes)
    if both:
        for one, other, begin, end in zip(*books, opens, ends, strict=True):
            pages = texts[begin - 1 : end - 1 if end else count]
            for mark, twin in zip(one.marks, other.marks, strict=True):
                place = [next((n for n, t in enumerate(pages[side::2]) if letters(m) in t), None) for side, m in enumerate((mark, twin))]
                if place[0] != place[1]:
                    yield f"`{mark}` is on opening {place[0]} of its chapter, its translation on {place[1]}"


def main():
    faults, asked = [], 0
    names = sorted(p for p in (SITE / "posters").glob("*.pdf") if NAME.fullmatch(p.stem))
    read_on_screen = 0
    for pdf in names:
        _, language, screen = NAME.fullmatch(pdf.stem).groups()
        screen = bool(screen) or "large-print" in pdf.stem
        read_on_screen += screen
        asked += 1
        faults += [f"{pdf.name}: {fault}" for fault in judge(pdf, language, screen)]
    if asked and read_on_screen < 3:
        faults.append(f"only {read_on_screen} of {asked} booklets are for the screen, and only those could be read")
    verdict(faults, f"{asked} booklets in fours; contents, links and bookmarks true, all text there in order, two languages in step", asked)


main()
