"""Does a sheet say what the page says? Asked of Poppler, which reads the words out of every press file and every file for reading.

The Markdown of the page, freed of its marks by a few rules of its own, is looked for block by block in the sheets that show the whole
text; and the title in all of them. Text is compared by its letters and digits, so that lines may break anywhere.
"""

import re
import unicodedata

from lib.judge import ROOT, SITE, posters, run, verdict

WHOLE = {"notice": True, "letter": True, "letter-large": False, "official": False}
"""Templates that show the text of a page; whether only up to `<!-- more -->`."""


def letters(text):
    """The letters and digits of a text: what remains the same however it is set."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def blocks(markdown, short):
    """The blocks of a text as they are read aloud."""
    body = re.sub(r"\A\+\+\+.*?^\+\+\+$", "", markdown, flags=re.S | re.M)
    if short:
        body = re.split(r"<!--\s*more\s*-->", body)[0]
    body = re.sub(r"<!--.*?-->", "", body, flags=re.S)
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+\.)\s)", body):
        block = re.sub(r"^\[\^\w+\]:.*", "", block.strip(), flags=re.S)
        block = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", block)
        block = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", block)
        block = re.sub(r"\[\^\w+\]|\[!\w+\]|\{#[\w-]+\}", "", block)
        block = re.sub(r"\{([^|{}]+)\|[^{}]*\}", r"\1", block)
        block = re.sub(r"^\s*(?:#+|>|[-*+]|\d+\.)\s+", "", block, flags=re.M)
        block = re.sub(r"^\|?\s*:?-+.*$", "", block, flags=re.M)
        for cell in block.split("|"):
            if letters(cell):
                yield cell.strip()


def sources():
    """The Markdown files by the address of their page: path without extension, from the language's root."""
    found = {}
    for path in sorted((ROOT / "content").rglob("*.md")):
        inner = path.relative_to(ROOT / "content").as_posix().removesuffix(".md")
        language = "en" if inner.endswith(".en") else "zh"
        found[language, inner.removesuffix(".en").replace("/", "-")] = path.read_text("utf-8")
    return found


def main():
    pages = sources()
    faults, sheets, said = [], set(), 0
    for poster in posters():
        for pdf in filter(None, (poster.pdf, poster.readable)):
            if pdf in sheets:
                continue
            sheets.add(pdf)
            read = run("pdftotext", "-raw", pdf, "-")[0]
            text = letters(read)
            # A paragraph goes on over the page; the number of the page, its last line, stands between.
            running = letters("".join(re.sub(r"\n[^\n]*\n*\Z", "", page) for page in read.split("\f")))
            if letters(poster.title) not in text:
                faults.append(f"{pdf.name}: does not say its title `{poster.title}`")
            if poster.template not in WHOLE:
                continue
            stem = poster.pdf.stem
            languages = [key for key in ("zh", "en") if re.search(rf"-{key}(-|$)", stem[-7:])]
            for language in languages:
                name = max((n for (key, n) in pages if key == language and stem.startswith(n + "-")), key=len, default=None)
                if name is None:
                    continue  # a page whose address is not its file's name
                for block in blocks(pages[language, name], WHOLE[poster.template]):
                    said += 1
                    if letters(block) not in text and letters(block) not in running:
                        faults.append(f"{pdf.relative_to(SITE.resolve())}: does not say `{block[:60]}`")
    verdict(faults, f"{len(sheets)} files say their titles, and {said} blocks of text stand in them as in the pages", min(len(sheets), said))


main()
