"""Text that breaks programs, typed into every field of every form: kept and shown as typed."""

from __future__ import annotations

from collections.abc import Iterator

import ipywidgets
import pytest

import infoint_widgets as ii
from infoint_widgets.errors import InvalidValue
from infoint_widgets.log.search import people
from infoint_widgets.log.store import Log
from infoint_widgets.records import (
    ChecklistChange,
    Contact,
    Draft,
    Meeting,
    Question,
    ReasonToWrite,
    Record,
    Referral,
    Touch,
    checked,
)
from infoint_widgets.values import clean_text
from infoint_widgets.vocabulary import Stage, TouchKind
from infoint_widgets.widgets import safe
from infoint_widgets.widgets.day import InterviewDay
from infoint_widgets.widgets.email import EmailDraft
from infoint_widgets.widgets.follow_up import FollowUp
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.learnings import Learnings
from infoint_widgets.widgets.parts import BoundText
from infoint_widgets.widgets.people import People
from infoint_widgets.widgets.prepare import PrepChecklist
from infoint_widgets.widgets.referrals import ReferralCard
from infoint_widgets.widgets.settings import Settings
from infoint_widgets.widgets.text_field import TextField
from infoint_widgets.words import Words
from tests.security.conftest import Read
from tests.security.payloads import KINDS, SCRIPT, TEMPLATES, name_of

each_kind = pytest.mark.parametrize("payloads", KINDS.values(), ids=KINDS)


def somebody(log: Log, **facts: str) -> Contact:
    return log.add(Contact(stage=Stage.CHOSEN, **facts))  # type: ignore[arg-type]


@pytest.fixture
def contact(log: Log) -> Contact:
    return somebody(log, last_name="Lindqvist")


def inside(widget: ipywidgets.Widget) -> Iterator[ipywidgets.Widget]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child)


def type_into(field: TextField, text: str) -> None:
    """Letter by letter would take long; the browser sends the whole text each time anyway."""
    for do in ("typed", "left"):
        message = {"do": do, "key": field.stored["key"], "text": text, "base": field._own[-1]}
        field._handle_custom_msg(message, [])


def is_whole(form: Form) -> None:
    """Nothing failed, and whatever a form shows as markup is its own."""
    failures = form.log.path.parent / "errors.log"
    assert not failures.exists(), failures.read_text("utf-8")
    for widget in inside(form):
        if isinstance(widget, ipywidgets.HTML):
            read = Read(widget.value)
            assert (read.foreign, read.mathematics) == ([], [])


def as_kept(record: type[Record], column: str, typed: str) -> str | None:
    """What a column keeps of a text, None when it refuses it."""
    try:
        return str(checked(record, column, typed))
    except InvalidValue:
        return None


def kept_or_said(log: Log, row: Record, column: str, bound: BoundText, typed: str) -> None:
    """A text stands in the log and in its field as typed, or what is wrong stands at the field."""
    kept = as_kept(type(row), column, typed)
    if kept is None:
        assert bound.widget.note["kind"] == "error"
        assert bound.widget.typed == clean_text(typed)
    else:
        assert getattr(log.get(type(row), row.id), column) == kept == bound.widget.typed
        assert bound.widget.note["text"] == ""


@each_kind
def test_a_person_is_kept_and_shown_as_typed(
    log: Log, contact: Contact, payloads: list[str]
) -> None:
    form = People(log, contact=contact.id)
    texts = {name: f for name, f in form.panel.fields.items() if isinstance(f, BoundText)}
    for payload in payloads:
        for name, field in texts.items():
            type_into(field.widget, payload)
            kept_or_said(log, contact, name, field, payload)
        form.refresh()
        assert log.get(Contact, contact.id).role in Read(form.panel.heading.value).seen
        is_whole(form)


@each_kind
def test_somebody_is_added_and_found_by_any_name(log: Log, payloads: list[str]) -> None:
    form = People(log)
    for payload in payloads:
        type_into(form.new["last_name"], payload)
        type_into(form.new["why"], payload)
        form.guarded(form.add)()
        is_whole(form)
        kept = as_kept(Contact, "last_name", payload)
        if not kept:
            assert form._status.said["kind"] == "error"
            continue
        added = log.get(Contact, str(form.picked))
        assert (added.last_name, added.why) == (kept, clean_text(payload))
        assert form._status.said["text"] == Words("en")("people.added", name=kept)
        form.picker.find.value = kept
        assert added.id in [id for _label, id in form.picker.people.options]
        is_whole(form)


@each_kind
def test_anything_can_be_looked_for(log: Log, contact: Contact, payloads: list[str]) -> None:
    form = People(log)
    for payload in payloads:
        people(log, payload)
        # A lone half of a letter does not come through the kernel's own messages.
        form.picker.find.value = payload.encode("utf-8", "replace").decode()
        is_whole(form)


