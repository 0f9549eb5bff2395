"""What becomes of difficult pictures on a sheet? Made by Pillow, built by pufa, looked at by Poppler.

A JPEG in inks, a photograph of a hundred megapixels, one that a camera turned, a drawing that shows another file, one that does not,
a file that is not there, one cut off: each gives the right picture or the right message.
"""

import json
import re
import subprocess

from PIL import Image, ImageDraw

from lib.judge import PROGRAM, SCRATCH, TODAY, run, verdict

RED, BLUE = (200, 30, 30), (30, 30, 200)
KIND = """extends = "common"
name = "通知"
folder = "notices"
template = "notice.html"
[[posters]]
template = "notice"
formats = ["A3"]
languages = ["zh"]
"""


def halves(size, left, right, mode="RGB"):
    """A picture whose left half has one colour and whose right another."""
    picture = Image.new(mode, size, left)
    ImageDraw.Draw(picture).rectangle((size[0] // 2, 0, *size), fill=right)
    return picture


def site(name, picture, target="a.jpg"):
    """A site with one notice that shows a picture; `picture` writes it."""
    root = SCRATCH / name
    (root / "content/notices").mkdir(parents=True)
    (root / "theme/kinds").mkdir(parents=True)
    (root / "theme/kinds/notice.toml").write_text(KIND, "utf-8")
    (root / "pufa.toml").write_text('title = "津城普法"\nbase_url = "https://pufa.example.org/"\nlanguages = ["zh"]\n', "utf-8")
    (root / "content/notices/x.md").write_text(f'+++\ntitle = "通知"\ndate = 2026-11-20\n+++\n\n![一幅图]({target})\n', "utf-8")
    picture(root / "content/notices" / target)
    return root


def build(root):
    """The codes of the problems, and the sheet if there is one."""
    said = subprocess.run([PROGRAM, "--format", "json", "build", "--root", root, "--today", TODAY], capture_output=True, check=False)
    found = json.loads(said.stdout or "[]")
    found = found["problems"] if isinstance(found, dict) else found
    pdf = root / "public/posters/notices-x-a3-zh.pdf"
    return [(p["code"], p.get("severity")) for p in found], pdf if pdf.exists() else None, said


def colours(pdf):
    """How many dots of a rendering are nearly red and nearly blue, and the first of each from the left."""
    run("pdftoppm", "-r", "36", "-singlefile", "-png", pdf, SCRATCH / "look")
    picture = Image.open(SCRATCH / "look.png").convert("RGB")
    near = lambda a, b: sum(abs(x - y) for x, y in zip(a, b, strict=True)) < 150
    found = {"red": [], "blue": []}
    for y in range(picture.height):
        for x in range(picture.width):
            dot = picture.getpixel((x, y))
            if near(dot, RED) and dot[0] > dot[2] + 80:
                found["red"].append((x, y))
            elif near(dot, BLUE) and dot[2] > dot[0] + 80:
                found["blue"].append((x, y))
    return found


def right(name, root, faults, axis=0):
    """The picture is there, red before blue along an axis, and not with more pixels than can be seen."""
    problems, pdf, said = build(root)
    if pdf is None:
        faults.append(f"{name}: no sheet: {problems or said.stderr.decode()[-300:]}")
        return
    found = colours(pdf)
    if min(len(found["red"]), len(found["blue"])) < 200:
        faults.append(f"{name}: the picture is not there: {len(found['red'])} red and {len(found['blue'])} blue dots")
        return
    middle = lambda dots: sum(dot[axis] for dot in dots) / len(dots)
    # The theme has red of its own; blue is the picture's alone, so the red beside it is looked at.
    rows = {dot[1 - axis] for dot in found["blue"]}
    beside = [dot for dot in found["red"] if dot[1 - axis] in rows]
    if not beside or middle(beside) >= middle(found["blue"]):
        faults.append(f"{name}: the picture is turned or mirrored")
    listed, _ = run("pdfimages", "-list", pdf)
    for row in listed.splitlines()[2:]:
        width, height = (int(n) for n in row.split()[3:5])
        if max(width, height) > 7500:
            faults.append(f"{name}: {width} × {height} pixels are more than can be seen on A3")


def told(name, root, code, faults):
    """There is no sheet, and the problem has this code."""
    problems, pdf, _ = build(root)
    if pdf is not None or code not in [c for c, _ in problems]:
        faults.append(f"{name}: expected {code}, but {problems} {'and a sheet' if pdf else ''}")


def drawing(inner):
    head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 600 400">'
    return lambda path: path.write_text(f"{head}{inner}</svg>", "utf-8")


def cut_off(path):
    halves((600, 400), RED, BLUE).save(path, "JPEG")
    path.write_bytes(path.read_bytes()[:3000])


def turned(path):
    """Lies on its side; the camera says: turn by a quarter."""
    exif = Image.Exif()
    exif[0x0112] = 6
    halves((400, 600), RED, BLUE).rotate(90, expand=True).save(path, "JPEG", exif=exif, quality=92)


def main():
    faults, asked = [], 0
    inks = lambda path: halves((600, 400), (0, 235, 215, 20), (230, 215, 0, 20), "CMYK").save(path, "JPEG", quality=92)
    good = {
        "a JPEG in inks": (inks, "a.jpg"),
        "a hundred megapixels": (lambda path: halves((11600, 8700), RED, BLUE).save(path, "JPEG", quality=85), "a.jpg"),
        "turned by the camera": (turned, "a.jpg"),
        "a drawing": (drawing('<path d="M0 0h300v400H0z" fill="#c81e1e"/><path d="M300 0h300v400H300z" fill="#1e1ec8"/>'), "a.svg"),
        "partly transparent": (lambda path: halves((600, 400), (*RED, 255), (*BLUE, 255), "RGBA").save(path), "a.png"),
    }
    for number, (name, (make, target)) in enumerate(good.items()):
        asked += 1
        right(name, site(f"good-{number}", make, target), faults)
    bad = {
        "a drawing that shows another file": (drawing('<image xlink:href="https://pufa.example.org/x.png" width="9" height="9"/>'), "a.svg", "P105"),
        "a drawing that reads a file": (drawing('<style>rect{fill:url(file:///etc/passwd)}</style><rect width="9" height="9"/>'), "a.svg", "P105"),
        "cut off": (cut_off, "a.jpg", "S105"),
        "not there": (lambda path: None, "a.jpg", "L101"),
        "no picture at all": (lambda path: path.write_text("这不是图片", "utf-8"), "a.png", "S105"),
    }
    for number, (name, (make, target, code)) in enumerate(bad.items()):
        asked += 1
        told(name, site(f"bad-{number}", make, target), code, faults)
    verdict(faults, f"{asked} difficult pictures: each is on the sheet as it should be, or the message says what is wrong", asked)


main()
