"""Does `pufa preflight` find what a print shop would send back? Asked of wrong PDFs that ReportLab and pikepdf make.

A clean PDF/X-4 leaflet page raises nothing; each fault made in it is found under its code; PDFs of other programs (Chromium,
LibreOffice, Ghostscript, WeasyPrint) are read; files made to do harm bring a message and nothing else.
"""

import io
import json
import os
import random
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import pikepdf
from PIL import Image
from pikepdf import Array, Dictionary, Name, Stream, String
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import CMYKColor, CMYKColorSep, Color, PCMYKColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from lib.judge import PROGRAM, SCRATCH, posters, run, verdict

MM = 72 / 25.4
"""Points in a millimetre."""
BLEED = 3 * MM
WIDTH, HEIGHT = 148 * MM, 210 * MM
"""An A5 page."""
REPOSITORY = PROGRAM.parent.parent.parent
LONGEST = 20
"""Seconds that any file may take, on a busy machine."""

pdfmetrics.registerFont(TTFont("Kai", str(REPOSITORY / "themes/jincheng/fonts/PufaKai-Regular.ttf")))

BLACK = CMYKColor(0, 0, 0, 1)
RED = CMYKColor(0, 0.9, 0.8, 0)

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 pdfxid:GTS_PDFXVersion="PDF/X-4"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Clean</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


class Page:
    """A page with its bleed, drawn in millimetres from the lower left corner of the trim."""

    def __init__(self, c):
        self.c = c

    def text(self, x, y, words, size=10, colour=BLACK, font="Kai"):
        self.c.setFillColor(colour)
        self.c.setFont(font, size)
        self.c.drawString(x * MM, y * MM, words)

    def rect(self, x, y, w, h, colour):
        self.c.setFillColor(colour)
        self.c.rect(x * MM, y * MM, w * MM, h * MM, stroke=0, fill=1)

    def line(self, width, colour=BLACK):
        self.c.setStrokeColor(colour)
        self.c.setLineWidth(width)
        self.c.line(20 * MM, 60 * MM, 100 * MM, 60 * MM)

    def picture(self, pixels, mm, mode="CMYK", colour=(10, 20, 30, 5)):
        image = Image.new(mode, (pixels, pixels), colour)
        file = SCRATCH / f"{mode}-{pixels}-{'-'.join(map(str, colour))}.jpg"
        image.save(file, quality=95)
        self.c.drawImage(str(file), 20 * MM, 70 * MM, mm * MM, mm * MM)

    def code(self, x, y, side, dark=BLACK, light=CMYKColor(0, 0, 0, 0), border=4):
        widget = QrCodeWidget("https://pufa.example.org/qr", barBorder=border)
        widget.barFillColor = dark
        x0, y0, x1, y1 = widget.getBounds()
        widget.barWidth = widget.barHeight = side * MM
        drawing = Drawing(side * MM, side * MM)
        drawing.add(widget)
        self.rect(x, y, side, side, light)
        renderPDF.draw(drawing, self.c, x * MM, y * MM)


def clean(page):
    """What every test page has, and nobody minds."""
    page.rect(-3, 180, 154, 33, RED)
    page.text(20, 190, "普法宣传手册", 24, CMYKColor(0, 0, 0, 0))
    for row in range(8):
        page.text(20, 160 - 6 * row, "一切权力属于人民。All power belongs to the people.")
    page.line(0.5)
    page.code(110, 20, 25)


