"""verify: no file of a run, and no page of a report, may be another than the one that comes out."""

import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from attack import QUICK, must, row, run, study

work = os.path.realpath(tempfile.mkdtemp(prefix="aanval-"))
here = os.path.join(work, "studie")
text = study(here)
with open(os.path.join(here, "anders.toml"), "w", encoding="utf-8") as file:
    file.write(text.replace("4,2 MWh", "2,1 MWh"))
formats = ["--format", "csv,xlsx,geojson,fgb"]
must("run", "dossier.toml", "-o", "uit", *formats, folder=here)
must("run", "anders.toml", "-o", "anders", *formats, folder=here)
must("report", "uit", "-o", "r.pdf", folder=here)
row(run("verify", "uit", folder=here).identical, 8, "eerlijke map verifieert")
row(run("verify", "r.pdf", folder=here).identical, 8, "eerlijk rapport verifieert")
receipt_name = "ontvangstbewijs.json"


def copy(source="uit"):
    folder = os.path.join(tempfile.mkdtemp(dir=here), "uit")
    shutil.copytree(os.path.join(here, source), folder)
    # The receipt says where the dossier lies: one step further.
    edit(folder, lambda r: r["dossier"].update(pad="../" + r["dossier"]["pad"]))
    return folder


def edit(folder, change):
    path = os.path.join(folder, receipt_name)
    with open(path, encoding="utf-8") as file:
        receipt = json.load(file)
    change(receipt)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(receipt, file)


def resealed(folder, name):
    """The hash of the receipt follows the file, as a forger has it."""
    def change(receipt):
        path = os.path.join(folder, name)
        with open(path, "rb") as file:
            content = file.read()
        for each in receipt["uitvoer"]:
            if each["naam"] == name:
                each.update(bytes=len(content), sha256=hashlib.sha256(content).hexdigest())
    edit(folder, change)


def refused(folder, what):
    outcome = run("verify", folder, folder=here)
    as_json = run("verify", folder, "--json", folder=here)
    claims = as_json.code == 0 or b'"bit_identiek": true' in as_json.out
    row(outcome.code in (3, 6) and not outcome.identical and not claims and "bit-identiek" not in outcome.text, 8, what, outcome.shown)


with open(os.path.join(here, "uit", receipt_name), encoding="utf-8") as receipt_file:
    listed = [f if isinstance(f, str) else f["naam"] for f in json.load(receipt_file)["uitvoer"]]
chosen = [n for n in listed if n != "resultaat.json"]
if QUICK:
    chosen = [n for n in chosen if "/" not in n] + [n for n in chosen if "/zone" in n or "/toets" in n or "/pr_contour" in n]
for name in chosen:
    folder = copy()
    os.remove(os.path.join(folder, name))
    refused(folder, f"{name} is weg")
    other = os.path.join(here, "anders", name)
    with open(other, "rb") as file:
        content = file.read()
    with open(os.path.join(here, "uit", name), "rb") as file:
        same = file.read() == content
    folder = copy()
    if same:
        with open(os.path.join(folder, name), "ab") as file:
            file.write(b" ")
    else:
        shutil.copy(other, os.path.join(folder, name))
    refused(folder, f"{name} is van een ander")
    resealed(folder, name)
    refused(folder, f"{name} is van een ander, en het ontvangstbewijs volgt")
    edit(folder, lambda r, n=name: r.update(uitvoer=[f for f in r["uitvoer"] if f["naam"] != n]))
    refused(folder, f"{name} is van een ander en staat niet in het ontvangstbewijs")

folder = copy()
shutil.copy(os.path.join(here, "anders", "resultaat.gpkg"), os.path.join(folder, "resultaat.gpkg"))


def old_form(receipt):
    receipt["uitvoer"] = [f if isinstance(f, str) else f["naam"] for f in receipt["uitvoer"]]
    receipt.pop("uitvoer_vorm", None)


edit(folder, old_form)
refused(folder, "GeoPackage van een ander, ontvangstbewijs in de oude vorm")
folder = copy()
with open(os.path.join(folder, "csv", "verzonnen.csv"), "w", encoding="utf-8") as file:
    file.write("oordeel\nvoldoet\n")
refused(folder, "een tabel die niet van de berekening is")
folder = copy()
edit(folder, lambda r: r["uitvoer"].append({"naam": "../../dossier.toml", "bytes": 1, "sha256": "x"}))
refused(folder, "ontvangstbewijs noemt een bestand buiten de map")

# ---- Pages
with open(os.path.join(here, "r.pdf"), "rb") as pdf_file:
    pdf = pdf_file.read()


def contents():
    """Streams that draw, by the number of their object."""
    for found in re.finditer(rb"(\d+) 0 obj\s*<<(.*?)>>\s*stream\r?\n", pdf, re.S):
        try:
            data = zlib.decompressobj().decompress(pdf[found.end():])
        except zlib.error:
            continue
        if b" Tf" in data and b"Tj" in data or b"TJ" in data:
            yield int(found.group(1)), data


def revised(number, data):
    """The file with a later version of one object, as every reader shows it."""
    root = re.search(rb"/Root (\d+ 0 R)", pdf).group(1)
    size = re.findall(rb"/Size (\d+)", pdf)[-1]
    info = re.search(rb"/Info (\d+ 0 R)", pdf)
    start = re.findall(rb"startxref\s+(\d+)", pdf)[-1]
    out = pdf + b"\n"
    offset = len(out)
    out += b"%d 0 obj\n<</Length %d>>stream\n%s\nendstream\nendobj\n" % (number, len(data), data)
    where = len(out)
    out += b"xref\n%d 1\n%010d 00000 n \ntrailer<</Root %s/Size %s/Prev %s%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        number, offset, root, size, start, b"/Info " + info.group(1) if info else b"", where)
    return out


def refused_pdf(content, what):
    path = os.path.join(work, "r.pdf")
    with open(path, "wb") as file:
        file.write(content)
    outcome = run("verify", path, folder=here)
    row(outcome.code in (3, 6) and not outcome.identical, 8, what, outcome.shown)


pages = list(contents())
row(len(pages) > 5 or None, 8, "bladzijden van het rapport gevonden", f"{len(pages)}")
for number, data in (pages[:1] + pages[len(pages) // 2:len(pages) // 2 + 1] + pages[-1:] if pages else []):
    first = re.search(rb"<([0-9a-fA-F]{8,})>", data)
    if first:
        turned = b"".join(reversed(re.findall(rb"....", first.group(1))))
        refused_pdf(revised(number, data[:first.start(1)] + turned + data[first.end(1):]), f"andere tekst op een bladzijde (object {number})")
    refused_pdf(revised(number, data + b"\nq 1 0 0 1 0 0 cm 1 1 1 rg 0 0 400 400 re f Q\n"), f"een wit vlak over een bladzijde (object {number})")
    refused_pdf(revised(number, b"q Q"), f"een lege bladzijde (object {number})")

data_folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "archives")
for name in sorted(os.listdir(data_folder)):
    if name.endswith(".zip"):
        outcome = run("verify", os.path.join(data_folder, name), folder=here)
        row(outcome.code == 0, 8, f"archief van een eerdere versie: {name}", outcome.shown)
shutil.rmtree(work, ignore_errors=True)
