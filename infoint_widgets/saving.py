"""What a notebook's file may hold: no form as it looked, for that is an error message on day two.

The standard library is enough for this, and nothing here imports the package: JupyterLab's server
calls it at every save, and the launcher runs it before anything else is there.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def pre_save_hook(model: dict[str, Any], **_context: object) -> None:
    """Take the forms out of a notebook that is about to be saved; JupyterLab's server calls this.

    Parameters
    ----------
    model : dict
        The server's model of a file of any type; a notebook's content is changed in place.
    """
    if model.get("type") == "notebook":
        clean(model.get("content"))


def clean(notebook: Any) -> bool:
    """Take saved forms and their state out of a notebook.

    Parameters
    ----------
    notebook : dict
        A notebook as nbformat 4 has it; anything else is left as it is.

    Returns
    -------
    bool
        Whether there was something to take out.

    Examples
    --------
    >>> notebook = {"metadata": {"widgets": {}}, "cells": [], "nbformat": 4}
    >>> clean(notebook), notebook["metadata"]
    (True, {})
    """
    found = False
    metadata = notebook.get("metadata") if isinstance(notebook, dict) else None
    if isinstance(metadata, dict):
        found = metadata.pop("widgets", None) is not None
    for cell in _code_cells(notebook):
        kept = [output for output in cell["outputs"] if not _is_form(output)]
        found = found or len(kept) < len(cell["outputs"])
        cell["outputs"] = kept
    return found


def clean_file(file: Path) -> bool:
    """Take saved forms out of a notebook's file; a file without any stays byte for byte as it was.

    Returns
    -------
    bool
        Whether the file was written anew.
    """
    text = file.read_text("utf-8")
    if WIDGET_VIEW not in text and '"widgets"' not in text:
        return False
    try:
        notebook = json.loads(text)
    except ValueError:
        return False
    if not clean(notebook):
        return False
    part = file.with_name(f".{file.name}.part")
    part.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", "utf-8")
    part.replace(file)
    return True


def fingerprint(notebook: dict[str, Any]) -> str:
    """What tells whether a notebook's cells are as they were shipped.

    It covers the kind and the source of each cell, and nothing that running the notebook changes.
    """
    cells = [(cell["cell_type"], _text(cell["source"])) for cell in notebook["cells"]]
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest()


def holds_output(notebook: dict[str, Any]) -> bool:
    """Whether any cell of a notebook has output saved with it."""
    return any(cell["outputs"] for cell in _code_cells(notebook))


def _code_cells(notebook: Any) -> list[dict[str, Any]]:
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        return []
    return [c for c in cells if isinstance(c, dict) and isinstance(c.get("outputs"), list)]


def _is_form(output: Any) -> bool:
    data = output.get("data") if isinstance(output, dict) else None
    return isinstance(data, dict) and WIDGET_VIEW in data


def _text(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)
