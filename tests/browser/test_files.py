"""A file comes in by the form alone: chosen, looked at, stopped, imported, reported, undone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact
from tests.browser.lab import SLOW_MS, Workbook, form, open_notebook, start

DATA = Path(__file__).parents[1] / "data"
MANY = 30_000
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"


@pytest.fixture
def files(page: Page, workbook: Workbook) -> Locator:
    """The form on a log of one's own that is still empty."""
    open_notebook(page, workbook, "00_start_here")
    start(page)
    return form(page, "Files")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """As many connections as hardly anybody has."""
    rows = (
        f"Ada{n},Lindqvist,https://www.linkedin.com/in/ada-{n},,Firm {n % 900},Role,1 May 2024"
        for n in range(MANY)
    )
    file = tmp_path / "Connections.csv"
    file.write_text("\n".join([HEADER, *rows]), "utf-8")
    return file


def people(workbook: Workbook) -> int:
    log = Log(workbook.data / "my_log.db", clock=lambda: 0)
    try:
        return len(log.query("SELECT id FROM contacts"))
    finally:
        log.close()


def choose(files: Locator, file: Path) -> None:
    files.locator("input[type=file]").set_input_files(file)


def press(files: Locator, name: str) -> None:
    files.get_by_role("button", name=name, exact=True).click()


def test_a_long_import_shows_how_far_it_is_and_can_be_stopped(
    files: Locator, workbook: Workbook, many: Path
) -> None:
    choose(files, many)
    expect(files.get_by_text("These look like your connections")).to_be_visible()
    press(files, "Import")
    expect(files.get_by_text(re.compile(r"^[1-9][\d,]* of 30,000 rows$"))).to_be_visible()
    press(files, "Stop")
    expect(files.get_by_text("The import was stopped.")).to_be_visible()
    expect(files.get_by_role("button", name="Import", exact=True)).to_be_visible()
    assert people(workbook) == 0


def test_thirty_thousand_connections_come_in(
    files: Locator, workbook: Workbook, many: Path
) -> None:
    choose(files, many)
    expect(files.get_by_text("30,000 rows")).to_be_visible()
    press(files, "Import")
    new = files.get_by_role("listitem").filter(has_text="30,000 people are new.")
    expect(new).to_be_visible(timeout=SLOW_MS)
    assert people(workbook) == MANY


def test_a_list_of_ones_own_comes_in_as_corrected_and_is_undone(
    files: Locator, workbook: Workbook
) -> None:
    choose(files, DATA / "interviews_en.csv")
    files.get_by_label("Salary range").select_option("Field")
    press(files, "Import")
    expect(files.get_by_role("listitem").filter(has_text="5 people are new.")).to_be_visible()
    log = Log(workbook.data / "my_log.db", clock=lambda: 0)
    assert log.find(Contact, first_name="Mara")[0].field == "50-60k"
    log.close()
    press(files, "Undo this import")
    expect(files.get_by_text("This import was undone on")).to_be_visible()
    assert people(workbook) == 0


def test_markup_and_mathematics_in_a_file_stay_text(
    files: Locator, tmp_path: Path, page: Page
) -> None:
    markup, mathematics = "<img src=x onerror=alert(1)>", r"$x^2$ \(y\)"
    file = tmp_path / "odd.csv"
    file.write_text(f"Name,{markup},{mathematics}\n{markup},{mathematics},1\n", "utf-8")
    choose(files, file)
    expect(files.get_by_label(markup)).to_be_visible()
    expect(files.get_by_role("cell", name=mathematics)).to_be_visible()
    expect(files.locator("label", has_text="$x^2$")).to_be_visible()
    press(files, "Import")
    expect(files.get_by_text("This looks like")).to_be_hidden()
    expect(files.locator("img, mjx-container")).to_have_count(0)


def test_a_report_is_saved_as_a_file(files: Locator, page: Page, tmp_path: Path) -> None:
    choose(files, DATA / "connections.csv")
    press(files, "Import")
    with page.expect_download() as download:
        press(files, "Save the report")
    download.value.save_as(tmp_path / "report.txt")
    assert "6 people are new." in (tmp_path / "report.txt").read_text("utf-8")
    assert download.value.suggested_filename.startswith("import-connections-csv")


def test_a_file_that_is_too_large_is_said_before_it_is_sent(files: Locator, tmp_path: Path) -> None:
    file = tmp_path / "all.csv"
    with file.open("wb") as out:
        out.truncate(51_000_000)
    choose(files, file)
    expect(files.get_by_role("alert").filter(has_text="larger than 50 MB")).to_be_visible()


def test_a_file_is_chosen_and_imported_with_the_keyboard_alone(files: Locator, page: Page) -> None:
    # Asked for only now, a key would be quicker than the browser's leave to catch the chooser.
    page.on("filechooser", lambda _chooser: None)
    with page.expect_file_chooser() as chooser:
        files.get_by_role("button", name="Choose a file").press("Enter")
    chooser.value.set_files(DATA / "connections.csv")
    expect(files.get_by_role("button", name="Import", exact=True)).to_be_visible()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.textContent") == "Import":
            break
    page.keyboard.press("Enter")
    expect(files.get_by_role("listitem").filter(has_text="6 people are new.")).to_be_visible()


def test_the_sample_is_chosen_and_shown_after_start_again(
    files: Locator, page: Page, workbook: Workbook
) -> None:
    press(files, "Look around with the sample")
    press(files, "Start again")
    sample = form(page, "Files")
    expect(sample.get_by_text("All pages work with the sample")).to_be_visible(timeout=SLOW_MS)
    expect(sample.get_by_text("goes into the sample only")).to_be_visible()
    press(sample, "Start my own log")
    press(sample, "Start again")
    own = form(page, "Files").get_by_text("All pages work with your own log")
    expect(own).to_be_visible(timeout=SLOW_MS)


def test_another_page_sees_what_comes_in(
    files: Locator, page: Page, workbook: Workbook, new_page: object
) -> None:
    assert callable(new_page)
    other: Page = new_page()
    open_notebook(other, workbook, "00_start_here")
    start(other)
    choose(files, DATA / "connections.csv")
    press(files, "Import")
    expect(form(other, "Files").get_by_text("Earlier imports (1)")).to_be_visible()