@each_kind
def test_what_happened_is_noted_and_told_as_typed(
    log: Log, contact: Contact, payloads: list[str]
) -> None:
    form = People(log, contact=contact.id)
    for payload in payloads:
        form.panel.happened.kind.value = TouchKind.ANSWER_NO
        type_into(form.panel.happened.note, payload)
        form.panel.happened.button.click()
        assert clean_text(payload) in Read(form.panel.story.entries.value).seen
        is_whole(form)


@each_kind
def test_a_letter_is_kept_previewed_and_handed_out_as_typed(
    log: Log, contact: Contact, payloads: list[str]
) -> None:
    form = EmailDraft(log, contact=contact.id)
    sent: list[bytes] = []
    form.file.send = lambda _content, buffers: sent.append(buffers[0])
    for payload in payloads:
        type_into(form.body.widget, payload)
        type_into(form.subject.widget, payload)
        (draft,) = log.find(Draft)
        kept_or_said(log, draft, "body", form.body, payload)
        kept_or_said(log, draft, "subject", form.subject, payload)
        assert clean_text(payload) in Read(form.preview.value).seen
        assert form.out.body == clean_text(payload)
        assert form.out.mailto == "" or form.out.mailto.startswith("mailto:?subject=")
        assert form.out.mailto.isascii()
        form.file._handle_custom_msg({"do": "save"}, [])
        is_whole(form)
    assert len(sent) == len(payloads)


@each_kind
def test_a_letter_is_filled_with_names_as_typed(log: Log, payloads: list[str]) -> None:
    form = EmailDraft(log)
    for payload in payloads:
        name = as_kept(Contact, "last_name", payload)
        if name:
            log.set_setting("name", payload)
            log.set_setting("signature", payload)
            form.pick(somebody(log, last_name=name, role=name, organisation=name, why=payload).id)
            assert f"Dear {name}," in form.body.widget.typed
            assert f"{name} at {name}" in form.body.widget.typed
            is_whole(form)


@each_kind
def test_a_meeting_is_kept_and_shown_as_typed(
    log: Log, contact: Contact, payloads: list[str]
) -> None:
    form = PrepChecklist(log, contact=contact.id)
    bound_to = {
        "place": form.facts.place,
        **{name: getattr(form.reading_up, name) for name in ("goal", "research", "cv_plan")},
    }
    type_into(form.reading_up.goal.widget, "to be there")
    (meeting,) = log.find(Meeting)
    for payload in payloads:
        for name, bound in bound_to.items():
            type_into(bound.widget, payload)
            kept_or_said(log, meeting, name, bound, payload)
        form.refresh()
        is_whole(form)


@each_kind
def test_an_item_of_ones_own_stands_on_the_list_as_typed(
    log: Log, contact: Contact, payloads: list[str]
) -> None:
    form = PrepChecklist(log, contact=contact.id)
    changes = form.checklist.changes
    for payload in payloads:
        type_into(changes.text, payload)
        changes.add.click()
        is_whole(form)
        kept = as_kept(ChecklistChange, "text", payload)
        if kept:
            (added,) = [e for e in changes._entries if e.text == kept][-1:]
            assert safe.label(kept) == form.checklist.boxes[added.id].description
        else:
            assert form._status.said["kind"] == "error"


@each_kind
def test_what_others_said_about_ones_cv_is_quoted_as_they_said_it(
    log: Log, payloads: list[str]
) -> None:
    for payload in payloads:
        somebody_else = somebody(log, last_name="Berg", field="glass", organisation=payload[:900])
        log.add(Meeting(contact_id=somebody_else.id, cv_feedback=payload))
    form = PrepChecklist(log, contact=somebody(log, last_name="Lund", field="glass").id)
    is_whole(form)
    for payload in payloads:
        assert clean_text(payload) in Read(form.reading_up.said.value).seen


@each_kind
def test_a_conversation_is_kept_and_shown_as_typed(
    log: Log, contact: Contact, payloads: list[str]
) -> None:
    meeting = log.add(Meeting(contact_id=contact.id))
    question = log.add(Question(meeting_id=meeting.id, text="How?"))
    form = InterviewDay(log)
    for payload in payloads:
        type_into(form.asked.rows[question.id].answer, payload)
        assert log.get(Question, question.id).answer == clean_text(payload)
        for field in (form.named.name, form.named.where):
            type_into(field, payload)
        form.named.button.click()
        form.refresh()
        is_whole(form)
    named = {referral.id for referral in log.find(Referral)}
    assert named == set(form.named.rows)


