#!/usr/bin/env python3
"""Small inputs that people really deliver, run through the program, each with what must come out.

Usage: cases.py PROGRAM [FOLDER]. FOLDER holds the inputs, a folder a case; without it they are looked for in `cases`
beside the folder that BATTERISK_REAL_DATA names. Ends with 77 (skipped) when they are not there, with 1 when one of them
comes out wrong.
"""
import csv
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77


class Case:
    """Runs the program in a copy of one folder of inputs."""

    def __init__(self, program, folder):
        self.program = program
        self.folder = folder

    def call(self, *arguments, timeout=120):
        done = subprocess.run([self.program, *arguments], cwd=self.folder, capture_output=True, timeout=timeout, check=False)
        return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")

    def run(self, name):
        out = self.folder / ("uit_" + name)
        code, text, errors = self.call("run", name + ".toml", "-o", out.name)
        return Outcome(code, text, errors, out)

    def batch(self, name):
        out = self.folder / ("reeks_" + name)
        code, text, errors = self.call("batch", name + ".toml", "-o", out.name)
        return Outcome(code, text, errors, out)


class Outcome:
    def __init__(self, code, text, errors, folder):
        self.code, self.text, self.errors, self.folder = code, text, errors, folder
        self.codes = set(re.findall(r"\b([A-Z]\d{3})\b", errors))
        file = folder / "resultaat.json"
        self.result = json.loads(file.read_bytes().decode("utf-8")) if file.exists() else None

    @property
    def oordeel(self):
        rows = self.result["run_info"] if self.result else []
        return next((r["waarde"] for r in rows if r["sleutel"] == "oordeel"), None)

    @property
    def panden(self):
        return self.result["getroffen_pand"] if self.result else []

    def pand(self, ending):
        found = [p for p in self.panden if str(p["identificatie"]).endswith(ending)]
        return found[0] if len(found) == 1 else None

    def klasse(self, ending):
        pand = self.pand(ending)
        return pand["categorie_kwetsbaarheid"] if pand else None

    def layer(self, soort):
        return [r for r in self.result["lagen"] if r["soort"] == soort] if self.result else []

    def warns(self):
        return "waarschuwing L" in self.errors or "fout L" in self.errors

    def sites(self):
        file = self.folder / "sites.csv"
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
        return list(csv.DictReader(l for l in lines if not l.startswith("#")))


problems = []


def check(case, what, holds, seen=""):
    print(f"{'ok  ' if holds else 'FAIL'}  {case}  {what}" + ("" if holds else f"  [{str(seen)[:300]}]"))
    if not holds:
        problems.append(f"{case}: {what}")


def sound(case, what, outcome):
    """What holds of every input: no crash, and no library text of somebody else."""
    check(case, what + ": no internal error", outcome.code != 1 and "X001" not in outcome.errors, outcome.errors)
    foreign = re.search(r"/vsi|GDAL|PROJCS|Error while|No such file|not recognized|type_error", outcome.errors)
    check(case, what + ": no text of a library", foreign is None, foreign and foreign.group(0))


def unknown_never_complies(case, what, outcome):
    sound(case, what, outcome)
    check(case, what + ": not voldoet", outcome.oordeel != "voldoet" and not outcome.text.startswith("voldoet"), outcome.oordeel)
    check(case, what + ": no line says voldoet over houses",
          re.search(r"^voldoet:", outcome.text, re.M) is None, outcome.text[:200])


def case_01(case):
    for name in ("wfs", "ogcapi", "esri", "gml"):
        outcome = case.run(name)
        unknown_never_complies("01", name, outcome)
        check("01", name + ": says that the delivery is not whole", outcome.warns(), outcome.errors)


def case_02(case):
    a, b = case.run("a"), case.run("b")
    classes = [sorted((p["identificatie"], p["categorie_kwetsbaarheid"]) for p in o.panden) for o in (a, b)]
    check("02", "the order of rows changes nothing", classes[0] == classes[1], classes)
    check("02", "both uses count", any(k == "zeer_kwetsbaar" for _, k in classes[0]), classes[0])


def case_04(case):
    names = ["json", "pg", "gdal", "py", "puntkomma", "pijp", "spatie", "slash", "hoofd", "mensen", "kapitaal"]
    runs = {name: case.run(name) for name in names}
    right = [(p["identificatie"], p["categorie_kwetsbaarheid"]) for p in runs["json"].panden]
    for name, outcome in runs.items():
        sound("04", name, outcome)
        seen = [(p["identificatie"], p["categorie_kwetsbaarheid"]) for p in outcome.panden]
        named = outcome.oordeel == "onbepaald" and outcome.warns()
        check("04", name + ": understood, or named as unknown", seen == right or named, seen)


