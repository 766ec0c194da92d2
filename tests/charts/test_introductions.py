"""Who led to whom, how many names come, and what a week holds: as drawn, said and tabulated."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from infoint_widgets import charts, stats
from tests.charts.conftest import LANGUAGES, each_language
from tests.charts.test_legible import check
from tests.security.payloads import MATHEMATICS, SCRIPT
from tests.stats.conftest import Row, asked, frame, met, person

pytestmark = pytest.mark.filterwarnings("ignore::infoint_widgets.stats.DataWarning")

ADA = [
    met(90, contact_id="a", name="Ada Blum"),
    met(20, contact_id="b", name="Ben Ost", referred_by="a", name_use="granted"),
    person(contact_id="c", name="Cleo Ruh", referred_by="b", name_use="denied"),
    person(contact_id="d", name="Dan Au", referred_by="a", name_use="not_asked"),
    person(contact_id="e", name="Eva Moor"),
]


def led(rows: list[Row]) -> Any:
    return stats.who_led_to_whom(frame(rows))


def family(n: int) -> list[Row]:
    """One person who named all others."""
    rest = [person(contact_id=f"{k}", name=f"Ben {k}", referred_by="a") for k in range(n - 1)]
    return [ADA[0], *rest]


def names(n: int, count: int = 1) -> Any:
    return stats.referrals_per_interview(frame([met(90, referrals=count)] * n))


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


# Who led to whom


def test_everybody_who_led_or_was_led_stands_in_the_tree_by_name() -> None:
    ax = charts.draw(led(ADA))
    assert texts(ax) == ["Ada Blum", "Ben Ost", "Cleo Ruh", "Dan Au"]
    dots = [line for line in ax.get_lines() if line.get_marker() == "o"]
    assert [float(np.asarray(dot.get_xdata())[0]) for dot in dots] == [0, 1, 2, 1]
    assert [float(np.asarray(dot.get_ydata())[0]) for dot in dots] == [0, 1, 2, 3]


def test_a_filled_dot_was_met_and_each_permission_has_its_own_line() -> None:
    ax = charts.draw(led(ADA))
    dots = [line.get_markerfacecolor() for line in ax.get_lines() if line.get_marker() == "o"]
    assert dots[0] == dots[1] != dots[2] == dots[3]
    legend = ax.get_legend()
    assert legend is not None
    assert {text.get_text() for text in legend.get_texts()} == {
        "you may say who named them", "not asked yet", "you may not say who", "met", "not met yet",
    }  # fmt: skip


def test_the_description_says_who_named_whom() -> None:
    assert charts.alt_text(led(ADA)) == (
        "Who led to whom? A tree in layers, one for each introduction. Ada Blum named Ben Ost (you "
        "may say who named them), Dan Au (not asked yet). Ben Ost named Cleo Ruh (you may not say "
        "who)."
    )


def test_the_sentence_says_how_many_came_and_in_whose_name() -> None:
    assert charts.reading(led(ADA)) == (
        "3 people came to you through somebody else, named by 2 people. Through Ada Blum alone "
        "came 3 people, counting those whom these named in turn. Whether you may say who sent you: "
        "yes for 1, not asked yet for 1, no for 1. Ask before you write; it takes two lines."
    )
    assert "genannt von 2 Personen" in charts.reading(led(ADA), "de")


def test_a_permission_that_is_not_known_is_none() -> None:
    rows = [ADA[0], person(contact_id="b", name="Ben", referred_by="a", name_use=None)]
    assert "not asked yet for 1" in charts.reading(led(rows))


def test_forty_people_have_names_and_forty_one_are_counted() -> None:
    forty, more = led(family(40)), led(family(41))
    assert len(texts(charts.draw(forty))) == 40
    assert "Ben 7" in charts.alt_text(forty)
    assert texts(charts.draw(more)) == ["1 person", "40 people, named by 1"]
    assert "Ben 7" not in charts.alt_text(more)
    assert "Ben 7" not in str(charts.table(more))
    assert "1 introduction away: 40 people, named by 1" in charts.alt_text(more)


@each_language
@pytest.mark.parametrize("n", [2, 40, 41, 2000])
def test_a_tree_of_any_size_is_legible_and_fits_the_page(n: int, language: str) -> None:
    ax = charts.draw(led(family(n)), language=language)
    check(ax)
    figure: Any = ax.get_figure(root=True)
    assert figure.get_figheight() <= 8


@pytest.mark.parametrize("depth", [2, 7, 20, 39])
def test_a_long_way_is_legible(depth: int) -> None:
    rows = [
        person(contact_id=f"{k}", name="Maximiliane Wohlgemuth-Oberhuber", referred_by=f"{k - 1}")
        for k in range(1, depth + 1)
    ]
    check(charts.draw(led([person(contact_id="0", name="Ada"), *rows]), language="de"))


@pytest.mark.parametrize("name", [*SCRIPT, *MATHEMATICS, "x" * 1000, "word " * 200, "", "a\nb"])
def test_a_name_is_text_and_breaks_nothing(name: str) -> None:
    rows = [person(contact_id="a", name=name), person(contact_id="b", name="B", referred_by="a")]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = charts.draw(led(rows))
        assert charts.as_png(ax).startswith(b"\x89PNG")
    assert not any(text.get_parse_math() for text in ax.texts)
    for language in LANGUAGES:
        assert len(charts.alt_text(led(rows), language)) < 400


def test_who_was_named_from_outside_is_drawn_and_said() -> None:
    result = led([person(contact_id="b", name="Ben", referred_by="gone", name_use="granted")])
    assert texts(charts.draw(result)) == ["?", "Ben"]
    assert "1 of them was named by somebody who is not in this list." in charts.reading(result)
    assert "somebody not in this list named Ben" in charts.alt_text(result)
    check(charts.draw(result))


def test_the_table_has_a_row_for_everybody_who_was_named() -> None:
    assert charts.table(led(ADA)).rows == [
        ["Ben Ost", "Ada Blum", "yes, I may use their name", "yes"],
        ["Cleo Ruh", "Ben Ost", "no, I may not use their name", "not yet"],
        ["Dan Au", "Ada Blum", "not asked yet", "not yet"],
    ]
    assert charts.table(led(family(41))).rows[1] == ["1 introduction away", "40", "0", "40", "0"]


# Names a conversation


def test_the_point_and_its_line_are_those_of_the_result() -> None:
    result = names(20)
    ax = charts.draw(result)
    (point,) = (line for line in ax.get_lines() if line.get_marker() == "o")
    assert list(np.asarray(point.get_xdata())) == result["mean"].tolist()
    (line,) = ax.collections
    ends = line.get_segments()[0]  # type: ignore[attr-defined]
    assert [ends[0][0], ends[1][0]] == [result["low"][0], result["high"][0]]


@pytest.mark.parametrize(("n", "said"), [(9, True), (14, True), (15, False)])
def test_under_fifteen_conversations_the_range_is_called_optimistic(n: int, said: bool) -> None:
    assert ("a little optimistic" in charts.reading(names(n))) is said
    assert ("etwas zu eng" in charts.reading(names(n), "de")) is said


@pytest.mark.parametrize(("n", "more"), [(1, "9 more conversations"), (9, "1 more conversation ")])
def test_of_too_few_it_says_how_many_more_it_takes(n: int, more: str) -> None:
    reading = charts.reading(names(n))
    assert f"With {more}" in reading
    assert "on average" not in reading
    assert charts.table(names(n)).rows[0][4] == "too few to say"


@pytest.mark.parametrize(
    ("count", "said"),
    [(3, "grows by itself"), (1, "may well be so"), (0, "it would plausibly be no more than")],
)
def test_the_sentence_says_what_the_figure_means(count: int, said: str) -> None:
    assert said in charts.reading(names(30, count))


def test_only_recent_conversations_are_said_to_be_too_recent() -> None:
    result = stats.referrals_per_interview(frame([met(4)]))
    assert charts.reading(result).startswith("You have met 1 person, but too recently")
    assert charts.table(result).rows == []


# What a week holds


def test_each_week_has_its_bar_and_the_goal_its_line() -> None:
    result = stats.activity(frame([asked(1), asked(2), met(9)]), goal=3)
    ax = charts.draw(result)
    bars = [bar.get_height() for bar in ax.patches if isinstance(bar, Rectangle)]
    assert bars == [0, 2]
    assert texts(ax) == ["your goal: 3"]
    assert texts(charts.draw(stats.activity(frame([asked(1)])))) == []


@pytest.mark.parametrize("goal", [0, 1, 50])
@each_language
def test_any_goal_is_legible(goal: int, language: str) -> None:
    rows = [asked(7 * k % 300) for k in range(60)]
    check(charts.draw(stats.activity(frame(rows), goal=goal), language=language))


def test_the_sentence_tells_of_this_week_and_of_the_goal_without_pressing() -> None:
    rows = [asked(1), asked(8), asked(9), asked(16)]
    assert charts.reading(stats.activity(frame(rows), goal=2)) == (
        "Since the week of 11 May 2026 you have written to 4 new people and met 0. This week so "
        "far: 1 new person written to, 0 met. You want to write to 2 new people a week; in 1 of "
        "the last 2 weeks that are over you wrote to as many or more. Quiet weeks are part of it; "
        "and if the goal does not fit your life, change it on the page “Start here”."
    )


def test_without_a_goal_none_is_spoken_of() -> None:
    reading = charts.reading(stats.activity(frame([asked(1), asked(30)])))
    assert "goal" not in reading
    assert "You want" not in reading


def test_a_goal_that_was_never_reached_is_not_held_against_anybody() -> None:
    reading = charts.reading(stats.activity(frame([asked(1), asked(30)]), goal=5))
    assert "0 of" not in reading


def test_the_week_that_is_not_over_says_so_in_the_table() -> None:
    rows = charts.table(stats.activity(frame([asked(1), asked(8)]), goal=2)).rows
    assert rows == [["18 May 2026", "1", "0"], ["25 May 2026, so far", "1", "0"]]


def test_half_a_year_is_shown_and_the_rest_is_said_to_be_there() -> None:
    result = stats.activity(frame([asked(1), asked(300)]))
    assert len(result) > 26
    assert len(charts.table(result).rows) == 26
    figure: Any = charts.draw(result).get_figure(root=True)
    assert "last 26 weeks" in figure.get_supxlabel()
