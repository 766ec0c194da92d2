"""What the benchmarks share: measures taken in turn, how they are told, and pages of one's own."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from statistics import median, quantiles

import nbformat

from tests.browser.hands import START
from tests.browser.lab import Workbook, sign


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    began = clock()
    work()
    return clock() - began


def in_turn(times: int, measures: Mapping[str, Callable[[], float]]) -> dict[str, list[float]]:
    """What each measure found, taken in turn so that a busy machine slows down all of them."""
    taken: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(times):
        for name, measure in measures.items():
            taken[name].append(measure())
    return taken


def tell(what: str, taken: Mapping[str, list[float]]) -> None:
    """Print the median and the 95th percentile of each, the last one's beside all others'."""
    print(f"{what}:")
    ours = median([*taken.values()][-1])
    for name, times in taken.items():
        half, most = median(times), quantiles(times, n=20, method="inclusive")[18]
        beside = f"  {1_000 * (ours - half):+.0f} ms, {ours / half:.2f} ×" if half != ours else ""
        print(f"  {name}: p50 {1_000 * half:.1f} ms, p95 {1_000 * most:.1f} ms{beside}")


def write_page(workbook: Workbook, name: str, *sources: str) -> None:
    """A trusted notebook with a *Start* button and a cell for each source."""
    v4 = nbformat.v4
    cells = [v4.new_markdown_cell(START), *map(v4.new_code_cell, sources)]  # type: ignore[no-untyped-call]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    notebook = v4.new_notebook(cells=cells, metadata=kernel)  # type: ignore[no-untyped-call]
    file = workbook.notebooks / f"{name}.ipynb"
    nbformat.write(notebook, file)  # type: ignore[no-untyped-call]
    sign(workbook.lab, file)
