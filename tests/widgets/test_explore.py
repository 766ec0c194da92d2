"""A part of the log: whom it holds, what is drawn of it, and what is said of both."""

from __future__ import annotations

import re
import warnings
from datetime import date
from html import unescape
from typing import Any

import pytest

import infoint_widgets as ii
from infoint_widgets.errors import WorkbookError
from infoint_widgets.jobs import explore as jobs
from infoint_widgets.jobs.explore import FIGURES, NOT_RECORDED, Explored, Part
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Referral, Touch
from infoint_widgets.vocabulary import Channel, ContactLanguage, Field, Precision, Stage, TouchKind
from infoint_widgets.widgets import figure as figures
from infoint_widgets.widgets import safe
from infoint_widgets.widgets.explore import Explore
from infoint_widgets.words import Words
from tests.conftest import NOW, ZONE
from tests.widgets.conftest import said, visible

DAY = 86_400
EN = Words("en")


def somebody(log: Log, name: str, days_ago: float | None = None, **facts: object) -> Contact:
    """Somebody who was written to so many days ago, by e-mail unless it is said how."""
    channel = facts.pop("channel", Channel.EMAIL)
    precision = facts.pop("precision", Precision.MINUTE)
    known = {"stage": Stage.CHOSEN, "chosen_at": NOW - 400 * DAY, "last_name": name, **facts}
    contact = log.add(Contact(**known))  # type: ignore[arg-type]
    if days_ago is not None:
        log.add(
            Touch(
                contact_id=contact.id,
                kind=TouchKind.OUTREACH,
                happened_at=NOW - int(days_ago * DAY),
                zone=ZONE,
                channel=channel,  # type: ignore[arg-type]
                precision=precision,  # type: ignore[arg-type]
            )
        )
    return contact


def met(log: Log, contact: Contact, days_ago: int) -> None:
    when = NOW - days_ago * DAY
    log.add(Touch(contact_id=contact.id, kind=TouchKind.MET, happened_at=when, zone=ZONE))


def named(log: Log, referrer: Contact, contact: Contact, days_ago: int = 50) -> None:
    when = NOW - days_ago * DAY
    log.add(Referral(referrer_id=referrer.id, contact_id=contact.id, named_at=when))


def names(log: Log, part: Part, figure: str = "response_rate") -> list[str]:
    return list(Explored(log.journeys()).look(part, figure).journeys["name"])


def text(shown: safe.Html) -> str:
    return unescape(re.sub("<[^>]+>", "", shown.value))


def alt(form: Explore) -> str:
    found = re.search('alt="([^"]*)"', form.card.value)
    return unescape(found[1]) if found else ""


def offered(form: Explore, name: str) -> list[str]:
    return [label for label, _value in form.groups[name].options]


# Whom a part holds


def test_a_part_of_a_group_holds_its_people_only(log: Log) -> None:
    somebody(log, "Ada", 40)
    somebody(log, "Ben", 40, channel=Channel.LINKEDIN)
    assert names(log, Part(channel="linkedin")) == ["Ben"]


def test_who_has_none_of_it_can_be_looked_at_as_well(log: Log) -> None:
    somebody(log, "Ada", 40, field_id=Field.DESIGN)
    somebody(log, "Ben", 40)
    assert names(log, Part(field=NOT_RECORDED)) == ["Ben"]


def test_a_period_goes_by_the_local_day_of_the_first_message(log: Log) -> None:
    # It is 22:26 on 28 May in Berlin: two hours ago is the same day, a day before the one before.
    somebody(log, "Ada", 2 / 24)
    somebody(log, "Ben", 1)
    assert names(log, Part(since=date(2026, 5, 28))) == ["Ada"]
    assert names(log, Part(until=date(2026, 5, 27))) == ["Ben"]


def test_a_period_is_about_meetings_where_the_figure_is(log: Log) -> None:
    met(log, somebody(log, "Ada", 100), 5)
    somebody(log, "Ben", 5)
    recently = Part(since=date(2026, 5, 1))
    assert names(log, recently, "response_rate") == ["Ben"]
    assert names(log, recently, "thank_you") == ["Ada"]