@each_kind
def test_a_question_of_ones_own_is_shown_as_typed(
    log: Log, contact: Contact, payloads: list[str]
) -> None:
    meeting = log.add(Meeting(contact_id=contact.id))
    for payload in payloads:
        text = as_kept(Question, "text", payload)
        if text:
            question = log.add(Question(meeting_id=meeting.id, text=text))
            form = InterviewDay(log)
            is_whole(form)
            assert form.asked.rows[question.id].tick.description == safe.label(text)
            log.delete(Question, question.id)


@each_kind
def test_what_was_learned_is_found_and_shown_as_typed(log: Log, payloads: list[str]) -> None:
    kept = [clean_text(payload) for payload in payloads]
    for text in kept:
        whose = somebody(log, last_name=text[:900], organisation=text[:900], field="glass")
        meeting = log.add(Meeting(contact_id=whose.id, cv_feedback=text, learned=text))
        log.add(Question(meeting_id=meeting.id, text=text[:900], answer=text))
    form = Learnings(log)
    for text in kept:
        # A lone half of a letter does not come through the kernel's own messages.
        form.find.value = text.encode("utf-8", "replace").decode()
        is_whole(form)
    form.find.value = ""
    for piece in form.found:
        form.list.value = piece.id
        if form.list.value == piece.id:
            assert piece.text in Read(form.detail.value).seen
        is_whole(form)


@each_kind
def test_an_entry_is_corrected_and_told_as_typed(
    log: Log, contact: Contact, payloads: list[str]
) -> None:
    form = People(log, contact=contact.id)
    form.panel.happened.kind.value = TouchKind.ANSWER_NO
    form.panel.happened.button.click()
    story = form.panel.story
    (story.entry.value,) = [id for _label, id in story.entry.options if id]
    for payload in payloads:
        type_into(story.note, payload)
        story.correct.click()
        assert clean_text(payload) in Read(story.entries.value).seen
        is_whole(form)


@each_kind
def test_what_comes_after_a_meeting_is_kept_and_shown_as_typed(
    log: Log, contact: Contact, payloads: list[str]
) -> None:
    meeting = log.add(Meeting(contact_id=contact.id))
    met = {"meeting_id": meeting.id, "kind": TouchKind.MET, "happened_at": 1, "zone": "UTC"}
    log.add(Touch(contact_id=contact.id, **met))  # type: ignore[arg-type]
    referral = log.add(Referral(referrer_id=contact.id, last_name="Marsh", named_at=1))
    form = FollowUp(log)
    row = form.referrals.rows[referral.id]
    assert isinstance(row, ReferralCard)
    for payload in payloads:
        for name, bound in {**form.texts, "notes": form.notes}.items():
            type_into(bound.widget, payload)
            kept_or_said(log, meeting, name, bound, payload)
        for name, bound in {**row.texts, "scope": row.scope}.items():
            type_into(bound.widget, payload)
            kept_or_said(log, referral, name, bound, payload)
        before = len(log.find(ReasonToWrite))
        type_into(form.to_do.text, payload)
        form.guarded(form.to_do.add)()
        kept = clean_text(payload.strip())
        assert len(log.find(ReasonToWrite)) - before == bool(kept)
        if kept:
            assert log.find(ReasonToWrite)[-1].text == kept
        form.refresh()
        is_whole(form)


@each_kind
def test_settings_are_kept_and_shown_as_typed(log: Log, payloads: list[str]) -> None:
    form, other = Settings(log), Settings(log)
    for payload in payloads:
        for name, bound in form.texts.items():
            type_into(bound.widget, payload)
            assert log.setting(name) == bound.widget.typed == clean_text(payload)
        other.refresh()
        assert other.texts["name"].widget.typed == clean_text(payload)
        is_whole(form)


@pytest.mark.parametrize("language", ["en", "de"])
@each_kind
def test_every_form_shows_a_person_of_any_name(
    log: Log, payloads: list[str], language: str
) -> None:
    log.set_setting("language", language)
    forms = [ii.People(log), ii.EmailDraft(log), ii.PrepChecklist(log)]
    for payload in payloads:
        name = as_kept(Contact, "first_name", payload) or "x"
        contact = somebody(log, first_name=name, organisation=name)
        for form in forms:
            form.pick(contact.id)
            is_whole(form)
    is_whole(ii.Files(log))
    is_whole(ii.Learnings(log))
    is_whole(ii.Explore(log, figure="who_led_to_whom"))
    is_whole(ii.Review(log))


# Sentences


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", [*TEMPLATES, *SCRIPT], ids=name_of)
def test_a_sentence_names_a_person_as_typed(name: str, language: str) -> None:
    words = Words(language)
    assert name in words("people.added", name=name)
    error = InvalidValue("email_malformed", field="email", value=name)
    assert name in words.error(error)
