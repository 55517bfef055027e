"""Services that do not behave, texts that act on a terminal, threads and home folders in what comes out."""

import hashlib
import http.server
import json
import os
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from attack import PROGRAM, QUICK, Listener, must, row, run, study

work = os.path.realpath(tempfile.mkdtemp(prefix="aanval-"))

# ---- data fetch
other = Listener()


class Handler(http.server.BaseHTTPRequestHandler):
    behaviour = "next"
    asked = 0

    def log_message(self, *_):
        pass

    def do_GET(self):  # noqa: N802
        cls = type(self)
        cls.asked += 1
        elsewhere = f"http://127.0.0.1:{other.port}/x"
        kind, body, status, extra = "application/geo+json", {"type": "FeatureCollection", "features": [], "links": []}, 200, {}
        if "/items" not in self.path:
            body = {"links": [{"rel": "self", "updated": "2026-04-20T00:00:00Z", "href": "x"}]}
        feature = {"type": "Feature", "id": cls.asked, "properties": {"identificatie": "1"},
                   "geometry": {"type": "Point", "coordinates": [155000, 463000]}}
        if self.behaviour == "next" and "/items" in self.path:
            body.update(features=[feature], links=[{"rel": "next", "href": elsewhere}])
        if self.behaviour == "next-file" and "/items" in self.path:
            body.update(features=[feature], links=[{"rel": "next", "href": "file:///etc/passwd"}])
        if self.behaviour == "next-host" and "/items" in self.path:
            body.update(features=[feature], links=[{"rel": "next", "href": f"//127.0.0.2:{other.port}/x"}])
        if self.behaviour == "next-user" and "/items" in self.path:
            body.update(features=[feature], links=[{"rel": "next", "href": f"http://127.0.0.1:{self.server.server_port}@127.0.0.1:{other.port}/x"}])
        if self.behaviour == "redirect":
            status, extra = 302, {"Location": elsewhere}
        if self.behaviour == "redirect-round":
            status, extra = 302, {"Location": self.path}
        if self.behaviour == "html":
            kind = "text/html"
        if self.behaviour.startswith("endless") and "/items" in self.path:
            body["links"] = [{"rel": "next", "href": f"/items?{cls.asked}"}]
            if self.behaviour == "endless-full":
                body["features"] = [feature]
        if self.behaviour == "deep":
            raw = b'{"links":' + b"[" * 200000
        else:
            raw = json.dumps(body).encode()
        self.send_response(status)
        for name, value in extra.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        if self.behaviour != "flood":
            self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        try:
            if self.behaviour == "flood":
                chunk = b" " * (1 << 20)
                for _ in range(2048):
                    self.wfile.write(chunk)
            self.wfile.write(raw)
        except OSError:
            pass


service = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=service.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{service.server_port}"


def fetched(name, behaviour, url=None, env=None):
    Handler.behaviour, Handler.asked = behaviour, 0
    folder = tempfile.mkdtemp(dir=work)
    visits = other.visits
    start = time.monotonic()
    outcome = run("data", "fetch", "--at", "155000,463000", "--radius", "1 km", "-o", "data", "--base-url", url or base, folder=folder, env=env)
    took = time.monotonic() - start
    made = os.listdir(folder)
    row(outcome.code == 5 and other.visits == visits and not made and took < 40, 11, f"data fetch: {name}",
        f"{outcome.shown}, {took:.1f} s" + (" naar elders" if other.visits != visits else "") + (f" laat {made} achter" if made else ""))


fetched("volgende bladzijde bij een ander", "next")
fetched("volgende bladzijde is een bestand", "next-file")
fetched("volgende bladzijde op een andere computer", "next-host")
fetched("volgende bladzijde met een naam die lijkt", "next-user")
fetched("doorverwijzing naar een ander", "redirect")
fetched("doorverwijzing in een kring", "redirect-round")
fetched("webpagina in plaats van JSON", "html")
fetched("lege bladzijden zonder einde", "endless")
if not QUICK:  # thousands of them
    fetched("bladzijden zonder einde", "endless-full")
fetched("antwoord zonder einde", "flood")
fetched("JSON van 200.000 lagen diep", "deep")
for url in (f"http://{os.uname().nodename}.invalid", "http://192.0.2.1", "file:///etc/passwd", "ftp://127.0.0.1/x", "/etc/passwd", "https://",
            f"http://127.0.0.1.example.org:{other.port}", f"http://jan@127.0.0.1:{other.port}"):
    fetched(f"dienst is {url.split('//')[-1][:20]!r} ({url.split(':')[0][:5]})", "next", url)

# ---- Terminals
here = os.path.join(work, "studie")
text = study(here)
bad = "\x1b[2J\x1b]0;weg\x07\x9b31m\u202eomgekeerd\x08\x7f"
escaped = "\\u001b[2J\\u001b]0;weg\\u0007\\u009b31m\\u202eomgekeerd\\b\\u007f"
shutil.copy(os.path.join(here, "omgeving.gpkg"), os.path.join(here, "laag\x1b[31m.gpkg"))
dossiers = {
    "naam van het project": text.replace("Locatie van de portefeuille", "Locatie" + escaped),
    "id van een eenheid": text.replace('id = "BESS"', f'id = "BESS{escaped}"'),
    "naam van een laag": text.replace('laag = "pand"', f'laag = "pand{escaped}"'),
    "pad van een laag": text.replace('pad = "omgeving.gpkg"', 'pad = "laag\\u001b[31m.gpkg"', 1),
    "pad dat er niet is": text.replace('pad = "omgeving.gpkg"', f'pad = "{escaped}.gpkg"', 1),
    "onbekende sleutel": text + f'\n["{escaped}"]\nx = 1\n',
    "onbekende keuze": text.replace('chemie = "lfp"', f'chemie = "lfp{escaped}"'),
    "nieuwe regel in een naam": text.replace('id = "BESS"', 'id = "BESS\\nfout X001: alles weg"'),
    "regelset": text.replace('regelset = "referentie"', f'regelset = "{escaped}"'),
    "fout in de TOML": text + f"\n{bad}",
}
raw = [b"\x1b", b"\x07", b"\x08", b"\x7f", b"\xc2\x9b", "\u202e".encode()]