def test_a_period_is_about_being_named_where_the_figure_is(log: Log) -> None:
    ada = somebody(log, "Ada", 200)
    named(log, ada, somebody(log, "Ben"), 5)
    assert names(log, Part(since=date(2026, 5, 1)), "referral") == ["Ben"]


def test_who_began_on_no_known_day_is_in_no_period_and_counted(log: Log) -> None:
    somebody(log, "Ada", 5)
    somebody(log, "Ben", 5, precision=Precision.UNKNOWN)
    looked = Explored(log.journeys()).look(Part(since=date(2026, 5, 1)), "response_rate")
    assert (list(looked.journeys["name"]), looked.undated) == (["Ada"], 1)


def test_who_began_on_no_known_day_is_counted_only_in_a_group_of_theirs(log: Log) -> None:
    somebody(log, "Ada", 5, channel=Channel.LINKEDIN)
    somebody(log, "Ben", 5, precision=Precision.UNKNOWN)
    part = Part(since=date(2026, 5, 1), channel="linkedin")
    assert Explored(log.journeys()).look(part, "response_rate").undated == 0


def test_a_journey_begins_with_the_first_thing_that_happened(log: Log) -> None:
    ada = somebody(log, "Ada", 200)
    named(log, ada, somebody(log, "Ben", 5), 50)
    met(log, somebody(log, "Cleo", 5), 80)
    somebody(log, "Dana", 5)
    assert names(log, Part(since=date(2026, 5, 1)), "generations") == ["Dana"]


def test_a_filter_changes_no_journey(sample: Log) -> None:
    journeys = sample.journeys()
    part = Explored(journeys).look(Part(channel="email"), "response_rate").journeys
    kept = journeys[journeys["channel"] == "email"]
    assert part.equals(kept)


def test_parts_of_a_group_are_all_people_together(sample: Log) -> None:
    explored = Explored(sample.journeys())
    for name in jobs.GROUPS:
        sizes = explored.offered(Part(), "response_rate", name)
        assert sum(sizes.values()) == len(explored.journeys)
        for value, n in sizes.items():
            of_value: dict[str, Any] = {name: value}
            assert explored.look(Part(**of_value), "response_rate").n == n


def test_who_is_offered_counts_the_other_choices_and_not_its_own(log: Log) -> None:
    somebody(log, "Ada", 40, field_id=Field.DESIGN)
    somebody(log, "Ben", 40, field_id=Field.LAW, channel=Channel.LINKEDIN)
    part = Part(field="law", channel="linkedin")
    explored = Explored(log.journeys())
    assert explored.offered(part, "response_rate", "field") == {"design": 0, "law": 1}


def test_who_is_offered_is_counted_in_the_period(log: Log) -> None:
    somebody(log, "Ada", 40)
    somebody(log, "Ben", 5, channel=Channel.LINKEDIN)
    explored = Explored(log.journeys())
    recently = Part(since=date(2026, 5, 1))
    assert explored.offered(recently, "response_rate", "channel") == {"email": 0, "linkedin": 1}


@pytest.mark.parametrize(
    ("today", "month", "quarter"),
    [
        (date(2026, 5, 28), date(2026, 4, 28), date(2026, 2, 28)),
        (date(2026, 3, 31), date(2026, 2, 28), date(2025, 12, 31)),
        (date(2026, 1, 15), date(2025, 12, 15), date(2025, 10, 15)),
        (date(2024, 3, 30), date(2024, 2, 29), date(2023, 12, 30)),
    ],
)
def test_months_are_counted_back_to_the_same_day(today: date, month: date, quarter: date) -> None:
    periods = jobs.periods(today)
    assert (periods["month"][0], periods["quarter"][0]) == (month, quarter)
    assert periods["year"] == (date(today.year, 1, 1), None)


def test_the_figures_of_the_page_come_first() -> None:
    assert jobs.figures("thank_you")[0] == "thank_you"
    assert sorted(jobs.figures("network_growth")) == sorted(FIGURES)


def test_a_figure_that_is_not_there_is_named_with_those_that_are(log: Log) -> None:
    with pytest.raises(WorkbookError, match=r"pie.*response_rate"):
        ii.Explore(log, figure="pie")