def made(name, draw=None, mend=None, pages=1, boxes=True, base=clean):
    """A PDF/X-4 file of such pages with one fault in it; gives its path."""
    buffer = io.BytesIO()
    c = canvas.Canvas(buffer, pagesize=(WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED), invariant=1, pageCompression=1)
    c.setTitle("Clean")
    for number in range(pages):
        c.translate(BLEED, BLEED)
        if base:
            base(Page(c))
        if draw and number == pages - 1:
            draw(Page(c))
        c.showPage()
    c.save()
    pdf = pikepdf.open(buffer)
    icc = (REPOSITORY / "themes/jincheng/icc/coated.icc").read_bytes()
    profile = Stream(pdf, icc, N=4)
    pdf.Root.OutputIntents = Array([
        Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("FOGRA39"), DestOutputProfile=pdf.make_indirect(profile))
    ])
    pdf.Root.Metadata = pdf.make_indirect(Stream(pdf, XMP.encode(), Type=Name.Metadata, Subtype=Name.XML))
    pdf.docinfo.Trapped = Name("/False")
    for page in pdf.pages:
        if boxes:
            page.BleedBox = page.MediaBox
            page.TrimBox = [BLEED, BLEED, BLEED + WIDTH, BLEED + HEIGHT]
    if mend:
        mend(pdf)
    path = SCRATCH / f"{name}.pdf"
    pdf.save(path, min_version="1.6", force_version="1.6")
    return path


def judged(path, *options):
    """The codes that `pufa preflight` gives with their severities, and what else is wrong with how it ended."""
    begun = time.monotonic()
    command = [str(PROGRAM), "preflight", str(path), "--format", "json", "--lang", "en", *options]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST * 3, cwd=SCRATCH)
    except subprocess.TimeoutExpired:
        return [], f"takes more than {LONGEST * 3} s"
    took = time.monotonic() - begun
    if "pufa itself is at fault" in done.stderr or done.returncode not in (0, 1):
        return [], f"exit code {done.returncode}: {done.stderr.strip()[:300]}"
    answer = json.loads(done.stdout)
    found = [(p["code"], p["severity"], p["message"]["en"]) for p in answer["problems"]]
    if (done.returncode == 1) != any(severity != "note" for _, severity, _ in found):
        return found, f"exit code {done.returncode} with {len(found)} problems"
    return found, f"takes {took:.0f} s" if took > LONGEST else None


def deleted(*names):
    def mend(pdf):
        for name in names:
            del pdf.pages[0][name]

    return mend


def page_set(**entries):
    def mend(pdf):
        for key, value in entries.items():
            pdf.pages[0]["/" + key] = value(pdf) if callable(value) else value

    return mend


def root(**entries):
    def mend(pdf):
        for key, value in entries.items():
            pdf.Root["/" + key] = value(pdf) if callable(value) else value

    return mend


def appended(content, **resources):
    """Adds operators at the end of a page."""

    def mend(pdf):
        page = pdf.pages[0]
        for kind, entries in resources.items():
            table = page.Resources.get("/" + kind, Dictionary())
            for key, value in entries.items():
                table["/" + key] = value(pdf) if callable(value) else value
            page.Resources["/" + kind] = table
        page.contents_add(content.encode(), prepend=False)

    return mend


def without_unicode(pdf):
    for font in pdf.pages[0].Resources.Font.values():
        if "/ToUnicode" in font:
            del font["/ToUnicode"]


def without_program(pdf):
    for font in pdf.pages[0].Resources.Font.values():
        if "/FontDescriptor" in font:
            del font.FontDescriptor["/FontFile2"]


def type3(pdf):
    glyph = pdf.make_indirect(Stream(pdf, b"500 0 0 0 500 500 d1 0 0 500 500 re f"))
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 500, 500], FontMatrix=[0.001, 0, 0, 0.001, 0, 0], CharProcs=Dictionary(sq=glyph),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.sq])), FirstChar=97, LastChar=97, Widths=[500],
    )
    return pdf.make_indirect(font)


def group(space):
    return lambda pdf: pdf.make_indirect(Stream(
        pdf, b"0 0 0 0.2 k 60 300 50 50 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[50, 290, 120, 360],
        Group=Dictionary(S=Name.Transparency, CS=space),
    ))


def notdef(pdf):
    """Type 0 font with the outlines of the page's own, set with the glyph 0."""
    own = next(f for f in pdf.pages[0].Resources.Font.values() if "/FontDescriptor" in f)
    inner = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=own.BaseFont, FontDescriptor=own.FontDescriptor, DW=1000,
                       CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0), CIDToGIDMap=Name.Identity)
    return pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=own.BaseFont, Encoding=Name("/Identity-H"),
                                        DescendantFonts=Array([pdf.make_indirect(inner)])))


