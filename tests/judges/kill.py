"""Is the site whole after `kill -9`? A build is killed at fifty moments while the content goes back and forth between two states.

After each kill every file of the output is, byte for byte, as in one of the two states, and nothing else is there; and the next
build that may finish ends as a build from nothing. Half of the kills come anywhere in the build; half wait for the first sign
that files are being put, because that moment is short.
"""

import os
import random
import shutil
import subprocess
import time

from PIL import Image

from lib.judge import PROGRAM, SCRATCH, TODAY, differences, hashes, verdict

KILLS = 50
PAGES = 150
LIST = ".pufa-manifest"
"""The program's own list of what it made: it names old and new files together while files are being put."""


def write(root, state):
    """Writes the content of a state, 0 or 1: nearly every page, sheet and picture differs, some are only in one of the two."""
    word = ("春", "秋")[state]
    content = root / "content"
    shutil.rmtree(content, ignore_errors=True)
    # What a translation followed is remembered beside the content, and pages of the other state would rightly say that they are
    # behind: each state is a site of its own.
    (root / "translations.txt").unlink(missing_ok=True)
    (content / "notes").mkdir(parents=True)
    (content / "slogans").mkdir()
    (root / "pufa.toml").write_text(
        f'title = {{ zh = "{word}天的普法", en = "Law in {state}" }}\nbase_url = "https://kill.example.org/"\n'
        'languages = ["zh", "en"]\nissuer = { zh = "某单位", en = "Some Office" }\n',
        "utf-8",
    )
    for number in range(PAGES):
        if number % 10 == 3 + state:
            continue
        text = f"{word}天第{number}段，说的是法律。" * (1 + number % 30)
        head = f'+++\ntitle = "第{number}页"\ndate = 2026-11-01\n+++\n\n'
        (content / "notes" / f"n{number}.md").write_text(f"{head}{text}\n\n![图](p{number % 3}.png)\n", "utf-8")
        if number % 2:
            (content / "notes" / f"n{number}.en.md").write_text(f'+++\ntitle = "Page {number}"\n+++\n\nThe {number}th page of {state}.\n', "utf-8")
    for number in range(3):
        (content / "slogans" / f"s{number}.md").write_text(
            f'+++\ntitle = "{word}天的标语{number}"\ndate = 2026-11-01\ntext = "{word}天也要守法"\n+++\n\n请记住第{number}条。\n', "utf-8"
        )
        shade = (80 * number, 90 + 100 * state, 120)
        Image.linear_gradient("L").resize((1000, 600)).convert("RGB").point(lambda v, s=shade[1]: v * s // 255).save(content / "notes" / f"p{number}.png")


def command(root, output):
    """The build."""
    return [PROGRAM, "build", "--root", root, "--output", output, "--today", TODAY, "--lang", "en"]


def build(root, output):
    """Builds to the end; a failure ends the judge. Gives the seconds it took."""
    begun = time.monotonic()
    done = subprocess.run(command(root, output), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{done.stdout}{done.stderr}\nthe build ended with {done.returncode}")
    return time.monotonic() - begun


def killed(root, output, delay, aimed):
    """Begins a build and kills it; whether it was still running. An aimed kill waits `delay` after the list has changed."""
    before = (output / LIST).stat()
    process = subprocess.Popen(command(root, output), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if aimed:
        while process.poll() is None:
            now = (output / LIST).stat()
            if (now.st_mtime_ns, now.st_ino) != (before.st_mtime_ns, before.st_ino):
                break
    time.sleep(delay)
    process.kill()
    return process.wait() < 0


def main():
    seed = int(os.environ.get("PUFA_SEED") or random.randrange(1 << 32))
    print(f"the moments are those of PUFA_SEED={seed}")
    moments = random.Random(seed)
    clean = []
    for state in (0, 1):
        root = SCRATCH / f"clean{state}"
        root.mkdir()
        write(root, state)
        build(root, root / "public")
        clean.append({path: value for path, value in hashes(root / "public").items() if path != LIST})
    different = sum(1 for path in clean[0] if clean[1].get(path) != clean[0][path])
    if different < PAGES:
        raise SystemExit(f"only {different} files differ between the two states: there is nothing to interrupt")

    root, output = SCRATCH / "work", SCRATCH / "work" / "public"
    root.mkdir()
    write(root, 0)
    build(root, output)
    write(root, 1)
    longest = build(root, output)

    faults = []
    kills = halfway = 0
    state = 1
    for attempt in range(4 * KILLS):
        if kills >= KILLS and halfway > 0:
            break
        state = 1 - state
        write(root, state)
        # What is remembered of a state makes its next build short; half of the time it is forgotten.
        if moments.random() < 0.5:
            shutil.rmtree(root / ".pufa" / "store", ignore_errors=True)
        aimed = attempt % 2 == 1
        if not killed(root, output, moments.uniform(0, 0.02 if aimed else longest), aimed):
            continue
        kills += 1
        found = {path: value for path, value in hashes(output).items() if path != LIST}
        if any(clean[0].get(p) != v for p, v in found.items()) and any(clean[1].get(p) != v for p, v in found.items()):
            halfway += 1
        for path, value in found.items():
            if value not in (clean[0].get(path), clean[1].get(path)):
                faults.append(f"kill {kills}: {path} is neither old nor new")
        # What is the same in both states, or was there before and is wanted, can never be missing.
        for path in clean[0].keys() & clean[1].keys() - found.keys():
            faults.append(f"kill {kills}: {path} is gone")
        for line in (output / LIST).read_text("utf-8").splitlines():
            if not line.startswith("#") and len(line.split(" ", 2)) != 3:
                faults.append(f"kill {kills}: {LIST} has half a line: {line}")
        if moments.random() < 0.3:
            build(root, output)
            after = {path: value for path, value in hashes(output).items() if path != LIST}
            faults += [f"after kill {kills}: {fault}" for fault in differences(after, clean[state], "the output", "a clean build")]
        if faults:
            break
    if not faults:
        for state in (0, 1):
            write(root, state)
            build(root, output)
            if hashes(output) != hashes(SCRATCH / f"clean{state}" / "public"):
                faults.append(f"the last build of state {state} is not as a clean one")
        if halfway == 0:
            faults.append(f"none of {kills} kills came while files were being put")
    verdict(faults, f"{kills} kills, {halfway} of them while files were being put: every file old or new, every next build clean", kills)


main()
