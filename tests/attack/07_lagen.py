"""A layer that changes while it is read: the result is of one version and has its hash, or the run says that it changed."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from attack import PROGRAM, must, row, study

work = os.path.realpath(tempfile.mkdtemp(prefix="aanval-"))
here = os.path.join(work, "studie")
study(here)
RUNS = int(os.environ.get("BATTERISK_SWAPS", "25"))
layer = os.path.join(here, "omgeving.gpkg")
versions = [os.path.join(work, name) for name in ("a.gpkg", "b.gpkg")]
shutil.copy(layer, versions[0])
shutil.copy(layer, versions[1])
base = sqlite3.connect(versions[1])
for trigger in [r[0] for r in base.execute("SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='verblijfsobject'")]:
    base.execute(f'DROP TRIGGER "{trigger}"')
base.execute("UPDATE verblijfsobject SET gebruiksdoel='onderwijsfunctie'")
base.commit()
base.close()
results = {}
for version in versions:
    shutil.copy(version, layer)
    must("run", "dossier.toml", "-o", "uit", folder=here)
    with open(os.path.join(here, "uit", "resultaat.json"), encoding="utf-8") as file:
        result = json.load(file)
    results[json.dumps(result["lagen"], sort_keys=True)] = result
assert len(results) == 2


def swap(how, stop):
    i = 0
    while not stop.is_set():
        i += 1
        source = versions[i % 2]
        time.sleep(0.0 if i % 16 < 8 else 0.1)
        if how == "replaced":
            shutil.copy(source, layer + ".x")
            os.rename(layer + ".x", layer)
        else:
            with open(source, "rb") as a, open(layer, "r+b") as b:
                data = a.read()
                b.write(data)
                b.truncate(len(data))


for how in ("replaced", "written over"):
    shutil.copy(versions[0], layer)
    stop = threading.Event()
    thread = threading.Thread(target=swap, args=(how, stop))
    thread.start()
    bad, told, read = [], 0, 0
    for i in range(RUNS):
        shutil.rmtree(os.path.join(here, "uit"), ignore_errors=True)
        done = subprocess.run([PROGRAM, "run", "dossier.toml", "-o", "uit"], cwd=here, capture_output=True, timeout=60)
        if done.returncode != 0:
            said = done.stderr.decode("utf-8", "replace")
            told += 1
            if done.returncode != 5 or not ("L050" in said or "L001" in said):
                bad.append(f"{i}: exit {done.returncode} {said[:60]}")
            continue
        with open(os.path.join(here, "uit", "resultaat.json"), encoding="utf-8") as file:
            result = json.load(file)
        expected = results.get(json.dumps(result["lagen"], sort_keys=True))
        read += 1
        if expected is None or expected["getroffen_pand"] != result["getroffen_pand"] or expected["toets"] != result["toets"]:
            bad.append(f"{i}: a result of neither version")
    stop.set()
    thread.join()
    row(not bad, "7", f"a layer that is {how} all the time", f"{RUNS} runs, {told} told, {read} of one version {'; '.join(bad[:2])}")


def hash_after(change):
    shutil.copy(versions[0], layer)
    change()
    must("run", "dossier.toml", "-o", "uit", folder=here)
    with open(os.path.join(here, "uit", "resultaat.json"), encoding="utf-8") as file:
        return [laag["sha256"] for laag in json.load(file)["lagen"]]


def with_log():
    """A change that stands in the write-ahead log only, as while somebody has the file open."""
    program = ("import sqlite3,os,sys\nb=sqlite3.connect(sys.argv[1])\nb.execute('PRAGMA journal_mode=WAL')\n"
               "b.execute('CREATE TABLE proef (x)')\nb.commit()\nos._exit(0)\n")
    subprocess.run([sys.executable, "-c", program, layer], check=True)


plain = hash_after(lambda: None)
logged = hash_after(with_log)
row(plain != logged, "7", "the log of a GeoPackage is part of its hash", f"{plain[0][:8]} {logged[0][:8]}")
shutil.rmtree(work, ignore_errors=True)
