"""From a file of connections to a figure of one's own, through the forms alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from infoint_widgets.method.checklist import items
from infoint_widgets.vocabulary import Mode
from infoint_widgets.words import Words
from tests.browser.hands import (
    LANGUAGES,
    control,
    introduce_oneself,
    open_form,
    pick,
    press,
    said,
    shares,
    unfold,
)
from tests.browser.lab import Workbook

CONNECTIONS = Path(__file__).parents[1] / "data" / "connections.csv"
PERSON = "Mara Ellingsen"


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_gets_from_a_file_of_connections_to_a_figure_of_ones_own(
    page: Page, workbook: Workbook, language: str
) -> None:
    w = Words(language)

    def turn_to(name: str) -> Locator:
        return open_form(page, workbook, name, language=language)

    introduce_oneself(turn_to("Settings"), w)
    import_connections(turn_to("Files"), w)
    choose_somebody(turn_to("People"), w)
    write_to_them(turn_to("EmailDraft"), w)
    assert shares(page, workbook, language) == ("0", "1")
    prepare(turn_to("PrepChecklist"), w)
    record_their_yes(turn_to("People"), w)
    assert shares(page, workbook, language) == ("1", "1")


def import_connections(files: Locator, w: Words) -> None:
    files.locator("input[type=file]").set_input_files(CONNECTIONS)
    press(files, "files.preview.import", w)
    expect(files.get_by_text(w("files.report.next_linkedin"))).to_be_visible()


def choose_somebody(people: Locator, w: Words) -> None:
    control(people, w("people.list")).select_option(label=w("people.list_known"))
    control(people, w("picker.find")).fill("nordlys lead")
    pick(people, PERSON, w)
    press(people, "people.choose", w)
    expect(said(people)).to_contain_text(w("people.chosen", name=PERSON))


def write_to_them(email: Locator, w: Words) -> None:
    pick(email, PERSON, w)
    control(email, w("fields.subject")).fill("Twenty minutes")
    control(email, w("fields.body")).fill("Dear Mara, would you have twenty minutes?")
    expect(email.get_by_text(w("email.no_gaps"))).to_be_visible()
    press(email, "email.sent", w)
    expect(said(email)).to_contain_text(w("email.was_sent", name=PERSON))


def prepare(meeting: Locator, w: Words) -> None:
    pick(meeting, PERSON, w)
    control(meeting, w("prepare.starts")).fill("2036-05-28T15:00")
    expect(said(meeting)).to_contain_text(w("prepare.agreed"))
    control(meeting, w("fields.mode")).select_option(label=w("vocabulary.mode.cafe"))
    coffee = meeting.get_by_text(w("checklist.offer_coffee.do"), exact=True)
    expect(coffee).to_be_attached()
    unfold(meeting)
    expect(coffee).to_be_visible()
    for item in ("read_profile", "offer_coffee"):
        meeting.get_by_label(w(f"checklist.{item}.do")).check()
    # In bold stands what is done before the meeting; the coffee is for the day itself.
    before = sum(item.when in {"week", "day_before"} for item in items(Mode.CAFE))
    ready = w("prepare.ready.some", done=1, n=before)
    expect(meeting.locator("b", has_text=ready)).to_be_visible()


def record_their_yes(people: Locator, w: Words) -> None:
    pick(people, PERSON, w)
    yes = w("vocabulary.touch_kind.answer_yes")
    control(people, w("people.what_happened")).select_option(label=yes)
    press(people, "people.record", w)
    expect(people.get_by_role("definition").filter(has_text=yes)).to_be_visible()