WHITE = CMYKColor(0, 0, 0, 0)
FAULTS = {
    "no trim box": ("P202", dict(mend=deleted("/TrimBox"))),
    "art box": ("P202", dict(mend=page_set(ArtBox=[20, 20, 300, 400]))),
    "trim out of media": ("P202", dict(mend=page_set(TrimBox=[-20, 8, 427, 603]))),
    "no bleed box": ("P204", dict(mend=deleted("/BleedBox"), options=["--profile", "digital"])),
    "other size than ordered": ("P203", dict(options=["--format", "A6"])),
    "pages of two sizes": ("P203", dict(pages=2, mend=page_set(MediaBox=[0, 0, 400, 400], BleedBox=[0, 0, 400, 400], TrimBox=[9, 9, 391, 391]))),
    "ground stops at the cut": ("P204", dict(draw=lambda p: p.rect(0, 0, 148, 10, RED), )),
    "font not embedded": ("P205", dict(draw=lambda p: p.text(20, 90, "Helvetica", font="Helvetica"))),
    "outlines taken out": ("P205", dict(mend=without_program)),
    "type 3": ("P206", dict(mend=appended("q 0 0 0 1 k BT /T3 20 Tf 100 300 Td (aaa) Tj ET Q", Font={"T3": type3}))),
    "coarse picture": ("P207", dict(draw=lambda p: p.picture(100, 60))),
    "RGB text": ("P208", dict(draw=lambda p: p.text(20, 100, "屏幕颜色", colour=Color(1, 0, 0)))),
    "RGB ground": ("P208", dict(draw=lambda p: p.rect(20, 90, 20, 10, Color(0, 0, 1)))),
    "RGB picture": ("P208", dict(draw=lambda p: p.picture(800, 60, "RGB", (10, 20, 30)))),
    "CalRGB": ("P208", dict(mend=appended(
        "q /Cal cs 1 0 0 sc 60 300 50 50 re f Q", ColorSpace={"Cal": Array([Name.CalRGB, Dictionary(WhitePoint=[0.95, 1, 1.09])])}))),
    "RGB run of colours": ("P208", dict(mend=appended("q 60 300 50 50 re W n /Sh sh Q", Shading={"Sh": Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[60, 300, 110, 300], Function=Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[0, 0, 1], N=1))}))),
    "RGB in a form": ("P208", dict(mend=appended("q /Fm Do Q", XObject={"Fm": lambda pdf: pdf.make_indirect(
        Stream(pdf, b"1 0 0 rg 60 300 50 50 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 500, 700]))}))),
    "RGB in a pattern": ("P208", dict(mend=appended("q /Pattern cs /Pt scn 60 300 50 50 re f Q", Pattern={"Pt": lambda pdf: pdf.make_indirect(
        Stream(pdf, b"1 0 0 rg 0 0 3 3 re f", PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 6, 6], XStep=6, YStep=6, Resources=Dictionary()))}))),
    "RGB inline picture": ("P208", dict(mend=appended("q 50 0 0 50 60 300 cm BI /W 1 /H 1 /CS /RGB /BPC 8 /F /AHx ID FF0000> EI Q"))),
    "black of four inks": ("P209", dict(draw=lambda p: p.text(20, 100, "四色黑的小字", colour=CMYKColor(0.75, 0.68, 0.67, 0.9)))),
    "black of three inks": ("P209", dict(draw=lambda p: p.text(20, 100, "三色黑的小字", colour=CMYKColor(0.9, 0.88, 0.9, 0)))),
    "too much ink": ("P210", dict(draw=lambda p: p.rect(20, 90, 30, 20, CMYKColor(0.9, 0.9, 0.9, 0.9)))),
    "too much ink in a picture": ("P210", dict(draw=lambda p: p.picture(800, 60, "CMYK", (230, 230, 230, 200)))),
    "registration inside": ("P210", dict(draw=lambda p: p.rect(20, 90, 10, 10, CMYKColorSep(1, 1, 1, 1, spotName="All", density=1)))),
    "black alone on inkjet": ("P211", dict(draw=lambda p: p.rect(20, 60, 110, 115, BLACK), options=["--profile", "inkjet"])),
    "hair line": ("P212", dict(draw=lambda p: p.line(0.1))),
    "line of no width": ("P212", dict(draw=lambda p: p.line(0))),
    "thin tinted line": ("P212", dict(draw=lambda p: p.line(0.2, CMYKColor(0.2, 0.1, 0, 0)))),
    "thin white bar": ("P212", dict(draw=lambda p: p.rect(20, 185, 60, 0.07, WHITE))),
    "small type": ("P213", dict(draw=lambda p: p.text(20, 90, "这一行字太小了", 3.5))),
    "text near the cut": ("P214", dict(draw=lambda p: p.text(20, 1.5, "离边太近"))),
    "text over the cut": ("P215", dict(draw=lambda p: p.text(125, 90, "这一行伸到了外面去"))),
    "text over text": ("P216", dict(draw=lambda p: p.text(22, 159, "Some other words over it"))),
    "glyph that is not there": ("P217", dict(mend=appended("q 0 0 0 1 k BT /Nd 12 Tf 100 250 Td <0000> Tj ET Q", Font={"Nd": notdef}))),
    "text without Unicode": ("P218", dict(mend=without_unicode)),
    "code covered": ("P219", dict(draw=lambda p: (p.rect(118.5, 28.5, 8, 8, RED),))),
    "code too small": ("P221", dict(draw=lambda p: p.code(20, 20, 9.5))),
    "code without margin": ("P221", dict(draw=lambda p: (p.code(20, 20, 30, border=0), p.rect(17, 18.5, 36, 0.5, BLACK), p.rect(17, 51, 36, 0.5, BLACK)))),
    "code hardly dark": ("P221", dict(draw=lambda p: p.code(20, 20, 30, CMYKColor(0, 0, 0, 0.22)))),
    "gold on red in grey": ("P222", dict(draw=lambda p: p.text(20, 182, "红底金字", 12, CMYKColor(0, 0.2, 0.9, 0.35)), options=["--profile", "office"])),
    "RGB group": ("P223", dict(mend=appended("q /Fm Do Q", XObject={"Fm": group(Name.DeviceRGB)}))),
    "RGB page group": ("P223", dict(mend=page_set(Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)))),
    "no output intent": ("P224", dict(mend=lambda pdf: pdf.Root.__delitem__("/OutputIntents"))),
    "intent of a screen": ("P224", dict(mend=lambda pdf: setattr(
        pdf.Root.OutputIntents[0], "DestOutputProfile", pdf.make_indirect(Stream(pdf, bytes(12) + b"mntrRGB " + bytes(108), N=3))))),
    "not said to be trapped": ("P224", dict(mend=lambda pdf: pdf.docinfo.__delitem__("/Trapped"))),
    "version not named": ("P224", dict(mend=lambda pdf: pdf.Root.__delitem__("/Metadata"))),
    "not accessible": ("P225", dict(options=["--profile", "screen"])),
    "link on the page": ("P227", dict(mend=page_set(Annots=lambda pdf: Array([pdf.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[100, 100, 200, 120], A=Dictionary(S=Name.URI, URI=String("https://pufa.example.org/"))))])))),
    "script": ("P228", dict(mend=root(OpenAction=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))))),
    "script after a jump": ("P228", dict(mend=root(OpenAction=Dictionary(
        S=Name.GoTo, D=String("x"), Next=Array([Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))]))))),
    "white overprints": ("P231", dict(mend=appended("q /Op gs 0 0 0 0 k 60 520 50 20 re f Q", ExtGState={"Op": Dictionary(OP=True, op=True)}))),
}
"""Each fault, the code it must be found under, and how it is made."""

