"""A clean folder, a stripped environment: a machine that has nothing but Python and git."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".workbook", "__pycache__", ".*_cache", ".hypothesis", "*.db*", "backups"
)
PYTHON = str(getattr(sys, "_base_executable", sys.executable))  # not that of this environment
KEPT = ("PATH", "HOME", "SYSTEMROOT", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TEMP")


@dataclass
class Running:
    """The launcher while it serves, and what it has said so far."""

    process: subprocess.Popen[str]
    said: str

    @property
    def url(self) -> str:
        return next(word for word in self.said.split() if word.startswith("http://127.0.0.1:"))

    def press_ctrl_c(self) -> int:
        """End it as a person does; gives the exit code."""
        self.process.send_signal(getattr(signal, "CTRL_C_EVENT", signal.SIGINT))
        self.said += self.process.communicate(timeout=30)[0]
        return self.process.returncode


@dataclass
class Folder:
    """A workbook's folder and the environment that its launcher is started in."""

    path: Path
    env: dict[str, str]

    def command(self, *words: str) -> list[str]:
        return [PYTHON, str(self.path / "workbook.py"), *words]

    def run(self, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words),
            env=self.env | env,
            text=True,
            encoding="utf-8",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )

    @contextmanager
    def serving(self) -> Iterator[Running]:
        """Start the workbook without a browser, up to the line that says how it ends."""
        process = subprocess.Popen(
            self.command("--no-browser"),
            env=self.env,
            text=True,
            encoding="utf-8",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert process.stdout is not None
        said = ""
        try:
            for line in process.stdout:
                said += line
                if "Ctrl-C" in line:
                    break
            yield Running(process, said)
        finally:
            if process.poll() is None:
                process.terminate()
                process.communicate(timeout=30)


def clean_folder(path: Path) -> Folder:
    shutil.copytree(ROOT, path, ignore=LEFT_OUT)
    env = {name: os.environ[name] for name in KEPT if name in os.environ}
    return Folder(path, env | {"LANG": "C.UTF-8"})


@pytest.fixture
def fresh(tmp_path: Path) -> Folder:
    """A workbook that was never started."""
    return clean_folder(tmp_path / "work book")


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A workbook that was set up for real, once for all tests."""
    folder = clean_folder(tmp_path_factory.mktemp("installed") / "work book")
    for git in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "As downloaded"]):
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *who, "-C", str(folder.path), *git], check=True)
    done = folder.run("test", "--", "--version")
    if done.returncode and "connection to the internet" in done.stdout:
        pytest.skip("Setting up for real needs a connection to the internet")
    assert done.returncode == 0, done.stdout
    assert "Setting up" in done.stdout
    assert "pytest" in done.stdout
    return folder
