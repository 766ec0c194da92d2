"""Templates read from files, the packaged ones and people's own, and what is wrong with a file."""

from __future__ import annotations

import re
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoint_widgets.errors import WorkbookError
from infoint_widgets.jobs import letters, own_templates
from infoint_widgets.log.store import Log
from infoint_widgets.method import drafting
from infoint_widgets.method.drafting import Sender
from infoint_widgets.method.templates import (
    LIMITS,
    LONGEST,
    Own,
    Template,
    mistakes,
    placeholders,
    read_own,
    read_template,
    templates,
    written,
)
from infoint_widgets.records import Contact
from infoint_widgets.vocabulary import Channel, ContactLanguage, DraftKind, Register
from infoint_widgets.words import Words

EN, DE, AT, _CH = ContactLanguage
SIE, DU = Register
BODY = "{salutation}\n\nyour {their_work} made me curious.\n\n{closing}\n{my_name}"
MINE = f"""---
title: My own words
situation: I saw their work
kind: outreach
language: en
---
Subject: Your {{their_work}}

{BODY}
"""


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    log = Log(tmp_path / "my_log.db", clock=lambda: 1_780_000_000, zone="Europe/Berlin")
    yield log
    log.close()


def lay(log: Log, name: str, text: str | bytes) -> Path:
    """Put a file into the folder as somebody with an editor does."""
    file = own_templates.folder(log) / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def type_in(log: Log, **fields: str) -> None:
    for name, text in fields.items():
        log.set_setting(f"own_template.{name}", text)


def is_saved(log: Log) -> bool:
    return own_templates.is_saved(log, own_templates.on_desk(own_templates.desk(log)))


def wrong_with(text: str, name: str = "mine.md") -> WorkbookError:
    with pytest.raises(WorkbookError) as caught:
        read_own(text, name=name)
    return caught.value


def told(log: Log) -> list[WorkbookError]:
    return own_templates.read_all(log)[1]


# The head


def test_an_e_mail_is_the_usual_channel_and_has_no_limit() -> None:
    template = read_own(MINE, name="mine.md").template
    assert (template.channel, template.limit) == (Channel.EMAIL, None)
    assert template.subject == "Your {their_work}"


@pytest.mark.parametrize("limit", LIMITS)
def test_a_note_has_its_limit_and_no_subject(limit: int) -> None:
    head = f"---\ntitle: t\nsituation: s\nchannel: linkedin\nlimit: {limit}\n---\n"
    template = read_template(head + "Hello {first_name}", name="t.md", language=EN)
    assert (template.channel, template.limit) == (Channel.LINKEDIN, limit)
    assert (template.subject, template.body) == ("", "Hello {first_name}")


def test_a_card_has_no_subject() -> None:
    text = MINE.replace("Subject: Your {their_work}\n\n", "").replace(
        "kind:", "channel: card\nkind:"
    )
    assert read_own(text, name="mine.md").template.subject == ""
    assert wrong_with(MINE.replace("kind:", "channel: card\nkind:")).id == (
        "template_subject_unwanted"
    )


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("channel: pigeon", "email, linkedin, card"),
        ("channel: phone", "email, linkedin, card"),
        ("limit: 250", "200, 300"),
        ("limit: many", "200, 300"),
        ("limit:", "200, 300"),
        ("register: ihr", "sie, du"),
    ],
)
def test_a_value_that_is_not_known_is_told_by_file_and_line(line: str, known: str) -> None:
    error = wrong_with(MINE.replace("kind:", f"{line}\nkind:"))
    assert (error.id, error.facts["file"], error.facts["line"]) == (
        "template_value_unknown",
        "mine.md",
        4,
    )
    assert known in str(error)


def test_a_misspelled_key_is_told_by_line_rather_than_passed_over() -> None:
    error = wrong_with(MINE.replace("kind:", "regsiter: du\nkind:"))
    assert (error.id, error.facts["key"], error.facts["line"]) == (
        "template_key_unknown",
        "regsiter",
        4,
    )