def case_05(case):
    for name in ("a9999", "toekomst", "nat", "begin_toekomst"):
        outcome = case.run(name)
        unknown_never_complies("05", name, outcome)
        check("05", name + ": the buildings are there", len(outcome.panden) > 0, outcome.text[:200])


def case_06(case):
    for name in ("getal", "afgerond", "float", "exp"):
        outcome = case.run(name)
        unknown_never_complies("06", name, outcome)
        check("06", name + ": says that these are no ids", outcome.warns(), outcome.errors)


def case_07(case):
    with_crs, without = case.run("metcrs"), case.run("zonder")
    sound("07", "metcrs", with_crs)
    sound("07", "zonder", without)
    check("07", "the crs of the dossier is used", len(with_crs.panden) > 0, with_crs.errors)
    check("07", "the cause is named", ": -" not in without.errors, without.errors)


def case_08(case):
    large, small = case.run("groot"), case.run("klein")
    unknown_never_complies("08", "groot", large)
    sound("08", "klein", small)
    check("08", "klein: what is there is judged", len(small.panden) > 0 and small.layer("panden")[0]["dekt_studiegebied"], small.errors)


def case_09(case):
    totals = {name: case.run(name).layer("panden") for name in ("laag", "hoog", "nul")}
    counts = {name: [(r["objecten_totaal"], r["objecten_gelezen"]) for r in rows] for name, rows in totals.items()}
    check("09", "the count is that of the rows", len({str(c) for c in counts.values()}) == 1, counts)


def case_10(case):
    outcome = case.run("fid")
    sound("10", "fid", outcome)
    check("10", "the id column is read", len(outcome.panden) > 0 or "FID" in outcome.errors, outcome.errors)


def case_11(case):
    reference = None
    for name in ("esri", "qgisoud", "towgs", "unnamed", "unnamed_crs"):
        outcome = case.run(name)
        sound("11", name, outcome)
        check("11", name + ": no page of WKT", max(map(len, outcome.errors.splitlines() or [""])) < 500, "")
        if name == "unnamed":
            continue
        distances = [round(p["afstand_m"], 1) for p in outcome.panden]
        reference = reference or distances
        check("11", name + ": no shift", distances == reference and distances, (distances, reference))


def case_13(case):
    for name in ("csv", "gpkgtabel", "csvcrs", "geen_vbo", "pad_fout"):
        unknown_never_complies("13", name, case.run(name))


def case_16(case):
    for name in ("gpkgzip", "spatie", "hoofd", "map", "lid", "twee", "shpzip", "accolade", "gz"):
        outcome = case.run(name)
        sound("16", name, outcome)
        check("16", name + ": read, or told what to write", len(outcome.panden) > 0 or "L0" in outcome.errors, outcome.errors)


def case_17(case):
    for name in ("echt", "latin1", "rommel"):
        sound("17", name, case.run(name))
    code, _, errors = case.call("prepare", "-o", "data", "--datum", "2026-11-08", "percelen=echt.gpkg")
    check("17", "prepare", code != 1, errors)
    if code == 0:
        sound("17", "prepared", case.run("map"))
    case.batch("b")
    for file in case.folder.rglob("*"):
        if file.suffix not in (".csv", ".json", ".svg", ".geojson") or not re.search(r"uit_|reeks_", str(file)):
            continue
        try:
            file.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            check("17", f"{file.name} is UTF-8", False, error)


def case_20(case):
    for name in ("twee", "dubbel"):
        outcome = case.run(name)
        sound("20", name, outcome)
        ids = [p["identificatie"] for p in outcome.panden]
        check("20", name + ": each building once", len(ids) == len(set(ids)) and ids, ids)
        check("20", name + ": together they cover", all(r["dekt_studiegebied"] for r in outcome.layer("panden")), outcome.errors)
    for first in ("west", "panden"):
        shutil.rmtree(case.folder / "data", ignore_errors=True)
        code, _, errors = case.call("prepare", "-o", "data", "--datum", "2026-11-08", f"panden={first}.geojson", "panden=oost.geojson",
                                    "verblijfsobjecten=vbo.geojson")
        if code != 0:
            check("20", "prepare refuses and says why", len(errors) > 20, errors)
            continue
        outcome = case.run("bereid")
        ids = {p["identificatie"] for p in outcome.panden}
        check("20", f"prepare of {first} and oost joins both", "L018" not in outcome.codes and len(ids) > 1, outcome.errors)


def case_21(case):
    runs = [case.run(name) for name in ("oudnieuw", "nieuwoud")]
    seen = [[(p["identificatie"], p["situatie"], p["oordeel"]) for p in o.panden] for o in runs]
    check("21", "the newest occurrence wins whatever the order", seen[0] == seen[1] and seen[0], seen)
    sound("21", "sloop", case.run("sloop"))


