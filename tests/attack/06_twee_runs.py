"""Two runs into one folder: one writes, the other says so. Nothing outside a folder changes through links in it, and a
device stays a device."""

import hashlib
import os
import shutil
import stat
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from attack import PROGRAM, must, row, run, study

work = os.path.realpath(tempfile.mkdtemp(prefix="aanval-"))
here = os.path.join(work, "studie")
text = study(here)
PAIRS = int(os.environ.get("BATTERISK_PAIRS", "10"))


def state(folder):
    files = {}
    for place, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(place, name), "rb") as file:
                files[os.path.relpath(os.path.join(place, name), folder)] = hashlib.sha256(file.read()).hexdigest()
    return files


def start(*arguments):
    return subprocess.Popen([PROGRAM, *arguments], cwd=here, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


other = ["-p", "tox.y_hf.lfp=100 g/kWh"]
commands = {
    "run": lambda o: ["run", "dossier.toml", "-o", "uit", "--format", "csv", *o],
    "prepare": lambda o: ["prepare", "-o", "uit", "--datum", "2026-11-02" if o else "2026-11-01", "panden=omgeving.gpkg|pand"],
    "portfolio make": lambda o: ["portfolio", "make", "-n", "20" if o else "30", "--panden", "50", "-o", "uit"],
}
for name, arguments in commands.items():
    results = []
    for change in ([], other):
        shutil.rmtree(os.path.join(here, "uit"), ignore_errors=True)
        must(*arguments(change), folder=here)
        results.append(state(os.path.join(here, "uit")))
    mixed, refused = [], 0
    for i in range(PAIRS):
        if i % 2 == 0:
            shutil.rmtree(os.path.join(here, "uit"), ignore_errors=True)
        both = [start(*arguments([])), start(*arguments(other))]
        said = [process.communicate()[1].decode("utf-8", "replace") for process in both]
        codes = [process.returncode for process in both]
        refused += sum(code == 5 and "F002" in text for code, text in zip(codes, said))
        if state(os.path.join(here, "uit")) not in results or not set(codes) <= {0, 5} or 0 not in codes:
            mixed.append(f"{i}: exit {codes}")
    row(not mixed, "6", f"two at once into one folder: {name}", f"{PAIRS} pairs, {refused} refused (F002) {'; '.join(mixed[:3])}")
for name, arguments, files in (("report", ["report", "dossier.toml", "-o", "r.pdf"], ("r.pdf", "r.html")),
                               ("archive", ["archive", "dossier.toml", "-o", "d.zip"], ("d.zip",))):
    results, bad = [], []
    content = lambda: [open(os.path.join(here, file), "rb").read() for file in files]
    for change in ([], other):
        must(*arguments, *change, folder=here)
        results.append(content())
    for i in range(PAIRS):
        both = [start(*arguments), start(*arguments, *other)]
        codes = [(process.communicate(), process.returncode)[1] for process in both]
        if content() not in results or codes != [0, 0]:
            bad.append(f"{i}: exit {codes}")
    row(not bad, "6", f"two at once of one name: {name}", f"{PAIRS} pairs {'; '.join(bad[:3])}")

outside = os.path.join(work, "van een ander")
os.makedirs(os.path.join(outside, "csv"))
for name in ("resultaat.json", "resultaat.gpkg", "kaart.svg", "ontvangstbewijs.json", "csv/zone.csv", "csv/parameters.csv", "slot", "plan"):
    with open(os.path.join(outside, name), "w", encoding="utf-8") as file:
        file.write("blijft\n")
before = state(outside)
for name, links in {
    "its files are links": {n: n for n in ("resultaat.json", "resultaat.gpkg", "kaart.svg", "ontvangstbewijs.json")},
    "its folder csv is a link": {"csv": "csv"},
    "its lock and plan are links": {".batterisk.slot": "slot", ".batterisk.plan": "plan"},
    "names of before are links": {".nieuw.resultaat.json": "resultaat.json", ".vorig.resultaat.json": "resultaat.json"},
}.items():
    for place in ("uit", "."):
        folder = os.path.join(work, "gekoppeld")
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        for link, target in links.items():
            os.symlink(os.path.join(outside, target), os.path.join(folder, link))
        outcome = run("run", os.path.join(here, "dossier.toml"), "-o", folder if place == "uit" else ".", "--format", "csv",
                      folder=here if place == "uit" else folder)
        outcome = run("run", os.path.join(here, "dossier.toml"), "-o", folder if place == "uit" else ".",
                      folder=here if place == "uit" else folder)
        row(state(outside) == before and outcome.code in (0, 5), "6", f"links in the folder: {name}{'' if place == 'uit' else ' (working folder)'}", outcome.shown)
for file, arguments in {"r.pdf": ["report", "dossier.toml"], "d.zip": ["archive", "dossier.toml"], "t.toml": ["template"]}.items():
    target = os.path.join(outside, "resultaat.json")
    place = os.path.join(here, file)
    if os.path.lexists(place):
        os.remove(place)
    os.symlink(target, place)
    outcome = run(*arguments, "-o", file, folder=here)
    row(state(outside) == before, "6", f"the file is a link: {arguments[0]}", outcome.shown)

for device in ("null", "full", "zero"):
    for arguments in (["report", "dossier.toml"], ["archive", "dossier.toml"], ["template"], ["run", "dossier.toml"], ["prepare", "--datum", "2026-11-01", "panden=omgeving.gpkg|pand"]):
        outcome = run(*arguments, "-o", f"/dev/{device}", folder=here)
        is_device = stat.S_ISCHR(os.lstat(f"/dev/{device}").st_mode)
        row(is_device and outcome.code in (0, 5), "6", f"-o /dev/{device}: {arguments[0]}", f"{outcome.shown}{'' if is_device else ' DEVICE REPLACED'}")
shutil.rmtree(work, ignore_errors=True)