@pytest.mark.parametrize("key", ["kind", "language"])
def test_an_own_template_has_to_say_what_it_is_for(key: str) -> None:
    text = "\n".join(line for line in MINE.split("\n") if not line.startswith(f"{key}:"))
    assert (wrong_with(text).id, wrong_with(text).facts["key"]) == ("template_key_missing", key)


def test_the_example_in_the_readme_of_the_data_is_a_template() -> None:
    readme = Path(__file__).parents[2] / "data" / "README.md"
    (example,) = re.findall(r"```text\n(---\n.*?)```", readme.read_text("utf-8"), re.DOTALL)
    own = read_own(example, name="example.md")
    assert (own.kind, own.template.title) == (DraftKind.OUTREACH, "After an exhibition")


# Mistakes in the text


def test_an_unknown_placeholder_is_told_by_file_line_and_name_with_what_was_meant() -> None:
    error = wrong_with(MINE.replace("{my_name}", "{my_nam}"))
    assert error.facts["file"] == "mine.md"
    assert error.facts["line"] == MINE.split("\n").index("{my_name}") + 1
    assert error.facts["placeholder"] == "{my_nam}"
    assert error.facts["meant"] == "{my_name}"
    for words in (Words("en"), Words("de")):
        sentence = words.error(error)
        assert all(part in sentence for part in ("mine.md", "{my_nam}", "{my_name}", "{closing}"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("warum_diese_person", "why"),
        ("what_is_your_name", "my_name"),
        ("organization", "organisation"),
    ],
)
def test_a_placeholder_that_was_guessed_is_told_by_what_it_asks(typed: str, meant: str) -> None:
    error = wrong_with(MINE.replace("{my_name}", f"{{{typed}}}"))
    assert error.facts["meant"] == f"{{{meant}}}"


@pytest.mark.parametrize("register", list(Register))
def test_german_letters_read_right_with_an_organisation_and_a_way_without_their_article(
    register: Register,
) -> None:
    texts = [t.body for kind in DraftKind for t in templates(kind, DE, register)]
    leaning = (
        r"\b(?:an|bei|bis|durch|für|in|mit|seit|über|von|zu) \{(?:organisation|found_through)\}"
    )
    assert [text for text in texts if re.search(leaning, text)] == []


def test_a_placeholder_like_none_is_told_with_all_that_are_known() -> None:
    error = wrong_with(MINE.replace("{my_name}", "{xyzzy}"))
    assert error.id == "placeholder_unknown"
    assert all(f"{{{name}}}" in str(error) for name in placeholders())


@pytest.mark.parametrize("text", ["Dear {first_name", "Dear first_name}", "{first\n_name}", "{{x"])
def test_an_unclosed_brace_is_told_by_line(text: str) -> None:
    error = wrong_with(MINE + text)
    assert (error.id, error.facts["line"]) == ("template_brace", MINE.count("\n") + 1)


def test_all_mistakes_of_a_text_are_found_with_their_places() -> None:
    text = "Dear {firstname},\n{organization} and {"
    found = list(mistakes(text, name="Text"))
    assert [text[m.start : m.end] for m in found] == ["{firstname}", "{organization}", "{"]
    assert [m.error.facts["line"] for m in found] == [1, 2, 2]


def test_a_template_without_end_is_refused_with_the_limit() -> None:
    for text in (MINE + "x" * 1_000_000, MINE + "y" * 100_000 + "\n"):
        error = wrong_with(text)
        assert error.id == "template_too_long"
        assert "10,000" in str(error)


def test_an_empty_file_is_told() -> None:
    assert wrong_with("").id == wrong_with(" \n\t\n").id == "template_empty"


def test_a_head_without_a_text_is_told() -> None:
    assert wrong_with(MINE.partition("Subject")[0] + "Subject: x\n").id == "template_body_missing"


def test_a_fact_that_looks_like_a_placeholder_is_put_in_once_and_never_read_again() -> None:
    template = read_template(
        "---\ntitle: t\nsituation: s\n---\nSubject: {organisation}\n\nat {organisation}",
        name="t.md",
        language=EN,
    )
    for loop in ("{organisation}", "{first_name}{organisation}", "{{organisation}}", "{"):
        letter = drafting.fill(template, Contact(organisation=loop), Sender())
        assert (letter.subject, letter.body) == (loop, f"at {loop}")


