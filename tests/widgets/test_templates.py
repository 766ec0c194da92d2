"""The form for one's own templates, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoint_widgets.jobs import own_templates
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact
from infoint_widgets.widgets.email import EmailDraft
from infoint_widgets.widgets.templates import Templates
from infoint_widgets.words import Words
from tests.widgets.conftest import inside, said, told, typing, undo, visible

EN, DE = Words("en"), Words("de")
BODY = "{salutation}\n\nyour {their_work} made me curious.\n\n{closing}\n{my_name}"
BROKEN = "---\ntitle: t\nsituation: s\nkind: outreach\nlanguage: en\n---\nSubject: x\n\n{nobody}"


@pytest.fixture
def form(log: Log) -> Templates:
    return Templates(log)


def write(form: Templates, **texts: str) -> None:
    whole = {"title": "Quick hello", "situation": "I saw their work", "subject": "Hello"}
    for name, text in (whole | {"body": BODY} | texts).items():
        form.texts[name].widget.type(text)


def files(log: Log) -> list[Path]:
    there = own_templates.folder(log)
    return sorted(there.iterdir()) if there.exists() else []


def body(form: Templates) -> str:
    return form.texts["body"].widget.typed


def test_a_template_is_written_saved_and_offered_for_a_letter(
    form: Templates, log: Log, ada: Contact
) -> None:
    letter = EmailDraft(log, contact=ada.id)
    write(form)
    form.keep.click()
    assert said(form) == EN("templates.saved", title="Quick hello")
    letter.refresh()
    label, id = letter.template.options[-1]
    assert label == "Quick hello: I saw their work"
    letter.template.value = id
    assert letter.body.widget.typed.startswith("Dear Ada Lindqvist,")


def test_what_is_half_typed_is_shown_by_a_new_form(form: Templates, log: Log) -> None:
    typing(form.texts["body"].widget, "Dear {fir")
    form.choices["kind"].widget.value = "thank_you"
    again = Templates(log)
    assert body(again) == "Dear {fir"
    assert again.choices["kind"].widget.value == "thank_you"
    assert files(log) == []


def test_mistakes_are_told_under_their_field_by_line_and_name(form: Templates) -> None:
    field = form.texts["body"].widget
    typing(field, "Dear {firstname},\n\nyou and {xyzzy} {")
    assert told(field) == " ".join(
        (
            EN(
                "templates.mistake.placeholder_meant",
                line=1,
                placeholder="{firstname}",
                meant="{first_name}",
            ),
            EN("templates.mistake.placeholder_unknown", line=3, placeholder="{xyzzy}"),
            EN("templates.mistake.template_brace", line=3, brace="{"),
        )
    )
    assert len(field.marks["spans"]) == 3
    typing(field, "Dear {first_name},")
    assert (told(field), field.marks["spans"]) == ("", [])


def test_mistakes_that_are_too_many_to_tell_are_counted(form: Templates) -> None:
    field = form.texts["body"].widget
    typing(field, "{a1} {b2} {c3} {d4} {e5}")
    assert told(field).endswith(EN("templates.more_mistakes", n=2))
    typing(field, "{a1} {b2} {c3}")
    assert "more" not in told(field)


def test_a_mistake_stays_told_after_the_text_is_kept(form: Templates, log: Log) -> None:
    field = form.texts["body"].widget
    typing(field, "{firstname}", do="left")
    assert own_templates.desk(log)["body"] == "{firstname}"
    assert "{first_name}" in told(field)
    assert field.note["kind"] == "error"


def test_a_template_with_a_mistake_is_not_saved(form: Templates, log: Log) -> None:
    write(form, body="Dear {firstname}")
    form.keep.click()
    assert said(form) == EN("errors.template_mistakes_left")
    assert files(log) == []


def test_the_preview_is_filled_for_somebody_invented_as_one_types(form: Templates) -> None:
    invented = EN.group("templates.person")
    typing(form.texts["body"].widget, "Dear {first_name}, {nobody}: {their_work}")
    assert f"Dear {invented['first_name']}, {{nobody}}: <mark" in form.preview.value


def test_what_is_typed_is_never_markup(form: Templates) -> None:
    write(form, title="<b>x", subject="<img src=x>", body="<script>1</script> {first_name}")
    form.keep.click()
    assert "<script" not in form.preview.value
    assert "<img" not in form.preview.value


def test_saving_is_undone_and_the_text_stays(form: Templates, log: Log) -> None:
    write(form)
    form.keep.click()
    (file,) = files(log)
    undo(form)
    assert not file.exists()
    assert body(form) == BODY


def test_deleting_is_undone(form: Templates, log: Log) -> None:
    write(form)
    assert not visible(form.delete)
    form.keep.click()
    form.delete.click()
    assert said(form) == EN("templates.deleted", title="Quick hello")
    assert files(log) == []
    assert body(form) == BODY
    undo(form)
    assert len(files(log)) == 1
    assert len(form.own.options) == 2


def test_a_saved_template_is_taken_up_again(form: Templates, log: Log) -> None:
    write(form)
    form.keep.click()
    form.own.value = ""
    assert (body(form), said(form)) == ("", EN("templates.cleared"))
    form.own.value = form.own.options[1][1]
    assert (body(form), said(form)) == (BODY, EN("templates.laid"))
    write(form, title="Slow hello")
    form.keep.click()
    assert len(files(log)) == 1
    assert form.own.options[1][0].startswith("Slow hello (")


def test_beginning_from_a_packaged_one_can_be_undone(form: Templates) -> None:
    write(form, body="mine")
    form.choices["kind"].widget.value = "thank_you"
    form.begin.value = "card"
    assert "{learned}" in body(form)
    assert form.choices["channel"].widget.value == "card"
    assert form.begin.value is None
    undo(form)
    assert body(form) == "mine"


def test_only_an_e_mail_has_a_subject_and_only_german_a_form_of_address(form: Templates) -> None:
    subject, register = form.texts["subject"].widget, form.choices["register"].widget
    assert visible(subject)
    assert not visible(register)
    form.choices["channel"].widget.value = "linkedin_300"
    form.choices["language"].widget.value = "de"
    assert not visible(subject)
    assert visible(register)


def test_the_length_of_a_note_is_counted_against_its_limit(form: Templates) -> None:
    form.choices["channel"].widget.value = "linkedin_200"
    typing(form.texts["body"].widget, "Hello {first_name}! {their_work}")
    assert EN("templates.characters", n=len("Hello Nora! "), limit=200) in form.length.value


def test_a_broken_file_is_told_and_breaks_no_form(log: Log, ada: Contact) -> None:
    own_templates.folder(log).mkdir()
    (own_templates.folder(log) / "broken.md").write_text(BROKEN)
    form = Templates(log)
    assert all(part in form.broken.value for part in ("broken.md", "Line 9", "{nobody}"))
    assert said(form) == ""
    assert "Ada" in EmailDraft(log, contact=ada.id).body.widget.typed


def test_a_file_that_went_away_is_told_when_it_is_taken_up(form: Templates, log: Log) -> None:
    write(form)
    form.keep.click()
    file = form.own.value
    form.own.value = ""
    (own_templates.folder(log) / file).unlink()
    form.own.value = file
    assert file in said(form)
    assert list(form.own.options) == [(EN("templates.new"), "")]


def test_a_placeholder_is_handed_to_the_browser_with_its_braces(
    form: Templates, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[dict[str, str]] = []
    monkeypatch.setattr(form.texts["body"].widget, "send", sent.append)
    form.facts.value = "organisation"
    form.into_text.click()
    assert sent == [{"do": "insert", "text": "{organisation}"}]


def test_each_fact_stands_in_the_list_with_its_meaning(form: Templates) -> None:
    labels = [label for label, _ in form.facts.options]
    assert f"{{organisation}}  {EN('gaps.organisation')}" in labels


def test_the_form_speaks_german(form: Templates, log: Log) -> None:
    log.set_setting("language", "de")
    form.refresh()
    assert form.keep.description == DE("templates.save")
    assert form.choices["language"].widget.value == "de"


def test_the_form_gives_no_values_into_a_saved_notebook(form: Templates) -> None:
    write(form, body="Dear Nora")
    assert not [repr(part) for part in inside(form) if "Dear" in repr(part)]


def test_a_text_of_100_000_characters_is_kept_and_told(form: Templates, log: Log) -> None:
    typing(form.texts["body"].widget, "x" * 100_000)
    assert "10,000" in told(form.texts["body"].widget)
    assert len(form.preview.value) < 20_000
    write(form, body="x" * 100_000)
    form.keep.click()
    assert files(log) == []