ALSO = {
    "no trim box": {"P204", "P214", "P215"},
    "trim out of media": {"P204", "P214", "P215"},
    "pages of two sizes": {"P204", "P214", "P215", "P219"},
    "other size than ordered": set(),
    "font not embedded": set(),
    "too much ink in a picture": set(),
    "black of three inks": {"P210"},
    "black of four inks": {"P210"},
    "black alone on inkjet": {"P216"},
    "hair line": set(),
    "registration inside": set(),
    "text without Unicode": set(),
    "type 3": {"P218"},
    "glyph that is not there": {"P218"},
    "script after a jump": set(),
}
"""What else such a file is rightly blamed for."""


def faults():
    """What is not found, or found where nothing is."""
    found, wrong = judged(made("clean"))
    if wrong or found:
        yield f"the clean file: {wrong or found}"
    found, wrong = judged(made("clean of four pages", pages=4))
    if wrong or found:
        yield f"the clean file of four pages: {wrong or found}"

    def one(item):
        name, (code, how) = item
        how = dict(how)
        options = how.pop("options", [])
        found, wrong = judged(made(name, **how), *options)
        said = []
        if wrong:
            said.append(f"{name}: {wrong}")
        codes = {c for c, severity, _ in found if severity != "note"}
        if code not in codes:
            said.append(f"{name}: {code} is not found, only {sorted(codes)}")
        others = codes - {code} - ALSO.get(name, set())
        # Asked as another profile, a file is rightly blamed for more.
        if others and "--profile" not in options:
            said.append(f"{name}: also {[f for f in found if f[0] in others]}")
        return said

    with ThreadPoolExecutor(2) as pool:
        for said in pool.map(one, FAULTS.items()):
            yield from said


