"""Do the files keep to what they claim? Asked of pikepdf (qpdf's library), pdfua and Poppler, for every PDF of the example site.

Press files claim PDF/X-4: everything that ISO 15930-7 asks of the file as a whole and that can be read from its objects is read
back. Files for reading claim PDF/UA-1: pdfua checks them, and Poppler must find each in its structure tree. Neither is the whole
standard; what only eyes or a RIP can judge is not here.
"""

import re
import struct
import zlib

import pikepdf
from lxml import etree
from pdfua import validate

from lib.judge import SITE, run, verdict

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
CLOSE = 0.02
"""Largest error of a box, in points."""


def metadata(pdf):
    """The metadata of a file as a tree; None if there are none."""
    if "/Metadata" not in pdf.Root:
        return None
    return etree.fromstring(pdf.Root.Metadata.read_bytes())


def told(tree, path):
    """The text at a path of the metadata, or nothing."""
    found = tree.xpath(f"//{path}", namespaces=NAMESPACES)
    return (found[0].text or "".join(found[0].itertext())).strip() if found else ""


def objects(pdf):
    """Every dictionary of a file, those of its streams too."""
    for item in pdf.objects:
        yield from dictionaries(item, 0)


def dictionaries(item, depth):
    if depth > 30:
        return
    if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        yield item
        for value in (item.get(key) for key in item.keys()):
            if isinstance(value, pikepdf.Object) and not value.is_indirect:
                yield from dictionaries(value, depth + 1)
    elif isinstance(item, pikepdf.Array):
        for value in item:
            if isinstance(value, pikepdf.Object) and not value.is_indirect:
                yield from dictionaries(value, depth + 1)


def inside(inner, outer):
    return all(inner[i] >= outer[i] - CLOSE for i in (0, 1)) and all(inner[i] <= outer[i] + CLOSE for i in (2, 3))


def x4(pdf, path):
    """What ISO 15930-7 asks and this file lacks; the clause first."""
    head = path.read_bytes()[:8]
    if head not in (b"%PDF-1.6", b"%PDF-1.5", b"%PDF-1.4"):
        yield f"6.1: it begins with {head!r}, X-4 knows PDF up to 1.6"
    if pdf.is_encrypted:
        yield "6.1: it is encrypted"
    if len(pdf.trailer.get("/ID", [])) != 2:
        yield "6.1: the trailer has no /ID"
    info = pdf.docinfo
    if str(info.get("/Trapped", "")) not in ("/True", "/False"):
        yield "6.10: Info says nothing of trapping"
    tree = metadata(pdf)
    if tree is None:
        yield "6.7: no metadata"
        return
    if told(tree, "pdfxid:GTS_PDFXVersion") != "PDF/X-4":
        yield "6.7.2: metadata do not say PDF/X-4"
    for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
        if not DATE.fullmatch(told(tree, name)):
            yield f"6.7.3: {name} is {told(tree, name)!r}"
    for name in ("dc:title", "xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass"):
        if not told(tree, name):
            yield f"6.7.3: no {name}"
    if told(tree, "pdf:Trapped") != str(info.get("/Trapped"))[1:]:
        yield "6.7.3: metadata and Info differ about trapping"
    if told(tree, "dc:title") != str(info.get("/Title", "")):
        yield "6.7.3: metadata and Info differ about the title"

    intents = [i for i in pdf.Root.get("/OutputIntents", []) if i.get("/S") == "/GTS_PDFX"]
    if len(intents) != 1:
        yield f"6.2.2: {len(intents)} output intents of X"
        return
    if not str(intents[0].get("/OutputConditionIdentifier", "")):
        yield "6.2.2: the output intent has no condition"
    profile = intents[0].get("/DestOutputProfile")
    if profile is None:
        yield "6.2.2: the output intent has no profile"
    else:
        icc = profile.read_bytes()
        size, kind, space, mark = struct.unpack(">I8x4s4s16x4s", icc[:40])
        if (size, kind, space, mark) != (len(icc), b"prtr", b"CMYK", b"acsp") or profile.N != 4:
            yield f"6.2.2: the profile is {kind!r} {space!r}, {size} of {len(icc)} bytes"

    for number, page in enumerate(pdf.pages, 1):
        box = {name: [float(n) for n in page.obj[f"/{name}Box"]] for name in ("Media", "Bleed", "Trim") if f"/{name}Box" in page.obj}
        if "Trim" not in box or "/ArtBox" in page.obj:
            yield f"6.8: page {number} has no TrimBox, or an ArtBox beside it"
        elif not (inside(box["Trim"], box["Bleed"]) and inside(box["Bleed"], box["Media"])):
            yield f"6.8: boxes of page {number} are not one in another: {box}"
        if "/Annots" in page.obj and len(page.obj.Annots):
            yield f"6.11: page {number} has annotations"
    for item in objects(pdf):
        if item.get("/Type") == "/Font" and item.get("/Subtype") != "/Type0":
            descriptor = item.get("/FontDescriptor", {})
            if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield f"6.4: the font {item.get('/BaseFont')} is not embedded"
        if "/TR" in item and item.get("/Type") == "/ExtGState" or item.get("/TR2", "/Default") != "/Default":
            yield "6.5: a transfer function"
        if item.get("/S") in ("/JavaScript", "/Launch") or "/AA" in item or "/OpenAction" in item:
            yield "6.12: an action"
        if item.get("/Subtype") == "/PS" or "/OPI" in item or "/Ref" in item and item.get("/Subtype") == "/Form":
            yield "6.9: PostScript, OPI or a referenced page"
        if "/Alternates" in item:
            yield "6.9: a picture with alternates"
        filters = item.get("/Filter", [])
        for name in filters if isinstance(filters, pikepdf.Array) else [filters]:
            if name in ("/LZWDecode", "/Crypt"):
                yield f"6.1: a stream with {name}"
        group = item.get("/Group")
        if isinstance(group, pikepdf.Dictionary) and group.get("/S") == "/Transparency" and str(group.get("/CS", "/DeviceCMYK")) != "/DeviceCMYK":
            yield f"6.6: a transparency group that blends in {group.CS}"
        for space in colour_spaces(item):
            if space in ("/DeviceRGB", "/CalRGB", "/CalGray"):
                yield f"6.2.3: {space}, which the output intent does not define"


