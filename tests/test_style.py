"""What a tool can tell about the code: its style, its types, and who may know whom."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST_MODULE = 400


@pytest.mark.parametrize(
    "tool",
    [
        [sys.executable, "-m", "ruff", "check", "--quiet", "--no-cache"],
        [sys.executable, "-m", "ruff", "format", "--check", "--quiet", "--no-cache"],
        [sys.executable, "-m", "mypy", "--no-error-summary"],
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
    ],
    ids=["lint", "format", "types", "imports"],
)
def test_the_tool_has_nothing_to_say(tool: list[str]) -> None:
    said = subprocess.run(tool, cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr


def test_no_module_is_longer_than_one_can_keep_in_mind() -> None:
    modules = [ROOT / "workbook.py", *(ROOT / "infoint_widgets").rglob("*.py")]
    lengths = {m.name: len(m.read_text("utf-8").splitlines()) for m in modules}
    assert {name: n for name, n in lengths.items() if n > LONGEST_MODULE} == {}
