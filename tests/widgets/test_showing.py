"""What a page with figures shows beside the figure itself."""

from __future__ import annotations

import gc
from typing import Any

import pytest
from matplotlib.figure import Figure

from infoint_widgets import charts, showing, stats
from infoint_widgets.jobs import people as jobs
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Touch
from infoint_widgets.vocabulary import TouchKind
from infoint_widgets.widgets import safe
from infoint_widgets.words import Words
from tests.conftest import NOW, ZONE

DAY = 86_400


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The HTML that a cell shows."""
    html: list[str] = []
    monkeypatch.setattr(safe, "display", lambda made, **_facts: html.append(made.data))
    return html


def happened(log: Log, contact: Contact, *kinds: TouchKind) -> None:
    for at, kind in enumerate(kinds):
        when = NOW - (9 - at) * DAY
        log.add(Touch(contact_id=contact.id, kind=kind, happened_at=when, zone=ZONE))


def show(log: Log, kind: Any) -> None:
    showing.show(stats.lag(log.journeys(), kind=kind), log)


def test_who_is_still_to_be_thanked_is_named(
    log: Log, ada: Contact, ben: Contact, shown: list[str]
) -> None:
    happened(log, ada, TouchKind.MET)
    happened(log, ben, TouchKind.MET, TouchKind.THANKED)
    show(log, "thank_you")
    assert "Still to be thanked: Ada Lindqvist." in shown[-1]
    assert "Brandt" not in shown[-1]


def pictures_in_memory() -> int:
    return sum(isinstance(one, Figure) for one in gc.get_objects())


def test_nothing_of_a_picture_is_left_in_memory_once_it_is_drawn(
    log: Log, ada: Contact, shown: list[str]
) -> None:
    happened(log, ada, TouchKind.MET, TouchKind.THANKED)
    gc.collect()
    before = pictures_in_memory()
    show(log, "thank_you")
    assert "<img" in shown[-1]
    assert pictures_in_memory() == before


def test_python_goes_on_clearing_up_after_a_picture(
    log: Log, ada: Contact, shown: list[str]
) -> None:
    happened(log, ada, TouchKind.MET, TouchKind.THANKED)
    show(log, "thank_you")
    assert "<img" in shown[-1]
    assert gc.isenabled()


def test_while_there_is_nothing_to_draw_one_sentence_says_so_once(
    log: Log, shown: list[str]
) -> None:
    for result in (stats.network_growth(log.journeys()), stats.generations(log.journeys())):
        showing.show(result, log)
        assert "<figure" not in shown[-1]
        assert shown[-1].count(charts.reading(result)) == 1


def test_the_sample_says_up_to_which_day_it_goes(sample: Log, shown: list[str]) -> None:
    show(sample, "reply")
    day = Words().moment(sample.now(), sample.zone, with_time=False)
    assert f"it goes up to {day}." in shown[0]


def test_with_everybody_thanked_nobody_is_named(log: Log, ben: Contact, shown: list[str]) -> None:
    happened(log, ben, TouchKind.MET, TouchKind.THANKED)
    show(log, "thank_you")
    assert len(shown) == 1


def test_only_the_figure_of_thanks_names_people(log: Log, ada: Contact, shown: list[str]) -> None:
    happened(log, ada, TouchKind.OUTREACH, TouchKind.MET)
    show(log, "reply")
    assert len(shown) == 1


def test_of_very_many_the_first_are_named_and_the_others_counted(
    log: Log, shown: list[str]
) -> None:
    for at in range(11):
        person = log.add(Contact(stage="chosen", chosen_at=NOW, last_name=f"Person{at}"))  # type: ignore[arg-type]
        happened(log, person, TouchKind.MET)
    show(log, "thank_you")
    assert shown[-1].count("Person") == 8
    assert "And 3 more." in shown[-1]


def test_figures_and_names_agree_on_how_many_thanks_are_open(sample: Log) -> None:
    thanks = stats.lag(sample.journeys(), kind="thank_you")
    assert thanks["open"].sum() == len(jobs.to_thank(sample))