# Who led to whom, where a referrer is of another part


def test_referrers_stand_in_the_tree_and_are_told_apart(log: Log) -> None:
    ada = somebody(log, "Ada", 100, field_id=Field.LAW)
    ben = somebody(log, "Ben", 60, field_id=Field.LAW)
    cleo = somebody(log, "Cleo", 30, field_id=Field.DESIGN)
    named(log, ada, ben)
    named(log, ben, cleo)
    looked = Explored(log.journeys()).look(Part(field="design"), "who_led_to_whom")
    assert (looked.n, looked.with_referrers) == (1, 2)
    result, odd = jobs.made("who_led_to_whom", looked.journeys, 0)
    assert dict(zip(result["name"], result["generation"], strict=True))["Cleo"] == 2
    assert odd == 0


@pytest.mark.parametrize("name", FIGURES)
def test_no_part_of_the_sample_is_warned_of(sample: Log, name: str) -> None:
    explored = Explored(sample.journeys())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for part in (Part(), Part(channel="linkedin"), Part(since=date(2026, 5, 1), warmth="cold")):
            assert jobs.made(name, explored.look(part, name).journeys, 2)[1] == 0


def test_the_weeks_are_held_against_ones_own_goal(log: Log) -> None:
    somebody(log, "Ada", 5)
    result, _odd = jobs.made("activity", log.journeys(), 4)
    assert set(result["goal"]) == {4}


def test_who_is_not_in_the_part_is_nothing_odd(log: Log) -> None:
    named(log, somebody(log, "Ada", 200), somebody(log, "Ben", 5), 50)
    journeys = log.journeys()
    part = journeys[journeys["name"] == "Ben"]
    assert jobs.made("who_led_to_whom", part, 0)[1] == 0


def test_what_cannot_be_true_is_said_in_the_form(log: Log) -> None:
    ada, ben = somebody(log, "Ada", 40), somebody(log, "Ben", 40)
    named(log, ada, ben)
    named(log, ben, ada)
    form = ii.Explore(log, figure="who_led_to_whom")
    assert text(form.odd) == EN("explore.odd", n=2)


# The form


def test_a_choice_draws_the_figure_of_these_people(log: Log) -> None:
    for at in range(12):
        somebody(log, f"Ada {at}", 40, channel=Channel.EMAIL if at % 3 else Channel.LINKEDIN)
    form = ii.Explore(log)
    assert "0 of 12" in alt(form)
    form.groups["channel"].value = "email"
    assert "0 of 8" in alt(form)
    assert text(form.counted) == "8 of 12 people: by e-mail."


def test_what_is_counted_is_said_with_its_period(log: Log) -> None:
    somebody(log, "Ada", 5)
    somebody(log, "Ben", 100)
    form = ii.Explore(log)
    assert text(form.counted) == EN("explore.counted_all", n=2)
    form.period.value = "month"
    assert text(form.counted) == "1 of 2 people: written to since 28 April 2026."
    form.figure.value = "thank_you"
    assert text(form.counted) == "0 of 2 people: met since 28 April 2026."


def test_days_of_ones_own_may_stand_the_wrong_way_round(log: Log) -> None:
    somebody(log, "Ada", 5)
    form = ii.Explore(log)
    assert not visible(form.since)
    form.period.value = "own"
    assert visible(form.since)
    form.since.value, form.until.value = date(2026, 6, 1), date(2026, 5, 1)
    expected = "1 of 1 person: written to from 1 May 2026 to 1 June 2026."
    assert text(form.counted) == expected


def test_one_press_looks_at_everybody_again(log: Log) -> None:
    somebody(log, "Ada", 40)
    somebody(log, "Ben", 40, channel=Channel.LINKEDIN)
    form = ii.Explore(log)
    assert form.everybody.disabled
    form.groups["channel"].value, form.period.value = "email", "year"
    assert not form.everybody.disabled
    form.everybody.click()
    assert (form.groups["channel"].value, form.period.value) == (None, None)
    assert "0 of 2" in alt(form)


