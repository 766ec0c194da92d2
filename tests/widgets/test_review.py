"""The form that looks back on a month: which one, what will be on its page, and its files."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from infoint_widgets.jobs import review as jobs
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Touch
from infoint_widgets.vocabulary import TouchKind
from infoint_widgets.widgets.page_link import PageLink
from infoint_widgets.widgets.review import Review
from infoint_widgets.words import Words
from tests.conftest import NOW, ZONE
from tests.widgets.conftest import inside, said, tell, told, typing, visible

EN = Words("en")
DAY = 86_400
APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)


@pytest.fixture
def form(log: Log, ada: Contact) -> Review:
    log.set_setting("name", "Robin Albrecht")
    for kind, days in ((TouchKind.OUTREACH, 45), (TouchKind.MET, 40)):
        at = NOW - days * DAY
        log.add(Touch(contact_id=ada.id, kind=kind, happened_at=at, zone=ZONE))
    return Review(log)


def saved(form: Review, kind: str) -> tuple[dict[str, Any], bytes]:
    sent: list[tuple[dict[str, Any], bytes]] = []
    file = form.files[kind]
    file.send = lambda content, buffers: sent.append((content, buffers[0]))
    tell(file, do="save")
    return sent[0]


def test_an_empty_log_says_kindly_what_comes_first(log: Log) -> None:
    form = Review(log)
    assert visible(form.empty)
    assert not visible(form.full)
    links = [link.page for link in inside(form.empty) if isinstance(link, PageLink)]
    assert links == ["02_reach_out"]


def test_it_begins_with_the_last_month_that_is_over(form: Review) -> None:
    assert form.month.value == APRIL
    assert [label for label, _ in form.month.options] == ["May 2026", "April 2026"]
    assert "My informational interviews in April 2026" in form.preview.value


def test_another_month_is_shown_when_it_is_chosen(form: Review) -> None:
    form.month.value = MAY
    assert EN("review.quiet") in form.preview.value


def test_ones_own_words_are_kept_with_their_month(form: Review, log: Log) -> None:
    typing(form.own.widget, "Exams, and yet one good talk.", do="left")
    assert jobs.said(log, APRIL) == "Exams, and yet one good talk."
    form.month.value = MAY
    assert form.own.widget.typed == ""
    form.month.value = APRIL
    assert form.own.widget.typed == "Exams, and yet one good talk."
    assert "Exams, and yet one good talk." in form.preview.value


def test_what_is_too_long_for_the_page_is_said_at_the_field(form: Review) -> None:
    typing(form.own.widget, "x" * 610, do="left")
    form.show()
    assert told(form.own.widget).startswith("10 characters more")
    form.month.value = MAY
    assert told(form.own.widget) == ""


def test_nobody_is_named_unless_names_are_wanted(form: Review) -> None:
    assert "Lindqvist" not in form.preview.value
    form.names.value = True
    assert "Ada Lindqvist (Glass Museum)" in form.preview.value


def test_ones_own_name_can_be_left_out(form: Review) -> None:
    assert "Robin Albrecht" in form.preview.value
    form.own_name.value = False
    assert "Robin Albrecht" not in form.preview.value


def test_whoever_has_not_said_their_name_is_not_asked_about_it(log: Log, form: Review) -> None:
    log.set_setting("name", "")
    form.show()
    assert not visible(form.own_name)


def test_the_page_is_saved_as_html_with_what_was_typed_a_moment_ago(form: Review) -> None:
    form.own.widget.typed = "Just now."
    message, content = saved(form, "page")
    assert message == {"type": "text/html", "name": "monthly-review-2026-04-without-names.html"}
    assert b"Just now." in content
    assert b"Lindqvist" not in content


def test_the_page_is_saved_as_a_pdf(form: Review) -> None:
    form.names.value = True
    message, content = saved(form, "pdf")
    assert message == {"type": "application/pdf", "name": "monthly-review-2026-04.pdf"}
    assert content.startswith(b"%PDF")
    assert said(form) == ""


def test_letters_that_the_pdf_cannot_show_are_told_of(form: Review) -> None:
    typing(form.own.widget, "会えて嬉しい", do="left")
    saved(form, "pdf")
    assert said(form) == EN("review.missing")


def test_it_speaks_german(form: Review, log: Log) -> None:
    log.set_setting("language", "de")
    form.refresh()
    assert "Meine Informationsgespräche im April 2026" in form.preview.value
    assert form.month.label == "April 2026"


def test_the_sample_says_on_the_page_that_it_is_one(sample: Log) -> None:
    assert EN("form.sample") in "".join(str(part.get_state()) for part in inside(Review(sample)))
    assert b"invented people" in saved(Review(sample), "page")[1]
