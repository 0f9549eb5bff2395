"""Are Chinese names read as pypinyin reads them? A site is made with one page for each title of the table that people have set down
(src/pinyin/tests/titles.txt) and for each Chinese title of the example site; the addresses it remembers are compared letter by letter.

Where words are parted is not compared: pypinyin parts none. Where it is wrong stands below, with the reason.
"""

import re
import subprocess

from pypinyin import lazy_pinyin

from lib.judge import PROGRAM, ROOT, SCRATCH, TODAY, verdict

TITLES = ROOT / "src/pinyin/tests/titles.txt"

# Parts of titles that pypinyin reads wrongly or cannot know, and why. One that is needed by no title is a fault.
EXCUSED = {
    "与法同行": "tongxing, to walk together with the law; tonghang is somebody of the same trade",
    "支行": "zhihang, a branch of a bank",
    "长垣": "Changyuan, a city of Henan",
    "不还": "huan, to give back",
    "还林": "huan, to give back",
    "还款": "huan, to give back",
    "慢慢地": "de, behind an adverb",
    "认真地": "de, behind an adverb",
    "必须得": "dei, must",
    "姓卜": "Bu, a surname",
    "姓盖": "Ge, a surname",
    "解某": "Xie, a surname",
    "单县": "Shanxian, a county of Shandong",
    "单律师": "Shan, a surname",
    "单亲": "danqin, a single parent",
    "仇某": "Qiu, a surname",
    "仇警官": "Qiu, a surname",
    "姓区": "Ou, a surname",
    "区某": "Ou, a surname",
    "姓查": "Zha, a surname",
    "曾律师": "Zeng, a surname",
    "三调": "three ways of tiaojie, mediation",
    "诉调": "tiaojie, mediation",
    "人人参与": "canyu, to take part; pypinyin reads ginseng",
    "事了": "liao, to be done with",
}


def titles():
    """The titles, in the order in which they are found."""
    found = [line.rsplit(" ", 1)[0] for line in TITLES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    for file in sorted((ROOT / "content").rglob("*.md")):
        title = re.search(r'^title\s*=\s*"([^"]*[\u4e00-\u9fff][^"]*)"', file.read_text("utf-8"), re.M)
        if title and not re.search(r'[\\/:*?<>|"]', title[1]):
            found.append(title[1])
    return list(dict.fromkeys(found))


def letters(text):
    return re.sub("[^a-z0-9]", "", text)


def main():
    root = SCRATCH / "site"
    (root / "content").mkdir(parents=True)
    (root / "pufa.toml").write_text('title = "名"\nbase_url = "https://pufa.example.org/"\n', "utf-8")
    asked = titles()
    for number, title in enumerate(asked):
        # A folder for each, so that none is cut and no two meet at one address.
        folder = root / "content" / f"t{number}"
        folder.mkdir()
        (folder / f"{title}.md").write_text(f'+++\ntitle = "{number}"\n+++\n', "utf-8")
    command = [PROGRAM, "build", "--lang", "en", "--root", root, "--output", SCRATCH / "public", "--today", TODAY]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{done.stdout}{done.stderr}\nthe build ended with {done.returncode}")
    remembered = dict(
        re.findall(r"^content/t(\d+)/.* = t\d+/(\S+)\.html", (root / "addresses.txt").read_text("utf-8"), re.M)
    )
    faults, compared, needed = [], 0, set()
    for number, title in enumerate(asked):
        ours = remembered.get(str(number))
        if ours is None:
            faults.append(f"{title}: no address is remembered")
            continue
        if re.search(r"-[0-9a-f]{8}$", ours) and len(ours) > 60:
            ours = ours[:-9]
        theirs = letters("".join(lazy_pinyin(title.lower(), v_to_u=False)).replace("ü", "v"))
        compared += 1
        if theirs.startswith(letters(ours)) and (len(ours) > 60 or theirs == letters(ours)):
            continue
        why = [part for part in EXCUSED if part in title]
        needed.update(why)
        if not why:
            faults.append(f"{title}: {ours}, by pypinyin {theirs}")
    faults += [f"the excuse for {part} is needed no more" for part in EXCUSED if part not in needed]
    verdict(faults, f"{compared} titles are read as pypinyin reads them, but for {len(needed)} where it is wrong", compared)


main()
