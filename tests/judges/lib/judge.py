"""What the judges in Python share: where things are, the poster pages, how to close."""

import hashlib
import html
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote


def _folder(name):
    if not os.environ.get(name):
        sys.exit(f"{name} is not set: judges are run by scripts/test")
    return Path(os.environ[name])


SITE = _folder("PUFA_SITE")
"""The built example site."""
PROGRAM = _folder("PUFA_BIN")
"""The program."""
ROOT = _folder("PUFA_ROOT")
"""The root of the example site: its `content/` and `pufa.toml`."""
SCRATCH = _folder("PUFA_SCRATCH")
"""An empty folder for what the judge makes."""
TODAY = str(_folder("PUFA_TODAY"))
"""The day of every build."""


class Poster(NamedTuple):
    """A page of the site that shows a sheet."""

    page: Path
    """The page."""
    title: str
    """The words of the title as the page has it."""
    pdf: Path
    """The file in the sheet's profile."""
    readable: Path | None
    """The file for reading on screen, if it is another."""
    svg: Path | None
    """The sheet that the browser prints; only of sheets of one page."""
    template: str
    """The print template."""
    format: str
    """The id of its format."""
    profile: str
    """The id of its profile."""
    pages: int
    """How many pages it has, before a booklet is padded."""
    width: float
    """Its finished width, in millimetres."""
    height: float
    """Its finished height, in millimetres."""


def posters():
    """All pages that show a sheet. A page without one of its parts ends the judge."""
    found = []
    for page in sorted(SITE.rglob("*.html")):
        text = page.read_text("utf-8")
        if not re.search(r"<html\b[^>]*\bkind-poster\b", text):
            continue
        try:
            heading = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.S)[1]
            title = html.unescape(re.sub(r"<[^>]*>", "", heading))
            said = dict(re.findall(r'data-(\w+)="?([^"\s>]+)', re.search(r'<article\b[^>]*\bclass="?poster\b[^>]*>', text)[0]))
            pdfs = {(page.parent / link).resolve() for link in re.findall(r'href="?([^"\s>]+\.pdf)', text)}
            readable = next((pdf for pdf in pdfs if pdf.stem.endswith("-screen")), None)
            (pdf,) = pdfs - {readable}
            svg = re.search(r'<img\b[^>]*\bclass="?sheet\b[^>]*>', text)
            svg = svg and (page.parent / re.search(r'src="?([^"\s>]+\.svg)', svg[0])[1]).resolve()
            numbers = int(said["pages"]), float(said["width"]), float(said["height"])
        except (TypeError, KeyError, ValueError):
            sys.exit(f"{page.relative_to(SITE)}: a poster page needs an <h1>, a link to its PDF, and what its <article> says of the sheet")
        found.append(Poster(page, title, pdf, readable, svg, said["template"], said["format"], said["profile"], *numbers))
    return found


def base_url():
    """Where the example site says it stands, with a slash at the end."""
    return re.search(r'^base_url\s*=\s*"([^"]+?)/?"', (ROOT / "pufa.toml").read_text("utf-8"), re.M)[1] + "/"


def file_of(url):
    """The file of the site at an address of it, without query and fragment; None if the address is another site's."""
    base = base_url()
    if not url.startswith(base):
        return None
    path = unquote(re.split(r"[?#]", url.removeprefix(base))[0])
    return SITE / (path + "index.html" if path == "" or path.endswith("/") else path)


def run(*command):
    """What a tool prints, and whether it was content (exit code 0)."""
    done = subprocess.run([str(c) for c in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.stdout.decode("utf-8", "replace"), done.returncode == 0


def hashes(folder):
    """What the bytes of every file under a folder are, by path."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def differences(one, other, one_name, other_name):
    """How two folders differ, file by file."""
    return [
        f"{path}: only in {one_name}" if path not in other
        else f"{path}: only in {other_name}" if path not in one
        else f"{path}: other bytes in {one_name} than in {other_name}"
        for path in sorted(one.keys() | other.keys())
        if one.get(path) != other.get(path)
    ]


def user_unit(pdf):
    """How many points a unit of the file is (`UserUnit`, PDF 1.6): 1, and more for sheets longer than five metres."""
    objects, _ = run("qpdf", "--qdf", "--object-streams=disable", pdf, "-")
    found = re.search(r"/UserUnit ([\d.]+)", objects)
    return float(found[1]) if found else 1.0


def verdict(faults, praise, asked):
    """Prints the faults and ends the judge; `asked` is how many things were looked at: none at all is a fault."""
    for fault in faults:
        print(fault)
    if not asked:
        print("nothing was there to be judged")
    else:
        print(f"{len(faults)} faults" if faults else praise)
    sys.exit(1 if faults or not asked else 0)