def encrypted():
    """Locked files."""
    pdf = pikepdf.open(made("to be locked"))
    closed, open_ = SCRATCH / "closed.pdf", SCRATCH / "restricted.pdf"
    pdf.save(closed, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    pdf.save(open_, encryption=pikepdf.Encryption(user="", owner="secret", allow=pikepdf.Permissions(print_highres=False)))
    for path in (closed, open_):
        found, wrong = judged(path)
        if wrong or "P226" not in {code for code, _, _ in found}:
            yield f"{path.name}: {wrong or found}"


def hostile():
    """Files made to do harm, and what is left of good ones: each brings a message, and none an end of the program."""
    good = made("good").read_bytes()
    dice = random.Random(7)
    yield "empty", b""
    yield "no pdf", b"hello" * 100
    yield "only a head", b"%PDF-1.7\n"
    for part in (0.2, 0.5, 0.8, 0.97, 0.999):
        yield f"cut off at {part}", good[: int(len(good) * part)]
    for number in range(12):
        broken = bytearray(good)
        for _ in range(60):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        yield f"bytes changed {number}", bytes(broken)

    def written(change):
        buffer = io.BytesIO()
        pdf = pikepdf.open(io.BytesIO(good))
        change(pdf)
        pdf.save(buffer, static_id=True)
        return buffer.getvalue()

    def form(content, **resources):
        return lambda pdf: pdf.make_indirect(Stream(pdf, content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 500, 700], Resources=Dictionary(**resources)))

    def loop(pdf):
        inner = form(b"/Me Do")(pdf)
        inner.Resources.XObject = Dictionary(Me=inner)
        appended("/Lp Do", XObject={"Lp": lambda _: inner})(pdf)

    yield "form in itself", written(loop)

    def laughs(pdf):
        last = form(b"0 0 0 1 k 10 10 5 5 re f")(pdf)
        for _ in range(18):
            outer = form(b"/A Do " * 12)(pdf)
            outer.Resources.XObject = Dictionary(A=last)
            last = outer
        appended("/Lg Do", XObject={"Lg": lambda _: last})(pdf)

    yield "a billion forms", written(laughs)
    yield "huge numbers", written(appended(f"q {'9' * 400} 0 0 {'9' * 300}.{'9' * 300} 0 0 cm 0 0 1e99 -1e99 re f {'-9' * 200} w 0 0 m 5 5 l S Q BT /F1 {'9' * 50} Tf (x) Tj ET"))
    yield "deep arrays", written(appended("[" * 100000 + "]" * 100000 + " TJ"))
    yield "deep tables", written(appended("/X " + "<< /A " * 50000 + " BDC"))
    yield "many q", written(appended("q " * 200000))
    yield "strings without end", written(appended("BT /F1 10 Tf (((((((((((("))
    yield "inline picture without end", written(appended("BI /W 100000 /H 100000 /CS /RGB /BPC 8 ID abc"))
    yield "page tree in itself", written(lambda pdf: pdf.Root.Pages.Kids.append(pdf.Root.Pages))
    yield "contents missing", written(page_set(Contents=lambda pdf: Array([pdf.make_indirect(Dictionary()), 7, Name.X])))
    yield "boxes that are none", written(page_set(MediaBox=Array([0, 0, 0, 0]), TrimBox=Array([String("a")]), BleedBox=Name.X))
    yield "boxes without end", written(page_set(MediaBox=[-1e30, -1e30, 1e30, 1e30], TrimBox=[-1e30, -1e30, 1e30, 1e30]))
    yield "tiny page", written(page_set(MediaBox=[0, 0, 0.0001, 0.0001], TrimBox=[0, 0, 0.0001, 0.0001], BleedBox=[0, 0, 0.0001, 0.0001]))
    yield "resources of the wrong kind", written(page_set(Resources=Array([1, 2])))
    yield "fonts of the wrong kind", written(lambda pdf: pdf.pages[0].Resources.__setitem__("/Font", Dictionary(F1=String("x"))))
    yield "huge picture", written(appended("q 100 0 0 100 50 50 cm /Big Do Q", XObject={"Big": lambda pdf: pdf.make_indirect(Stream(
        pdf, b"", Type=Name.XObject, Subtype=Name.Image, Width=2000000000, Height=2000000000, BitsPerComponent=8, ColorSpace=Name.DeviceCMYK))}))
    yield "bomb", written(lambda pdf: pdf.pages[0].__setitem__("/Contents", pdf.make_indirect(Stream(pdf, b"q Q " * 30_000_000))))
    yield "pattern of fine dust", written(appended("q /Pattern cs /Pt scn 0 0 400 600 re f Q", Pattern={"Pt": lambda pdf: pdf.make_indirect(
        Stream(pdf, b"0 g 0 0 1 1 re f", PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 1, 1], XStep=0.0001, YStep=0.0001, Resources=Dictionary()))}))
    yield "indexed in itself", written(appended("q /Ix cs 0 sc 0 0 10 10 re f Q", ColorSpace={"Ix": lambda pdf: self_indexed(pdf)}))
    yield "structure in itself", written(root(StructTreeRoot=lambda pdf: self_structured(pdf)))
    yield "xref points anywhere", good.replace(b"startxref", b"startxref\n99999999999999999999")


