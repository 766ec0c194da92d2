"""The button that saves the page for a meeting."""

from __future__ import annotations

from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact
from infoint_widgets.widgets.prepare import PrepChecklist
from infoint_widgets.words import Words
from tests.widgets.conftest import tell


def test_the_button_hands_out_a_page_about_the_person(log: Log, ada: Contact) -> None:
    form = PrepChecklist(log, contact=ada.id)
    sent: list[tuple[dict[str, str], bytes]] = []
    form.brief.file.send = lambda content, buffers: sent.append((content, buffers[0]))
    tell(form.brief.file, do="make")
    ((message, page),) = sent
    assert message["type"] == "text/html"
    assert message["name"].startswith("ada-lindqvist-")
    assert b"Ada Lindqvist" in page


def test_it_says_what_to_do_with_the_file(log: Log, ada: Contact) -> None:
    log.set_setting("language", "de")
    form = PrepChecklist(log, contact=ada.id)
    assert form.brief.file.words == {
        "save": Words("de")("brief.save"),
        "saved": Words("de")("brief.saved"),
    }


def test_it_names_nobody_in_a_saved_notebook(log: Log, ada: Contact) -> None:
    assert repr(PrepChecklist(log, contact=ada.id).brief) == "BriefFile()"
