"""What is taken out of a notebook when it is saved, and what stays."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoint_widgets import saving

FORM = {
    "output_type": "display_data",
    "metadata": {},
    "data": {saving.WIDGET_VIEW: {"model_id": "1"}, "text/plain": "People"},
}
TABLE = {
    "output_type": "execute_result",
    "metadata": {},
    "execution_count": 1,
    "data": {"text/plain": "3 people"},
}


def notebook(*outputs: dict[str, Any], source: str | list[str] = "ii.People(log)") -> Any:
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"widgets": {"state": {}}, "kernelspec": {"name": "python3"}},
        "cells": [
            {"cell_type": "markdown", "metadata": {}, "source": "# People"},
            {
                "cell_type": "code",
                "metadata": {},
                "source": source,
                "execution_count": 1,
                "outputs": list(outputs),
            },
        ],
    }


def test_a_saved_notebook_holds_no_form_but_keeps_its_tables() -> None:
    model = {"type": "notebook", "content": notebook(FORM, TABLE)}
    saving.pre_save_hook(model, path="a.ipynb", contents_manager=None)
    assert model["content"]["cells"][1]["outputs"] == [TABLE]
    assert model["content"]["metadata"] == {"kernelspec": {"name": "python3"}}


def test_other_files_are_saved_as_they_are() -> None:
    model = {"type": "file", "content": saving.WIDGET_VIEW}
    saving.pre_save_hook(model)
    assert model == {"type": "file", "content": saving.WIDGET_VIEW}


junk = st.recursive(
    st.none() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["cells", "metadata", "outputs", "data", "widgets", "content"]), inner
        )
    ),
    max_leaves=12,
)


@given(content=junk)
def test_saving_never_fails_whatever_the_notebook_looks_like(content: Any) -> None:
    saving.pre_save_hook({"type": "notebook", "content": content})


def test_cleaning_a_file_leaves_one_without_forms_byte_for_byte(tmp_path: Path) -> None:
    file = tmp_path / "a.ipynb"
    content = notebook(TABLE)
    del content["metadata"]["widgets"]
    file.write_bytes(json.dumps(content).encode() + b"\r\n")
    before = file.read_bytes()
    assert not saving.clean_file(file)
    assert file.read_bytes() == before


def test_cleaning_a_file_takes_the_form_out_and_keeps_the_words(tmp_path: Path) -> None:
    file = tmp_path / "a.ipynb"
    file.write_text(json.dumps(notebook(FORM, TABLE, source="'Jürgen'")), "utf-8")
    assert saving.clean_file(file)
    cell = json.loads(file.read_text("utf-8"))["cells"][1]
    assert (cell["outputs"], cell["source"]) == ([TABLE], "'Jürgen'")
    assert [p.name for p in tmp_path.iterdir()] == ["a.ipynb"]


def test_cleaning_leaves_a_damaged_file_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.ipynb"
    file.write_text(f"{{ {saving.WIDGET_VIEW}", "utf-8")
    assert not saving.clean_file(file)


def test_a_fingerprint_is_of_the_sources_alone() -> None:
    run = notebook(TABLE, source=["ii.People(", "log)"])
    fresh = notebook(source="ii.People(log)")
    assert saving.fingerprint(run) == saving.fingerprint(fresh)


@pytest.mark.parametrize("change", ["source", "cell_type"])
def test_a_fingerprint_tells_a_changed_cell(change: str) -> None:
    shipped, other = notebook(), copy.deepcopy(notebook())
    other["cells"][0][change] = "raw"
    assert saving.fingerprint(shipped) != saving.fingerprint(other)
