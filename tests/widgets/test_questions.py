"""The questions of a meeting, as the form for it shows them."""

from __future__ import annotations

import pytest

from infoint_widgets.jobs import meetings
from infoint_widgets.jobs import questions as jobs
from infoint_widgets.log.store import Log
from infoint_widgets.method.questions import bank
from infoint_widgets.records import Contact, Meeting, Question, Touch
from infoint_widgets.vocabulary import Register
from infoint_widgets.widgets.prepare import PrepChecklist
from infoint_widgets.widgets.questions import Questions
from infoint_widgets.words import Words
from tests.conftest import NOW, ZONE
from tests.widgets.conftest import said, tell, typing, undo, visible

EN, DE = Words("en"), Words("de")


@pytest.fixture
def form(log: Log, ada: Contact) -> PrepChecklist:
    return PrepChecklist(log, contact=ada.id)


@pytest.fixture
def part(form: PrepChecklist) -> Questions:
    return form.questions


def ask(id: str, w: Words = EN) -> str:
    return w.spoken(f"questions.question.{id}.ask", "sie")


def listed(part: Questions) -> list[str]:
    return [str(row["text"]) for row in part.list.rows]


def kept(log: Log) -> list[Question]:
    return sorted(log.find(Question), key=lambda question: question.position)


def press(part: Questions, do: str, nth: int, **more: object) -> None:
    """Press one of the buttons of a question on the list."""
    tell(part.list, do=do, id=part.list.rows[nth]["id"], **more)


def offered(part: Questions) -> list[str]:
    return [str(id) for _label, id in part.bank.found.options]


def held(log: Log, contact: Contact, **answers: str) -> Meeting:
    """An earlier meeting in which these questions were asked."""
    meeting = log.add(Meeting(contact_id=contact.id, starts_at=NOW - 90_000, zone=ZONE))
    jobs.add(log, meeting, *answers)
    for question in jobs.questions_of(log, meeting):
        jobs.ask(log, question.id)
        jobs.answer(log, question.id, answers[question.bank_id], was="")
    return meeting


# The list


def test_looking_at_the_questions_writes_nothing(form: PrepChecklist, log: Log) -> None:
    form.refresh()
    assert (log.find(Meeting), log.find(Question)) == ([], [])
    assert visible(form.questions.empty)


def test_an_empty_list_is_filled_by_one_button(part: Questions, log: Log) -> None:
    part.recommend.click()
    assert listed(part)[-2:] == [ask("who_else"), ask("should_have_asked")]
    assert said(part.form) == EN("asking.recommended", n=5)
    assert not visible(part.empty)
    assert EN("asking.count", n=5) in part.heading.value
    undo(part.form)
    assert (listed(part), kept(log)) == ([], [])


def test_recommending_twice_adds_nothing_and_says_so(part: Questions, log: Log) -> None:
    part.recommend.click()
    part.recommend.click()
    assert len(kept(log)) == 5
    assert said(part.form) == EN("asking.enough", n=20)


def test_a_question_is_moved_and_put_back(part: Questions, log: Log) -> None:
    part.recommend.click()
    before = listed(part)
    press(part, "move", 2, by=-1)
    assert listed(part)[:3] == [before[0], before[2], before[1]]
    assert said(part.form) == EN("asking.moved", place=2, n=5)
    undo(part.form)
    assert listed(part) == before


def test_a_question_is_taken_off_and_brought_back(part: Questions) -> None:
    part.recommend.click()
    before = listed(part)
    press(part, "remove", 0)
    assert listed(part) == before[1:]
    undo(part.form)
    assert listed(part) == before


def test_what_another_notebook_took_off_is_gone_here_with_a_word(
    part: Questions, log: Log, elsewhere: Log
) -> None:
    part.recommend.click()
    gone = part.list.rows[1]["id"]
    jobs.remove(elsewhere, gone)
    tell(part.list, do="move", id=gone, by=1)
    assert said(part.form) == EN("errors.gone")
    assert gone not in {row["id"] for row in part.list.rows}


def test_two_notebooks_see_each_others_order(
    form: PrepChecklist, elsewhere: Log, ada: Contact
) -> None:
    form.questions.recommend.click()
    other = PrepChecklist(elsewhere, contact=ada.id)
    assert listed(other.questions) == listed(form.questions)
    press(other.questions, "move", 0, by=1)
    form.refresh()
    assert listed(other.questions) == listed(form.questions)


def test_each_person_has_questions_of_their_own(form: PrepChecklist, ben: Contact) -> None:
    form.questions.recommend.click()
    form.pick(ben.id)
    assert listed(form.questions) == []


# One's own


def test_a_question_of_ones_own_is_added_with_enter(part: Questions, log: Log) -> None:
    part.about.value = "culture"
    typing(part.own, " Who laughs first? ", do="enter")
    (question,) = kept(log)
    assert (question.text, question.category) == ("Who laughs first?", "culture")
    assert listed(part) == ["Who laughs first?"]
    assert part.list.rows[0]["aim"] == ""
    assert part.own.typed == ""


def test_an_empty_question_is_told_what_it_lacks(part: Questions, log: Log) -> None:
    part.add_own.click()
    assert said(part.form) == EN("errors.questions.missing")
    assert kept(log) == []


