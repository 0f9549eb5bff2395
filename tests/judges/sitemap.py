"""Will search engines find each page in the right language? The site map is read as they read it, and compared with the pages.

Every address exists, every page that may be found is in it, alternates name each other (hreflang, x-default), and each page says
of itself what the map says of it.
"""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

from lib.judge import SITE, base_url, file_of, verdict

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


class Head(HTMLParser):
    """What a page says of itself to search engines."""

    def __init__(self, text):
        super().__init__()
        self.canonical = None
        self.alternates = {}
        self.hidden = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "link" and attrs.get("rel") == "canonical":
            self.canonical = attrs.get("href")
        elif tag == "link" and attrs.get("rel") == "alternate" and "hreflang" in attrs:
            self.alternates[attrs["hreflang"]] = attrs["href"]
        elif tag == "meta" and (attrs.get("name") == "robots" or attrs.get("http-equiv") == "refresh"):
            self.hidden |= "noindex" in attrs.get("content", "") or "http-equiv" in attrs


def main():
    faults = []
    tree = ElementTree.parse(SITE / "sitemap.xml")
    listed = {}
    for url in tree.getroot().iter(f"{MAP}url"):
        place = url.findtext(f"{MAP}loc")
        if place in listed:
            faults.append(f"{place} is listed twice")
        listed[place] = {link.get("hreflang"): link.get("href") for link in url.iter(f"{XHTML}link")}
        day = url.findtext(f"{MAP}lastmod")
        if day and not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
            faults.append(f"{place}: lastmod {day} is no day")

    for place, alternates in listed.items():
        file = file_of(place)
        if file is None or not file.is_file():
            faults.append(f"{place} is not there")
            continue
        if alternates:
            if place not in alternates.values():
                faults.append(f"{place}: is not among its own alternates")
            if "x-default" not in alternates:
                faults.append(f"{place}: has no x-default")
        for language, other in alternates.items():
            if other not in listed:
                faults.append(f"{place}: its alternate {other} is not in the map")
            elif listed[other] != alternates:
                faults.append(f"{place}: its alternate {other} ({language}) names other alternates")
        head = Head(file.read_text("utf-8"))
        if head.hidden:
            faults.append(f"{place} is listed and hidden from search engines")
        if head.canonical != place:
            faults.append(f"{place}: says that its address is {head.canonical}")
        if head.alternates != alternates:
            faults.append(f"{place}: has the alternates {head.alternates}, in the map {alternates}")

    files = {file_of(place) for place in listed}
    for page in sorted(SITE.rglob("*.html")):
        if page in files:
            continue
        head = Head(page.read_text("utf-8"))
        # A page may stand for another one, such as the English address of a text that is there in Chinese only.
        if not head.hidden and head.canonical not in listed:
            faults.append(f"{page.relative_to(SITE)}: is not in the map")
        if head.alternates and not head.hidden:
            faults.append(f"{page.relative_to(SITE)}: stands for another page and has alternates")
    if f"Sitemap: {base_url()}sitemap.xml" not in (SITE / "robots.txt").read_text("utf-8").splitlines():
        faults.append("robots.txt does not name the site map")
    paired = sum(1 for alternates in listed.values() if len(alternates) > 2)
    if not paired:
        faults.append("no page has an alternate in another language")
    verdict(faults, f"{len(listed)} addresses are there, {paired} of them with their translation", len(listed))


main()
