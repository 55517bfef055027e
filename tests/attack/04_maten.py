"""Sizes beyond all measure are refused by name, an object that reaches far outside the country is never silently fine, and
whatever runs ends within a second of SIGTERM."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from attack import PROGRAM, must, row, run, study

work = os.path.realpath(tempfile.mkdtemp(prefix="aanval-"))
here = os.path.join(work, "studie")
text = study(here)


def with_text(name, changed):
    with open(os.path.join(here, name), "w", encoding="utf-8") as file:
        file.write(changed)
    return name


def sizes():
    quantities = {
        "a container of 10^6 m": ('lengte = "6,06 m"', 'lengte = "1000000 m"'),
        "a container of 1e308 m": ('hoogte = "2,59 m"', 'hoogte = { waarde = 1e308, eenheid = "m" }'),
        "an energy of 1e308 MWh": ('eenheid = "4,2 MWh"', 'eenheid = { waarde = 1e308, eenheid = "MWh" }'),
        "an energy that is infinite": ('eenheid = "4,2 MWh"', 'eenheid = { waarde = inf, eenheid = "MWh" }'),
        "an energy that is no number": ('eenheid = "4,2 MWh"', 'eenheid = { waarde = nan, eenheid = "MWh" }'),
        "a place at 1e308": ("positie = [155000.0, 463000.0]", "positie = [1e308, 463000.0]"),
        "a place that is no number": ("positie = [155000.0, 463000.0]", "positie = [nan, 463000.0]"),
        "a bearing of 1e308": ('orientatie = "90 graden"', 'orientatie = { waarde = 1e308, eenheid = "graden" }'),
    }
    for name, (before, after) in quantities.items():
        assert before in text, before
        outcome = run("run", with_text("groot.toml", text.replace(before, after, 1)), "-o", "groot", folder=here, timeout=60)
        row(outcome.code == 3, "4", name, outcome.shown)
    for value in ("1e308", "1e30", "-1e30", "nan", "inf"):
        changed = text + f'\n[[afwijking]]\nparameter = "fire.k"\nwaarde = {value}\nmotivering = "proef"\n'
        outcome = run("run", with_text("afwijking.toml", changed), "-o", "groot", folder=here, timeout=60)
        row(outcome.code not in (1, -11, -6), "4", f"a rule value of {value}", outcome.shown)


def far_vertices():
    near = [[155030.0, 463000.0], [155040.0, 463000.0], [155040.0, 463010.0], [155030.0, 463010.0], [155030.0, 463000.0]]
    for name, x in {"a vertex at 10^9 m": 1e9, "a vertex at 10^300 m": 1e300, "a vertex at -10^6 m": -1e6}.items():
        ring = near[:3] + [[x, 463010.0]] + near[4:]
        feature = {"type": "Feature", "properties": {"identificatie": "0221100000000009", "status": "Pand in gebruik"},
                   "geometry": {"type": "Polygon", "coordinates": [ring]}}
        layer = {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}},
                 "features": [feature, {**feature, "properties": {"identificatie": "0221100000000008", "status": "Pand in gebruik"},
                                        "geometry": {"type": "Polygon", "coordinates": [near]}}]}
        with open(os.path.join(here, "ver.geojson"), "w", encoding="utf-8") as file:
            json.dump(layer, file)
        changed = text + '\n[[omgeving.laag]]\nsoort = "panden"\npad = "ver.geojson"\nbron = "proef"\ndatum = 2026-11-01\n'
        started = time.monotonic()
        outcome = run("run", with_text("ver.toml", changed), "-o", "ver", "--json", folder=here, timeout=60)
        took = time.monotonic() - started
        try:
            verdict = json.loads(outcome.out)["oordeel"]["eindoordeel"]
        except ValueError:
            verdict = "-"
        row(outcome.code in (0, 5) and "L051" in outcome.text and verdict != "voldoet" and took < 30, "4", name,
            f"{outcome.shown} {verdict} {took:.1f} s")


def ends_in_time(name, arguments, folder, moments):
    slowest, codes = 0.0, set()
    for moment in moments:
        shutil.rmtree(os.path.join(folder, "weg"), ignore_errors=True)
        process = subprocess.Popen([PROGRAM, *arguments], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            pass
        asked = time.monotonic()
        process.send_signal(signal.SIGTERM)
        try:
            codes.add(process.wait(20))
        except subprocess.TimeoutExpired:
            process.kill()
            codes.add("deaf")
        slowest = max(slowest, time.monotonic() - asked)
    row(slowest <= 1.1 and codes <= {0, 7, 130, -signal.SIGTERM}, "4", f"SIGTERM: {name}", f"{len(moments)} x, slowest {slowest:.2f} s, exit {sorted(map(str, codes))}")


def stops():
    large = os.path.join(work, "groot")
    must("portfolio", "make", "-n", "400", "--panden", "300", "-o", large)
    with open(os.path.join(large, "sites.csv"), encoding="utf-8") as file:
        rows = [line.split(",")[:3] for line in file.read().splitlines()]
    with open(os.path.join(large, "plaatsen.csv"), "w", encoding="utf-8") as file:
        file.write("id,x,y\n" + "".join(f"{r[0]}-{i},{r[1]},{r[2]}\n" for i in range(50) for r in rows[1:]))
    shutil.copy(os.path.join(large, "sjabloon.toml"), os.path.join(large, "d.toml"))
    chance = random.Random(4)
    some = [chance.uniform(0.02, 3.0) for _ in range(int(os.environ.get("BATTERISK_STOPS", "4")))]
    layers = ["panden=omgeving.gpkg|pand", "verblijfsobjecten=omgeving.gpkg|verblijfsobject"]
    for name, arguments in {
        "run": ["run", "d.toml", "-o", "weg", "--format", "csv,xlsx,geojson,fgb"],
        "report": ["report", "d.toml", "-o", "weg.pdf", "--gevoeligheid", "--groepsrisico"],
        "archive": ["archive", "d.toml", "-o", "weg.zip"],
        "batch": ["batch", "portefeuille.toml", "-o", "weg"],
        "prepare": ["prepare", "-o", "weg", "--datum", "2026-11-01", *layers],
        "count": ["count", "omgeving.gpkg", "plaatsen.csv", "--radius", "2000"],
        "portfolio make": ["portfolio", "make", "-n", "20000", "--panden", "500", "-o", "weg"],
        "sweep": ["sweep", "d.toml", "--over", "systeem[0].energie.eenheid=1 MWh:5 MWh:200"],
        "rules check": ["rules", "check"],
        "calibrate": ["calibrate"],
    }.items():
        ends_in_time(name, arguments, large, some)


try:
    sizes()
    far_vertices()
    stops()
finally:
    shutil.rmtree(work, ignore_errors=True)
