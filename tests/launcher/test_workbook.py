"""What the launcher decides: when it installs, what it hands on, what it signs, what it says."""

from __future__ import annotations

import ast
import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import workbook

ROOT = Path(__file__).parents[2]


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What setting up did, in a folder where making and installing are only noted."""
    done: list[str] = []
    venv = tmp_path / ".venv"

    def make() -> None:
        done.append("make")
        python = venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()

    for name, value in {
        "VENV": venv,
        "NOTES": tmp_path / ".workbook",
        "STAMP": venv / "workbook-stamp.json",
        "SETUP_LOG": tmp_path / ".workbook" / "setup.log",
        "LOCK": tmp_path / "requirements.lock",
        "make_venv": make,
        "install": lambda _python: done.append("install"),
        "filter_saved_output": lambda _python: None,
    }.items():
        monkeypatch.setattr(workbook, name, value)
    monkeypatch.delenv("CONDA_DEFAULT_ENV", raising=False)
    workbook.LOCK.write_text("anywidget==1\n", "utf-8")
    return done


def test_with_nothing_changed_nothing_is_installed(steps: list[str]) -> None:
    first = workbook.set_up()
    assert steps == ["make", "install"]
    assert workbook.set_up() == first
    assert steps == ["make", "install"]


def test_a_new_lock_is_installed_into_the_same_environment(steps: list[str]) -> None:
    workbook.set_up()
    workbook.LOCK.write_text("anywidget==2\n", "utf-8")
    workbook.set_up()
    assert steps == ["make", "install", "install"]


@pytest.mark.parametrize("changed", ["python", "path"])
def test_another_python_or_a_moved_folder_begins_anew(steps: list[str], changed: str) -> None:
    workbook.set_up()
    stamp = json.loads(workbook.STAMP.read_text("utf-8"))
    workbook.STAMP.write_text(json.dumps(stamp | {changed: "another"}), "utf-8")
    workbook.set_up()
    assert steps == ["make", "install", "make", "install"]


def test_a_half_made_environment_is_made_anew(
    steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_python: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(workbook, "install", interrupted)
        with pytest.raises(KeyboardInterrupt):
            workbook.set_up()
    workbook.set_up()
    assert steps == ["make", "make", "install"]


def test_in_its_conda_environment_nothing_is_set_up(
    steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONDA_DEFAULT_ENV", "infoint-widgets")
    assert workbook.set_up() == Path(sys.executable)
    assert steps == []


def test_too_old_an_sqlite_is_named(steps: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 31, 1))
    monkeypatch.setattr(sqlite3, "sqlite_version", "3.31.1")
    with pytest.raises(SystemExit, match=r"this Python has 3\.31\.1"):
        workbook.set_up()
    assert steps == []


@pytest.mark.parametrize(
    ("words", "handed_on"),
    [
        (["test"], ["-m", "pytest", *workbook.ON_ALL_CORES]),
        (
            ["test", "--", "-k", "people"],
            ["-m", "pytest", *workbook.ON_ALL_CORES, "-k", "people"],
        ),
        (["import", "a b.csv"], ["-m", "infoint_widgets", "import", "a b.csv"]),
        (["due", "--help"], ["-m", "infoint_widgets", "due", "--help"]),
    ],
)
def test_a_word_is_handed_on(
    words: list[str], handed_on: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []

    def note(command: list[Any], **_options: object) -> int:
        commands.append(command)
        return 3

    monkeypatch.setattr(workbook, "set_up", lambda: "python")
    monkeypatch.setattr(workbook, "run", note)
    assert workbook.main(words) == 3
    assert commands == [["python", *handed_on]]


def test_an_option_that_is_unknown_shows_how_it_goes(capsys: pytest.CaptureFixture[str]) -> None:
    assert workbook.main(["--nobrowser"]) == 2
    assert "--no-browser" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("language", "told"),
    [("en_GB.UTF-8", "needs Python 3.11 or newer"), ("de_DE.UTF-8", "braucht Python 3.11")],
)
def test_too_old_a_python_is_told_which_one_is_needed(language: str, told: str) -> None:
    run = "import sys, runpy; sys.version_info = (3, 9, 2); runpy.run_path('workbook.py')"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", run],
        cwd=ROOT,
        env={"LC_ALL": language},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert told in done.stderr
    assert "3.9.2" in done.stderr


def test_an_old_python_can_read_the_launcher() -> None:
    ast.parse((ROOT / "workbook.py").read_text("utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ("error: Failed to fetch: `…`\n  cause: dns error", "no_network"),
        ("WARNING: Retrying (…) after connection broken by 'NewConnectionError(…)'", "no_network"),
        ("error: Failed to download `six==1.17.0`\n  cause: Hash mismatch for `six`", "hash"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "hash"),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left",
            "disk_full",
        ),
        ("error: failed to write: No space left on device (os error 28)", "disk_full"),
        ("error: Multiple top-level packages discovered", "failed"),
    ],
)
def test_what_an_installer_says_is_put_in_words(said: str, cause: str) -> None:
    assert workbook.cause_of(said) == cause


def test_only_pages_that_are_as_shipped_are_signed(tmp_path: Path) -> None:
    pages, notes = tmp_path / "notebooks", tmp_path / "notes"
    pages.mkdir()
    notes.mkdir()
    shipped = {}
    for name in ("as_shipped", "changed", "with_output"):
        cell: dict[str, Any] = {
            "cell_type": "code", "id": "a", "metadata": {}, "source": "1", "execution_count": None,
            "outputs": [],
        }  # fmt: skip
        page = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
        shipped[f"{name}.ipynb"] = workbook.saving.fingerprint(page)
        if name == "changed":
            cell["source"] = "import antigravity"
        if name == "with_output":
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "1"}]
        (pages / f"{name}.ipynb").write_text(json.dumps(page), "utf-8")
    (pages / ".shipped.json").write_text(json.dumps(shipped), "utf-8")
    env = workbook.serving.prepare(notes, {}) | {"JUPYTER_DATA_DIR": str(notes / "data")}
    workbook.prepare_notebooks(Path(sys.executable), pages, notes, env)
    signed = json.loads((notes / "signed.json").read_text("utf-8"))
    assert [Path(file).stem for file in signed] == ["as_shipped"]


def test_the_token_is_for_ones_own_eyes(tmp_path: Path) -> None:
    workbook.serving.prepare(tmp_path / "notes", workbook.serving.settings(tmp_path, 1, "secret"))
    if sys.platform != "win32":
        assert (tmp_path / "notes").stat().st_mode & 0o077 == 0


def test_no_letter_or_digit_is_a_command_of_the_notebook(tmp_path: Path) -> None:
    workbook.serving.prepare(tmp_path / "notes", {})
    folder = tmp_path / "notes" / "settings" / "@jupyterlab" / "shortcuts-extension"
    settings = json.loads((folder / "shortcuts.jupyterlab-settings").read_text("utf-8"))
    off = {(s["command"], *s["keys"]) for s in settings["shortcuts"] if s["disabled"]}
    schemas = Path(sys.prefix) / "share" / "jupyter" / "lab" / "schemas" / "@jupyterlab"
    typed = {
        (shortcut["command"], *shortcut["keys"])
        for file in schemas.glob("*/*.json")
        for shortcut in json.loads(file.read_text("utf-8")).get("jupyter.lab.shortcuts", ())
        if re.search(r"jp-Notebook|jp-kernel-user", shortcut["selector"])
        if re.fullmatch(r"((Shift )?\w;)+", "".join(f"{key};" for key in shortcut["keys"]))
    }
    assert len(typed) > 20
    assert off == typed