# Any text

LINES = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="{}"))
FILLED = LINES.map(lambda line: " ".join(line.split())).filter(bool)
BODIES = st.lists(LINES | st.sampled_from([f"{{{name}}}" for name in placeholders()])).map(
    lambda lines: "\n".join(lines).strip()
)


@given(text=st.text() | st.text().map(lambda text: MINE + text))
def test_any_text_is_a_template_or_a_mistake_in_words(text: str) -> None:
    with suppress(WorkbookError):
        drafting.fill(read_own(text, name="mine.md").template, Contact(), Sender())


@given(
    title=FILLED,
    situation=FILLED,
    subject=LINES,
    body=BODIES.filter(lambda body: body and not body.startswith("Subject:")),
    kind=st.sampled_from(DraftKind),
    language=st.sampled_from([EN, DE]),
    register=st.sampled_from(Register),
    sent=st.sampled_from([(Channel.EMAIL, None), (Channel.LINKEDIN, 200), (Channel.CARD, None)]),
)
def test_what_is_written_is_read_the_same(
    title: str,
    situation: str,
    subject: str,
    body: str,
    kind: DraftKind,
    language: ContactLanguage,
    register: Register,
    sent: tuple[Channel, int | None],
) -> None:
    template = Template(
        id="own/mine",
        language=language,
        register=register,
        title=title,
        situation=situation,
        subject=" ".join(subject.split()) if sent[0] is Channel.EMAIL else "",
        body=body,
        channel=sent[0],
        limit=sent[1],
    )
    own = Own(kind, template)
    text = written(own)
    if len(text) <= LONGEST:
        assert read_own(text, name="mine.md") == own


# The folder


def test_there_is_nothing_to_tell_before_anybody_has_written_one(log: Log) -> None:
    assert own_templates.read_all(log) == ([], [])


def test_own_templates_come_after_the_packaged_ones_and_are_filled(log: Log) -> None:
    lay(log, "mine.md", MINE)
    lena = log.add(Contact(first_name="Lena", language=EN))
    found = letters.templates_for(log, lena, DraftKind.OUTREACH)
    assert [template.id for template in found].index("own/mine") == len(found) - 1
    assert letters.draft_for(log, lena, DraftKind.OUTREACH).template == "cold"
    draft = letters.draft_for(log, lena, DraftKind.OUTREACH)
    letters.use_template(log, draft, "own/mine")
    assert "Dear Lena," in letters.draft_for(log, lena, DraftKind.OUTREACH).body


def test_a_template_is_for_its_kind_language_and_register_alone(log: Log) -> None:
    german = MINE.replace("language: en", "language: de\nregister: du")
    lay(log, "deutsch.md", german)

    def offered(kind: DraftKind, language: ContactLanguage, register: Register) -> bool:
        return bool(own_templates.matching(log, kind, language, register))

    assert offered(DraftKind.OUTREACH, DE, DU)
    assert offered(DraftKind.OUTREACH, AT, DU)
    assert not offered(DraftKind.OUTREACH, DE, SIE)
    assert not offered(DraftKind.OUTREACH, EN, DU)
    assert not offered(DraftKind.THANK_YOU, DE, DU)


def test_a_file_is_read_anew_when_it_changes(log: Log) -> None:
    lay(log, "mine.md", MINE)
    assert own_templates.read_all(log)[0][0].template.title == "My own words"
    lay(log, "mine.md", MINE.replace("My own", "My new"))
    assert own_templates.read_all(log)[0][0].template.title == "My new words"


@pytest.mark.parametrize(
    ("content", "id"),
    [
        (MINE.replace("{my_name}", "{nobody}").encode(), "placeholder_unknown"),
        (MINE.encode() + b"{first_name", "template_brace"),
        (MINE.encode() + b"x" * 1_000_000, "template_too_long"),
        (MINE.replace("made", "mäde").encode("latin-1"), "template_not_text"),
        (MINE.encode("utf-16"), "template_not_text"),
        (b"", "template_empty"),
    ],
)
def test_a_broken_file_is_told_and_the_others_still_work(log: Log, content: bytes, id: str) -> None:
    lay(log, "good.md", MINE)
    lay(log, "broken.md", content)
    assert [(error.id, error.facts["file"]) for error in told(log)] == [(id, "broken.md")]
    lena = log.add(Contact(first_name="Lena", language=EN))
    assert letters.templates_for(log, lena, DraftKind.OUTREACH)[-1].id == "own/good"


