"""What cannot be written is an error: exit 5 and a message, for every command and every format."""

import os
import resource
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from attack import PROGRAM, must, row, study

work = os.path.realpath(tempfile.mkdtemp(prefix="aanval-"))
here = os.path.join(work, "studie")
study(here)
must("run", "dossier.toml", "-o", "uit", folder=here)
must("portfolio", "make", "-n", "3", "--panden", "20", "-o", "p", folder=here)
must("batch", "p/portefeuille.toml", "-o", "b", folder=here)
commands = {
    "run": ["run", "dossier.toml", "-o", "weg"], "run --json": ["run", "dossier.toml", "-o", "weg", "--json"],
    "check": ["check", "dossier.toml"], "check --json": ["check", "dossier.toml", "--json"],
    "explain": ["explain", "dossier.toml", "--at", "155020,463000"], "scenarios": ["scenarios", "dossier.toml"],
    "scenarios --dot": ["scenarios", "dossier.toml", "--dot"], "effect": ["effect"], "effect --list": ["effect", "plume", "--list"],
    "report": ["report", "dossier.toml", "-o", "weg.pdf"], "archive": ["archive", "dossier.toml", "-o", "weg.zip"],
    "verify": ["verify", "uit"], "batch": ["batch", "p/portefeuille.toml", "-o", "b"], "merge": ["merge", "b", "-o", "weg2"],
    "compare": ["compare", "uit", "uit"], "compare of batches": ["compare", "b", "b"], "compare -o": ["compare", "b", "b", "-o", "weg3"],
    "sweep": ["sweep", "dossier.toml", "--over", "tox.y_hf.lfp=10 g/kWh:20 g/kWh:2"], "table": ["table", "dossier.toml", "--energie", "1 MWh"],
    "portfolio make": ["portfolio", "make", "-n", "2", "--panden", "2", "-o", "weg4"],
    "portfolio dossier": ["portfolio", "dossier", "p/portefeuille.toml", "S000001"], "template": ["template"],
    "prepare": ["prepare", "-o", "weg5", "--datum", "2026-11-01", "panden=omgeving.gpkg|pand"],
    "count": ["count", "omgeving.gpkg", "sites.csv", "--radius", "100"], "schema": ["schema"], "schema --codebook": ["schema", "--codebook"],
    "rules list": ["rules", "list"], "rules show": ["rules", "show", "referentie"], "rules check": ["rules", "check"],
    "rules todo": ["rules", "todo"], "rules test": ["rules", "test"], "rules diff": ["rules", "diff", "referentie", "rivm-2025"],
    "calibrate": ["calibrate"], "--help": ["--help"], "--version": ["--version"],
}


def code_of(arguments, **streams):
    return subprocess.run([PROGRAM, *arguments], cwd=here, stdin=subprocess.DEVNULL, timeout=120, **streams)


for name, arguments in commands.items():
    fine = code_of(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
    with open("/dev/full", "wb") as full:
        out = code_of(arguments, stdout=full, stderr=subprocess.PIPE)
        err = code_of(arguments, stdout=subprocess.DEVNULL, stderr=full).returncode
        both = code_of(arguments, stdout=full, stderr=full).returncode
    closed = subprocess.run(["sh", "-c", 'exec "$@" >&-', "sh", PROGRAM, *arguments], cwd=here, stderr=subprocess.DEVNULL).returncode
    mute = subprocess.run(["sh", "-c", 'exec "$@" 2>&-', "sh", PROGRAM, *arguments], cwd=here, stdout=subprocess.DEVNULL).returncode
    held = out.returncode == 5 and b"F003" in out.stderr and both == 5 and closed == 5 and err == fine and mute == fine
    row(held, "9", f"stdout and stderr full or closed: {name}", f"fine {fine}; stdout full {out.returncode}, closed {closed}; stderr full {err}, closed {mute}")

for format_ in ("csv", "xlsx", "geojson", "fgb", "csv,xlsx,geojson,fgb"):
    for limit in (0, 4096, 100000, 300000):
        shutil.rmtree(os.path.join(here, "vol"), ignore_errors=True)
        small = lambda n=limit: resource.setrlimit(resource.RLIMIT_FSIZE, (n, n))
        done = subprocess.run([PROGRAM, "run", "dossier.toml", "-o", "vol", "--format", format_], cwd=here, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, preexec_fn=small, timeout=60)
        left = os.listdir(os.path.join(here, "vol")) if os.path.isdir(os.path.join(here, "vol")) else []
        row(done.returncode == 5 and not left and b"F001" in done.stderr, "9", f"no file may be larger than {limit} bytes: {format_}", f"exit {done.returncode} {left}")
shutil.rmtree(work, ignore_errors=True)
