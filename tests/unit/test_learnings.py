"""Everything written down is found again, and handed on with names or without."""

from __future__ import annotations

from html.parser import HTMLParser

import mistune
import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoint_widgets.exchange.notes import Note, Notes, markdown, page
from infoint_widgets.jobs.learned_out import as_file
from infoint_widgets.jobs.learnings import Kind, Learned, Piece, Wanted, cv_by_field, gaps, pieces
from infoint_widgets.log.store import Log
from infoint_widgets.method.nameless import Nameless
from infoint_widgets.method.questions import categories
from infoint_widgets.records import Contact, Meeting, Question, ReasonToWrite, Referral, Touch
from infoint_widgets.vocabulary import Field, Stage, TouchKind
from tests.conftest import NOW, ZONE

DAY = 86_400


def met(
    log: Log, first: str, last: str, field: Field | None = Field.DESIGN, **more: str
) -> Meeting:
    contact = log.add(
        Contact(
            stage=Stage.CHOSEN,
            first_name=first,
            last_name=last,
            field_id=field,
            organisation="Glas",
        )
    )
    return log.add(Meeting(contact_id=contact.id, starts_at=NOW - DAY, zone=ZONE, **more))  # type: ignore[arg-type]


def asked(log: Log, meeting: Meeting, bank_id: str, answer: str, category: str = "path") -> None:
    log.add(
        Question(
            meeting_id=meeting.id, bank_id=bank_id, category=category, answer=answer, asked_at=NOW
        )
    )


def learned(log: Log) -> Learned:
    known = Learned()
    known.renew(log)
    return known


def texts(found: list[Piece]) -> list[str]:
    return sorted(piece.text for piece in found)


# Found again


def test_everything_that_was_written_down_is_a_piece(log: Log) -> None:
    meeting = met(
        log, "Ada", "Lund", notes="n", learned="l", surprise="s", cv_feedback="c", research="r"
    )
    asked(log, meeting, "first_interest", "a")
    contact = meeting.contact_id
    log.add(Touch(contact_id=contact, kind=TouchKind.MET, happened_at=NOW, zone=ZONE, note="t"))
    log.edit(Contact, contact, "notes", "p", was="")
    log.add(Referral(referrer_id=contact, first_name="Bo", said="q", named_at=NOW))
    log.add(ReasonToWrite(contact_id=contact, text="w", noted_at=NOW))
    assert {piece.kind: piece.text for piece in pieces(log)} == {
        Kind.ANSWER: "a",
        Kind.LEARNED: "l",
        Kind.SURPRISE: "s",
        Kind.CV_FEEDBACK: "c",
        Kind.MEETING_NOTES: "n",
        Kind.RESEARCH: "r",
        Kind.TOUCH: "t",
        Kind.NAMED: "q",
        Kind.REASON: "w",
        Kind.CONTACT: "p",
    }


def test_the_latest_comes_first_and_what_has_no_day_last(log: Log) -> None:
    first = met(log, "Ada", "Lund", learned="old")
    log.edit(Meeting, first.id, "starts_at", NOW - 9 * DAY, was=first.starts_at)
    met(log, "Ben", "Berg", learned="new")
    log.edit(Contact, first.contact_id, "notes", "whenever", was="")
    assert [piece.text for piece in pieces(log)] == ["new", "old", "whenever"]


def test_a_meeting_is_dated_by_when_it_was_held(log: Log) -> None:
    meeting = met(log, "Ada", "Lund", learned="l")
    log.add(
        Touch(
            contact_id=meeting.contact_id,
            meeting_id=meeting.id,
            kind=TouchKind.MET,
            happened_at=NOW - 5,
            zone=ZONE,
        )
    )
    assert [piece.at for piece in pieces(log)] == [NOW - 5]


def test_people_of_the_bin_are_not_found(log: Log) -> None:
    meeting = met(log, "Ada", "Lund", learned="l")
    asked(log, meeting, "first_interest", "a")
    log.edit(Contact, meeting.contact_id, "deleted_at", NOW, was=None)
    assert pieces(log) == []


def test_a_text_is_found_by_its_words_its_question_and_whose_it_is(log: Log) -> None:
    asked(log, met(log, "Jörg", "Müller"), "first_interest", "Ein Vortrag.")
    known = learned(log)
    for query in ("vortr", "interested field", "joerg muel", "glas"):
        assert texts(known.find(Wanted(query))) == ["Ein Vortrag."]
    assert known.find(Wanted("architecture")) == []


def test_pieces_are_narrowed_down_by_what_they_are_of(log: Log) -> None:
    ada = met(log, "Ada", "Lund", learned="l")
    asked(log, ada, "first_interest", "a")
    met(log, "Ben", "Berg", Field.LAW, learned="of law")
    known = learned(log)
    assert texts(known.find(Wanted(kind="learned"))) == ["l", "of law"]
    assert texts(known.find(Wanted(category="path"))) == ["a"]
    assert texts(known.find(Wanted(field="Law"))) == ["of law"]
    assert texts(known.find(Wanted(contact_id=ada.contact_id))) == ["a", "l"]
    assert texts(known.find(Wanted(organisation="Glas", kind="answer"))) == ["a"]