def test_a_folder_that_is_called_like_a_template_is_told(log: Log) -> None:
    (own_templates.folder(log) / "folder.md").mkdir(parents=True)
    assert [error.id for error in told(log)] == ["template_file_refused"]


def test_a_file_may_be_called_by_a_picture(log: Log) -> None:
    lay(log, "💌.md", MINE)
    assert own_templates.read_all(log)[0][0].template.id == "own/💌"


# The desk


def test_what_is_half_typed_is_there_after_the_log_was_opened_anew(log: Log) -> None:
    type_in(log, title="Half", body="Dear {fir")
    again = Log(log.path, clock=lambda: 0, zone="Europe/Berlin")
    assert own_templates.desk(again)["body"] == "Dear {fir"
    again.close()


def test_a_template_is_saved_for_its_owner_alone(log: Log) -> None:
    type_in(log, title="Quick hello", situation="often", subject="Hello", body=BODY)
    change = own_templates.save(log)
    (own,) = own_templates.read_all(log)[0]
    assert (own.kind, own.template.title, own.template.body) == (
        DraftKind.OUTREACH,
        "Quick hello",
        BODY,
    )
    assert change.file.startswith("quick-hello-en-")
    if sys.platform != "win32":
        mode = (own_templates.folder(log) / change.file).stat().st_mode
        assert stat.S_IMODE(mode) == 0o600
    assert [file.name for file in own_templates.folder(log).iterdir()] == [change.file]


def test_saving_again_writes_the_same_file(log: Log) -> None:
    type_in(log, title="Hello", situation="often", subject="Hello", body=BODY)
    first = own_templates.save(log)
    type_in(log, title="Hello again")
    assert not is_saved(log)
    second = own_templates.save(log)
    assert (second.file, second.before) == (first.file, first.after)
    assert is_saved(log)


def test_two_templates_of_one_title_do_not_overwrite_each_other(log: Log) -> None:
    type_in(log, title="Hello", situation="often", subject="Hello", body=BODY)
    own_templates.save(log)
    own_templates.clear(log)
    type_in(log, title="Hello", situation="now and then", subject="Hello", body=BODY)
    own_templates.save(log)
    assert len(own_templates.read_all(log)[0]) == 2


@pytest.mark.parametrize("title", ["../../x", "/etc/passwd", "a\\b", "..", "👩‍🎨 💌", "con", "{"])
def test_no_title_leads_out_of_the_folder(log: Log, title: str) -> None:
    type_in(log, title=title, situation="s", subject="Hello", body="{closing}")
    if title == "{":
        with pytest.raises(WorkbookError):
            own_templates.save(log)
        return
    change = own_templates.save(log)
    assert (own_templates.folder(log) / change.file).resolve().parent == (
        own_templates.folder(log).resolve()
    )
    assert own_templates.read_all(log)[0][0].template.title == title


@pytest.mark.parametrize("file", ["../x.md", "..\\x.md", "/tmp/x.md", "a/b.md", ".x.md", "x.txt"])
def test_a_name_that_leads_elsewhere_is_refused(log: Log, file: str) -> None:
    type_in(log, file=file, title="Hello", situation="s", subject="Hello", body="{closing}")
    for do in (own_templates.save, own_templates.delete):
        with pytest.raises(WorkbookError) as caught:
            do(log)
        assert caught.value.id == "template_name_unfit"


@pytest.mark.parametrize(
    ("fields", "id"),
    [
        ({"title": ""}, "template_title_missing"),
        ({"situation": " "}, "template_title_missing"),
        ({"body": "Dear {firstname}"}, "template_mistakes_left"),
        ({"subject": "{"}, "template_mistakes_left"),
        ({"body": "x" * 100_000}, "template_mistakes_left"),
        ({"body": ""}, "template_body_missing"),
    ],
)
def test_what_is_not_finished_is_not_saved_and_stays(
    log: Log, fields: dict[str, str], id: str
) -> None:
    whole = {"title": "Hello", "situation": "often", "subject": "Hello", "body": BODY}
    type_in(log, **(whole | fields))
    with pytest.raises(WorkbookError) as caught:
        own_templates.save(log)
    assert caught.value.id == id
    assert own_templates.read_all(log) == ([], [])
    assert own_templates.desk(log)["body"] == (whole | fields)["body"]


