"""The numbers behind a figure, as a person reads them: in words, of people, adding up."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoint_widgets import charts, opening, showing, stats
from infoint_widgets.widgets import safe
from infoint_widgets.words import Words
from tests.charts.conftest import FIGURES, LANGUAGES, each_figure, each_language, result_of, some
from tests.stats.conftest import DAY, NOW, asked, frame, met, person
from tests.stats.strategies import JOURNEYS

pytestmark = pytest.mark.filterwarnings("ignore::infoint_widgets.stats.DataWarning")

TECHNICAL = re.compile(r"_|\b(nan|None|NaT|n|n_closed|rate_closed|low|high|at_risk|generation)\b")


def table(rows: list[Any], statistic: Any, language: str = "en", **how: Any) -> charts.Table:
    return charts.table(statistic(frame(rows), **how), language)


@each_figure
@given(rows=JOURNEYS, language=st.sampled_from(LANGUAGES))
@settings(max_examples=20)
def test_every_row_has_a_text_under_every_heading(
    name: str, rows: list[Any], language: str
) -> None:
    made = charts.table(FIGURES[name](frame(rows)), language)
    assert all(len(row) == len(made.header) for row in made.rows)
    assert all(made.header)
    assert all(text for row in made.rows for text in row)


@each_figure
@each_language
def test_a_table_of_the_sample_has_no_technical_word(
    sample: pd.DataFrame, name: str, language: str
) -> None:
    made = charts.table(FIGURES[name](sample), language)
    assert made.rows
    for text in (made.name, *made.header, *(text for row in made.rows for text in row)):
        assert not TECHNICAL.search(text), text
        if name != "names a conversation":  # a mean of names, and no share
            assert not re.search(r"\b0[.,]\d", text), text


@each_figure
def test_a_table_speaks_the_readers_language(sample: pd.DataFrame, name: str) -> None:
    english, german = (charts.table(FIGURES[name](sample), language) for language in LANGUAGES)
    assert len(english.rows) == len(german.rows)
    assert english.name != german.name
    assert english.header != german.header


@each_figure
def test_while_there_is_nobody_there_is_no_table(name: str) -> None:
    assert charts.table(FIGURES[name](frame([]))).rows == []


def test_everybody_who_was_written_to_stands_in_one_column() -> None:
    rows = [asked(40, yes=2)] * 7 + [asked(40, declined=3)] * 3 + [asked(40)] * 5 + [asked(4)] * 2
    (row,) = table(rows, stats.response_rate).rows
    n, *parts = (int(count) for count in row[:5])
    assert (n, parts) == (17, [7, 3, 5, 2])
    assert sum(parts) == n


def test_a_share_of_few_people_is_no_percentage() -> None:
    few, enough = ([asked(40, yes=2)] * n for n in (9, 10))
    assert table(few, stats.response_rate).rows[0][5] == "too few to say"
    assert table(few, stats.response_rate, "de").rows[0][5] == "zu wenige dafür"
    assert table(enough, stats.response_rate).rows[0][5] == "100%"


@each_figure
@each_language
def test_a_table_of_fewer_than_ten_people_has_no_percentage(name: str, language: str) -> None:
    for n in (1, 3, 9):
        made = charts.table(result_of(name, some(n)), language)
        assert "%" not in "".join(text for row in made.rows for text in row)


@each_figure
@each_language
def test_the_ends_of_a_range_stay_on_one_line(name: str, language: str) -> None:
    made = charts.table(result_of(name, some(12)), language)
    plausibly = Words(language)("tables.plausibly")
    if plausibly in made.header:
        at = made.header.index(plausibly)
        assert not any(" " in row[at] for row in made.rows)


def test_table_and_sentence_give_the_same_range_for_a_few() -> None:
    result = stats.response_rate(frame([asked(40, yes=2), asked(40), asked(40)]))
    for language, told in (("en", "about 1 to 8 out of 10"), ("de", "etwa 1 bis 8 von 10")):
        assert charts.table(result, language).rows[0][6].replace("\xa0", " ") == told
        assert told in charts.reading(result, language)


def test_a_best_guess_from_everybody_is_told_of_a_small_group_as_well() -> None:
    rows = [asked(40, yes=2)] * 9 + [asked(40, channel="card")]
    assert [row[-1] for row in table(rows, stats.response_rate, by="channel").rows] != [
        "too few to say"
    ] * 2
    assert table(rows[1:], stats.response_rate, by="channel").rows[0][-1] == "too few to say"


def test_whoever_answered_something_else_is_not_said_to_have_given_no_answer() -> None:
    """Later, and another name, are answers, though no yes and no no."""
    later = [asked(40, first_answer_s=NOW - 30 * DAY), asked(3, first_answer_s=NOW - DAY)]
    for language in LANGUAGES:
        for statistic in (stats.response_rate, stats.response_curve):
            result = statistic(frame(later * 6))
            texts = [*charts.table(result, language).header, charts.reading(result, language)]
            texts.append(charts.alt_text(result, language))
            assert not re.search(r"answer|Antwort|antwort|waiting|offen", " ".join(texts))


def test_each_day_of_the_curve_tells_apart_who_was_asked_less_long_ago() -> None:
    rows = [asked(40, yes=2)] * 7 + [asked(40)] * 5 + [asked(4)] * 3
    made = table(rows, stats.response_curve)
    assert made.header[1:5] == [
        "have said yes", "have said no", "neither by then", "asked less long ago"
    ]  # fmt: skip
    counts = [[int(count) for count in row[1:5]] for row in made.rows]
    assert {sum(row) for row in counts} == {15}
    assert counts[-1] == [7, 0, 5, 3]
    of_all = table(rows, stats.response_rate).rows[0]
    assert of_all[3:5] == ["5", "3"]


def test_groups_are_named_in_words() -> None:
    made = table([asked(40, yes=2), asked(40, channel=None)], stats.response_rate, by="channel")
    assert made.header[0] == "how you wrote"
    assert {row[0] for row in made.rows} == {"E-mail", Words()("charts.not_recorded")}
    assert made.named


def test_each_month_has_its_row_and_each_layer_its_column() -> None:
    rows = [met(40), person(meeting_s=NOW - 3 * DAY, generation=2)]
    made = table(rows, stats.network_growth)
    assert made.header[1:] == ["found by you", "2 introductions away", "all"]
    assert made.rows[-1][1:] == ["1", "1", "2"]


def test_times_are_told_by_days_that_one_counts_in() -> None:
    rows = [met(40, 0.5), met(40, 1.5), met(40, 5), met(40, 6)]
    made = table(rows, stats.lag, kind="thank_you")
    assert [row[:2] for row in made.rows] == [
        ["1 day", "1"], ["2 days", "2"], ["3 days", "2"], ["7 days", "4"]
    ]  # fmt: skip


def test_days_on_which_nothing_was_done_yet_are_left_out() -> None:
    rows = [asked(60, sent_2_s=NOW - 52 * DAY)] * 3
    assert [row[0] for row in table(rows, stats.lag, kind="follow_up").rows] == ["14 days"]


def test_a_page_shows_the_table_in_the_logs_language(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(safe, "display", lambda html: shown.append(html.data))
    log = opening.sample_log()
    log.set_setting("language", "de")
    showing.table(stats.generations(log.journeys()), log)
    assert "<th" in shown[0]
    assert "getroffen" in shown[0]
    assert '<th scope="row">über 1 Empfehlung</th>' in shown[0]
    log.close()
