"""Killed at any moment, a run leaves what was there before it or all that it makes, never a mix; what users keep in the
folder stays; and the next run ends with the same bytes as one that was never killed, and nothing else lies around.

Kills at every call that changes the file system when BATTERISK_KILL_SHIM names kill_at.so (BATTERISK_KILL_STEP=n: every
n-th), and BATTERISK_KILLS times (default 25) at random moments."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from attack import PROGRAM, row

SHIM = os.environ.get("BATTERISK_KILL_SHIM")
STEP = int(os.environ.get("BATTERISK_KILL_STEP", "1"))
KILLS = int(os.environ.get("BATTERISK_KILLS", "25"))
QUIET = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
work = os.path.realpath(tempfile.mkdtemp(prefix="aanval-"))


def call(folder, arguments, **options):
    return subprocess.run([PROGRAM, *arguments], cwd=folder, **QUIET, **options).returncode


def state(folder, hidden=False):
    """Every file by its name with a hash of its content; those with a hidden part in the name only when asked."""
    files = {}
    for path, folders, names in os.walk(folder):
        for name in names + [f for f in folders if os.path.islink(os.path.join(path, f))]:
            full = os.path.join(path, name)
            relative = os.path.relpath(full, folder)
            if not hidden and any(part.startswith(".") for part in relative.split(os.sep)):
                continue
            files[relative] = "->" + os.readlink(full) if os.path.islink(full) else hashlib.sha256(open(full, "rb").read()).hexdigest()
    return files


class Case:
    """One command with other output than what stands there. `progress`: names that may be there in any state."""

    def __init__(self, name, before, command, progress=()):
        self.name, self.command, self.progress = name, command, progress
        self.pattern = os.path.join(work, name)
        os.makedirs(self.pattern)
        self.place = os.path.join(work, "hier")
        before(self.pattern)
        self.old = state(self.pattern)
        shutil.copytree(self.pattern, self.place, symlinks=True)
        start = time.monotonic()
        if call(self.place, command) not in (0, 7):
            raise SystemExit(f"{name}: {command} fails")
        self.seconds = time.monotonic() - start
        self.new = state(self.place, hidden=True)
        self.end()

    def shown(self):
        return {n: h for n, h in state(self.place).items() if not n.startswith(tuple(self.progress))}

    def part(self, whole):
        return {n: h for n, h in whole.items() if not n.startswith(tuple(self.progress))}

    def begin(self):
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self.pattern, self.place, symlinks=True)

    def judge(self):
        """What stands there now, and what the next run makes of it: "" when all is well."""
        now, old, new = self.shown(), self.part(self.old), self.part(self.new)
        kept = {n: h for n, h in old.items() if n in new and old[n] == new[n]}
        if any(now.get(n) != h for n, h in kept.items()):
            return "lost"
        if now not in (old, new):
            # Two files beside others of the user cannot change in one step: the second is away for a moment, never of another run.
            part = {n: h for n, h in now.items() if n not in kept}
            of_one = all(old.get(n) == h for n, h in part.items()) or all(new.get(n) == h for n, h in part.items())
            if not of_one:
                return "mixed"
            self.between += 1
        if call(self.place, self.command) not in (0, 7):
            return "next run fails"
        end = state(self.place, hidden=True)
        # The journal of a batch stands in the order in which its threads were done.
        differs = {n for n in end.keys() | self.new.keys() if end.get(n) != self.new.get(n) and not (n in end and n in self.new and "voortgang" in n)}
        if differs:
            return f"after the next run other: {sorted(differs)[:3]}"
        return ""

    def result(self, number, what, tried, bad):
        note = f"{tried} x" + (f", {self.between} x a file of the pair was still to come" if self.between else "")
        row(not bad, number, f"{self.name}: {what}", note if not bad else f"{len(bad)} of {tried}: {bad[:3]}")

    def at_every_call(self):
        self.between, bad, tried = 0, [], 0
        self.begin()
        count = os.path.join(work, "aantal")
        call(self.place, self.command, env={**os.environ, "LD_PRELOAD": SHIM, "BATTERISK_KILL_COUNT": count})
        calls = int(open(count).read())
        for at in range(1, calls + 1, STEP):
            self.begin()
            code = call(self.place, self.command, env={**os.environ, "LD_PRELOAD": SHIM, "BATTERISK_KILL_AT": str(at)})
            tried += 1
            wrong = self.judge() if code == -signal.SIGKILL else "" if code in (0, 7) else f"exit {code}"
            if wrong:
                bad.append(f"{at}: {wrong}")
        self.result("10", "killed at every call that changes files", tried, bad)

    def at_random(self, times):
        self.between, bad = 0, []
        chance = random.Random(self.name)
        for _ in range(times):
            self.begin()
            moment = chance.uniform(0, 1.1 * self.seconds)
            process = subprocess.Popen([PROGRAM, *self.command], cwd=self.place, **QUIET)
            try:
                process.wait(moment)
            except subprocess.TimeoutExpired:
                process.kill()
            process.wait()
            wrong = self.judge()
            if wrong:
                bad.append(f"{moment:.3f} s: {wrong}")
        self.result("10", "killed at random moments", times, bad)

    def end(self):
        shutil.rmtree(self.place, ignore_errors=True)


def study(folder):
    call(folder, ["portfolio", "make", "-n", "3", "--panden", "110", "-o", "."])
    os.rename(os.path.join(folder, "sjabloon.toml"), os.path.join(folder, "dossier.toml"))


def keep(folder):
    """What a user may have in the folder of a result."""
    with open(os.path.join(folder, "notitie.txt"), "w", encoding="utf-8") as file:
        file.write("van mij\n")
    os.makedirs(os.path.join(folder, "eigen", "diep"))
    with open(os.path.join(folder, "eigen", "diep", "x"), "w", encoding="utf-8") as file:
        file.write("ook\n")
    os.symlink("nergens", os.path.join(folder, "koppeling"))


OTHER = ["-p", "tox.y_hf.lfp=100 g/kWh"]


def for_run(folder):
    study(folder)
    call(folder, ["run", "dossier.toml", "-o", "uit", "--format", "csv,xlsx"])
    keep(os.path.join(folder, "uit"))


def for_run_here(folder):
    study(folder)
    os.rename(os.path.join(folder, "dossier.toml"), os.path.join(folder, "d.toml"))
    call(folder, ["run", "d.toml", "-o", ".", "--format", "csv"])


def for_report(folder):
    study(folder)
    call(folder, ["report", "dossier.toml", "-o", "r.pdf"])


def for_archive(folder):
    study(folder)
    call(folder, ["archive", "dossier.toml", "-o", "d.zip"])


def for_batch(folder):
    call(folder, ["portfolio", "make", "-n", "6", "--panden", "30", "-o", "."])
    os.makedirs(os.path.join(folder, "uit"))
    keep(os.path.join(folder, "uit"))


def for_prepare(folder):
    study(folder)
    call(folder, ["prepare", "-o", "data", "--datum", "2026-11-01", "panden=omgeving.gpkg|pand", "verblijfsobjecten=omgeving.gpkg|verblijfsobject"])
    keep(os.path.join(folder, "data"))


cases = [
    Case("run", for_run, ["run", "dossier.toml", "-o", "uit", *OTHER, "--format", "geojson"]),
    Case("run_in_werkmap", for_run_here, ["run", "d.toml", "-o", ".", *OTHER, "--format", "geojson"]),
    Case("report", for_report, ["report", "dossier.toml", "-o", "r.pdf", *OTHER]),
    Case("archive", for_archive, ["archive", "dossier.toml", "-o", "d.zip", *OTHER]),
    Case("batch", for_batch, ["batch", "portefeuille.toml", "-o", "uit"], ("uit/voortgang", "uit/vormen", "uit/batch.json")),
    Case("prepare", for_prepare, ["prepare", "-o", "data", "--datum", "2026-11-02", "panden=omgeving.gpkg|pand"]),
]
try:
    for case in cases:
        if SHIM:
            case.at_every_call()
        else:
            row(None, "10", f"{case.name}: killed at every call that changes files", "no kill_at.so")
        case.at_random(max(1, KILLS // len(cases)))
finally:
    shutil.rmtree(work, ignore_errors=True)
