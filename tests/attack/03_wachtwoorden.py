"""A password in a path is refused, and stands nowhere afterwards."""

import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from attack import Listener, members, must, row, run, sealed, study, write_pdf, write_zip

WORD = "Gehe1mW00rd"
work = os.path.realpath(tempfile.mkdtemp(prefix="aanval-"))
here = os.path.join(work, "dossier")
text = study(here)
must("archive", "dossier.toml", "-o", "eerlijk.zip", folder=here)
server = Listener()
port = server.port

paths = [
    f"PG:host=127.0.0.1 port={port} user=jan dbname=bag password={WORD}", f"PG:host=127.0.0.1 port={port} PASSWORD={WORD}",
    f"PG:host=127.0.0.1 port={port} password = '{WORD}'", f"PG:password='{WORD}'host=127.0.0.1 port={port}",
    f"PG:host=127.0.0.1 port={port}\tpassword\t=\t{WORD}", f"PG:host=127.0.0.1 port={port} password='{WORD} met \\' erin'",
    f"pg:host=127.0.0.1 port={port} password={WORD}", f"PG:host=127.0.0.1 port={port} sslpassword={WORD}",
    f"PG:host=127.0.0.1 port={port} password={WORD} onbekend", f"PG:host='127.0.0.1 password={WORD}",
    f"postgresql://jan:{WORD}@127.0.0.1:{port}/bag", f"postgres://jan:{WORD}@127.0.0.1:{port}/bag",
    f"POSTGRESQL://jan:{WORD}@127.0.0.1:{port}/bag", f"PG:postgresql://jan:{WORD}@127.0.0.1:{port}/bag",
    f"postgresql://127.0.0.1:{port}/bag?user=jan&password={WORD}", f"postgresql://127.0.0.1:{port}/bag?user=jan&pass%77ord={WORD}",
    f"postgresql://jan:{WORD}%40x@127.0.0.1:{port}/bag", f"https://jan:{WORD}@127.0.0.1:{port}/bag.gpkg",
    f"/vsicurl/https://jan:{WORD}@127.0.0.1:{port}/bag.gpkg", f"http://jan:{WORD}@127.0.0.1:{port}/x.geojson",
    f"http://jan%3A{WORD}@127.0.0.1:{port}/x.geojson", f"ftp://jan:{WORD}@127.0.0.1:{port}/x", f"http://127.0.0.1:{port}/x?token={WORD}",
    f"http://127.0.0.1:{port}/x?a=1&api_key={WORD}", f"MYSQL:bag,user=jan,password={WORD}", f"MSSQL:server=127.0.0.1;UID=jan;PWD={WORD}",
    f"OCI:jan/{WORD}@127.0.0.1", f"ODBC:jan/{WORD}@dsn", f"/vsicurl?userpwd=jan:{WORD}&url=http://127.0.0.1:{port}/x",
    f"map/password={WORD}/x.gpkg",
]


def quoted(value):
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'


def dossier(path, key="pad", extra=""):
    if key == "pad":
        return text.replace('pad = "omgeving.gpkg"', f"pad = {quoted(path)}\n{extra}")
    if key == "map":
        return text.replace('functionele_binding = "nee"', f'functionele_binding = "nee"\nmap = {quoted(path)}')
    return text.replace("[rekenen]", f"[weer]\nstation = 260\ntabel = {quoted(path)}\n\n[rekenen]")


def everything(folder):
    """Texts of every file, those inside of PDF, zip and xlsx too."""
    found = b""
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(base, name)
            with open(path, "rb") as file:
                found += file.read()
            if name.endswith(".pdf"):
                found += subprocess.run(["pdftotext", path, "-"], capture_output=True, check=False).stdout
            if name.endswith((".zip", ".xlsx")):
                found += b"".join(members(path).values())
    return found


def leaks(outcome, folder):
    where = []
    if WORD.encode() in outcome.out:
        where.append("stdout")
    if WORD.encode() in outcome.err:
        where.append("stderr")
    if WORD.encode() in everything(folder):
        where.append("uitvoer")
    return where


def attempt(name, content, commands, code=3):
    folder = tempfile.mkdtemp(dir=work)
    home = os.path.join(folder, "uitvoer")
    os.makedirs(home)
    shutil.copy(os.path.join(here, "omgeving.gpkg"), folder)
    with open(os.path.join(folder, "d.toml"), "wb") as file:
        file.write(content)
    visits, wrong, shown = server.visits, [], ""
    for command in commands:
        outcome = run(*command, folder=folder)
        shown = outcome.shown
        wrong += [f"{command[0]}: wachtwoord in {w}" for w in leaks(outcome, home)]
        if outcome.code != code:
            wrong.append(f"{command[0]}: exit {outcome.code}")
        if b"D055" in outcome.err and (b".pgpass" not in outcome.err or b"pg_service.conf" not in outcome.err):
            wrong.append("de plaatsen ontbreken")
        if b"D055" not in outcome.err and b"D056" not in outcome.err:
            wrong.append("niet geweigerd")
    if server.visits != visits:
        wrong.append("maakt verbinding")
    row(not wrong, 3, name.replace(WORD, "***"), "; ".join(dict.fromkeys(wrong)) or shown)


ways = [["run", "d.toml", "-o", "uitvoer/uit", "--format", "csv,xlsx,geojson,fgb"], ["report", "d.toml", "-o", "uitvoer/r.pdf"],
        ["archive", "d.toml", "-o", "uitvoer/a.zip"], ["check", "d.toml", "--json"], ["explain", "d.toml", "--at", "155020,463000"],
        ["check", "d.toml", "--lang", "en"]]
for number, path in enumerate(paths):
    attempt(f"pad = {path}", dossier(path).encode(), ways if number % 8 == 0 else ways[:1])
attempt("pad met volg_verwijzingen", dossier(paths[17], extra="volg_verwijzingen = true").encode(), ways[:1])
for key in ("map", "tabel"):
    attempt(f"{key} = {paths[0]}", dossier(paths[0], key).encode(), ways[:1])
    attempt(f"{key} = {paths[17]}", dossier(paths[17], key).encode(), ways[:1])
for command in (["prepare", "-o", "uitvoer/x", "--datum", "2026-11-01", f"panden={paths[0]}"], ["shapes", paths[10]], ["count", paths[0], "x.csv"],
                ["run", paths[0]], ["verify", paths[17]], ["data", "fetch", "--at", "155000,463000", "--radius", "1 km", "--url", paths[17], "-o", "uitvoer/x"]):
    attempt(f"opdrachtregel: {' '.join(command)}", text.encode(), [command], code=2)
portfolio = os.path.join(here, "portefeuille.toml")
with open(portfolio, encoding="utf-8") as file:
    sites = file.read().replace('pad = "sites.csv"', f"pad = {quoted(paths[0])}")
attempt("sites van een portefeuille", sites.encode(), [["batch", "d.toml", "-o", "uitvoer/b"]])

# An archive of somebody who did not know better.
honest = members(os.path.join(here, "eerlijk.zip"))
forged = sealed({**honest, "dossier.toml": dossier(paths[0]).encode()})
for write, name in ((write_zip, "oud.zip"), (write_pdf, "oud.pdf")):
    write(os.path.join(work, name), forged)
    folder = tempfile.mkdtemp(dir=work)
    outcome = run("verify", os.path.join(work, name), folder=folder)
    row(outcome.code == 3 and not leaks(outcome, folder), 3, f"{name} met een wachtwoord in zijn dossier", outcome.shown)
shutil.rmtree(work, ignore_errors=True)