def self_indexed(pdf):
    space = pdf.make_indirect(Array([Name.Indexed, Name.DeviceRGB, 255, String("x")]))
    space[1] = space
    return space


def self_structured(pdf):
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Figure))
    element.K = Array([element])
    return Dictionary(Type=Name.StructTreeRoot, K=element)


def harm():
    """Hostile files that do more than bring a message."""

    def one(item):
        name, data = item
        path = SCRATCH / f"hostile {name}.pdf"
        path.write_bytes(data)
        found, wrong = judged(path)
        if wrong:
            return f"{name}: {wrong}"
        damaged = name.startswith(("empty", "no pdf", "only a head", "cut off at 0.2", "cut off at 0.5", "form in itself", "a billion", "bomb"))
        if damaged and not {"P201", "P230"} & {code for code, _, _ in found}:
            return f"{name}: nothing is said of it: {found}"
        return None

    with ThreadPoolExecutor(2) as pool:
        yield from filter(None, pool.map(one, hostile()))


def others():
    """Files of other programs are read: text is found in them, and what is known to be wrong."""
    page = SCRATCH / "page.html"
    page.write_text(
        '<html lang="zh"><meta charset="utf-8"><title>测试</title><style>@page{size:A4;margin:20mm}</style>'
        "<h1>宪法宣传周</h1><p>Constitution week. 一切权力属于人民。</p><table border=1><tr><td>甲<td>乙</table></html>", "utf-8")
    chromium = SCRATCH / "chromium.pdf"
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={SCRATCH / 'profile'}", "--no-pdf-header-footer",
        f"--print-to-pdf={chromium}", page.as_uri())
    run("soffice", f"-env:UserInstallation={(SCRATCH / 'office').as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", str(SCRATCH), str(page))
    ghostscript = SCRATCH / "ghostscript.pdf"
    run("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-sColorConversionStrategy=CMYK", f"-sOutputFile={ghostscript}", str(chromium))
    wanted = {
        chromium: {"P202", "P204", "P208", "P209", "P224"},
        SCRATCH / "page.pdf": {"P202", "P204", "P208", "P209", "P224"},
        ghostscript: {"P202", "P204", "P209", "P224"},
    }
    for path, codes in wanted.items():
        if not path.exists():
            yield f"{path.name}: was not made"
            continue
        found, wrong = judged(path)
        missing = codes - {code for code, _, _ in found}
        if wrong or missing:
            yield f"{path.name}: {wrong or f'not found: {sorted(missing)}'}"
        if any(code in ("P201", "P217", "P230") for code, _, _ in found):
            yield f"{path.name}: {found}"