def test_only_what_is_in_the_log_is_offered_with_its_people(log: Log) -> None:
    somebody(log, "Ada", 40, language=ContactLanguage.EN)
    somebody(log, "Ben", 40, language=ContactLanguage.DE)
    somebody(log, "Cleo", 40, language=ContactLanguage.DE)
    form = ii.Explore(log)
    assert offered(form, "language") == ["All languages", "German (Germany) (2)", "English (1)"]
    assert visible(form.groups["language"])
    assert not visible(form.groups["field"])


def test_too_few_people_are_said_in_the_figures_own_sentence(log: Log) -> None:
    for at in range(12):
        somebody(log, f"Ada {at}", 40, channel=Channel.EMAIL if at else Channel.PHONE)
    form = ii.Explore(log)
    form.groups["channel"].value = "phone"
    few = ii.charts.reading(ii.stats.response_rate(form.explored.journeys.iloc[:1]))
    assert few in text(form.card)


def test_a_part_without_anybody_is_told_in_a_sentence(log: Log) -> None:
    somebody(log, "Ada", 100)
    form = ii.Explore(log)
    form.period.value = "month"
    assert (alt(form), form.table.value, said(form)) == ("", "", "")
    assert text(form.card) == EN("explore.nobody")


def test_a_part_of_people_whom_a_figure_does_not_count_is_not_called_an_empty_log(
    log: Log,
) -> None:
    somebody(log, "Ada", 40, channel=Channel.EMAIL)
    met(log, somebody(log, "Ben", 40, channel=Channel.LINKEDIN), 30)
    form = ii.Explore(log, figure="thank_you")
    form.groups["channel"].value = "email"
    assert text(form.counted) == "1 of 2 people: by e-mail."
    assert text(form.card) == EN("explore.nobody")


def test_a_log_of_which_a_figure_counts_nobody_is_told_how_it_begins(log: Log) -> None:
    somebody(log, "Ada", 40)
    form = ii.Explore(log, figure="thank_you")
    assert text(form.card) == EN("charts.lag.thank_you.nobody")


def test_an_empty_log_leads_to_the_next_step(log: Log) -> None:
    form = ii.Explore(log)
    assert visible(form.empty)
    assert not visible(form.full)


def test_what_somebody_else_writes_is_drawn(log: Log, elsewhere: Log) -> None:
    somebody(log, "Ada", 40)
    form = ii.Explore(log)
    somebody(elsewhere, "Ben", 40)
    form.refresh()
    assert "0 of 2" in alt(form)


def test_the_log_is_read_only_when_it_has_changed(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody(log, "Ada", 40)
    form = ii.Explore(log)
    monkeypatch.setattr(log, "journeys", None)
    form.period.value = "month"
    form.figure.value = "funnel"
    assert said(form) == ""


def test_numbers_that_stay_the_same_are_not_drawn_again(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody(log, "Ada", 40)
    form = ii.Explore(log)
    monkeypatch.setattr(figures, "card", None)
    form.refresh()
    form.groups["channel"].value = "email"
    assert said(form) == ""


def test_choices_stay_in_the_other_language(log: Log) -> None:
    somebody(log, "Ada", 40)
    somebody(log, "Ben", 40, channel=Channel.LINKEDIN)
    form = ii.Explore(log)
    form.figure.value, form.groups["channel"].value = "reply", "email"
    form.period.value, form.since.value = "own", date(2026, 1, 1)
    log.set_setting("language", "de")
    form.refresh()
    assert text(form.counted) == (
        "1 von 2 Personen: per E-Mail; angeschrieben seit dem 1. Januar 2026."
    )
    assert form.figure.value == "reply"


def test_the_sample_says_that_it_is_one(sample: Log) -> None:
    form = ii.Explore(sample)
    assert text(form.children[0]) == EN("form.sample")


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_figure_can_be_looked_at(sample: Log, name: str, language: str) -> None:
    sample.set_setting("language", language)
    form = ii.Explore(sample, figure=name)
    form.groups["channel"].value = "linkedin"
    form.period.value = "quarter"
    assert said(form) == ""
    assert text(form.card)