def test_what_is_typed_for_one_person_is_kept_apart(form: PrepChecklist, ben: Contact) -> None:
    typing(form.questions.own, "Half a que")
    key = form.questions.own.stored["key"]
    form.pick(ben.id)
    assert form.questions.own.typed == ""
    assert form.questions.own.stored["key"] != key


# The bank


def test_the_whole_bank_is_offered_until_one_searches(part: Questions) -> None:
    assert offered(part) == list(bank())
    part.bank.find.value = "cliche"
    assert offered(part) == ["true_cliche"]
    part.bank.find.value = ""
    part.bank.category.value = "trends"
    assert {bank()[id].category for id in offered(part)} == {"trends"}


def test_a_search_without_a_hit_says_what_to_do(part: Questions) -> None:
    part.bank.find.value = "xyzzy"
    assert not visible(part.bank.found)
    assert part.bank.count.value == EN("asking.bank.none")


def test_a_question_is_seen_in_full_before_it_is_chosen(part: Questions, log: Log) -> None:
    assert not visible(part.bank.put)
    part.bank.found.value = "daily_tools"
    assert ask("daily_tools") in part.bank.chosen.value
    assert EN("questions.category.day_to_day.name") in part.bank.chosen.value
    part.bank.put.click()
    assert listed(part) == [ask("daily_tools")]
    assert part.bank.found.value == "daily_tools"
    assert part.bank.found.label == EN("asking.bank.on_list", question=ask("daily_tools"))


def test_a_question_that_is_on_the_list_is_not_added_again(part: Questions, log: Log) -> None:
    part.bank.found.value = "daily_tools"
    part.bank.put.click()
    part.bank.put.click()
    assert len(kept(log)) == 1
    assert said(part.form) == EN("asking.there")


def test_what_was_asked_before_is_marked_and_can_be_left_out(
    form: PrepChecklist, log: Log, ben: Contact
) -> None:
    held(log, ben, daily_tools="A loupe", good_day="")
    form.refresh()
    part = form.questions
    part.bank.found.value = "daily_tools"
    told = EN("asking.before.asked", n=1, names="Brandt")
    assert told in part.bank.chosen.value
    part.bank.put.click()
    assert part.list.rows[0]["before"] == told
    part.bank.new.value = True
    assert set(bank()) - set(offered(part)) == {"daily_tools", "good_day"}


def test_the_two_for_the_end_are_not_marked_as_asked_before(
    form: PrepChecklist, log: Log, ben: Contact
) -> None:
    held(log, ben, who_else="Eva", should_have_asked="")
    form.questions.recommend.click()
    assert [row["before"] for row in form.questions.list.rows[-2:]] == ["", ""]


def test_of_many_who_were_asked_a_few_are_named(form: PrepChecklist, log: Log) -> None:
    for n in range(5):
        contact = log.add(Contact(id=f"contact-{n}", last_name=f"Berg {n}"))
        held(log, contact, daily_tools="")
    form.refresh()
    form.questions.bank.found.value = "daily_tools"
    names = EN("asking.before.more", names="Berg 0, Berg 1, Berg 2", n=2)
    assert EN("asking.before.asked", n=5, names=names) in form.questions.bank.chosen.value


def test_what_is_covered_is_told_once_somebody_has_answered(
    form: PrepChecklist, log: Log, ben: Contact
) -> None:
    assert form.questions.covered.value == ""
    held(log, ben, daily_tools="A loupe", changing_now="")
    form.refresh()
    told = form.questions.covered.value
    heard, nothing = told.split(". ", 1)
    assert EN("questions.category.day_to_day.name") + " 1" in heard
    assert EN("questions.category.trends.name") in nothing


# Languages


def test_a_question_is_said_to_the_person_and_explained_to_the_reader(
    form: PrepChecklist, log: Log, ada: Contact
) -> None:
    log.set_setting("language", "de")
    form.refresh()
    form.questions.bank.found.value = "daily_tools"
    form.questions.bank.put.click()
    (row,) = form.questions.list.rows
    assert row["text"] == ask("daily_tools")
    assert row["aim"] == DE("questions.question.daily_tools.aim")


@pytest.mark.parametrize("register", Register)
def test_a_german_question_keeps_to_the_persons_register(log: Log, register: Register) -> None:
    eva = log.add(Contact(last_name="Eder", language="de", register=register))  # type: ignore[arg-type]
    form = PrepChecklist(log, contact=eva.id)
    form.questions.recommend.click()
    wanted = DE.spoken("questions.question.who_else.ask", register)
    assert wanted in listed(form.questions)


def test_the_list_stays_when_the_language_changes(form: PrepChecklist, log: Log) -> None:
    form.questions.recommend.click()
    before = listed(form.questions)
    log.set_setting("language", "de")
    form.refresh()
    assert listed(form.questions) == before
    assert form.questions.recommend.description == DE("asking.recommend")


def test_a_meeting_after_the_first_is_offered_what_came_of_it(
    form: PrepChecklist, log: Log, ada: Contact
) -> None:
    first = held(log, ada, first_interest="By chance")
    log.add(
        Touch(
            contact_id=ada.id, meeting_id=first.id, kind="met", happened_at=NOW - 80_000, zone=ZONE  # type: ignore[arg-type]
        )
    )  # fmt: skip
    meetings.plan_another(log, ada.id)
    form.refresh()
    form.questions.recommend.click()
    assert listed(form.questions)[0] == ask("since_last_time")
