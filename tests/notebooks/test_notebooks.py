"""The pages that people open: thin, linked, without output, the same in both languages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

FOLDER = Path(__file__).parents[2] / "notebooks"
PAGES = sorted(path for path in FOLDER.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)
ENGLISH = [path for path in PAGES if path.parent == FOLDER]
# Running all cells leaves a page at its last cell, so Start comes back up to the first form.
START = (
    '<button class="jp-mod-styled jp-mod-accept" '
    'data-commandlinker-command="apputils:run-all-enabled" data-commandlinker-args=\''
    '{"commands": ["notebook:run-all-cells", "notebook:extend-marked-cells-top", '
    '"notebook:deselect-all"]}\'>Start</button>'
)
OPENING = "import infoint_widgets as ii\n\nlog = ii.open_log({})"

each_page = pytest.mark.parametrize(
    "page", PAGES, ids=lambda page: page.relative_to(FOLDER).as_posix()
)
each_english_page = pytest.mark.parametrize("page", ENGLISH, ids=lambda page: page.stem)


def cells(page: Path, kind: str = "") -> list[dict[str, Any]]:
    notebook = json.loads(page.read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if kind in ("", cell["cell_type"])]


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def prose(page: Path) -> str:
    return "\n\n".join(source(cell) for cell in cells(page, "markdown"))


def links(page: Path) -> list[str]:
    return re.findall(r"\]\(([^)]+)\)", prose(page))


def german(page: Path) -> Path:
    return FOLDER / "de" / page.name


def test_every_page_is_there_in_both_languages() -> None:
    assert sorted(FOLDER.glob("de/*.ipynb")) == [german(page) for page in ENGLISH]


@each_english_page
def test_code_is_the_same_in_both_languages(page: Path) -> None:
    assert cells(page, "code") == cells(german(page), "code")


@each_english_page
def test_both_languages_have_the_same_cells_in_the_same_order(page: Path) -> None:
    assert [cell["id"] for cell in cells(page)] == [cell["id"] for cell in cells(german(page))]


@each_page
def test_a_page_is_a_valid_notebook_for_any_python(page: Path) -> None:
    notebook = nbformat.read(page, as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
    assert "version" not in notebook.metadata.language_info


@each_page
def test_a_page_is_kept_without_output(page: Path) -> None:
    for cell in cells(page, "code"):
        assert (cell["outputs"], cell["execution_count"]) == ([], None)


@each_page
def test_a_page_opens_the_log_first(page: Path) -> None:
    first = source(cells(page, "code")[0])
    figures = page.stem[:2] in {"06", "07", "08"}  # of one's own log; 10 is of a course
    assert first == OPENING.format("or_sample=True" if figures else "")


@each_page
def test_a_cell_of_code_is_three_plain_lines_at_most(page: Path) -> None:
    for cell in cells(page, "code")[1:]:
        assert 1 <= len(source(cell).splitlines()) <= 3
        assert not re.search(r"\bdef |\bimport |[/\\]", source(cell))


@each_page
def test_code_is_folded_away(page: Path) -> None:
    assert all(cell["metadata"]["jupyter"]["source_hidden"] for cell in cells(page, "code"))


@each_page
def test_no_stray_key_can_delete_a_cell(page: Path) -> None:
    assert all(cell["metadata"]["deletable"] is False for cell in cells(page))


@each_page
def test_no_stray_click_opens_the_prose_for_editing(page: Path) -> None:
    assert all(cell["metadata"]["editable"] is False for cell in cells(page, "markdown"))


@each_page
def test_cells_have_readable_names_of_their_own(page: Path) -> None:
    ids = [cell["id"] for cell in cells(page)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", id) for id in ids)


@each_page
def test_start_stands_right_above_the_first_form(page: Path) -> None:
    title, opening, start, form = cells(page)[:4]
    assert source(title).startswith("# ")
    assert (opening["cell_type"], form["cell_type"]) == ("code", "code")
    assert source(start) == START
    assert prose(page).count("<") == START.count("<")


@each_page
def test_little_stands_above_the_form_so_that_it_is_in_view(page: Path) -> None:
    title = source(cells(page)[0])
    assert len(title.splitlines()) <= 5
    assert len(title.split()) <= 60


@each_page
def test_links_lead_to_pages_that_exist(page: Path) -> None:
    missing = [
        link
        for link in links(page)
        if not link.startswith("https://") and not (page.parent / link).is_file()
    ]
    assert missing == []


@each_page
def test_a_page_links_to_its_neighbours_and_to_itself_in_the_other_language(page: Path) -> None:
    siblings = sorted(page.parent.glob("*.ipynb"))
    at = siblings.index(page)
    neighbours = {sibling.name for sibling in siblings[max(at - 1, 0) : at + 2]} - {page.name}
    twin = f"de/{page.name}" if page.parent == FOLDER else f"../{page.name}"
    assert neighbours | {twin} <= set(links(page))


@each_page
def test_a_page_ends_with_what_to_do_next(page: Path) -> None:
    last = cells(page)[-1]
    assert last["id"] == "next"
    assert source(last).startswith("## ")
    assert links(page)


@each_page
def test_a_page_speaks_without_jargon(page: Path) -> None:
    words = re.sub(r"\(.*?\)", "", prose(page).replace(START, "")).lower()
    assert not re.search(r"\b(kernel|cells?|widgets?|callback|dataframe|zelle)", words)


def test_the_first_page_says_that_it_is_never_about_a_job_and_gives_its_source() -> None:
    assert "never a request for a job" in prose(ENGLISH[0])
    assert "niemals die Frage nach einer Stelle" in prose(german(ENGLISH[0]))
    for page in (ENGLISH[0], german(ENGLISH[0])):
        assert "https://doi.org/10.1037/0022-3514.95.1.128" in links(page)
