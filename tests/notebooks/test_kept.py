"""What is kept of the notebooks is of the notebooks as they are."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.notebooks.make_expected import (
    EXPECTED,
    MANIFEST,
    NOTEBOOKS,
    manifest,
    pages_with_figures,
)

# Forms are tried in tests/widgets; no page keeps one.
FORM = re.compile(r"^ii\.[A-Z]\w+\(")
RENEW = "Run: .venv/bin/python tests/notebooks/make_expected.py"

each_page_with_figures = pytest.mark.parametrize(
    "page", pages_with_figures(), ids=lambda page: page.as_posix()
)


def cells(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))["cells"]
    return found


def test_the_launcher_knows_the_cells_of_every_page() -> None:
    assert json.loads(MANIFEST.read_text("utf-8")) == manifest(), RENEW


def test_every_page_with_figures_is_kept_executed_and_no_other() -> None:
    kept = sorted(file.relative_to(EXPECTED) for file in EXPECTED.rglob("*.ipynb"))
    assert kept == pages_with_figures(), RENEW


@each_page_with_figures
def test_an_executed_page_has_the_sources_of_the_page(page: Path) -> None:
    sources = [
        [cell["source"] for cell in cells(folder / page)] for folder in (NOTEBOOKS, EXPECTED)
    ]
    assert sources[0] == sources[1], RENEW


@each_page_with_figures
def test_every_cell_of_an_executed_page_has_run_and_is_compared(page: Path) -> None:
    code = [cell for cell in cells(EXPECTED / page) if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == [*range(1, len(code) + 1)], RENEW
    for cell in code:
        form = FORM.search("".join(cell["source"]))
        assert cell["metadata"]["tags"] == [f"nbval-{'ignore' if form else 'check'}-output"]
    kinds = {output["output_type"] for cell in code for output in cell["outputs"]}
    assert kinds
    assert "error" not in kinds
