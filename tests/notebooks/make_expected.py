"""Write down what the notebooks are now, after a change that was meant.

``python tests/notebooks/make_expected.py`` runs the pages with figures on the sample and keeps the
executed copies in ``expected/``, whose tables every test run compares. It also notes the cells of
all pages in ``notebooks/.shipped.json``, by which the launcher knows what it may sign.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from workbook import saving

HERE = Path(__file__).parent
NOTEBOOKS = HERE.parents[1] / "notebooks"
EXPECTED = HERE / "expected"
MANIFEST = NOTEBOOKS / ".shipped.json"
# A picture is another one with another font; what it shows is tried in tests/charts.
PICTURE = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=]+")
WITH_FIGURES = ("06_*.ipynb", "07_*.ipynb", "08_*.ipynb", "10_*.ipynb")


def pages() -> list[Path]:
    """All pages that people open, as paths below ``notebooks/``."""
    found = (path.relative_to(NOTEBOOKS) for path in NOTEBOOKS.rglob("*.ipynb"))
    return sorted(path for path in found if ".ipynb_checkpoints" not in path.parts)


def pages_with_figures() -> list[Path]:
    return [page for page in pages() if any(page.match(pattern) for pattern in WITH_FIGURES)]


def manifest() -> dict[str, str]:
    """The fingerprint of each page's cells."""
    texts = {page.as_posix(): (NOTEBOOKS / page).read_text("utf-8") for page in pages()}
    return {name: saving.fingerprint(json.loads(text)) for name, text in texts.items()}


def execute(page: Path) -> nbformat.NotebookNode:
    """Run a page on the sample; no log of anybody's is near."""
    notebook: nbformat.NotebookNode
    notebook = nbformat.read(NOTEBOOKS / page, as_version=4)  # type: ignore[no-untyped-call]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["INFOINT_DATA_DIR"] = folder
        # The name of the folder that a page lies in is its language.
        there = Path(folder) / page.parent
        there.mkdir(exist_ok=True)
        NotebookClient(notebook, resources={"metadata": {"path": str(there)}}).execute()
    forms = {cell.id for cell in notebook.cells if shows_form(cell)}
    saving.clean(notebook)
    notebook.metadata.language_info = {"name": "python"}
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            # A form is kept in no page; what it shows is tried in tests/widgets.
            compared = "ignore" if cell.id in forms else "check"
            cell.metadata["tags"] = [f"nbval-{compared}-output"]
            for output in cell.outputs:
                if "text/html" in output.get("data", {}):
                    output.data["text/html"] = PICTURE.sub("PICTURE", output.data["text/html"])
    return notebook


def shows_form(cell: nbformat.NotebookNode) -> bool:
    return any(
        "application/vnd.jupyter.widget-view+json" in output.get("data", {})
        for output in cell.get("outputs", ())
    )


def main() -> None:
    MANIFEST.write_text(json.dumps(manifest(), indent=1) + "\n", "utf-8")
    for page in pages_with_figures() if sys.argv[1:] != ["--manifest"] else []:
        (EXPECTED / page).parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(execute(page), EXPECTED / page)  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
