#!/usr/bin/env python3
"""Set up what is missing, then open the workbook, test it, or hand a job on to the package.

``python3 workbook.py`` opens JupyterLab on the start page, ``python3 workbook.py test`` runs all
tests, and any other word (``import``, ``export``, ``due`` …) goes to ``python -m infoint_widgets``.
Only the standard library is used. Up to the check of the version this file runs on any Python 3.
"""

import json
import locale
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def sentence(id: str, **facts: object) -> str:
    """One of the launcher's sentences: its file in words/ is JSON, for no YAML is installed yet."""
    file = os.path.join(HERE, "infoint_widgets", "words", language(), "launcher.yaml")
    with open(file, encoding="utf-8") as sentences:
        return str(json.load(sentences)[id]).format(**facts)


def language() -> str:
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    if not name:
        try:
            name = locale.setlocale(locale.LC_CTYPE, "")
        except locale.Error:
            name = ""
    return "de" if name.lower().startswith(("de_", "de-", "german")) else "en"


if sys.version_info < (3, 11):
    sys.exit(sentence("python", needed="3.11", found=".".join(map(str, sys.version_info[:3]))))

# What follows needs the Python that was just checked.
import contextlib
import errno
import hashlib
import importlib.util
import platform
import re
import secrets
import shutil
import signal
import subprocess
import threading
import webbrowser
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(HERE)
VENV = ROOT / ".venv"
NOTES = ROOT / ".workbook"  # what is kept of this checkout: its port, JupyterLab's settings, logs
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "workbook-stamp.json"
SETUP_LOG = NOTES / "setup.log"
LAB_LOG = NOTES / "jupyterlab.log"
OPENER = ROOT / "open_workbook.html"
BEAT_S = 5
# Half of the tests' time goes by in one browser, which leaves the other cores to the rest.
ON_ALL_CORES = ["--numprocesses=logical", "--maxprocesses=4", "--no-loadscope-reorder"]


