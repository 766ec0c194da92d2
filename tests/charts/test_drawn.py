"""What stands in a figure is what stands in the table it was drawn from."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from infoint_widgets import charts, stats
from infoint_widgets.charts import canvas
from infoint_widgets.errors import WorkbookError
from infoint_widgets.words import Words
from tests.charts.conftest import FIGURES, each_figure, each_language, result_of, some
from tests.stats.conftest import DAY, NOW, asked, frame, met, person

TITLES = {
    "rate": "charts.rate.title",
    "rate by channel": "charts.rate.title_by",
    "curve": "charts.curve.title",
    "curve by channel": "charts.curve.title",
    "answers": "charts.answers.curve.title",
    "answers by channel": "charts.answers.curve.title",
    "gain": "charts.answers.gain.title",
    "funnel": "charts.funnel.title",
    "needed": "charts.what_if.title",
    "growth": "charts.growth.title",
    "growth by week": "charts.growth.title",
    "growth by year": "charts.growth.title",
    "generations": "charts.steps.title",
    "reply": "charts.lag.reply.title",
    "follow-up": "charts.lag.follow_up.title",
    "thank-you": "charts.lag.thank_you.title",
    "referral": "charts.lag.referral.title",
    "thanks in time": "charts.in_time.title",
    "who led to whom": "charts.led.title",
    "who led to whom, without names": "charts.led.title",
    "names a conversation": "charts.named.title",
    "activity": "charts.activity.title",
    "activity without a goal": "charts.activity.title",
}


def texts(ax: Axes) -> list[str]:
    """Everything that can be read in a figure, line ends as spaces."""
    found = ax.get_figure(root=True).findobj(mpl.text.Text)  # type: ignore[union-attr]
    return [" ".join(text.get_text().split()) for text in found if text.get_text()]


def points(ax: Axes, marker: str) -> list[tuple[float, float]]:
    lines = [line for line in ax.get_lines() if line.get_marker() == marker]
    return [(x, y) for line in lines for x, y in np.asarray(line.get_xydata()).tolist()]


def numbers(line: Any) -> list[float]:
    return [float(number) for number in line]


def segments(ax: Axes) -> list[tuple[float, float]]:
    """The ends of the intervals, from the top row to the bottom."""
    found = [c for c in ax.collections if isinstance(c, LineCollection)]
    return [(s[0][0], s[1][0]) for collection in found for s in collection.get_segments()]


# All of them


@each_figure
@each_language
def test_a_title_is_the_readers_question(name: str, language: str) -> None:
    ax = charts.draw(result_of(name, some(25)), language=language)
    words = Words(language)
    facts = {"span": words("charts.span", n=21), "what": words("charts.by.channel")}
    title = ax.get_figure(root=True).get_suptitle()  # type: ignore[union-attr]
    assert " ".join(title.split()) == words(TITLES[name], **facts)
    assert title.endswith("?")


@each_figure
def test_axes_that_are_given_are_drawn_on_and_come_back(name: str) -> None:
    _, axes = plt.subplots(1, 2, figsize=(14, 5))
    ax = charts.draw(result_of(name, some(25)), axes[1])
    assert ax is axes[1]
    assert ax.get_title(loc="left")
    assert not axes[0].has_data()
    assert len(plt.get_fignums()) == 1


@each_figure
def test_without_axes_a_figure_fits_the_page(name: str) -> None:
    figure = charts.draw(result_of(name, some(25))).get_figure(root=True)
    assert figure is not None
    assert figure.get_figwidth() * 96 <= 730
    assert figure.get_figheight() <= 8


@each_figure
def test_the_function_of_the_same_name_draws_the_same(name: str) -> None:
    result = result_of(name, some(25))
    by_name = {
        "rate": charts.response_rate, "curve": charts.response_curve,
        "answers": charts.answer_curve, "gain": charts.follow_up_gain, "funnel": charts.funnel,
        "needed": charts.messages_needed,
        "growth": charts.network_growth, "generations": charts.generations,
        "thanks": charts.thanked_in_time, "who": charts.who_led_to_whom,
        "names": charts.referrals_per_interview, "activity": charts.activity,
    }  # fmt: skip
    draw = by_name.get(name.split()[0], charts.lag)
    assert texts(draw(result)) == texts(charts.draw(result))


@each_figure
def test_drawing_leaves_the_table_and_the_settings_alone(name: str) -> None:
    result = result_of(name, some(25))
    before, settings = result.copy(deep=True), dict(mpl.rcParams)
    charts.as_png(charts.draw(result))
    assert dict(mpl.rcParams) == settings
    pd.testing.assert_frame_equal(result, before)


@each_figure
def test_a_picture_is_a_png_on_white_and_is_put_away(name: str) -> None:
    ax = charts.draw(result_of(name, some(25)))
    with plt.rc_context({"savefig.facecolor": "black"}):
        picture = charts.as_png(ax)
    assert picture.startswith(b"\x89PNG")
    assert mpl.colors.to_hex(ax.get_facecolor()) == "#ffffff"
    assert plt.get_fignums() == []


@each_figure
def test_a_dark_theme_changes_nothing_that_can_be_read(name: str) -> None:
    with plt.style.context("dark_background"):
        ax = charts.draw(result_of(name, some(25)))
        found = ax.get_figure(root=True).findobj(mpl.text.Text)  # type: ignore[union-attr]
        colours = {mpl.colors.to_hex(t.get_color()) for t in found if t.get_text()}
    assert all(luminance(colour) < 0.3 for colour in colours)


def luminance(colour: str) -> float:
    channels = np.array(mpl.colors.to_rgb(colour))
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ np.array([0.2126, 0.7152, 0.0722]))


@pytest.mark.parametrize("colour", [*canvas.LINES, canvas.INK, canvas.QUIET, canvas.GOAL_INK])
def test_lines_and_letters_stand_out_from_white(colour: str) -> None:
    contrast = 1.05 / (luminance(colour) + 0.05)
    assert contrast >= (3 if colour in canvas.LINES else 4.5)


def test_letters_are_large_enough() -> None:
    assert min(canvas.SMALL, canvas.NORMAL, canvas.LARGE) >= 9


def test_what_is_no_result_is_refused_in_words() -> None:
    with pytest.raises(WorkbookError, match="is no statistic of this workbook: a, b"):
        charts.draw(pd.DataFrame({"a": [1], "b": [2]}))
    with pytest.raises(WorkbookError, match="is no statistic"):
        charts.reading(frame([]))
    with pytest.raises(WorkbookError, match="is no statistic"):
        charts.alt_text(frame([]))


# Rates


def test_the_point_is_the_rate_and_the_line_its_interval() -> None:
    rows = [asked(40, yes=3)] * 5 + [asked(40)] * 7
    result = stats.response_rate(frame(rows))
    ax = charts.draw(result)
    assert points(ax, "o")[0] == pytest.approx((5 / 12, 0))
    assert segments(ax) == [(result["low"][0], result["high"][0])]
    assert "5 of 12" in texts(ax)
    assert "42%" in texts(ax)


def test_a_rate_of_few_has_no_percentage_of_its_own() -> None:
    ax = charts.draw(stats.response_rate(frame([asked(40, yes=3)] * 3 + [asked(40)] * 5)))
    assert "3 of 8" in texts(ax)
    assert "38%" not in texts(ax)


def test_each_group_has_its_row_its_counts_and_its_best_guess() -> None:
    rows = [asked(40, yes=3)] * 3 + [asked(40)] * 2 + [asked(40, channel="card")] * 4
    result = stats.response_rate(frame(rows), by="channel")
    ax = charts.draw(result)
    assert points(ax, "o")[0] == pytest.approx((0.6, 0))
    assert points(ax, "o")[1] == (0, 1)
    assert points(ax, "|") == [(guess, row) for row, guess in enumerate(result["best_guess"])]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["E-mail", "Card or letter"]
    assert {"3 of 5", "0 of 4"} <= set(texts(ax))
    assert ax.get_ylim()[0] > ax.get_ylim()[1], "the first group stands on top"


@each_language
def test_a_group_of_which_nothing_can_be_told_says_so(language: str) -> None:
    rows = [asked(40, yes=3)] * 3 + [asked(2, channel="card")]
    ax = charts.draw(stats.response_rate(frame(rows), by="channel"), language=language)
    assert len(points(ax, "o")) == 1
    assert Words(language)("charts.rate.too_early") in texts(ax)


def test_while_nothing_is_known_of_all_there_is_no_best_guess() -> None:
    """One group has decided, but nobody was waited for in the other."""
    rows = [asked(3, yes=1), asked(2, channel="card")]
    ax = charts.draw(stats.response_rate(frame(rows), by="channel"))
    assert len(points(ax, "o")) == 1
    assert points(ax, "|") == []


def test_of_very_many_groups_the_largest_are_shown_and_that_is_said() -> None:
    rows = [asked(40, channel=f"way {k}") for k in range(30) for _ in range(k + 1)]
    ax = charts.draw(stats.response_rate(frame(rows), by="channel"))
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels == [f"way {k}" for k in range(29, 17, -1)]
    assert any("Only the 12 largest groups are shown." in text for text in texts(ax))


def test_the_curve_rises_in_steps_within_its_band() -> None:
    result = stats.response_curve(frame([asked(40, yes=k + 0.5) for k in range(9)]))
    ax = charts.draw(result)
    thick, _ = ax.get_lines()[:2]
    assert thick.get_drawstyle() == "steps-post"
    shown = len(np.asarray(thick.get_xdata()))
    assert numbers(thick.get_ydata()) == result["rate"].tolist()[:shown]
    (band,) = ax.collections
    assert band.get_paths()[0].get_extents().ymax == pytest.approx(result["high"].max())


def test_the_curve_grows_thin_where_few_are_followed() -> None:
    result = stats.response_curve(frame([asked(40, yes=k + 0.5) for k in range(9)]))
    thick, thin = charts.draw(result).get_lines()[:2]
    assert thick.get_linewidth() > 1.5 > thin.get_linewidth()
    few = result[result["few"]]
    assert numbers(thin.get_xdata()) == few["day"].tolist()
    assert numbers(thick.get_xdata())[-1] == few["day"].iloc[0], "they touch"


def test_under_the_curve_stands_who_is_waited_for_and_who_said_what() -> None:
    rows = [asked(40, yes=5)] * 3 + [asked(40, declined=2)] * 2 + [asked(40)] * 7
    shown = texts(charts.draw(stats.response_curve(frame(rows))))
    at = shown.index("neither yet")
    assert shown[at : at + 6] == ["neither yet", "12", "10", "7", "7", "7"]
    assert shown[shown.index("yes") :][:6] == ["yes", "0", "0", "3", "3", "3"]
    assert shown[shown.index("no") :][:6] == ["no", "0", "2", "2", "2", "2"]


def test_curves_of_groups_differ_by_more_than_colour_and_are_named_where_they_end() -> None:
    rows = [asked(40, yes=k, channel=c) for k in (1, 5) for c in ("email", "card", "phone")]
    ax = charts.draw(stats.response_curve(frame(rows), by="channel"))
    styles = {(line.get_color(), line.get_linestyle()) for line in ax.get_lines()}
    assert len(styles) == len({colour for colour, _ in styles}) == len({s for _, s in styles}) == 3
    assert {"E-mail 2 of 2", "Card or letter 2 of 2", "Phone 2 of 2"} <= set(texts(ax))


def test_more_than_four_curves_would_be_too_many_and_that_is_said() -> None:
    rows = [asked(40, channel=f"way {k}") for k in range(6)]
    ax = charts.draw(stats.response_curve(frame(rows), by="channel"))
    assert sum("way" in text for text in texts(ax)) == 4
    assert any("Only the 4 largest groups are shown." in text for text in texts(ax))


@pytest.mark.parametrize("days", [0, 1, 2, 5, 21, 30, 42, 90, 365, 1000])
def test_days_under_a_curve_are_the_first_the_last_and_some_between(days: int) -> None:
    from infoint_widgets.charts.rates import days_shown

    shown = days_shown(days)
    assert (shown[0], shown[-1]) == (0, days)
    assert shown == sorted(set(shown))
    gaps = np.diff(shown)
    assert all(gap >= days * 0.09 for gap in gaps)


# Growth


def test_layers_end_where_the_counts_do() -> None:
    rows = [met(3), met(40), met(41, generation=1), met(70, generation=1)]
    result = stats.network_growth(frame(rows))
    ax = charts.draw(result)
    tops = [layer.get_paths()[0].get_extents().ymax for layer in ax.collections]
    assert tops == [2, 4]
    assert {"found by you (2)", "1 introduction away (2)"} <= set(texts(ax))


def test_a_layer_begins_where_somebody_of_it_was_met() -> None:
    ax = charts.draw(stats.network_growth(frame([met(100), met(2, generation=1)])))
    first, second = (layer.get_paths()[0].get_extents().xmin for layer in ax.collections)
    assert first == 0
    assert second > 0


def test_periods_are_named_by_what_they_are() -> None:
    months, weeks, years = (
        charts.draw(result_of(f"growth{by}", some(30))) for by in ("", " by week", " by year")
    )
    assert months.get_xticklabels()[0].get_text() == "Nov 2025"
    assert weeks.get_xticklabels()[0].get_text() == "10 Nov 2025"
    assert years.get_xticklabels()[0].get_text() == "2025"


def test_a_bar_is_all_people_and_its_filled_part_those_met() -> None:
    rows = [met(3), asked(9), asked(8), met(5, generation=1)]
    ax = charts.draw(stats.generations(frame(rows)))
    bars = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    assert [bar.get_width() for bar in bars] == [3, 1, 1, 1]
    assert {"3 people, 1 met", "1 person, 1 met"} <= set(texts(ax))


# Lags


def marks(ax: Axes) -> list[list[float]]:
    """The days at which the marks of each pile stand: first those done, then those open."""
    return [places(pile)[0] for pile in ax.collections]


def places(pile: Any) -> tuple[list[float], list[float]]:
    days, heights = np.asarray(pile.get_offsets()).T.tolist()
    return days, heights


def test_everybody_who_is_done_has_a_dot_and_who_is_open_a_hollow_arrow() -> None:
    rows = [met(30, 0.5), met(30, 3), met(30, 3), met(30), met(9)]
    ax = charts.draw(stats.lag(frame(rows), kind="thank_you"))
    done, still_open = marks(ax)
    assert done == pytest.approx([0.5, 3, 3], rel=0.06)
    assert still_open == pytest.approx([9, 30], rel=0.06)
    assert len(ax.collections[1].get_facecolor()) == 0, "hollow"
    assert {"thanked (3)", "still open (2)"} <= set(texts(ax))


def test_marks_at_one_time_stand_upon_each_other() -> None:
    ax = charts.draw(stats.lag(frame([met(30, 3)] * 4), kind="thank_you"))
    assert places(ax.collections[0])[1] == [0, 1, 2, 3]


def test_of_very_many_people_a_mark_stands_for_several_and_that_is_said() -> None:
    rows = [met(30, 3)] * 45 + [met(9)] * 9
    ax = charts.draw(stats.lag(frame(rows), kind="thank_you"))
    assert [len(pile) for pile in marks(ax)] == [9, 2]
    assert "Each mark stands for up to 5 people." in texts(ax)


@pytest.mark.parametrize(
    ("kind", "band"), [("thank_you", (0, 1)), ("follow_up", (7, 14)), ("referral", (0, 14))]
)
def test_the_goal_is_a_band(kind: Any, band: tuple[float, float]) -> None:
    row = person(
        named_s=NOW - 40 * DAY, sent_s=NOW - 30 * DAY, sent_2_s=NOW - 20 * DAY,
        meeting_s=NOW - 9 * DAY, thanked_s=NOW - 8 * DAY,
    )  # fmt: skip
    ax = charts.draw(stats.lag(frame([row]), kind=kind))
    (goal,) = ax.patches
    assert isinstance(goal, Rectangle)
    assert goal.get_x() + goal.get_width() == pytest.approx(band[1])
    assert goal.get_x() == pytest.approx(max(band[0], ax.get_xlim()[0]))
    assert Words("en")(f"charts.lag.{kind}.goal") in texts(ax)


def test_nobody_owes_an_answer() -> None:
    assert len(charts.draw(stats.lag(frame([asked(9, yes=2)]), kind="reply")).patches) == 0


def test_the_median_is_a_line_with_its_time() -> None:
    rows = [met(30, days) for days in (1, 2, 3, 4, 5)]
    ax = charts.draw(stats.lag(frame(rows), kind="thank_you"))
    (median,) = ax.get_lines()
    assert numbers(median.get_xdata()) == [3, 3]
    assert "half: 3 days" in texts(ax)


def test_hours_are_on_the_axis_only_if_something_takes_hours() -> None:
    quick, slow = (
        charts.draw(stats.lag(frame([met(30, days)]), kind="thank_you")) for days in (0.3, 4)
    )
    assert "6 hours" in texts(quick)
    assert "6 hours" not in texts(slow)
    assert "1 week" in texts(slow)


def test_each_notion_of_in_time_has_its_row() -> None:
    result = stats.thanked_in_time(frame([met(30, 0.4), met(20, 0.4), met(40, 3)]))
    ax = charts.draw(result)
    assert [x for x, _ in points(ax, "o")] == result["rate"].tolist()
    assert segments(ax) == list(zip(result["low"], result["high"], strict=True))
    assert texts(ax).count("2 of 3") >= 2


def test_figures_know_every_result_that_there_is() -> None:
    kinds = {name for name in stats.__all__ if name in charts.__all__}
    no_figure = {"DataWarning", "Pooled", "difference", "estimators", "quantile"}
    assert kinds == set(stats.__all__) - no_figure
    assert len(FIGURES) > len(kinds)
