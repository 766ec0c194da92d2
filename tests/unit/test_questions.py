"""Which questions are recommended, found and kept for a meeting, in which order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoint_widgets.errors import Conflict, LogError, WorkbookError
from infoint_widgets.jobs import questions as jobs
from infoint_widgets.log.store import Log
from infoint_widgets.method.questions import (
    FEWEST,
    MOST,
    Bank,
    Coverage,
    bank,
    categories,
    coverage,
    how_many,
    place_for,
    recommended,
)
from infoint_widgets.records import Contact, Meeting, Question, Touch
from infoint_widgets.vocabulary import ContactLanguage, Register, TouchKind
from infoint_widgets.words import Words
from tests.conftest import NOW, ZONE, Clock

EN, DE = Words("en"), Words("de")
LAST = ["who_else", "should_have_asked"]
IDS = sorted(bank())
an_id = st.sampled_from(IDS)


def asking(*bank_ids: str) -> list[Question]:
    return [Question(meeting_id="m", bank_id=id) for id in bank_ids]


# What is recommended


@given(
    n=st.integers(FEWEST, MOST),
    answered=st.dictionaries(an_id, st.integers(1, 5)),
    left_out=st.sets(an_id, max_size=60),
    again=st.booleans(),
)
def test_a_recommended_list_begins_easily_and_ends_as_always(
    n: int, answered: dict[str, int], left_out: set[str], again: bool
) -> None:
    found = recommended(n, answered=answered, left_out=left_out, again=again)
    assert found[-2:] == LAST
    assert len(found) == len(set(found)) == n
    assert not set(found[:-2]) & left_out
    easy = any(
        e.warm_up and (again or e.first_meeting) for e in bank().values() if e.id not in left_out
    )
    assert bank()[found[0]].warm_up or not easy


@given(n=st.integers(FEWEST, MOST), answered=st.dictionaries(an_id, st.integers(1, 5)))
def test_no_category_comes_twice_in_a_first_meeting(n: int, answered: dict[str, int]) -> None:
    found = recommended(n, answered=answered)
    assert len({bank()[id].category for id in found}) == n
    assert all(bank()[id].first_meeting for id in found)


@given(n=st.integers(FEWEST, MOST), there=st.lists(an_id, unique=True, max_size=12))
def test_what_is_chosen_already_is_filled_up_and_never_chosen_twice(
    n: int, there: list[str]
) -> None:
    found = recommended(n, chosen=asking(*there))
    assert not set(found) & set(there)
    assert set(LAST) <= {*found, *there}
    assert len({*found, *there}) <= max(n, len(there) + 2)


def test_one_warm_up_is_enough() -> None:
    found = recommended(7, chosen=asking("like_most"))
    assert bank()[found[0]].category != "likes_dislikes"
    assert len(found) == 6


def test_what_was_answered_already_gives_way_to_what_was_not() -> None:
    first = recommended(7)
    second = recommended(7, answered=dict.fromkeys(first, 1))
    assert set(first) & set(second) == set(LAST)


def test_categories_that_nobody_has_talked_about_come_first() -> None:
    heard = {id: 1 for id, entry in bank().items() if entry.category in ("skills", "culture")}
    found = {bank()[id].category for id in recommended(7, answered=heard)}
    assert not found & {"skills", "culture"}


def test_where_everything_was_answered_there_is_still_a_list() -> None:
    assert len(recommended(7, answered=dict.fromkeys(bank(), 3))) == 7


def test_whoever_one_sees_again_is_asked_what_suits_a_second_meeting() -> None:
    found = recommended(7, again=True)
    assert found[0] == "since_last_time"
    assert "tried_your_advice" in found


@pytest.mark.parametrize(("minutes", "n"), [(1, 5), (20, 5), (30, 7), (45, 10), (600, 10)])
def test_a_longer_meeting_has_time_for_more_questions(minutes: int, n: int) -> None:
    assert how_many(minutes) == n


@given(there=st.lists(an_id, unique=True, max_size=10), id=an_id)
def test_nothing_is_put_after_the_two_for_the_end(there: list[str], id: str) -> None:
    there = [other for other in there if other != id and other not in LAST]
    order = [*there, *(other for other in LAST if other != id)]
    order.insert(place_for(id, order), id)
    assert order[-2:] == LAST


# What is found


@pytest.mark.parametrize(
    "typed", ["Beweggründe", "beweggruende", "BEWEGGRUNDE", "weg beweg", " Wendepunkte "]
)
def test_a_question_is_found_however_it_is_typed(typed: str) -> None:
    found = Bank(DE, Register.SIE, DE).find(typed)
    assert "turning_point" in [entry.id for entry in found]


def test_an_english_question_is_found_by_what_it_means_in_german() -> None:
    found = Bank(EN, Register.SIE, DE).find("rückschlag")
    assert [entry.id for entry in found] == ["after_a_setback"]


def test_the_search_stays_inside_a_category_and_leaves_out_what_was_asked() -> None:
    asked = Bank(EN, Register.SIE, EN)
    found = [entry.id for entry in asked.find(category="trends", without={"changing_now"})]
    assert {bank()[id].category for id in found} == {"trends"}
    assert found[0] == "five_years_on"
    assert len(found) == 12
    assert asked.find("xyzzy") == []


def test_the_whole_bank_is_found_by_nothing() -> None:
    assert len(Bank(EN, Register.SIE, EN).find()) == len(bank())


def test_ones_own_words_come_before_those_of_the_bank() -> None:
    asked = Bank(DE, Register.DU, EN)
    mine = Question(meeting_id="m", bank_id="current_project", text="Na, was machst du?")
    assert asked.wording(mine) == "Na, was machst du?"
    assert asked.wording(Question(meeting_id="m", bank_id="current_project")) == (
        "Woran arbeitest du gerade?"
    )


def test_a_question_that_a_newer_bank_has_is_no_error() -> None:
    asked = Bank(EN, Register.SIE, EN)
    assert (asked.text("of_next_year"), asked.aim("of_next_year")) == ("", "")


def test_coverage_counts_what_was_asked_and_what_was_answered() -> None:
    counted = coverage([("trends", True), ("trends", False), ("path", False), ("own", True)])
    assert tuple(counted) == categories()
    assert (counted["trends"], counted["path"]) == (Coverage(2, 1), Coverage(1, 0))
    assert counted["cv"] == Coverage(0, 0)


# The list of a meeting


@pytest.fixture
def ada(log: Log) -> Contact:
    return log.add(Contact(first_name="Ada", last_name="Lindqvist", language=ContactLanguage.EN))


@pytest.fixture
def meeting(log: Log, ada: Contact) -> Meeting:
    return log.add(Meeting(contact_id=ada.id, zone=ZONE))


def met_before(log: Log, contact: Contact, **answers: str) -> Meeting:
    """A meeting that was held, with these questions asked."""
    held = log.add(Meeting(contact_id=contact.id, starts_at=NOW - 90_000, zone=ZONE))
    jobs.add(log, held, *answers)
    for question in jobs.questions_of(log, held):
        jobs.ask(log, question.id)
        jobs.answer(log, question.id, answers[question.bank_id], was="")
    log.add(
        Touch(
            contact_id=contact.id, meeting_id=held.id, kind=TouchKind.MET,
            happened_at=NOW - 88_200, zone=ZONE,
        )
    )  # fmt: skip
    return held


def order(log: Log, meeting: Meeting) -> list[str]:
    return [question.bank_id or question.text for question in jobs.questions_of(log, meeting)]


def test_a_question_of_the_bank_is_added_once(log: Log, meeting: Meeting) -> None:
    jobs.add(log, meeting, "daily_tools")
    jobs.add(log, meeting, "daily_tools")
    (question,) = jobs.questions_of(log, meeting)
    assert (question.bank_id, question.category, question.text) == ("daily_tools", "day_to_day", "")


def test_a_meeting_that_was_only_looked_at_begins_with_its_first_question(
    log: Log, ada: Contact
) -> None:
    new = Meeting(contact_id=ada.id)
    action_id = jobs.add(log, new, "daily_tools")
    assert log.get(Meeting, new.id).contact_id == ada.id
    log.undo(action_id)
    assert (log.find(Meeting), log.find(Question)) == ([], [])


def test_ones_own_question_stands_before_the_two_for_the_end(log: Log, meeting: Meeting) -> None:
    jobs.recommend(log, meeting)
    jobs.write_own(log, meeting, "  How do you\nlight glass? ")
    assert order(log, meeting)[-3:] == ["How do you light glass?", *LAST]


def test_an_empty_question_is_refused(log: Log, meeting: Meeting) -> None:
    with pytest.raises(WorkbookError) as refused:
        jobs.write_own(log, meeting, "  ")
    assert refused.value.id == "questions.missing"
    assert EN.error(refused.value) == EN("errors.questions.missing")


def test_an_empty_list_is_filled_at_once_and_emptied_by_one_undo(
    log: Log, meeting: Meeting
) -> None:
    added, action_id = jobs.recommend(log, meeting)
    assert added == len(order(log, meeting)) == 7
    assert order(log, meeting)[-2:] == LAST
    assert jobs.recommend(log, meeting)[0] == 0
    log.undo(action_id)
    assert order(log, meeting) == []


def test_what_was_taken_off_comes_back_with_its_answer(log: Log, meeting: Meeting) -> None:
    jobs.add(log, meeting, "daily_tools", "good_day")
    first = jobs.questions_of(log, meeting)[0]
    jobs.answer(log, first.id, "A loupe", was="")
    action_id = jobs.remove(log, first.id)
    assert order(log, meeting) == ["good_day"]
    log.undo(action_id)
    assert order(log, meeting) == ["daily_tools", "good_day"]
    assert jobs.questions_of(log, meeting)[0].answer == "A loupe"


def test_what_was_taken_off_can_be_added_anew(log: Log, meeting: Meeting) -> None:
    jobs.add(log, meeting, "daily_tools")
    jobs.remove(log, jobs.questions_of(log, meeting)[0].id)
    jobs.add(log, meeting, "daily_tools")
    assert order(log, meeting) == ["daily_tools"]


@settings(max_examples=25, deadline=None)
@given(moves=st.lists(st.tuples(st.integers(0, 5), st.integers(-3, 9), st.booleans()), max_size=12))
def test_moving_keeps_every_question_and_undoing_brings_each_order_back(
    moves: list[tuple[int, int, bool]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    log = Log(tmp_path_factory.mktemp("moved") / "log.db", clock=Clock(), zone=ZONE)
    meeting = log.add(Meeting(contact_id=log.add(Contact(last_name="Brandt")).id))
    jobs.add(log, meeting, *IDS[:6])
    model = order(log, meeting)
    done: list[tuple[str, list[str]]] = []
    for which, where, by in moves:
        question = jobs.questions_of(log, meeting)[which]
        before = [*model]
        place = max(0, which + where if by else where)
        move = jobs.move_by if by else jobs.move
        done.append((move(log, question.id, where), before))
        model.insert(place, model.pop(which))
        assert order(log, meeting) == model
        assert [q.position for q in jobs.questions_of(log, meeting)] == [*range(6)]
    for action_id, before in reversed(done):
        log.undo(action_id)
        assert order(log, meeting) == before
    log.close()


def test_two_notebooks_can_order_and_add_at_once(log: Log, meeting: Meeting, path: Path) -> None:
    elsewhere = Log(path, clock=Clock(), zone=ZONE)
    jobs.add(log, meeting, "daily_tools", "good_day")
    seen = jobs.questions_of(elsewhere, meeting)
    jobs.move_by(log, seen[1].id, -1)
    jobs.add(elsewhere, meeting, "good_day", "yesterday")
    jobs.move(elsewhere, seen[0].id, 9)
    assert order(log, meeting) == ["good_day", "yesterday", "daily_tools"]
    jobs.remove(log, seen[0].id)
    with pytest.raises(LogError, match="not in the log any more"):
        jobs.move_by(elsewhere, seen[0].id, -1)
    elsewhere.close()


# Asked and answered


def test_a_tick_says_when_it_was_asked_and_can_be_taken_away(log: Log, meeting: Meeting) -> None:
    jobs.add(log, meeting, "daily_tools")
    (question,) = jobs.questions_of(log, meeting)
    jobs.ask(log, question.id)
    jobs.ask(log, question.id)
    assert log.get(Question, question.id).asked_at == NOW
    jobs.ask(log, question.id, asked=False)
    assert log.get(Question, question.id).asked_at is None


def test_what_is_answered_was_asked(log: Log, meeting: Meeting) -> None:
    jobs.add(log, meeting, "daily_tools")
    (question,) = jobs.questions_of(log, meeting)
    jobs.answer(log, question.id, "A loupe", was="")
    jobs.answer(log, question.id, "", was="A loupe")
    assert log.get(Question, question.id).asked_at == NOW


def test_what_is_typed_up_afterwards_was_asked_in_the_meeting(log: Log, ada: Contact) -> None:
    held = log.add(Meeting(contact_id=ada.id, starts_at=NOW - 90_000, minutes=20))
    jobs.add(log, held, "daily_tools")
    (question,) = jobs.questions_of(log, held)
    assert jobs.answer(log, question.id, "A loupe", was="").asked_at == NOW - 90_000 + 1_200


def test_two_answers_at_once_are_both_seen(log: Log, meeting: Meeting) -> None:
    jobs.add(log, meeting, "daily_tools")
    (question,) = jobs.questions_of(log, meeting)
    jobs.answer(log, question.id, "A loupe", was="")
    with pytest.raises(Conflict):
        jobs.answer(log, question.id, "A lamp", was="")


def test_who_answered_earlier_is_known_by_name(log: Log, meeting: Meeting) -> None:
    ben = log.add(Contact(last_name="Brandt"))
    eva = log.add(Contact(organisation="Glashaus"))
    met_before(log, ben, daily_tools="A loupe", good_day="")
    met_before(log, eva, daily_tools="")
    before = jobs.asked_before(log, meeting)
    assert before["daily_tools"].answered == ("Brandt",)
    assert set(before["daily_tools"].asked) == {"Brandt", "Glashaus"}
    assert before["good_day"] == jobs.Before(("Brandt",), ())
    assert jobs.covered(log)["day_to_day"] == Coverage(3, 1)


def test_whom_one_has_binned_does_not_count(log: Log, meeting: Meeting) -> None:
    ben = log.add(Contact(last_name="Brandt"))
    met_before(log, ben, daily_tools="A loupe")
    log.edit(Contact, ben.id, "deleted_at", NOW, was=None)
    assert jobs.asked_before(log, meeting) == {}
    assert jobs.covered(log)["day_to_day"] == Coverage(0, 0)


def test_what_is_asked_in_this_meeting_was_not_asked_before(log: Log, meeting: Meeting) -> None:
    jobs.add(log, meeting, "daily_tools")
    jobs.ask(log, jobs.questions_of(log, meeting)[0].id)
    assert jobs.asked_before(log, meeting) == {}


def test_nobody_is_recommended_the_same_question_twice(
    log: Log, ada: Contact, meeting: Meeting
) -> None:
    met_before(log, ada, since_last_time="", like_most="The light")
    jobs.recommend(log, meeting)
    assert not {"since_last_time", "like_most"} & {*order(log, meeting)}


def test_a_second_meeting_asks_what_became_of_the_first(
    log: Log, ada: Contact, meeting: Meeting
) -> None:
    met_before(log, ada, like_most="The light")
    jobs.recommend(log, meeting)
    assert order(log, meeting)[0] == "since_last_time"


def test_a_question_is_said_in_the_language_of_the_person(log: Log, ada: Contact) -> None:
    log.set_setting("language", "de")
    found = jobs.bank_for(log, ada)
    assert found.text("current_project") == "What are you working on at the moment?"
    assert found.aim("current_project") == DE("questions.question.current_project.aim")
