"""The launcher in a clean folder, from nothing to JupyterLab and back."""

from __future__ import annotations

import json
import os
import subprocess
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import psutil
import pytest

from tests.launcher.conftest import Folder

UNREACHABLE = "http://127.0.0.1:9"


def status_of(url: str) -> int:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def api(url: str, path: str, *, token: bool) -> str:
    query = urlsplit(url).query.replace("reset&", "") if token else ""
    return f"http://{urlsplit(url).netloc}{path}?{query}"


def test_the_workbook_is_served_with_a_token_and_ctrl_c_ends_all_of_it(installed: Folder) -> None:
    with installed.serving() as running:
        assert "/lab/tree/notebooks/00_start_here.ipynb" in running.url
        assert status_of(running.url) == 200
        assert status_of(api(running.url, "/api/status", token=True)) == 200
        assert status_of(api(running.url, "/api/status", token=False)) == 403
        start_kernel = urllib.request.Request(
            api(running.url, "/api/kernels", token=True), data=b"{}", method="POST"
        )
        token = urlsplit(running.url).query.partition("token=")[2]
        start_kernel.add_header("Authorization", f"token {token}")
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(start_kernel).close()
        processes = psutil.Process(running.process.pid).children(recursive=True)
        assert len(processes) >= 2
        assert running.press_ctrl_c() == 0
        assert "The workbook has ended." in running.said
    assert psutil.wait_procs(processes, timeout=10)[1] == []


def test_starting_and_ending_are_said_before_they_take_their_time(installed: Folder) -> None:
    with installed.serving() as running:
        assert running.said.startswith("Starting the workbook")
        running.said = ""
        running.press_ctrl_c()
        assert running.said.splitlines()[-2:] == [
            "Ending the workbook …",
            "The workbook has ended.",
        ]


def test_a_second_start_installs_nothing_and_keeps_the_port(installed: Folder) -> None:
    stamp = installed.path / ".venv" / "workbook-stamp.json"
    before = stamp.stat().st_mtime_ns
    with installed.serving() as first:
        first.press_ctrl_c()
    with installed.serving() as second:
        assert urlsplit(second.url).port == urlsplit(first.url).port
        assert "Setting up" not in first.said + second.said
    assert stamp.stat().st_mtime_ns == before


def test_a_second_start_shows_the_workbook_that_runs(installed: Folder) -> None:
    with installed.serving() as running:
        again = installed.run("--no-browser")
        assert again.returncode == 0
        assert "already running" in again.stdout
        assert running.url in again.stdout


def test_what_notebooks_show_stays_out_of_git(installed: Folder) -> None:
    page = installed.path / "notebooks" / "00_start_here.ipynb"
    as_shipped = page.read_text("utf-8")
    notebook = json.loads(as_shipped)
    code = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    code["execution_count"] = 7
    code["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["Ada Lovelace"]}]
    page.write_text(json.dumps(notebook, indent=1), "utf-8")
    git = ["git", "-C", str(installed.path)]
    try:
        diff = subprocess.run([*git, "diff", "--stat"], capture_output=True, text=True, check=True)
    finally:
        page.write_text(as_shipped, "utf-8")
    assert (diff.stdout, diff.stderr) == ("", "")


def test_bytecode_is_there_before_the_first_start(installed: Folder) -> None:
    assert [*(installed.path / ".venv").rglob("pandas/core/__pycache__/frame.*.pyc")]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps these folders elsewhere")
def test_without_network_it_says_so_and_begins_again_the_next_time(fresh: Folder) -> None:
    offline = dict.fromkeys(("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"), UNREACHABLE)
    home = str(fresh.path.parent / "home")  # neither caches nor package folders of this machine
    for _ in range(2):
        done = fresh.run(**offline, HOME=home)
        assert done.returncode == 1
        assert "no connection to the internet" in done.stdout
        assert "Traceback" not in done.stdout


def test_without_the_venv_module_it_names_the_package_to_install(fresh: Folder) -> None:
    hide = f"import sys, runpy; sys.modules['ensurepip'] = None; sys.argv = {fresh.command()[1:]!r}"
    run = f"{hide}; runpy.run_path(sys.argv[0], run_name='__main__')"
    done = subprocess.run(
        [fresh.command()[0], "-c", run], env=fresh.env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "sudo apt install python3." in done.stderr
    assert not (fresh.path / ".venv").exists()