def colour_spaces(item):
    """The device colour spaces that an object names."""
    named = [item.get("/ColorSpace")] if "/ColorSpace" in item else []
    for value in named:
        values = [value[key] for key in value.keys()] if isinstance(value, pikepdf.Dictionary) else [value]
        for space in values:
            if isinstance(space, pikepdf.Name):
                yield str(space)
            elif isinstance(space, pikepdf.Array) and isinstance(space[0], pikepdf.Name):
                yield str(space[0])
                if str(space[0]) == "/Indexed" and isinstance(space[1], pikepdf.Name):
                    yield str(space[1])


def operators(pdf):
    """Operators of page contents that set a device colour of the screen."""
    for number, page in enumerate(pdf.pages, 1):
        for instruction in pikepdf.parse_content_stream(page):
            if str(instruction.operator) in ("rg", "RG"):
                yield f"6.2.3: page {number} paints with DeviceRGB"
                return


def ua1(pdf, path):
    """What PDF/UA-1 asks and this file lacks."""
    tree = metadata(pdf)
    if tree is None or told(tree, "pdfuaid:part") != "1":
        yield "5: metadata do not say PDF/UA-1"
    if not pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "7.1: the title is not shown"
    if not str(pdf.Root.get("/Lang", "")):
        yield "7.2: no language"
    result = validate(str(path))
    for finding in result.findings:
        yield f"pdfua: {finding}"
    structure, _ = run("pdfinfo", "-struct-text", path)
    if not re.search(r"^\s*(H1|H)\b", structure, re.M):
        yield "Poppler finds no heading of the first level in its structure"


def main():
    faults, press, reading = [], 0, 0
    for path in sorted(SITE.rglob("*.pdf")):
        with pikepdf.open(path) as pdf:
            tree = metadata(pdf)
            is_press = tree is not None and told(tree, "pdfxid:GTS_PDFXVersion")
            is_reading = tree is not None and told(tree, "pdfuaid:part")
            if is_press:
                press += 1
                found = [*x4(pdf, path), *operators(pdf)]
            elif is_reading:
                reading += 1
                found = ua1(pdf, path)
            else:
                found = []
            faults += [f"{path.name}: {fault}" for fault in dict.fromkeys(found)]
    verdict(faults, f"{press} press files keep to PDF/X-4 and {reading} files for reading to PDF/UA-1, as far as it can be read", min(press, reading))


main()