def on_terminal(*arguments, folder):
    """What a terminal gets to see."""
    master, slave = pty.openpty()
    process = subprocess.Popen([PROGRAM, *arguments], cwd=folder, stdin=slave, stdout=slave, stderr=slave, close_fds=True)
    os.close(slave)
    seen = b""
    while True:
        ready, _, _ = select.select([master], [], [], 60)
        try:
            piece = os.read(master, 65536) if ready else b""
        except OSError:
            piece = b""
        if not piece:
            break
        seen += piece
    process.wait(60)
    os.close(master)
    return seen


for name, content in dossiers.items():
    with open(os.path.join(here, "t.toml"), "w", encoding="utf-8") as file:
        file.write(content)
    wrong = []
    for command in (["run", "t.toml", "-o", "t-uit"], ["check", "t.toml"], ["check", "t.toml", "--json"], ["explain", "t.toml", "--at", "155020,463000"],
                    ["scenarios", "t.toml"], ["scenarios", "t.toml", "--dot"], ["compare", "t.toml", "dossier.toml"], ["run", "t.toml", "-o", "t-uit", "--json"]):
        seen = on_terminal(*command, "--progress", "none", folder=here)
        wrong += [f"{command[0]}: {r!r}" for r in raw if r in seen]
        if name.startswith("nieuwe regel") and b"\nfout X001" in seen.replace(b"\r", b""):
            wrong.append(f"{command[0]}: een melding die geen melding is")
        if "--json" not in command and "--dot" not in command:
            outcome = run(*command, "--progress", "none", folder=here)
            wrong += [f"{command[0]} in een pijp: {r!r}" for r in raw if r in outcome.out + outcome.err]
    row(not wrong, 11, f"tekens voor een terminal in: {name}", "; ".join(dict.fromkeys(wrong)))
seen = on_terminal("run", "\x1b[31mweg.toml", "-o", "x", folder=here)
row(b"\x1b" not in seen.replace(b"\x1b[K", b""), 11, "tekens voor een terminal op de opdrachtregel")

# ---- The same bytes for any number of threads
sums = set()
for threads in ("1", "2", "4", "ALL_CPUS"):
    must("run", "dossier.toml", "-o", "x-" + threads, "--format", "csv,xlsx,geojson,fgb", folder=here)
    outcome = run("run", "dossier.toml", "-o", "x-" + threads, "--format", "csv,xlsx,geojson,fgb", folder=here,
                  env={"GDAL_NUM_THREADS": threads, "CPL_VSIL_DEFLATE_CHUNK_SIZE": "4K"})
    with open(os.path.join(here, "x-" + threads, "resultaat.xlsx"), "rb") as file:
        sums.add(hashlib.sha256(file.read()).hexdigest())
row(len(sums) == 1, 11, "xlsx met GDAL_NUM_THREADS 1, 2, 4 en ALL_CPUS", f"{len(sums)} versies")

# ---- Home folders
try:
    home = tempfile.mkdtemp(dir="/home", prefix="geheimenaam")
except OSError:
    home = None
if home is None:
    row(None, 11, "persoonlijke map in de uitvoer", "/home is niet schrijfbaar")
else:
    env = {"HOME": home}
    folder = os.path.join(home, "werk")
    shutil.copytree(here, folder)
    with open(os.path.join(folder, "dossier.toml"), "w", encoding="utf-8") as file:
        file.write(text.replace('pad = "omgeving.gpkg"', 'pad = "../bag/omgeving.gpkg"', 1))
    os.makedirs(os.path.join(home, "bag"))
    shutil.copy(os.path.join(here, "omgeving.gpkg"), os.path.join(home, "bag"))
    absolute = os.path.join(folder, "absoluut.toml")
    with open(absolute, "w", encoding="utf-8") as file:
        file.write(text.replace('pad = "omgeving.gpkg"', f'pad = "{home}/bag/omgeving.gpkg"', 1))
    for what, dossier in (("dossier met volledig pad genoemd", os.path.join(folder, "dossier.toml")), ("laag met volledig pad", absolute)):
        output = os.path.join(tempfile.mkdtemp(dir=work), "uit")
        done = run("run", dossier, "-o", output, "--format", "csv,xlsx,geojson", env=env, folder="/")
        inside = os.path.join(folder, "uit-" + os.path.basename(dossier))
        run("run", dossier, "-o", inside, env=env, folder="/")
        leaking = []
        for base_folder in (output, inside):
            for path, _, names in os.walk(base_folder):
                for name in names:
                    with open(os.path.join(path, name), "rb") as file:
                        if os.path.basename(home).encode() in file.read():
                            leaking.append(name)
        row(done.code == 0 and not leaking, 11, f"persoonlijke map in de uitvoer: {what}", f"{done.shown} {' '.join(leaking)}")
        again = [run("verify", f, env=env, folder="/") for f in (output, inside)]
        row(all(a.identical for a in again), 11, f"en toch te verifiëren: {what}", " ".join(a.shown for a in again))
    shutil.rmtree(home, ignore_errors=True)
shutil.rmtree(work, ignore_errors=True)
