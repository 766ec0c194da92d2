"""What was learned, as the form shows it: found while typing, marked, side by side, handed on."""

from __future__ import annotations

import pytest

from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Meeting, Question
from infoint_widgets.vocabulary import Field, Stage
from infoint_widgets.widgets.learnings import SHOWN, Learnings
from infoint_widgets.widgets.page_link import PageLink
from infoint_widgets.words import Words
from tests.conftest import NOW, ZONE
from tests.widgets.conftest import inside, tell, visible

EN, DE = Words("en"), Words("de")


def met(log: Log, name: str, **more: str) -> Meeting:
    contact = log.add(Contact(stage=Stage.CHOSEN, last_name=name, field_id=Field.DESIGN))
    return log.add(Meeting(contact_id=contact.id, starts_at=NOW, zone=ZONE, **more))  # type: ignore[arg-type]


@pytest.fixture
def form(log: Log) -> Learnings:
    for name, answer in (("Lund", "By drawing windows."), ("Berg", "By chance, at a museum.")):
        meeting = met(log, name, cv_feedback=f"{name} says: shorter.")
        log.add(
            Question(
                meeting_id=meeting.id,
                bank_id="first_interest",
                category="path",
                answer=answer,
                asked_at=NOW,
            )
        )
    return Learnings(log)


def listed(form: Learnings) -> list[str]:
    return [label for label, id in form.list.options if id]


def saved(form: Learnings, kind: str) -> str:
    sent: list[bytes] = []
    file = form.files[kind]  # type: ignore[index]
    file.send = lambda _content, buffers: sent.append(buffers[0])
    tell(file, do="save")
    return sent[0].decode()


def test_an_empty_log_says_kindly_what_comes_first(log: Log) -> None:
    form = Learnings(log)
    assert visible(form.empty)
    assert not visible(form.full)
    assert [link.page for link in inside(form.empty) if isinstance(link, PageLink)] == [
        "03_arrange_and_prepare"
    ]


def test_all_stands_there_before_anything_is_typed(form: Learnings) -> None:
    assert visible(form.full)
    assert len(listed(form)) == 4
    assert EN("learnings.n_found", n=4) in form.count.value


def test_typing_finds_and_marks_the_words(form: Learnings) -> None:
    form.find.value = "wind"
    assert len(listed(form)) == 1
    assert '<mark class="infoint-mark-found">windows</mark>' in form.detail.value


def test_nothing_found_says_what_finds_more(form: Learnings) -> None:
    form.find.value = "xyzzy"
    assert EN("learnings.none_found") in form.count.value
    assert not visible(form.list)
    assert not visible(form.detail)
    assert all(file.disabled for file in form.files.values())


def test_a_choice_narrows_down_and_all_brings_back(form: Learnings) -> None:
    form.filters["category"].value = "path"
    assert len(listed(form)) == 2
    form.filters["category"].value = None
    assert len(listed(form)) == 4


def test_the_same_question_stands_beside_what_is_picked(form: Learnings) -> None:
    form.find.value = "windows"
    assert "By chance, at a museum." in form.beside.value
    assert EN("learnings.beside.answers") in form.beside.value


def test_what_the_field_says_stands_beside_cv_feedback(form: Learnings) -> None:
    form.filters["kind"].value = "cv_feedback"
    form.find.value = "Lund"
    assert "Berg says: shorter." in form.beside.value
    assert EN("learnings.beside.cv") in form.beside.value


def test_cv_feedback_stands_by_field(form: Learnings) -> None:
    assert form.cv.value.count("says: shorter.") == 2
    assert EN("vocabulary.field.design") in form.cv.value


def test_what_nobody_was_asked_about_is_listed(form: Learnings) -> None:
    assert EN("questions.category.culture.name") in form.gaps.value
    assert EN("questions.category.path.name") not in form.gaps.value


def test_what_is_picked_stays_picked_when_somebody_writes(form: Learnings, elsewhere: Log) -> None:
    picked = form.list.options[-1][1]
    form.list.value = picked
    met(elsewhere, "Yıldız", learned="Something new.")
    form.refresh()
    assert form.list.value == picked
    assert len(listed(form)) == 5


def test_a_thousand_pieces_are_one_list_that_says_how_many_there_are(log: Log) -> None:
    contact = log.add(Contact(last_name="Lund"))
    log.load(
        Meeting(contact_id=contact.id, learned=f"piece {n}", starts_at=NOW - n) for n in range(1000)
    )
    form = Learnings(log)
    assert len(listed(form)) == SHOWN
    assert EN("learnings.first_of", shown=SHOWN, n=1000) in form.count.value
    assert len([*inside(form)]) < 60


def test_a_file_holds_what_was_found_and_no_names_unless_asked(form: Learnings) -> None:
    form.find.value = "windows"
    assert "By drawing windows." in saved(form, "md")
    assert "museum" not in saved(form, "md")
    assert "Lund" not in saved(form, "html")
    form.named.value = True
    assert "Lund" in saved(form, "html")


def test_the_form_speaks_the_language_that_is_chosen(form: Learnings, log: Log) -> None:
    form.find.value = "windows"
    log.set_setting("language", "de")
    form.refresh()
    assert form.find.description == DE("learnings.find")
    assert DE.spoken("questions.question.first_interest.ask", "sie") in "".join(listed(form))
