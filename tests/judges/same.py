"""Does the same content give the same bytes? The example site is built again as another machine would: elsewhere on the disk,
from nothing, on one thread, in another time zone and language. Then once more on top of that, where nothing may change.
"""

import os
import re
import shutil
import subprocess

from lib.judge import PROGRAM, ROOT, SCRATCH, SITE, TODAY, differences, hashes, verdict


def build(root, output, **environment):
    """Builds and gives what was said; a failure ends the judge."""
    command = [PROGRAM, "build", "--lang", "en", "--jobs", "1", "--root", root, "--output", output, "--today", TODAY]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{done.stdout}{done.stderr}\nthe build ended with {done.returncode}")
    return done.stdout + done.stderr


def main():
    root = SCRATCH / "a copy 副本" / "site"
    root.mkdir(parents=True)
    for name in ("content", "theme", "themes"):
        if (ROOT / name).is_dir():
            # Not with the times of the originals: a clone has other ones.
            shutil.copytree(ROOT / name, root / name, copy_function=shutil.copyfile)
    shutil.copyfile(ROOT / "pufa.toml", root / "pufa.toml")
    output = SCRATCH / "elsewhere"
    build(root, output, TZ="Pacific/Kiritimati", LANG="zh_CN.UTF-8", HOME="/")
    ours, theirs = hashes(SITE), hashes(output)
    faults = differences(ours, theirs, "the site", "its copy made on one thread")
    said = build(root, output)
    if not re.search(r"\(0 changed\)", said):
        faults.append(f"a second build changed something: {said.strip().splitlines()[-2:]}")
    faults += differences(theirs, hashes(output), "the first build", "the second")
    verdict(faults, f"{len(ours)} files have the same bytes on one thread and on many, elsewhere and once more", len(ours))


main()