def load(name: str) -> Any:
    """A module of the package that needs no package, without importing it all, pandas included."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "infoint_widgets" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


saving, serving = load("saving"), load("serving")
pre_save_hook = saving.pre_save_hook  # JupyterLab's server finds it here by its name


def main(words: list[str]) -> int:
    at = words.index("--") if "--" in words else len(words)
    mine, passed_on = words[:at], words[at + 1 :]
    if mine[:1] == ["test"]:
        return run([set_up(), "-m", "pytest", *ON_ALL_CORES, *mine[1:], *passed_on], cwd=ROOT)
    if mine and not mine[0].startswith("-"):
        env = {"INFOINT_DATA_DIR": str(ROOT / "data"), **os.environ}
        return run([set_up(), "-m", "infoint_widgets", *mine, *passed_on], env=env)
    if mine in ([], ["--no-browser"]):
        return open_lab(set_up(), passed_on, in_browser=not mine)
    print(sentence("help"))
    return 0 if mine in (["-h"], ["--help"]) else 2


def run(command: list[Any], **options: Any) -> int:
    """Run a command to its end; Ctrl-C is for the command, which says what became of it."""
    signal.signal(signal.SIGINT, lambda *_: None)
    return subprocess.call([*map(str, command)], **options)


# Setting up


def set_up() -> Path:
    """Make or mend the environment, unless nothing has changed; gives its Python."""
    if os.environ.get("CONDA_DEFAULT_ENV") == "infoint-widgets":  # made from environment.yml
        return Path(sys.executable)
    check_sqlite()
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = {
        "lock": hashlib.sha256(LOCK.read_bytes()).hexdigest(),
        "project": hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest(),
        "python": sys.version,
        "path": str(VENV),
    }
    found = read_json(STAMP)
    if found == wanted and python.exists():
        return python
    print(sentence("setting_up"), flush=True)
    NOTES.mkdir(mode=0o700, exist_ok=True)
    SETUP_LOG.write_text("", "utf-8")
    STAMP.unlink(missing_ok=True)
    if not python.exists() or any(found.get(key) != wanted[key] for key in ("python", "path")):
        make_venv()
    install(python)
    filter_saved_output(python)
    STAMP.write_text(json.dumps(wanted), "utf-8")
    print(sentence("done"), flush=True)
    return python


def check_sqlite() -> None:
    try:
        import sqlite3
    except ImportError:
        sys.exit(sentence("sqlite", found="-"))
    if sqlite3.sqlite_version_info < (3, 37):
        sys.exit(sentence("sqlite", found=sqlite3.sqlite_version))


def make_venv() -> None:
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            package = "python{}.{}-venv".format(*sys.version_info)
            sys.exit(sentence("venv", module=module, package=package))
    print(sentence("make_venv"), flush=True)
    said = attempt([sys.executable, "-m", "venv", "--clear", VENV])
    if said is not None:
        fail(said)


def install(python: Path) -> None:
    """Install the lock and the project: with uv if it can be had, else with pip."""
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--retries=1"]
    project = ["--no-deps", "--no-build-isolation", "-e", ROOT]
    count = len(re.findall(r"^[\w.-]+==", LOCK.read_text("utf-8"), re.MULTILINE))
    uv = find_uv(python, pip)
    if uv is not None:
        print(sentence("install", n=count, tool="uv"), flush=True)
        hashed = ["--python", python, "--require-hashes", "--compile-bytecode", LOCK]
        said = attempt(
            [uv, "pip", "sync", *hashed], [uv, "pip", "install", "--python", python, *project]
        )
        if said is None:
            return
        if cause_of(said) in {"hash", "disk_full"}:
            fail(said)
    print(sentence("install", n=count, tool="pip"), flush=True)
    said = attempt([*pip, "install", "--require-hashes", "-r", LOCK], [*pip, "install", *project])
    if said is not None:
        fail(said)


def find_uv(python: Path, pip: list[Any]) -> str | None:
    """This machine's uv, or the one that the lock names, put into the environment."""
    found = shutil.which("uv")
    if found is not None:
        return found
    pinned = re.search(r"^uv==.*?(?=^\S|\Z)", LOCK.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    if pinned is None:
        return None
    only_uv = NOTES / "uv.lock.txt"
    only_uv.write_text(pinned[0], "utf-8")
    if attempt([*pip, "install", "--require-hashes", "-r", only_uv]) is not None:
        return None
    return shutil.which("uv", path=str(python.parent))


def attempt(*commands: list[Any]) -> str | None:
    """Run commands in turn, saying every few seconds that it goes on; None, or what a failure said.

    All they say goes to the log of the setting up.
    """
    # uv trusts the machine's certificates, a company's own among them, only when it is told to.
    env = {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1", **os.environ}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # without bytecode every start would be slow
    ended = threading.Event()
    threading.Thread(target=say_that_it_goes_on, args=(ended,), daemon=True).start()
    try:
        for command in commands:
            done = subprocess.run(
                [*map(str, command)],
                env=env,
                cwd=ROOT,
                text=True,
                errors="replace",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
            with SETUP_LOG.open("a", encoding="utf-8") as log:
                log.write(done.stdout)
            if done.returncode:
                return done.stdout
    finally:
        ended.set()
    return None


def say_that_it_goes_on(ended: threading.Event) -> None:
    seconds = 0
    while not ended.wait(BEAT_S):
        seconds += BEAT_S
        print(sentence("waiting", seconds=seconds), flush=True)


def cause_of(said: str) -> str:
    """The id of the sentence for what an installer said last."""
    causes = {
        "disk_full": r"No space left|os error 28\b|os error 112\b|not enough space",
        "hash": r"hash mismatch|DO NOT MATCH THE HASHES",
        "no_network": r"Failed to (fetch|establish|connect)|error sending request|dns error"
        r"|NewConnectionError|ConnectTimeout|ProxyError|timed out",
    }
    found = (id for id, pattern in causes.items() if re.search(pattern, said, re.IGNORECASE))
    return next(found, "failed")


def fail(said: str) -> NoReturn:
    sys.exit(sentence(cause_of(said), log=SETUP_LOG, lines="\n".join(said.splitlines()[-15:])))


def filter_saved_output(python: Path) -> None:
    """Keep what a person's notebooks show out of their git commits."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        return
    of_kernel = "codemirror_mode file_extension mimetype nbconvert_exporter pygments_lexer version"
    settings = {
        "filter.nbstripout.clean": f'"{python.as_posix()}" -m nbstripout --keep-id',
        "filter.nbstripout.smudge": "cat",
        "filter.nbstripout.extrakeys": " ".join(
            f"metadata.language_info.{key}" for key in of_kernel.split()
        ),
        "diff.ipynb.textconv": f'"{python.as_posix()}" -m nbstripout --keep-id -t',
    }
    for key, value in settings.items():
        subprocess.run([git, "-C", str(ROOT), "config", key, value], check=False)


# Opening


def open_lab(python: Path, options: list[str], *, in_browser: bool) -> int:
    """Serve the workbook until Ctrl-C, or show the one that is already served."""
    running = read_json(NOTES / "config" / "jupyter_server_config.json")
    port = running.get("ServerApp", {}).get("port", 0)
    token = running.get("IdentityProvider", {}).get("token", "")
    if token and serving.answers(port, token):
        show_page(address(port, token), "running", in_browser=in_browser)
        return 0
    print(sentence("starting"), flush=True)
    wished = [re.fullmatch(r"--(?:ServerApp\.)?port=(\d+)", option) for option in options]
    port = next((int(match[1]) for match in wished if match), 0) or serving.free_port(port)
    token = secrets.token_hex(24)
    env = serving.prepare(NOTES, serving.settings(ROOT, port, token))
    prepare_notebooks(python, ROOT / "notebooks", NOTES, env)
    for name in {"SIGINT", "SIGTERM", "SIGHUP"} & set(dir(signal)):
        signal.signal(getattr(signal, name), signal.default_int_handler)
    server = serving.start([python, "-m", "jupyterlab", *options], ROOT, env, LAB_LOG)
    try:
        while server.poll() is None and not serving.answers(port, token):
            serving.wait(server, 0.05)
        if server.poll() is None:
            show_page(
                address(port, token), "opened" if in_browser else "served", in_browser=in_browser
            )
        while server.poll() is None:  # in short waits: Windows notices Ctrl-C between them
            serving.wait(server, 0.5)
        if server.returncode:
            lines = LAB_LOG.read_text("utf-8", "replace").splitlines()[-15:]
            sys.exit(sentence("lab_failed", log=LAB_LOG, lines="\n".join(lines)))
    except KeyboardInterrupt:
        print("\n" + sentence("ending"), flush=True)  # after the terminal's own ^C
        serving.stop(server, port, token)
    finally:
        OPENER.unlink(missing_ok=True)
    print(sentence("ended"))
    return 0


def prepare_notebooks(python: Path, notebooks: Path, notes: Path, env: dict[str, str]) -> None:
    """Take saved forms out of the notebooks, and sign those whose cells are as shipped.

    In a signed notebook *Start* begins at once; in another JupyterLab asks first.
    """
    shipped = read_json(notebooks / ".shipped.json")
    signed = read_json(notes / "signed.json")
    as_shipped = {}
    for file in sorted(notebooks.rglob("*.ipynb")):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            saving.clean_file(file)
            content = file.read_bytes()
            notebook = json.loads(content)
            name = file.relative_to(notebooks).as_posix()
            as_it_was = shipped.get(name) == saving.fingerprint(notebook)
            if as_it_was and not saving.holds_output(notebook):
                as_shipped[str(file)] = hashlib.sha256(content).hexdigest()
    new = [file for file, digest in as_shipped.items() if signed.get(file) != digest]
    if new:
        subprocess.run(
            [str(python), "-m", "nbformat.sign", *new], env=env, check=True, capture_output=True
        )
        (notes / "signed.json").write_text(json.dumps(as_shipped), "utf-8")


def address(port: int, token: str) -> str:
    """The start page's address; `reset` leaves the tabs of the last time closed."""
    return f"http://127.0.0.1:{port}/lab/tree/{serving.START_PAGE}?reset&token={token}"


def show_page(url: str, id: str, *, in_browser: bool) -> None:
    """Say where the workbook is, and open it there.

    The browser gets the address in a file, for others on the machine can read how it was called;
    the file is not hidden, since a browser in a sandbox could not read it then.
    """
    print(sentence(id, url=url), flush=True)
    if not in_browser:
        return
    OPENER.unlink(missing_ok=True)
    with open(os.open(OPENER, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(f'<!doctype html><meta http-equiv="refresh" content="0; url={url}">')
    in_windows = "microsoft" in platform.release().lower()  # its browser can't read Linux's files
    target = url if in_windows else OPENER.as_uri()
    threading.Thread(target=webbrowser.open, args=(target,), daemon=True).start()


def read_json(file: Path) -> dict[str, Any]:
    """What a note of the launcher's holds; nothing if there is none or it is damaged."""
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            sys.exit(sentence("disk_full"))
        if isinstance(error, PermissionError):
            sys.exit(sentence("folder", folder=ROOT, reason=error.strerror))
        raise
