"""Whatever a file holds, the program neither crashes nor ends with 1 (an error of its own), and it waits for nothing."""

import json
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from attack import PROGRAM, members, must, row, sealed, study, write_zip

work = os.path.realpath(tempfile.mkdtemp(prefix="aanval-"))
here = os.path.join(work, "studie")
text = study(here)
must("archive", "dossier.toml", "-o", "eerlijk.zip", folder=here)
must("run", "dossier.toml", "-o", "uit", folder=here)
must("batch", "portefeuille.toml", "-o", "b", folder=here) if os.path.exists(os.path.join(here, "sjabloon.toml")) else None
honest = members(os.path.join(here, "eerlijk.zip"))


def path(name):
    return os.path.join(here, name)


def write(name, content):
    with open(path(name), "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())
    return name


def survives(attack, *arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, close=False):
    """The command ends in half a minute, and neither with 1 nor by a signal."""
    try:
        code = subprocess.run([PROGRAM, *arguments], cwd=here, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr,
                              timeout=30).returncode
    except subprocess.TimeoutExpired:
        code = "hangs"
    row(code not in (1, "hangs") and code >= 0, "5", attack, f"exit {code}")


deep = 10000
dossiers = {
    "a heading of 10,000 parts": "[" + ".".join(["a"] * deep) + "]\n",
    "a key of 10,000 parts": ".".join(["a"] * deep) + " = 1\n",
    "a list 100,000 deep": "a = " + "[" * 100000,
    "a table 100,000 deep": "a = " + "{a=" * 100000,
    "100,000 headings": "".join(f"[a{i}]\n" for i in range(100000)),
    "a list of 10^6 systems": "[[systeem]]\n" * 100000,
    "zeros": "\0" * 100000,
    "nothing": "",
    "a number of 100,000 digits": "schema_versie = " + "9" * 100000,
}
for name, content in dossiers.items():
    survives(f"dossier: {name}", "check", write("kapot.toml", content))
    survives(f"dossier: {name} (run)", "run", "kapot.toml", "-o", "weg")

shapes = [None, 1, "x", [], {}, [1], {"a": 1}, True, -1, 1e308, [[[]]], "9" * 400, [None] * 3]
keys = ["soort", "schema_versie", "dossier", "keuzes", "regels", "bestanden", "lagen", "gebied", "run_id"]
failed = []
for key in keys:
    for shape in shapes:
        write_zip(path("kapot.zip"), sealed(honest, lambda receipt, k=key, s=shape: receipt.__setitem__(k, s)))
        code = subprocess.run([PROGRAM, "verify", "kapot.zip"], cwd=here, capture_output=True, timeout=60).returncode
        if code == 1 or code < 0:
            failed.append(f"{key}={shape!r:.20}: {code}")
row(not failed, "5", "receipt of an archive: 9 keys in 13 shapes", "; ".join(failed[:4]))
receipt = json.loads(open(path("uit/ontvangstbewijs.json"), encoding="utf-8").read())
failed = []
os.makedirs(path("map"), exist_ok=True)
shutil.copy(path("uit/resultaat.json"), path("map/resultaat.json"))
for key in [*receipt, "dossier.pad", "dossier.naam", "keuzes.peildatum", "keuzes.parameters", "keuzes.regelset"]:
    for shape in shapes:
        changed = json.loads(json.dumps(receipt))
        place = changed
        *way, last = key.split(".")
        for part in way:
            place = place[part]
        place[last] = shape
        with open(path("map/ontvangstbewijs.json"), "w", encoding="utf-8") as file:
            json.dump(changed, file)
        for command in (["verify", "map"], ["explain", "map", "--at", "155020,463000"]):
            code = subprocess.run([PROGRAM, *command], cwd=here, capture_output=True, timeout=60).returncode
            if code == 1 or code < 0:
                failed.append(f"{key}={shape!r:.20}: {code}")
row(not failed, "5", "receipt of a folder: every key in 13 shapes", "; ".join(failed[:4]))

for name, content in {"deep lists": "[" * 200000, "deep objects": '{"a":' * 200000, "closed deep lists": "[" * 100000 + "]" * 100000}.items():
    body = '{"oordeel":{"eindoordeel":"x"},"parameters":[],"x":' + content + "}"
    survives(f"JSON: {name} as a result", "compare", write("diep.json", body), "uit")
    os.makedirs(path("diep"), exist_ok=True)
    write("diep/ontvangstbewijs.json", content)
    survives(f"JSON: {name} as a receipt", "verify", "diep")
    survives(f"JSON: {name} where the output goes", "run", "dossier.toml", "-o", "diep")
    write("diep.geojson", '{"type":"FeatureCollection","features":[' + content)
    changed = text + '\n[[omgeving.laag]]\nsoort = "panden"\npad = "diep.geojson"\nbron = "x"\ndatum = 2026-11-01\n'
    survives(f"JSON: {name} as a layer", "run", write("diep.toml", changed), "-o", "weg")

must("portfolio", "make", "-n", "2", "--panden", "20", "-o", "p", folder=here)
must("batch", "p/portefeuille.toml", "-o", "b", folder=here)
journals = {
    "a size of 2^64 - 1": "#site 0 18446744073709551615\nx\n#klaar\n",
    "a size of 2^63": "#site 0 9223372036854775808\nx\n#klaar\n",
    "a site of 2^64 - 1": "#site 18446744073709551615 2\nx\n#klaar\n",
    "rows without cells": "#site 0 2\nS\n#klaar\n#site 1 2\nS\n#klaar\n",
    "rows without an end": "#site 0 1\nS#klaar\n#site 1 1\nP#klaar\n",
    "rows of commas": "#site 0 40\nS" + "," * 38 + "\n#klaar\n#site 1 12\nP,,,,,,,,,,\n#klaar\n",
}
for name, content in journals.items():
    write("b/voortgang/1-van-1.log", content)
    survives(f"journal: {name}", "merge", "b", "-o", "samen")
    survives(f"journal: {name} (batch)", "batch", "p/portefeuille.toml", "-o", "b")

head = "0\nSECTION\n2\nENTITIES\n0\nLWPOLYLINE\n8\n0\n90\n4\n70\n1\n"
for name, content in {
    "a ring of one point": head + "10\n120000\n20\n480000\n0\nENDSEC\n0\nEOF\n",
    "a ring that stands still": head + "10\n120000\n20\n480000\n" * 1 + "10\n120000\n20\n480000\n" * 3 + "0\nENDSEC\n0\nEOF\n",
    "coordinates without end": head + "10\n1e400\n20\nnan\n10\ninf\n20\n-inf\n10\n1\n20\n2\n0\nENDSEC\n0\nEOF\n",
    "cut off": head + "10\n120000\n20\n",
    "10^9 points announced": head.replace("90\n4", "90\n1000000000") + "0\nENDSEC\n0\nEOF\n",
}.items():
    survives(f"DXF: {name}", "shapes", write("kapot.dxf", content), "--crs", "EPSG:28992")

os.mkfifo(path("pijp"))
os.makedirs(path("map2"), exist_ok=True)
for special in ("pijp", "/dev/zero", "/dev/full", "map2"):
    name = os.path.basename(special)
    for command in (["check"], ["run"], ["verify"], ["report"], ["archive"], ["explain", "--at", "1,1"], ["compare", "uit"], ["batch"], ["merge"],
                    ["shapes"], ["count", "omgeving.gpkg", "--radius", "10"], ["sweep", "--over", "tox.y_hf.lfp=1:2:2"]):
        arguments = [*command, special] if command[0] != "count" else ["count", "omgeving.gpkg", special, "--radius", "10"]
        if command[0] == "explain":
            arguments = ["explain", special, "--at", "1,1"]
        if command[0] == "sweep":
            arguments = ["sweep", special, *command[1:]]
        survives(f"{name}: {command[0]}", *arguments)
    survives(f"{name}: count on it", "count", special, "sites.csv", "--radius", "10")
    survives(f"{name}: prepare", "prepare", "-o", "weg", "--datum", "2026-11-01", f"panden={special}")
    changed = text.replace('pad = "omgeving.gpkg"', f"pad = {json.dumps(special)}")
    survives(f"{name}: as a layer", "run", write("bijzonder.toml", changed), "-o", "weg")
    survives(f"{name}: as weather", "run", write("weer.toml", text + f"\n[weer]\ntabel = {json.dumps(special)}\n"), "-o", "weg")
    survives(f"{name}: as a folder of layers", "check", write("map.toml", text.replace("[omgeving]", f"[omgeving]\nmap = {json.dumps(special)}")))
    survives(f"{name}: as rules", "rules", "list", "--rules", special)

shutil.rmtree(work, ignore_errors=True)
