"""Files: which log the pages use, what comes into it and goes again, and copies of it."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import ipywidgets
import pytest

import infoint_widgets as ii
from infoint_widgets import opening
from infoint_widgets.errors import LogError
from infoint_widgets.exchange.spreadsheet import Meaning
from infoint_widgets.jobs import importing
from infoint_widgets.log import places
from infoint_widgets.log.backup import backups_of
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Import, Touch
from infoint_widgets.vocabulary import Stage
from infoint_widgets.widgets import bring_in, imported
from infoint_widgets.widgets.files import Files
from tests.widgets.conftest import inside, said, tell, told, visible

DATA = Path(__file__).parents[1] / "data"
CONNECTIONS = (DATA / "connections.csv").read_bytes()
INTERVIEWS = (DATA / "interviews_en.csv").read_bytes()
MARKUP = "<img src=x onerror=alert(1)>"


@pytest.fixture
def form(log: Log) -> Files:
    return ii.Files(log)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workbook's data folder of this test's own."""
    monkeypatch.setenv("INFOINT_DATA_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def pages(data: Path) -> Iterator[Callable[[], Files]]:
    """The form as a page shows it that opens the log which is chosen."""
    opened: list[Log] = []

    def open_page() -> Files:
        opened.append(ii.open_log())
        return ii.Files(opened[-1])

    yield open_page
    for log in opened:
        log.close()


def shown(form: ipywidgets.Widget) -> str:
    """All sentences and labels that can be seen in a form, without their markup."""
    texts: list[str] = []

    def look(widget: ipywidgets.Widget) -> None:
        if not visible(widget):
            return
        for trait in ("value", "description", "note"):
            text = getattr(widget, trait, "")
            texts.append(
                html.unescape(re.sub("<[^>]*>", "", text)) if isinstance(text, str) else ""
            )
        texts.extend(getattr(widget, "titles", ()))
        for child in getattr(widget, "children", ()):
            look(child)

    look(form)
    return "\n".join(filter(None, texts))


def connections(rows: int) -> bytes:
    lines = (
        f"Ada{n},Lindqvist,https://www.linkedin.com/in/ada-{n},,,,1 May 2024" for n in range(rows)
    )
    return "\n".join(
        ["First Name,Last Name,URL,Email Address,Company,Position,Connected On", *lines]
    ).encode()


def choose(form: Files, content: bytes = CONNECTIONS, name: str = "connections.csv") -> None:
    form.bring.file.hand_over(name, content)


def bring(form: Files, content: bytes = CONNECTIONS, name: str = "connections.csv") -> None:
    choose(form, content, name)
    form.bring.preview.button.click()


def column(form: Files, name: str) -> ipywidgets.Dropdown:
    return next(c for c in form.bring.preview.columns if c.description == name)


# Which log


def test_looking_around_gives_every_page_the_sample(pages: Callable[[], Files]) -> None:
    pages().which.sample.click()
    assert ii.open_log().path == places.working_sample_path()


def test_a_choice_says_to_press_start_again(pages: Callable[[], Files]) -> None:
    form = pages()
    form.which.sample.click()
    assert "Press Start again" in shown(form.which)
    assert "notebook:run-all-cells" in form.which.said.value


def test_a_choice_can_be_taken_back_before_start_is_pressed(pages: Callable[[], Files]) -> None:
    form = pages()
    form.which.sample.click()
    assert form.which.own.description == "Keep my own log"
    form.which.own.click()
    assert places.chosen_log() == "own"
    assert "Press Start again" not in shown(form.which)


def test_only_the_other_log_can_be_chosen(pages: Callable[[], Files]) -> None:
    form = pages()
    assert (visible(form.which.own), visible(form.which.sample)) == (False, True)
    form.which.sample.click()
    assert (visible(form.which.own), visible(form.which.sample)) == (True, False)


def test_the_sample_lets_one_start_a_log_that_is_empty(pages: Callable[[], Files]) -> None:
    places.choose_log("sample")
    assert pages().which.own.description == "Start my own log"


def test_the_sample_lets_one_go_back_to_a_log_with_people(pages: Callable[[], Files]) -> None:
    own = pages()
    own.log.add(Contact(first_name="Ada"))
    places.choose_log("sample")
    assert pages().which.own.description == "Go back to my own log"


def test_the_sample_can_be_reset(pages: Callable[[], Files]) -> None:
    places.choose_log("sample")
    form = pages()
    people = len(form.log.find(Contact))
    bring(form)
    assert len(form.log.find(Contact)) > people
    form.which.reset()
    assert len(form.log.find(Contact)) == people
    assert said(form) == "The sample is as it was at the beginning."
    assert not visible(form.bring.report)


def test_a_reset_begins_the_days_of_the_sample_again(
    pages: Callable[[], Files], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "present", lambda: 1_000)
    places.choose_log("sample")
    form = pages()
    first = form.log.now()
    monkeypatch.setattr(opening, "present", lambda: 91_000)
    assert form.log.now() == first + 90_000
    form.which.reset()
    assert form.log.now() == first


def test_ones_own_log_can_not_be_reset(pages: Callable[[], Files]) -> None:
    assert "Begin the sample anew" not in shown(pages())


def test_a_log_that_was_opened_by_its_path_is_named(data: Path, log: Log) -> None:
    other = Log(data / "of_somebody_else.db", clock=log.now)
    form = ii.Files(other)
    assert "“of_somebody_else.db”" in shown(form.which)
    form.which.sample.click()
    assert "“of_somebody_else.db”" in shown(form.which)
    assert places.chosen_log() == "sample"
    other.close()


def test_without_a_data_folder_the_form_says_so_and_can_import(
    form: Files, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("INFOINT_DATA_DIR")
    monkeypatch.chdir(tmp_path)
    form.refresh()
    assert "No workbook was found" in shown(form.which)
    assert not visible(form.which.sample)
    bring(form)
    assert form.log.find(Contact)


def test_a_folder_that_can_not_be_written_is_said_in_words(
    form: Files, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data / "a_file").touch()
    monkeypatch.setenv("INFOINT_DATA_DIR", str(data / "a_file"))
    form.which.sample.click()
    assert form._status.said["kind"] == "error"
    assert "which_log" in said(form)


def test_an_import_into_the_sample_is_said_to_be_one(sample: Log, form: Files) -> None:
    assert "goes into the sample only" in shown(ii.Files(sample))
    assert "goes into the sample only" not in shown(form)


# A file is looked at


def test_nothing_is_imported_before_it_is_asked_for(form: Files) -> None:
    choose(form)
    assert form.log.find(Contact) == []


def test_connections_are_recognised_and_shown(form: Files) -> None:
    choose(form)
    preview = shown(form.bring.preview)
    assert "your connections from LinkedIn: 8 rows" in preview
    assert "Nordlys Design" in preview
    assert not form.bring.preview.columns


def test_a_row_that_came_wrapped_whole_is_shown_in_its_cells(form: Files) -> None:
    choose(form)
    assert "<td>Quandt, Söhne</td>" in table_of(form)


def test_a_list_of_ones_own_is_shown_with_what_its_columns_mean(form: Files) -> None:
    choose(form, INTERVIEWS, "mine.csv")
    assert "a list of your own: 6 rows" in shown(form.bring.preview)
    assert column(form, "Company").value is Meaning.ORGANISATION
    assert column(form, "First contacted").value is Meaning.SENT_ON
    assert "This is a guess" in shown(form.bring.preview)


def test_markup_in_a_file_is_shown_as_text(form: Files) -> None:
    choose(form, f"Name,{MARKUP}\n{MARKUP},x\n".encode(), f"{MARKUP}.csv")
    assert "<img" not in "".join(str(getattr(w, "value", "")) for w in inside(form))
    assert table_of(form).count("&lt;img") == 2


def test_mathematics_in_the_name_of_a_column_stays_text(form: Files) -> None:
    choose(form, b"Name,$x^2$,\\(y\\)\nAda,1,2\n")
    labels = [c.description for c in form.bring.preview.columns]
    assert labels[1] == r"\$x^2\$"
    assert r"\(" not in labels[2]


def test_a_column_without_a_name_has_a_label(form: Files) -> None:
    choose(form, b"Name,,Company\nAda,friend,ACME\n")
    assert form.bring.preview.columns[1].description == "Column 2, without a name"


def test_a_very_wide_file_shows_its_first_columns_only(form: Files) -> None:
    names = ",".join(["Name", *(f"c{n}" for n in range(500))])
    choose(form, f"{names}\n{'x,' * 500}x\n".encode())
    assert len(form.bring.preview.columns) == bring_in._COLUMNS_SHOWN
    assert "441 further columns" in shown(form.bring.preview)
    form.bring.preview.button.click()
    assert len(form.log.find(Contact)) == 1


def test_a_corrected_meaning_is_used_and_remembered(form: Files) -> None:
    choose(form, INTERVIEWS, "mine.csv")
    column(form, "Salary range").value = Meaning.FIELD
    form.bring.preview.button.click()
    assert form.log.find(Contact, first_name="Mara")[0].field == "50-60k"
    choose(form, INTERVIEWS, "mine.csv")
    assert column(form, "Salary range").value is Meaning.FIELD
    assert "as you chose for such a file before" in shown(form.bring.preview)


def test_a_guess_that_was_imported_is_not_called_a_choice(form: Files) -> None:
    choose(form, INTERVIEWS, "mine.csv")
    form.bring.preview.button.click()
    choose(form, INTERVIEWS, "mine.csv")
    assert "as in your last import of such a file" in shown(form.bring.preview)
    assert "as you chose" not in shown(form.bring.preview)


def test_dates_of_which_day_or_month_may_come_first_are_asked_for(form: Files) -> None:
    choose(form, b"Name,First contacted\nAda,3/4/2026\nBen,5/4/2026\n")
    assert form.bring.preview.order is not None
    form.bring.preview.order.value = "month_first"
    form.bring.preview.button.click()
    days = {datetime.fromtimestamp(t.happened_at, UTC).date() for t in form.log.find(Touch)}
    assert days == {date(2026, 3, 4), date(2026, 5, 4)}


def test_dates_that_tell_their_order_are_not_asked_for(form: Files) -> None:
    choose(form, b"Name,First contacted\nAda,13/4/2026\n")
    assert form.bring.preview.order is None


def test_two_columns_of_one_meaning_are_complained_of_until_one_is_changed(form: Files) -> None:
    choose(form, INTERVIEWS, "mine.csv")
    column(form, "Salary range").value = Meaning.EMAIL
    assert "only one of them can: E-mail, Salary range" in shown(form.bring.preview)
    assert form.bring.preview.button.disabled
    column(form, "Salary range").value = Meaning.NOTES
    assert "only one of them" not in shown(form.bring.preview)
    assert not form.bring.preview.button.disabled


def test_a_file_without_names_asks_which_column_it_is(form: Files) -> None:
    choose(form, b"Colour,Size\nred,3\n")
    assert "Say which of them is the name" in shown(form.bring.preview)
    assert form.bring.preview.button.disabled


def test_a_bad_file_is_named_and_what_was_chosen_stays(form: Files) -> None:
    choose(form)
    choose(form, b"PK\x03\x04 xl/workbook.xml", "people.xlsx")
    assert form.bring.file.note.startswith("people.xlsx: This is an Excel workbook")
    form.bring.preview.button.click()
    assert len(form.log.find(Contact)) == 6


def test_the_complaint_about_a_bad_file_goes_with_a_good_one(form: Files) -> None:
    choose(form, b"", "empty.csv")
    assert form.bring.file.note
    choose(form)
    assert form.bring.file.note == ""


def test_a_file_that_is_too_large_is_not_even_sent(form: Files) -> None:
    tell(form.bring.file, do="file", name="all.csv", size=form.bring.file.largest + 1)
    assert "all.csv: The file is larger than 50 MB" in form.bring.file.note


def test_a_file_that_the_browser_can_not_read_is_said_in_words(form: Files) -> None:
    tell(form.bring.file, do="unreadable", name="gone.csv", reason="it has moved")
    assert "can't be read (it has moved)" in form.bring.file.note


def test_a_file_is_found_by_its_path(form: Files) -> None:
    form.bring.path.type(f'"{DATA / "connections.csv"}"')
    form.bring.look.click()
    assert "connections.csv" in shown(form.bring.preview)


def test_a_path_without_a_file_is_complained_of_at_the_field(form: Files, tmp_path: Path) -> None:
    form.bring.path.type(str(tmp_path / "nowhere.csv"))
    form.bring.look.click()
    assert "There is no file" in told(form.bring.path)
    assert form.bring.path.typed.endswith("nowhere.csv")


def test_a_file_can_be_left_alone(form: Files) -> None:
    choose(form)
    form.bring.preview.cancel.click()
    assert not visible(form.bring.preview)
    assert form.coming is not None
    assert form.coming.chosen is None


def test_another_language_keeps_the_file_and_its_corrections(form: Files) -> None:
    choose(form, INTERVIEWS, "mine.csv")
    column(form, "Salary range").value = Meaning.FIELD
    form.log.set_setting("language", "de")
    form.refresh()
    assert "mine.csv" in shown(form.bring.preview)
    assert form.bring.preview.button.description == "Importieren"
    assert column(form, "Salary range").value is Meaning.FIELD


# It comes in


def test_connections_come_in_as_people_one_only_knows(form: Files) -> None:
    bring(form)
    people = form.log.find(Contact)
    assert {person.stage for person in people} == {Stage.KNOWN}
    assert "6 people are new." in shown(form.bring.report)
    assert not visible(form.bring.preview)


def test_the_report_tells_of_single_lines(form: Files) -> None:
    bring(form)
    report = shown(form.bring.report)
    assert "What you should know about some lines" in report
    assert "Line 11" in report
    assert "“priya at example.org” does not fit “E-mail”" in report


def test_a_long_report_is_cut_and_says_so(form: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imported, "_REMARKS_SHOWN", 2)
    bring(form, INTERVIEWS, "mine.csv")
    assert "The other 6 are in the report" in shown(form.bring.report)


def test_the_report_is_saved_as_a_text(form: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(form)
    sent: list[tuple[dict[str, str], list[bytes]]] = []
    save = form.bring.report.save
    monkeypatch.setattr(save, "send", lambda message, buffers: sent.append((message, buffers)))
    tell(save, do="make")
    ((message, (content,)),) = sent
    assert message["name"].startswith("import-connections-csv")
    assert "6 people are new." in content.decode()


def test_a_second_import_says_that_nothing_is_new(form: Files) -> None:
    bring(form)
    bring(form)
    assert "Nothing in the file is new." in shown(form.bring.report)
    assert not visible(form.bring.report.undo)


def test_a_stopped_import_leaves_nothing_and_keeps_the_file(form: Files) -> None:
    choose(form, connections(3_000))
    assert form.coming is not None
    work = form.coming.work
    work.bar.observe(lambda _change: work.stop.click(), "value")
    form.bring.preview.button.click()
    assert said(form) == "The import was stopped. Nothing of it is in your log."
    assert form.log.find(Contact) == []
    assert visible(form.bring.preview)
    assert not visible(work)


def test_an_import_can_be_tried_again_after_it_was_stopped(form: Files) -> None:
    test_a_stopped_import_leaves_nothing_and_keeps_the_file(form)
    assert form.coming is not None
    form.coming.work.bar.unobserve_all()
    form.bring.preview.button.click()
    assert len(form.log.find(Contact)) == 3_000


def test_an_import_that_fails_says_why_and_keeps_the_file(
    form: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise LogError("disk_full", file="my_log.db")

    choose(form)
    monkeypatch.setattr(importing, "import_file", fail)
    form.bring.preview.button.click()
    assert "The disk is full" in said(form)
    assert visible(form.bring.preview)
    assert not form.bring.file.disabled


def test_the_page_goes_on_while_a_file_comes_in(log: Log) -> None:
    async def bring_in_beside() -> int:
        form = ii.Files(log)
        choose(form, connections(3_000))
        form.bring.preview.button.click()
        assert form.coming is not None
        assert form.bring.file.disabled
        turns = 0
        while form.coming.work.running:
            await asyncio.sleep(0)
            turns += 1
        assert "3,000 people are new." in shown(form.bring.report)
        return turns

    assert asyncio.run(bring_in_beside()) > 10


def test_a_second_click_on_import_imports_once(log: Log) -> None:
    async def click_twice() -> None:
        form = ii.Files(log)
        bring(form)
        form.bring.preview.button.click()
        assert form.coming is not None
        while form.coming.work.running:
            await asyncio.sleep(0)

    asyncio.run(click_twice())
    assert len(log.find(Contact)) == 6


# And goes again


def test_an_import_is_undone_from_its_report(form: Files) -> None:
    bring(form)
    form.bring.report.undo.click()
    assert form.log.find(Contact) == []
    assert said(form) == "6 people whom the import brought are gone again."
    assert "This import was undone" in shown(form.bring.report)
    assert not visible(form.bring.report.undo)


def test_whom_one_has_worked_with_stays_and_is_named(form: Files) -> None:
    bring(form)
    mara = form.log.find(Contact, first_name="Mara")[0]
    form.log.edit(Contact, mara.id, "notes", "wonderful", was="")
    form.bring.report.undo.click()
    assert "Mara Ellingsen" in said(form)
    assert form.log.find(Contact) == [form.log.get(Contact, mara.id)]


def test_an_earlier_import_is_undone_from_the_list(form: Files) -> None:
    bring(form)
    bring(form, INTERVIEWS, "mine.csv")
    first, second = form.log.find(Import)
    listed = shown(form.earlier)
    assert listed.index("“mine.csv”") < listed.index("“connections.csv”")
    form.earlier.buttons[first.id].click()
    assert "undone on" in shown(form.earlier)
    assert set(form.earlier.buttons) == {second.id}


def test_the_list_is_hidden_while_there_is_nothing_in_it(form: Files) -> None:
    assert not visible(form.earlier)


def test_what_another_page_imports_appears_in_the_list(form: Files, elsewhere: Log) -> None:
    importing.import_file(elsewhere, "theirs.csv", CONNECTIONS)
    form.refresh()
    assert "“theirs.csv” (LinkedIn connections), 6 new people" in shown(form.earlier)


def test_what_another_page_takes_back_is_shown_as_undone(form: Files, elsewhere: Log) -> None:
    bring(form)
    importing.undo_import(elsewhere, form.log.find(Import)[0].id)
    form.refresh()
    assert "This import was undone" in shown(form.bring.report)


def test_another_language_keeps_the_report(form: Files) -> None:
    bring(form)
    form.log.set_setting("language", "de")
    form.refresh()
    assert "6 Personen sind neu." in shown(form.bring.report)


# Copies


def copy_button(form: Files, label: str) -> ipywidgets.Button:
    return next(w for w in inside(form) if getattr(w, "description", "") == label)


def test_the_whole_log_is_exported_beside_it_under_the_day(form: Files, tmp_path: Path) -> None:
    bring(form)
    copy_button(form, "Export the whole log").click()
    folder = tmp_path / "exports" / "my_log-2026-05-28"
    assert f"were written to the folder “{folder}”" in said(form)
    assert "Ellingsen" in (folder / "contacts.csv").read_text("utf-8")


def test_a_file_without_names_is_written_and_says_what_it_left_out(
    form: Files, tmp_path: Path
) -> None:
    now = form.log.now()
    form.log.add(Contact(last_name="Ellingsen", stage=Stage.CHOSEN, chosen_at=now))
    copy_button(form, "Export without names").click()
    (file,) = (tmp_path / "exports" / "without_names").iterdir()
    assert str(file) in said(form)
    assert b"Ellingsen" not in file.read_bytes()
    assert "Left out: names" in shown(form)


def test_without_anybody_to_meet_it_is_said_that_there_is_nothing_to_hand_in(form: Files) -> None:
    copy_button(form, "Export without names").click()
    assert "nothing to hand in" in said(form)


def test_a_backup_says_where_it_is(form: Files, path: Path) -> None:
    copy_button(form, "Back up now").click()
    (backup,) = backups_of(path)
    assert str(backup) in said(form)


def test_the_sample_is_not_copied(sample: Log) -> None:
    assert "Export and back up" not in shown(ii.Files(sample))


def table_of(form: Files) -> str:
    """The markup of the first rows."""
    return next(
        str(w.value)
        for w in inside(form.bring.preview)
        if "<table>" in str(getattr(w, "value", ""))
    )
