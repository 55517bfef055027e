"""What the subjects share: a study that does not exist, forged archives, and a program that is watched."""

import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import zipfile

PROGRAM = os.environ["BATTERISK"]
STRACE = shutil.which("strace")
QUICK = bool(os.environ.get("ATTACK_QUICK"))  # the test suite: one way into the program of each kind


def row(held, number, attack, outcome=""):
    """One line of the table; `held` None: could not be tried here."""
    word = "-" if held is None else "ok" if held else "FOUT"
    print(f"{word}\t{number}\t{attack}\t{printable(outcome)[:150]}", flush=True)


def printable(text):
    return "".join(c if c.isprintable() else " " for c in text)


class Outcome:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err
        self.text = (out + err).decode("utf-8", "replace")
        codes = re.findall(r"\b[DRLMFX][0-9]{3}\b", err.decode("utf-8", "replace"))
        self.shown = f"exit {code} {' '.join(dict.fromkeys(codes))}"

    @property
    def identical(self):
        return self.code == 0 and "bit-identiek" in self.text


def run(*arguments, folder=".", env=None, timeout=120):
    done = subprocess.run([PROGRAM, *map(str, arguments)], cwd=folder, env={**os.environ, **(env or {})},
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout)
    return Outcome(done.returncode, done.stdout, done.stderr)


def must(*arguments, folder="."):
    outcome = run(*arguments, folder=folder)
    if outcome.code != 0:
        raise SystemExit(f"{arguments}: exit {outcome.code}\n{outcome.text}")
    return outcome


def watched(*arguments, folder=".", env=None):
    """The outcome, the files that were opened and the connections that were made."""
    with tempfile.NamedTemporaryFile() as log:
        done = subprocess.run([STRACE, "-f", "-qq", "-s", "4096", "-e", "trace=open,openat,openat2,connect,execve", "-o", log.name,
                               PROGRAM, *map(str, arguments)],
                              cwd=folder, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL, capture_output=True, timeout=300)
        lines = log.read().decode("utf-8", "replace").splitlines()
    files, connections = set(), []
    for line in lines:
        opened = re.search(r'open(?:at2?)?\((?:AT_FDCWD, )?"([^"]*)"', line)
        if opened and "ENOENT" not in line:
            files.add(os.path.normpath(os.path.join(str(folder), opened.group(1))))
        if "connect(" in line and "AF_INET" in line:
            connections.append(line)
    return Outcome(done.returncode, done.stdout, done.stderr), files, connections


class Listener:
    """A server that answers nobody, and counts who comes."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.visits = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            visitor, _ = self.socket.accept()
            self.visits += 1
            visitor.close()


def study(folder, name="dossier.toml"):
    """A dossier with a layer of buildings and one of units; gives its text."""
    must("portfolio", "make", "-n", "2", "--panden", "110", "-o", folder)
    os.rename(os.path.join(folder, "sjabloon.toml"), os.path.join(folder, name))
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return file.read()


def members(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sealed(files, change=None):
    """The files with a receipt that fits them, as a forger writes it. `change`: of the receipt."""
    receipt = json.loads(files["ontvangstbewijs.json"])
    listed = [f for f in files if f != "ontvangstbewijs.json"]
    receipt["bestanden"] = [{"naam": n, "bytes": len(files[n]), "sha256": hashlib.sha256(files[n]).hexdigest()} for n in listed]
    receipt["dossier"]["sha256"] = hashlib.sha256(files["dossier.toml"]).hexdigest()
    if change:
        change(receipt)
    return {**files, "ontvangstbewijs.json": json.dumps(receipt).encode()}


def write_zip(path, files, links=()):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (2026, 11, 1, 0, 0, 0))
            entry.external_attr = (0o120777 if name in links else 0o100644) << 16
            archive.writestr(entry, content)


def write_pdf(path, files):
    """An empty page with the files attached."""
    objects = [b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>", b"<</Producer(x)>>"]
    names = b""
    for attached, content in sorted((n.replace("/", "_").encode(), c) for n, c in files.items()):
        spec = len(objects) + 2
        objects.append(b"<</Type/Filespec/F(%s)/UF(%s)/EF<</F %d 0 R>>>>" % (attached, attached, spec + 1))
        objects.append(b"<</Type/EmbeddedFile/Length %d>>stream\n%s\nendstream" % (len(content), content))
        names += b"(%s) %d 0 R " % (attached, spec)
    objects.insert(0, b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[%s]>>>>>>" % names)
    pdf, table = b"%PDF-1.4\n", b"0000000000 65535 f \n"
    for number, content in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(pdf)
        pdf += b"%d 0 obj" % number + content + b"\nendobj\n"
    with open(path, "wb") as file:
        file.write(pdf + b"xref\n0 %d\n%strailer<</Root 1 0 R/Info 4 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n"
                   % (len(objects) + 1, table, len(objects) + 1, len(pdf)))