def test_a_folder_that_cannot_be_written_is_told(log: Log) -> None:
    own_templates.folder(log).write_text("a file is in the way")
    type_in(log, title="Hello", situation="often", subject="Hello", body=BODY)
    with pytest.raises(WorkbookError) as caught:
        own_templates.save(log)
    assert caught.value.id == "template_file_refused"


def test_saving_and_deleting_can_be_taken_back(log: Log) -> None:
    type_in(log, title="Hello", situation="often", subject="Hello", body=BODY)
    saved = own_templates.save(log)
    file = own_templates.folder(log) / saved.file
    deleted = own_templates.delete(log)
    assert not file.exists()
    assert own_templates.desk(log)["body"] == BODY
    own_templates.take_back(log, deleted)
    assert file.read_text("utf-8") == saved.after
    own_templates.take_back(log, saved)
    assert not file.exists()


def test_what_somebody_changed_since_is_not_taken_back(log: Log) -> None:
    type_in(log, title="Hello", situation="often", subject="Hello", body=BODY)
    saved = own_templates.save(log)
    lay(log, saved.file, MINE)
    with pytest.raises(WorkbookError) as caught:
        own_templates.take_back(log, saved)
    assert caught.value.id == "undo_changed"


def test_a_packaged_template_is_begun_from_and_stays_what_it_is(log: Log) -> None:
    type_in(log, body="half typed", kind="thank_you", language="de", register="du")
    card = next(t for t in own_templates.packaged(log) if t.channel is Channel.CARD)
    laid = own_templates.begin_from(log, card.id)
    there = own_templates.desk(log)
    assert (there["body"], there["channel"], there["file"]) == (card.body, "card", "")
    own_templates.put_back(log, laid)
    assert own_templates.desk(log)["body"] == "half typed"


def test_what_was_typed_since_is_not_overwritten_by_undo(log: Log) -> None:
    type_in(log, body="before")
    laid = own_templates.clear(log)
    type_in(log, body="since")
    with pytest.raises(WorkbookError):
        own_templates.put_back(log, laid)
    assert own_templates.desk(log)["body"] == "since"


def test_an_own_template_comes_back_to_the_desk_as_it_was(log: Log) -> None:
    note = MINE.replace("Subject: Your {their_work}\n\n", "")
    note = note.replace("kind: outreach", "kind: thank_you\nchannel: linkedin\nlimit: 200")
    lay(log, "note.md", note)
    own_templates.open_file(log, "note.md")
    there = own_templates.desk(log)
    assert (there["kind"], there["channel"], there["file"]) == (
        "thank_you",
        "linkedin_200",
        "note.md",
    )
    assert is_saved(log)


def test_a_desk_with_values_of_another_version_begins_with_the_usual_ones(log: Log) -> None:
    type_in(log, kind="pigeon", language="tlh", register="ihr", channel="smoke")
    there = own_templates.desk(log)
    assert (there["kind"], there["language"]) == ("outreach", "en")
    assert (there["register"], there["channel"]) == ("sie", "email")


def test_a_template_is_tried_out_on_somebody_invented(log: Log) -> None:
    own = read_own(MINE, name="mine.md")
    letter = own_templates.try_out(log, own)
    invented = Words("en").group("templates.person")
    assert f"Dear {invented['first_name']} {invented['last_name']}," in letter.body
    assert len(drafting.gaps(letter.body)) == 1
    half = Own(own.kind, replace(own.template, body="{first_name} and {nobody} and {"))
    assert own_templates.try_out(log, half).body == "Nora and {nobody} and {"


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_fact_has_its_meaning(language: str) -> None:
    meanings = own_templates.facts(Words(language))
    assert tuple(meanings) == placeholders()
    assert all(meanings.values())