def case_24(case):
    for file in sorted(case.folder.glob("*.toml")):
        outcome = case.run(file.stem)
        sound("24", file.stem, outcome)
        check("24", file.stem + ": read, or refused with its cause", outcome.code == 0 or re.search(r"fout [DLM]\d", outcome.errors), outcome.errors)
    nbsp = case.run("nbsp")
    check("24", "a no-break space works or is named", nbsp.code == 0 or "spatie" in nbsp.errors, nbsp.errors)
    for name in ("duizendpunt",):
        check("24", name + ": asked back", case.run(name).code == 3, "")


def case_25(case):
    check("25", "4.200 kWh is asked back", case.run("punt").code == 3, "")
    code, out, errors = case.call("count", "panden.geojson", "plaatsen.csv", "--radius", "1.500 m")
    check("25", "--radius 1.500 m is asked back", code != 0 and "1500" in errors, (code, out, errors))


def case_28(case):
    def status(outcome):
        return [(s["site"], s["status"]) for s in outcome.sites()]

    good = status(case.batch("goed"))
    check("28", "goed", len(good) > 0, good)
    without_id = case.batch("leeg")
    check("28", "leeg: a row without an id is named with its line", "leeg.csv:4" in without_id.errors, without_id.errors)
    for name in ("puntkomma", "komma", "bom", "crlf", "tab", "spatie", "hoofd"):
        outcome = case.batch(name)
        sound("28", name, outcome)
        seen = status(outcome)
        check("28", name + ": as the plain one", seen == good, (outcome.code, outcome.errors, seen))


def runs_in_a_spreadsheet(cell):
    if re.fullmatch(r'="[\d-]*"', cell):  # digits kept as text, on purpose
        return False
    number = re.fullmatch(r"-[\d.,]*(e[-+]?\d+)?", cell, re.I)
    return cell[:1] in ("=", "+", "@", "\t") or (cell[:1] == "-" and not number)


def case_30(case):
    for options in ([], ["--excel-nl"]):
        code, _, errors = case.call("run", "namen.toml", "-o", "uit_namen", "--format", "csv", *options)
        check("30", "names that look like formulas", code == 0, errors)
        for file in (case.folder / "uit_namen/csv").glob("*.csv"):
            text = file.read_text("utf-8-sig")
            rows = csv.reader((l for l in text.splitlines() if not l.startswith("#")), delimiter=";" if options else ",")
            bad = [c for row in rows for c in row if runs_in_a_spreadsheet(c)]
            check("30", f"{file.name}: no cell that a spreadsheet runs", not bad, bad[:3])


def case_33(case):
    for name, layer in (("mm", "EOS"), ("lokaal", "EOS")):
        code, out, errors = case.call("shapes", name + ".dxf", "--laag", layer, "--crs", "EPSG:28992", "--als", "eenheden")
        check("33", name + ": the unit or the place is doubted", code != 0 or re.search(r"(waarschuwing|fout) L", errors), (code, out[:80], errors))


def case_35(case):
    for name in ("oud", "nieuw"):
        check("35", name + ": the date is doubted", "waarschuwing L" in case.run(name).errors, "")


def case_38(case):
    check("38", "a MultiPoint of one point is a point", case.batch("mp").code == 0, "")
    outcome = case.batch("vlak")
    sound("38", "vlak", outcome)


def case_42(case):
    code, _, errors = case.call("report", "a.toml", "-o", "r.pdf", "--schaal", "1:1000")
    check("42", "--schaal 1:1000", code == 0, errors)
    code, _, errors = case.call("run", "a.toml", "-o", "u", "-p", "tox.y_hf.lfp=1.200 g/kWh")
    check("42", "-p 1.200 g/kWh is asked back", code != 0, errors)


def case_51(case):
    outcome = case.run("hal")
    questions = [r for r in outcome.result["klassering"] if str(r["pand_identificatie"]).endswith("7")]
    check("51", "a large building without a unit gets a question", any(r.get("vraag_nl") or r.get("kan_ook") for r in questions), questions)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    if len(sys.argv) > 2:
        inputs = pathlib.Path(sys.argv[2])
    else:
        inputs = pathlib.Path(os.environ.get("BATTERISK_REAL_DATA") or "/nowhere").parent / "cases"
    if not inputs.is_dir():
        print("skipped: there is no folder with cases")
        return SKIPPED
    with tempfile.TemporaryDirectory() as temporary:
        for name, function in sorted(globals().items()):
            number = name.removeprefix("case_")
            if not name.startswith("case_") or not (inputs / number).is_dir():
                continue
            copy = pathlib.Path(temporary) / number
            shutil.copytree(inputs / number, copy, copy_function=shutil.copyfile)
            function(Case(program, copy))
    print(f"\n{len(problems)} of the expectations do not hold" if problems else "\nall expectations hold")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