def outlined():
    """Ghostscript turns all text into outlines, and that is said as a note; where there is text it is not."""
    drawn = SCRATCH / "outlined.pdf"
    run("gs", "-q", "-dBATCH", "-dNOPAUSE", "-dNoOutputFonts", "-sDEVICE=pdfwrite", f"-sOutputFile={drawn}", str(made("to be outlined")))
    found, wrong = judged(drawn)
    if wrong or ("P233", "note") not in {(code, severity) for code, severity, _ in found}:
        yield f"{drawn.name}: {wrong or found}"


def underlaid():
    """A pale year beneath the text, and a pale word above it, are no collisions; dark ones are."""
    places = {
        "beneath": dict(base=lambda p: (p.text(18, 125, "2026", 110, CMYKColor(0, 0, 0, 0.12)), clean(p))),
        "above": dict(draw=lambda p: p.text(18, 125, "样本", 110, CMYKColor(0, 0, 0, 0.12))),
    }
    for name, how in places.items():
        found, wrong = judged(made(f"pale {name}", **how))
        if wrong or found:
            yield f"pale {name}: {wrong or found}"
    found, wrong = judged(made("dark beneath", base=lambda p: (p.text(18, 125, "2026", 110, BLACK), clean(p))))
    if wrong or ("P216", "error") not in {(code, severity) for code, severity, _ in found}:
        yield f"dark beneath: {wrong or found}"


def own():
    """The sheets of the example site, read as anybody's: no errors in what goes to the press."""
    sheets = sorted({poster.pdf for poster in posters()})
    for path in sheets[:: max(1, len(sheets) // 12)]:
        with pikepdf.open(path) as pdf:
            follows = "/OutputIntents" in pdf.Root or "/StructTreeRoot" in pdf.Root
        # Large prints follow no standard, and have no bleed.
        found, wrong = judged(path, *([] if follows else ["--profile", "inkjet"]))
        # How far off a large print is read stands in its format, which is not asked here.
        errors = [f for f in found if f[1] == "error" and f[0] != "P207"]
        if wrong or errors:
            yield f"{path.name}: {wrong or errors}"


def main():
    wrong = [*faults(), *encrypted(), *harm(), *others(), *outlined(), *underlaid(), *own()]
    count = len(FAULTS)
    verdict(wrong, f"{count} faults are found, each in a file that is clean but for it; hostile files bring messages only", count)


if __name__ == "__main__":
    main()