def test_what_is_written_later_is_found_once_the_log_is_read_again(log: Log) -> None:
    known = learned(log)
    met(log, "Ada", "Lund", learned="needle")
    known.renew(log)
    assert texts(known.find(Wanted("needle"))) == ["needle"]


def test_answers_to_the_same_question_stand_beside_one_another(log: Log) -> None:
    for name in ("Ada", "Ben", "Cem"):
        asked(log, met(log, name, "Lund"), "first_interest", name)
    asked(log, met(log, "Dora", "Lund"), "turning_point", "Dora")
    known = learned(log)
    (ada,) = [piece for piece in known.pieces if piece.text == "Ada"]
    assert texts(known.beside(ada)) == ["Ben", "Cem"]


def test_a_question_of_ones_own_is_the_same_whatever_its_case(log: Log) -> None:
    for name, text in (("Ada", "Why glass?"), ("Ben", "why GLASS?")):
        log.add(Question(meeting_id=met(log, name, "Lund").id, text=text, answer=name))
    known = learned(log)
    assert len(known.beside(known.pieces[0])) == 1


def test_cv_feedback_stands_by_field_with_most_people_first(log: Log) -> None:
    met(log, "Ada", "Lund", Field.ARCHITECTURE, cv_feedback="Clean.")
    met(log, "Ben", "Lund", Field.MARKETING, cv_feedback="More of you.")
    met(log, "Cem", "Lund", Field.MARKETING, cv_feedback="Less of you.")
    met(log, "Dora", "Lund", None, cv_feedback="Fine.")
    by_field = cv_by_field(pieces(log))
    assert [*by_field] == ["Marketing and public relations", "Architecture", ""]
    assert texts(by_field["Marketing and public relations"]) == ["Less of you.", "More of you."]


def test_what_nobody_was_asked_about_is_told(log: Log) -> None:
    asked(log, met(log, "Ada", "Lund"), "first_interest", "a", "path")
    met(log, "Ben", "Lund", Field.LAW)
    found = gaps(log)
    assert found.fields == [Field.LAW]
    assert found.categories == [id for id in categories() if id != "path"]


# Handed on


NOTE = Note("Why *glass*?", "Ada", "1. a list\n# <b>no</b> heading\n$x$ [l](http://e.org)")


class Seen(HTMLParser):
    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def rendered(text: str) -> Seen:
    notes = Notes("en", "Title", "Told", [("Heading", [Note("", "Ada", text)])])
    return Seen(str(mistune.html(markdown(notes).decode())))


def test_markdown_shows_a_text_as_it_was_typed() -> None:
    seen = rendered(NOTE.text)
    assert seen.tags == {"h1", "h2", "p", "blockquote", "br"}
    assert "<b>no</b> heading" in seen.text
    assert "[l](http://e.org)" in seen.text


@given(st.text(min_size=1))
def test_no_text_becomes_markup_in_markdown(text: str) -> None:
    assert rendered(text).tags <= {"h1", "h2", "p", "blockquote", "br"}


@given(st.text())
def test_no_text_becomes_markup_on_a_page(text: str) -> None:
    made = page(Notes("en", text, text, [(text, [Note(text, text, text)])])).decode()
    own = {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "bdi"}
    assert Seen(made).tags <= own | {"section"}


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_without_names_no_known_name_is_in_the_file(log: Log, language: str, form: str) -> None:
    log.set_setting("language", language)
    meeting = met(log, "Jörg", "Müller-Lund", learned="Joerg Mueller sagt: frag Ada Berg! a@b.org")
    asked(log, meeting, "first_interest", "Bei Glas lernte Jörgs Chefin, Frau Lund.")
    log.add(
        Referral(referrer_id=meeting.contact_id, first_name="Ada", last_name="Berg", named_at=NOW)
    )
    name, _type, content = as_file(log, learned(log).pieces, form, names=False)  # type: ignore[arg-type]
    text = content.decode()
    for known in ("Jörg", "Joerg", "Müller", "Mueller", "Lund", "Ada", "Berg", "Glas", "a@b.org"):
        assert known not in text
    assert {"en": "a person in Design", "de": "eine Person aus dem Feld Gestaltung"}[
        language
    ] in text
    assert name.endswith(form)


def test_with_names_they_are_in_the_file(log: Log) -> None:
    met(log, "Ada", "Lund", learned="Light matters.")
    _name, _type, content = as_file(log, learned(log).pieces, "md", names=True)
    assert "Ada Lund, Glas, Design" in content.decode()


def test_a_word_that_only_reads_like_a_name_stays() -> None:
    nameless = Nameless({"Will": "somebody"}, "…")
    assert nameless("I will ask Will.") == "I will ask somebody."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada was kind. Ada: come again!", "A person was kind. A person: come again!"),
        ("- Ada\n- “Ada” said", "- A person\n- “A person” said"),
        ("Dear Ada, 3.5 Ada", "Dear a person, 3.5 a person"),
    ],
)
def test_a_sentence_without_a_name_begins_with_a_capital(text: str, found: str) -> None:
    assert Nameless({"Ada": "a person"}, "…")(text) == found


@given(st.text(), st.text(max_size=9))
def test_any_text_and_name_can_be_made_nameless(text: str, name: str) -> None:
    assert isinstance(Nameless({name: "somebody"}, "…")(text), str)
