"""A saved notebook names nobody: not as a form's plain text, nor as that of a part of it."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets
import pytest

import infoint_widgets as ii
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Touch
from infoint_widgets.vocabulary import ContactLanguage, TouchKind
from infoint_widgets.widgets.form import Form
from tests.conftest import NOW, ZONE
from tests.widgets.conftest import inside, typing

SECRET = "Zyxwvut"


def filled(form: Form) -> Form:
    """A form in which a name stands wherever one can stand."""
    form.say(f"{SECRET} is on your list.")
    if isinstance(form, ii.People):
        form.picker.find.value = SECRET
        typing(form.new["first_name"], SECRET)
        form.panel.happened.kind.value = TouchKind.ANSWER_NO
        typing(form.panel.happened.note, SECRET)
    if isinstance(form, ii.InterviewDay):
        typing(form.named.name, SECRET)
        form.named.button.click()
    if isinstance(form, ii.Today):
        for row in form.entries.children:
            row._turn_later()
            typing(row.reason, SECRET)
    return form


@pytest.fixture(
    params=[
        "People",
        "EmailDraft",
        "PrepChecklist",
        "InterviewDay",
        "Settings",
        "Files",
        "Explore",
        "Learnings",
        "Review",
        "Today",
    ]
)
def form(request: pytest.FixtureRequest, log: Log) -> Form:
    log.set_setting("name", SECRET)
    contact = log.add(
        Contact(
            stage="chosen",  # type: ignore[arg-type]
            first_name=SECRET,
            last_name=SECRET,
            organisation=SECRET,
            email=f"{SECRET}@example.org",
            why=SECRET,
            language=ContactLanguage.EN,
        )
    )
    log.add(
        Touch(
            contact_id=contact.id,
            kind=TouchKind.OUTREACH,
            happened_at=NOW - 14 * 86_400,  # so long ago that a follow-up is due
            zone=ZONE,
            text=SECRET,
            note=SECRET,
        )
    )
    make: Callable[..., Form] = getattr(ii, request.param)
    about_somebody = request.param not in (
        "Settings",
        "Files",
        "Explore",
        "Learnings",
        "Review",
        "Today",
    )
    return filled(make(log, contact=contact.id) if about_somebody else make(log))


def plain(widget: ipywidgets.Widget) -> str:
    """What stands in a notebook's file for a widget that a cell shows."""
    bundle = widget._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    assert set(data) == {"text/plain", "application/vnd.jupyter.widget-view+json"}
    return str(data["text/plain"])


def state(form: Form) -> str:
    return "".join(str(widget.get_state()) for widget in inside(form))


def test_a_form_is_named_by_its_kind_only(form: Form) -> None:
    assert plain(form) == repr(form) == f"{type(form).__name__}(log)"


def test_the_name_does_stand_in_the_form(form: Form) -> None:
    # What a file holds, and how many people there are, names nobody.
    if not isinstance(form, ii.Files | ii.Explore):
        assert SECRET in state(form)


def test_no_part_of_a_form_names_anybody_either(form: Form) -> None:
    named = {type(part).__name__ for part in inside(form) if SECRET in repr(part)}
    assert named == set()


@pytest.mark.parametrize("layout", [ipywidgets.VBox, ipywidgets.HBox, ipywidgets.Accordion])
def test_a_form_inside_another_layout_names_nobody(
    form: Form, layout: Callable[..., ipywidgets.Widget]
) -> None:
    assert SECRET not in plain(layout([form]))


def test_the_sample_and_a_log_are_named_by_their_file_only(sample: Log, log: Log) -> None:
    assert repr(log) == "<Log my_log.db>"
    assert repr(sample) == "<Log sample.db>"
