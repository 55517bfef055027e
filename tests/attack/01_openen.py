"""Reports and archives of others: nothing outside them is opened, and nobody on the network is asked."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from attack import (PROGRAM, QUICK, STRACE, Listener, members, must, row, run, sealed, study, watched, write_pdf, write_zip)

work = os.path.realpath(tempfile.mkdtemp(prefix="aanval-"))
home = os.path.join(work, "thuis")  # of whoever reads: nothing in it is anybody's business
os.makedirs(home)
here = os.path.join(work, "afzender")
text = study(here)
must("archive", "dossier.toml", "-o", "eerlijk.zip", folder=here)
honest = members(os.path.join(here, "eerlijk.zip"))
for name in ("omgeving.gpkg", "sites.csv"):
    shutil.copy(os.path.join(here, name), os.path.join(home, name))
with open(os.path.join(home, "geheim.csv"), "w", encoding="utf-8") as file:
    file.write("wkt,identificatie\nPOINT(155000 463000),geheim\n")
server = Listener()
url = f"http://127.0.0.1:{server.port}"
secret = os.path.join(home, "omgeving.gpkg")
table = os.path.join(home, "geheim.csv")
panden = "lagen/1-panden.gpkg"
climb = "../" * 12
outside = [home, "/etc/passwd", "/etc/hostname"]
at = "155020,463000"


def layer(value):
    def change(receipt):
        receipt["lagen"][0]["bestand"] = value
    return change


def no_layers(receipt):
    receipt["lagen"] = []


def null_layers(receipt):
    receipt["lagen"] = [None for _ in receipt["lagen"]]


def with_pad(pad, extra=""):
    dossier = text.replace('pad = "omgeving.gpkg"', f"pad = {json.dumps(pad)}\n{extra}")
    assert dossier != text
    return dossier.encode()


def gpkg(*statements, schema=()):
    """The layer of buildings with statements, and rows put into its schema by hand."""
    path = os.path.join(work, "laag.gpkg")
    with open(path, "wb") as file:
        file.write(honest[panden])
    base = sqlite3.connect(path)
    for function in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
        base.create_function(function, 1, lambda _: 0)
    base.execute("PRAGMA writable_schema=ON")
    for statement in statements:
        base.execute(statement)
    for kind, name, sql in schema:
        base.execute("INSERT INTO sqlite_master(type, name, tbl_name, rootpage, sql) VALUES(?, ?, ?, 0, ?)", (kind, name, name, sql))
    base.commit()
    base.close()
    with open(path, "rb") as file:
        return file.read()


def as_contents(name):
    return (f"UPDATE gpkg_contents SET table_name='{name}'", f"UPDATE gpkg_geometry_columns SET table_name='{name}'")


def virtual(module):
    return gpkg("PRAGMA foreign_keys=OFF", *as_contents("elders"), schema=[("table", "elders", f"CREATE VIRTUAL TABLE elders USING {module}")])


vrt = f'<OGRVRTDataSource><OGRVRTLayer name="pand"><SrcDataSource>{secret}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'
vrt_net = vrt.replace(secret, f"/vsicurl/{url}/x.gpkg")
collection = '{"type":"FeatureCollection","crs":{"type":"link","properties":{"href":"%s/crs","type":"ogcwkt"}},"features":[]}' % url
grid = ('GEOGCS["x",DATUM["x",SPHEROID["x",6377397.155,299.1528128],EXTENSION["PROJ4_GRIDS","%s"]],PRIMEM["Greenwich",0],'
        'UNIT["degree",0.0174532925199433]]' % table)
weather = text.replace("[rekenen]", f"[weer]\nstation = 260\ntabel = {json.dumps(table)}\n\n[rekenen]").encode()
first_layer = text.index("[[omgeving.laag]]")
prepared = (text[:first_layer].replace('functionele_binding = "nee"', f'functionele_binding = "nee"\nmap = {json.dumps(home)}')).encode()
manifest = ('schema_versie = 1\n[[laag]]\nsoort = "panden"\nbestand = "%s"\nbron = "BAG"\ndatum = 2026-11-01\nsha256 = ""\nobjecten = 110\n'
            'gebied = []\nbytes = %d\n' % (secret, os.path.getsize(secret))).encode()


def rules_with_table(rules, was, name):
    return {**honest, rules: honest[rules].replace(f'tabel = "{was}"'.encode(), f"tabel = {json.dumps(name)}".encode())}


def but(**changed):
    return {**honest, **changed}


forged = {
    "kaartlaag is een VRT naar een bestand": sealed({**honest, panden: vrt.encode()}),
    "kaartlaag is een VRT naar het netwerk": sealed({**honest, panden: vrt_net.encode()}),
    "kaartlaag is XML van een WFS": sealed({**honest, panden: f"<OGRWFSDataSource><URL>{url}/wfs</URL></OGRWFSDataSource>".encode()}),
    "kaartlaag is GeoJSON met een link naar zijn CRS": sealed({**honest, panden: collection.encode()}),
    "kaartlaag is XML van een WMS": sealed({**honest, panden: f'<GDAL_WMS><Service name="TMS"><ServerUrl>{url}</ServerUrl></Service></GDAL_WMS>'.encode()}),
    "kaartlaag is CSV": sealed({**honest, panden: b"wkt,identificatie\nPOINT(155000 463000),1\n"}),
    "kaartlaag is leeg": sealed({**honest, panden: b""}),
    **{f"bestand = {value[:40]!r}": sealed(honest, layer(value)) for value in (
        secret, climb + secret[1:], "lagen/../" + climb + secret[1:], panden + "/../../x", "", ".", "lagen/", "lagen/manifest.toml", "dossier.toml",
        "regels/bronnen.toml", f"PG:host=127.0.0.1 port={server.port} dbname=x", f"{url}/x.gpkg", f"/vsicurl/{url}/x.gpkg", f"/vsizip/{secret}",
        f"GPKG:{secret}:pand", f"lagen/1-panden.gpkg|{secret}", "lagen/x.vrt", vrt[:200])},
    "lagen zijn een lege lijst, pad is absoluut": sealed({**honest, "dossier.toml": with_pad(secret)}, no_layers),
    "lagen zijn leeg, pad klimt": sealed({**honest, "dossier.toml": with_pad(climb + secret[1:])}, no_layers),
    "lagen zijn null, pad is absoluut": sealed({**honest, "dossier.toml": with_pad(secret)}, null_layers),
    "lagen zijn null, pad is een database": sealed({**honest, "dossier.toml": with_pad(f"PG:host=127.0.0.1 port={server.port} dbname=x")}, null_layers),
    "lagen zijn null, pad is een webadres met volg_verwijzingen": sealed(
        {**honest, "dossier.toml": with_pad(f"{url}/x.geojson", "volg_verwijzingen = true")}, null_layers),
    "lagen zijn null, pad is /vsicurl/ met volg_verwijzingen": sealed(
        {**honest, "dossier.toml": with_pad(f"/vsicurl/{url}/x.gpkg", "volg_verwijzingen = true")}, null_layers),
    "manifest noemt een bestand elders": sealed({**honest, "dossier.toml": prepared, "lagen/manifest.toml": manifest}, no_layers),
    "weertabel elders": sealed({**honest, "dossier.toml": weather}),
    **{f"tabel van {rules.split('/')[1]} = {name[:30]!r}": sealed(rules_with_table(rules, was, name))
       for rules, was in (("regels/weer/2020-12-31.toml", "knmi-2011-2020.csv"), ("regels/explosie/2026-01-01.toml", "multi-energy.csv"))
       for name in (table, "/etc/passwd", climb + "etc/passwd", climb + table[1:])},
    "GeoPackage met VirtualText naar een bestand": sealed({**honest, panden: virtual(f"VirtualText('{table}', 'UTF-8', 1, POINT, NONE, ',')")}),
    "GeoPackage met VirtualOGR naar een bestand": sealed({**honest, panden: virtual(f"VirtualOGR('{secret}')")}),
    "GeoPackage met VirtualShape naar een bestand": sealed({**honest, panden: virtual(f"VirtualShape('{table[:-4]}', 'UTF-8', 28992)")}),
    "GeoPackage met verborgen virtuele tabel en weergave": sealed({**honest, panden: gpkg(
        "PRAGMA foreign_keys=OFF", *as_contents("elders"),
        schema=[("table", "v", f"CREATE/**/VIRTUAL TABLE v USING VirtualText('{table}', 'UTF-8', 1, POINT, NONE, ',')"),
                ("view", "elders", "CREATE VIEW elders AS SELECT * FROM v")])}),
    "GeoPackage met een weergave": sealed({**honest, panden: gpkg(
        "PRAGMA foreign_keys=OFF", "CREATE VIEW elders AS SELECT * FROM pand", *as_contents("elders"))}),
    "GeoPackage waarvan de inhoudsopgave virtueel is": sealed({**honest, panden: gpkg(
        "ALTER TABLE gpkg_contents RENAME TO weg",
        schema=[("table", "gpkg_contents", f"CREATE VIRTUAL TABLE gpkg_contents USING VirtualText('{table}', 'UTF-8', 1, POINT, NONE, ',')")])}),
    "GeoPackage met ogr_geocode in een weergave": sealed({**honest, panden: gpkg(
        "PRAGMA foreign_keys=OFF", "CREATE VIEW elders AS SELECT fid, ogr_geocode('x') AS geom, identificatie FROM pand", *as_contents("elders"))}),
    "GeoPackage met een CRS dat een rasterbestand noemt": sealed({**honest, panden: gpkg(
        f"UPDATE gpkg_spatial_ref_sys SET organization='NONE', organization_coordsys_id=1, definition='{grid}' WHERE srs_id=28992")}),
    "journaal, log en .aux.xml naast de laag": sealed({**honest, panden + "-journal": b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + table.encode(),
                                                      panden + "-wal": b"x", panden + ".aux.xml": (
        f'<PAMDataset><Metadata domain="OVERVIEWS"><MDI key="OVERVIEW_FILE">{secret}</MDI></Metadata></PAMDataset>').encode()}),
}
links = {"koppeling in de zip": ({**honest, panden: secret.encode()}, [panden]),
         "koppeling naar een map in de zip": ({**honest, "lagen": home.encode()}, ["lagen"])}
names = ["../buiten.toml", "/tmp/buiten-batterisk.toml", "regels/../../buiten.toml", "lagen/../../../x.gpkg", "C:\\x"]


def commands(path):
    yield "verify", ["verify", path]
    if QUICK:
        return
    yield "check", ["check", path]
    yield "run", ["run", path, "-o", "uit"]
    yield "report", ["report", path, "-o", "r.pdf"]
    yield "explain", ["explain", path, "--at", at]
    yield "compare", ["compare", path, os.path.join(here, "eerlijk.zip")]


def reader():
    folder = tempfile.mkdtemp(dir=work, prefix="lezer-")
    return folder


def plain(path, folder):
    """A file by where it lies for every run alike."""
    for base in (folder, tempfile.gettempdir()):
        if path.startswith(base + "/"):
            rest = path[len(base) + 1:].split("/")
            return "tijdelijk/" + "/".join(rest[1:]) if base != folder else "hier/" + "/".join(rest)
    return path


def opened(path, command):
    folder = reader()
    outcome, files, connections = watched(*command, folder=folder)
    return outcome, {plain(f, folder) for f in files if not f.startswith("/proc")}, connections, files


def look(name, path, identical_is_wrong=True):
    if STRACE is None:
        outcome = run("verify", path, folder=reader())
        row(None if not outcome.identical else False, 1, name, "strace ontbreekt")
        return
    wrong, shown = [], ""
    for word, command in commands(path):
        visits = server.visits
        outcome, files, connections, raw = opened(path, command)
        shown = shown or outcome.shown
        beyond = [f for f in raw if any(f == o or f.startswith(o + "/") for o in outside) and f != "/etc/passwd"]
        more = {f for f in files - usual[word] if not f.startswith(("tijdelijk/", "hier/", "/usr/", "/etc/", "/lib"))}
        if beyond:
            wrong.append(f"{word} opent {beyond[0]}")
        elif more - {os.path.realpath(path)}:
            wrong.append(f"{word} opent {sorted(more)[0]}")
        if "/etc/passwd" in raw and "/etc/passwd" not in usual[word]:
            wrong.append(f"{word} opent /etc/passwd")
        if connections or server.visits != visits:
            wrong.append(f"{word} maakt verbinding")
        if outcome.code not in (0, 2, 3, 4, 5, 6):
            wrong.append(f"{word} eindigt met {outcome.code}")
        if word == "verify" and identical_is_wrong and outcome.identical:
            wrong.append("bit-identiek")
    row(not wrong, 1, name, "; ".join(wrong) or shown)


usual = {}
if STRACE is not None:
    for word, command in commands(os.path.join(here, "eerlijk.zip")):
        usual[word] = opened(os.path.join(here, "eerlijk.zip"), command)[1]
look("eerlijk archief", os.path.join(here, "eerlijk.zip"), identical_is_wrong=False)
write_pdf(os.path.join(work, "eerlijk.pdf"), honest)
look("eerlijk archief (PDF)", os.path.join(work, "eerlijk.pdf"), identical_is_wrong=False)
must("report", "dossier.toml", "-o", os.path.join(work, "rapport.pdf"), folder=here)
row(run("verify", os.path.join(work, "rapport.pdf")).identical, 1, "eerlijk rapport verifieert")
for number, (name, files) in enumerate(forged.items()):
    path = os.path.join(work, f"{number}.zip")
    write_zip(path, files)
    harmless = name.startswith("journaal")  # what it lists beside the layers is not unpacked
    look(name, path, identical_is_wrong=not harmless)
    if number % 4 == 0 or "lagen" in name:
        path = os.path.join(work, f"{number}.pdf")
        write_pdf(path, files)
        look(name + " (PDF)", path, identical_is_wrong=not harmless)
for name, (files, which) in links.items():
    path = os.path.join(work, "koppeling.zip")
    write_zip(path, sealed(files), which)
    look(name, path, identical_is_wrong=name != "koppeling naar een map in de zip")  # that part is not unpacked
for name in names:
    path = os.path.join(work, "naam.zip")
    write_zip(path, sealed({**honest, name: b"x"}))
    look(f"deel heet {name!r}", path)

viewer = os.path.join(os.path.dirname(PROGRAM), "batterisk-viewer")
if STRACE and os.path.exists(viewer):
    for name in ("kaartlaag is een VRT naar een bestand", "lagen zijn null, pad is een database", "lagen zijn null, pad is absoluut"):
        path = os.path.join(work, "viewer.zip")
        write_zip(path, forged[name])
        visits = server.visits
        log = os.path.join(work, "viewer.log")
        subprocess.run([STRACE, "-f", "-qq", "-e", "trace=open,openat,connect", "-o", log, viewer, "--screenshot", os.path.join(work, "v.png"), path],
                       env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, timeout=120, check=False)
        with open(log, encoding="utf-8", errors="replace") as file:
            calls = file.read()
        row(home + "/" not in calls and server.visits == visits, 1, name + " (viewer)", "")

# ---- Dossiers of one's own
dossiers = {
    "VRT": (vrt, "x.vrt", ""), "VRT die GeoPackage heet": (vrt, "x.gpkg", ""), "VRT naar het netwerk": (vrt_net, "x.vrt", ""),
    "XML van een WFS": (f"<OGRWFSDataSource><URL>{url}/wfs</URL></OGRWFSDataSource>", "x.xml", ""),
    "GeoJSON met een link naar zijn CRS": (collection, "x.geojson", ""),
    "GeoPackage met VirtualText": (forged["GeoPackage met VirtualText naar een bestand"][panden], "y.gpkg", ""),
    "webadres": (None, f"{url}/x.geojson", ""), "/vsicurl/": (None, f"/vsicurl/{url}/x.gpkg", ""),
    "/vsizip/vsicurl/": (None, f"/vsizip/vsicurl/{url}/x.zip", ""), "VRT in het pad": (None, vrt, ""),
}
for name, (content, pad, extra) in dossiers.items():
    folder = reader()
    if content is not None:
        with open(os.path.join(folder, pad), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
    with open(os.path.join(folder, "d.toml"), "wb") as file:
        file.write(with_pad(pad, extra))
    if STRACE is None:
        row(None, 2, name, "strace ontbreekt")
        continue
    visits = server.visits
    outcome, files, connections = watched("run", "d.toml", "-o", "uit", folder=folder)
    beyond = [f for f in files if f.startswith(home + "/")]
    row(not beyond and not connections and server.visits == visits and outcome.code in (3, 5), 2, f"eigen dossier: {name}",
        outcome.shown + (" opent " + beyond[0] if beyond else "") + (" maakt verbinding" if connections else ""))
folder = reader()
shutil.copy(secret, os.path.join(folder, "echt.gpkg"))
with open(os.path.join(folder, "x.vrt"), "w", encoding="utf-8") as file:
    file.write(vrt.replace(secret, os.path.join(folder, "echt.gpkg")))
with open(os.path.join(folder, "d.toml"), "wb") as file:
    file.write(text.replace('pad = "omgeving.gpkg"', 'pad = "x.vrt"\nvolg_verwijzingen = true', 1)
               .replace('pad = "omgeving.gpkg"', 'pad = "echt.gpkg"').encode())
outcome = run("run", "d.toml", "-o", "uit", folder=folder)
row(outcome.code == 0, 2, "eigen dossier: VRT met volg_verwijzingen = true wordt wel gelezen", outcome.shown)
shutil.rmtree(work, ignore_errors=True)
