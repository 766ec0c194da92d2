"""What is said under a figure: right for one person and for many, honest about few, never odd."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoint_widgets import charts, stats
from infoint_widgets.words import Words
from tests.charts.conftest import FIGURES, LANGUAGES, each_figure, each_language, result_of, some
from tests.stats.conftest import DAY, NOW, Row, asked, frame, met, person
from tests.stats.strategies import JOURNEYS

pytestmark = pytest.mark.filterwarnings("ignore::infoint_widgets.stats.DataWarning")

ODD = re.compile(r"[{}<>]|\bnan\b|\bNone\b(?! of the)|\bNaT\b|\binf\b|\s\s|\s[.,;:]|\.\.|^\s|\s$")


def said(rows: list[Row], statistic: Any, language: str = "en", **how: Any) -> str:
    return charts.reading(statistic(frame(rows), **how), language)


@each_figure
@given(rows=JOURNEYS, language=st.sampled_from(LANGUAGES))
@settings(max_examples=20)
def test_no_sentence_is_odd(name: str, rows: list[Row], language: str) -> None:
    result = FIGURES[name](frame(rows))
    for sentence in (charts.reading(result, language), charts.alt_text(result, language)):
        assert not ODD.search(sentence), sentence
        assert sentence.endswith((".", "?"))
        assert len(sentence) > 20


@each_figure
@each_language
def test_the_sample_has_its_sentences(sample: pd.DataFrame, name: str, language: str) -> None:
    result = FIGURES[name](sample)
    reading, alt_text = charts.reading(result, language), charts.alt_text(result, language)
    assert not ODD.search(reading + alt_text)
    assert alt_text.split("?")[0] + "?" in charts.draw(result, language=language).get_figure(  # type: ignore[union-attr]
        root=True
    ).get_suptitle().replace("\n", " ")
    assert not re.search(r"\b(kernel|frame|column|NaN|Spalte)\b", reading)


@each_figure
@each_language
def test_nothing_yet_is_said_kindly_with_what_comes_next(name: str, language: str) -> None:
    result = result_of(name, [])
    reading = charts.reading(result, language)
    assert re.search(r"\b(yet|noch)\b", reading, re.IGNORECASE), reading
    assert charts.alt_text(result, language) == reading
    assert not re.search(r"\d", reading)
    figure = charts.draw(result, language=language).get_figure(root=True)
    (text,) = figure.axes[0].texts  # type: ignore[union-attr]
    assert " ".join(text.get_text().split()) == reading


@each_figure
@each_language
def test_of_fewer_than_ten_people_nobody_makes_a_percentage(name: str, language: str) -> None:
    for n in (1, 2, 4, 7, 9):
        result = result_of(name, some(n))
        assert "%" not in charts.reading(result, language)
        assert "%" not in charts.alt_text(result, language)


def test_of_eight_people_three_said_yes() -> None:
    rows = [asked(40, yes=3)] * 3 + [asked(40)] * 5
    assert said(rows, stats.response_rate) == (
        "3 of the 8 people you wrote to said yes within 21 days. Those are too few for a "
        "percentage. The true rate may be anything from about 1 to 7 out of 10. With 2 more people "
        "there will be a percentage."
    )
    assert said(rows, stats.response_rate, "de").startswith(
        "Zusagen innerhalb von 21 Tagen: 3 von 8 Personen, denen du geschrieben hast."
    )
    assert "3 of 8" in charts.alt_text(stats.response_rate(frame(rows)))


def test_of_ten_people_there_is_a_percentage() -> None:
    rows = [asked(40, yes=3)] * 3 + [asked(40)] * 7
    assert said(rows, stats.response_rate) == (
        "Of the 10 people you wrote to at least 21 days ago, 3 said yes within that time: 30%, "
        "plausibly 11% to 60%."
    )
    assert "zugesagt: 30\xa0%, vermutlich" in said(rows, stats.response_rate, "de")


def test_a_rate_begins_with_those_asked_long_enough_ago() -> None:
    rows = [asked(40, yes=3)] * 13 + [asked(40)] * 18 + [asked(5)] * 8
    reading = said(rows, stats.response_rate)
    assert reading.startswith(
        "Of the 31 people you wrote to at least 21 days ago, 13 said yes within that time: 42%, "
        "plausibly 26% to 59%. 8 more were asked since then: 0 of them said yes already, 8 still "
        "have time. Counting everybody, each for as long as you have waited, about 33% say yes"
    )
    too_few = said([asked(40)] * 4 + [asked(3, yes=1)] * 8, stats.response_rate)
    assert "these alone are too few for a percentage. 8 more were asked since then; 8" in too_few


@each_language
@pytest.mark.parametrize(
    "rows",
    [
        [asked(40, yes=2), asked(40), asked(30)],
        [asked(40), asked(40), asked(30)],
        [asked(40, yes=2), asked(4), asked(30)],
        [asked(5, yes=2), asked(4), asked(3)],
        [asked(5), asked(4), asked(3)],
    ],
)
def test_of_a_few_people_point_and_curve_say_the_same(rows: list[Row], language: str) -> None:
    point, curve = (said(rows, of, language) for of in (stats.response_rate, stats.response_curve))
    assert curve.startswith(point)
    assert len(curve) - len(point) < 50


def test_whoever_is_still_open_is_told_apart() -> None:
    rows = [asked(40, yes=3)] * 10 + [asked(40)] * 4 + [asked(5)]
    reading = said(rows, stats.response_rate)
    assert "1 more was asked since then; yes so far: 0, still with time: 1." in reading
    assert "each for as long as you have waited, about 67% say yes" in reading
    assert "still has time counts only for" in said(rows, stats.response_curve)


def test_a_share_that_is_not_the_quotient_of_its_counts_says_why() -> None:
    rows = [asked(40, yes=3)] * 10 + [asked(40)] * 8 + [asked(5)] * 4
    result = stats.response_rate(frame(rows))
    assert "10 of 22, 4 with time left" in charts.alt_text(result)
    assert "10 von 22, 4 noch mit Zeit" in charts.alt_text(result, "de")
    grouped = stats.response_rate(frame(rows), by="channel")
    assert "E-mail 10 of 22, 4 with time left." in charts.reading(grouped)
    closed = stats.response_rate(frame(rows[:-4]))
    assert "time left" not in charts.alt_text(closed)
    assert "since then" not in charts.reading(closed)


def test_whoever_is_open_among_few_stands_beside_their_count() -> None:
    reading = said([asked(40, yes=2), asked(40), asked(2)], stats.response_rate)
    assert "1 of the 3 people" in reading
    assert (
        "too few for a percentage. 1 of them has said neither yes nor no, but was asked less than"
        in reading
    )


def test_what_cannot_be_counted_yet_is_no_nought_of_nought() -> None:
    result = stats.thanked_in_time(frame([met(30, 1, precision="day")]))
    assert result["n"].tolist() == [1, 0, 1]
    for language, none in (("en", "nothing to count yet"), ("de", "noch nichts zu zählen")):
        assert none in charts.alt_text(result, language)
        assert not re.search(r"\b0 (of|von) 0\b", charts.alt_text(result, language))


def test_before_anybody_was_waited_for_there_is_no_rate() -> None:
    reading = said([asked(5)] * 12 + [asked(6, yes=1)], stats.response_rate)
    assert reading.startswith("You have written to 13 people so far; yes: 1.")
    assert "too few" not in reading
    assert "%" not in reading


@pytest.mark.parametrize(
    ("language", "days", "span"),
    [("en", 1, "within 1 day so"), ("en", 2, "within 2 days so"), ("de", 1, "innerhalb von 1 Tag "),
     ("de", 2, "innerhalb von 2 Tagen ")],
)  # fmt: skip
def test_a_day_is_one_and_days_are_several(language: str, days: int, span: str) -> None:
    rows = [asked(40, yes=3)] * 3
    assert span in said(rows, stats.response_rate, language, within_days=days)


ONE = {
    "rate": ([asked(40, yes=2)], "You have written to 1 person so far; yes within 21 days: 1."),
    "curve": ([asked(40)], "The 1 person you wrote to has not said yes within 21 days so far."),
    "answers": ([asked(40)], "You have written to 1 person so far; answers within 21 days: 0."),
    "gain": ([asked(40)], "You first wrote to 1 person at least 21 days ago; answers within"),
    "funnel": ([asked(3)], "1 person was first written to in May 2026."),
    "needed": ([asked(40)], "Going by the 1 person you have written to (yes so far: 0):"),
    "growth": ([met(9)], "You have met 1 person since May 2026. That was through your own message"),
    "generations": ([met(9)], "The 1 person counted here is somebody you found"),
    "reply": ([asked(40)], "You have written to 1 person; answers so far: 0. 1 has not answered"),
    "follow-up": ([asked(40)], "while there was no answer: 0. 1 is without an answer"),
    "thank-you": ([met(9)], "You have met 1 person; thanked: 0. 1 thank-you is still open; you"),
    "referral": ([asked(3, named_s=met(9)["meeting_s"])], "1 person on your list was named to"),
    "thanks in time": ([met(9)], "by the end of the next day: 0."),
}


@pytest.mark.parametrize("name", ONE)
def test_of_one_person_one_speaks_in_the_singular(name: str) -> None:
    rows, sentence = ONE[name]
    result = result_of(name, rows)
    reading, german = charts.reading(result), charts.reading(result, "de")
    assert sentence in reading
    assert not re.search(r"\b1 (people|days|thank-yous|meetings|introductions|messages)\b", reading)
    assert not re.search(r"\b1 (Personen|Tagen|Danksagungen|Empfehlungen|haben)\b", german)


def test_who_was_led_to_by_others_is_counted_and_by_whom_not() -> None:
    rows = [met(9), met(8, generation=1), met(7, generation=2)]
    assert "2 of them came to you through somebody else." in said(rows, stats.network_growth)
    assert "All of them came to you" in said(rows[1:], stats.network_growth)
    assert "They came to you through" in said(rows[1:2], stats.network_growth)
    assert said(rows, stats.generations) == (
        "Of those you would like to meet, 2 people came to you through somebody else; you have met "
        "2 of them. The longest way to somebody led through 2 introductions."
    )


def test_overlapping_groups_are_no_ranking() -> None:
    rows = [asked(40, yes=2)] * 5 + [asked(40, channel="card")] * 4
    reading = said(rows, stats.response_rate, by="channel")
    assert reading.startswith("Yes within 21 days: E-mail 5 of 5; Card or letter 0 of 4.")
    assert "may well be chance" not in reading
    assert "overlap" in said(rows[2:], stats.response_rate, by="channel")
    assert "may well be chance" in said(rows[2:], stats.response_rate, by="channel")


def test_groups_far_apart_are_called_so_and_among_many_with_care() -> None:
    rows = [asked(40, yes=2)] * 20 + [asked(40, channel="card")] * 19
    others = [asked(40, channel=f"way {k}") for k in range(4)]
    few = said([*rows, others[0]], stats.response_rate, by="channel")
    assert "The lines of E-mail and Card or letter do not overlap; that is hardly chance" in few
    many = said([*rows, *others], stats.response_rate, by="channel")
    assert "hardly chance" not in many
    assert "among 6 groups" in many
    assert "in the largest groups" in many


def test_two_groups_are_told_apart_by_their_difference() -> None:
    """Newcombe 1998, table II, (a): 56/70 and 48/80 differ by .20, plausibly .0524 to .3339."""
    rows = [asked(40, yes=2)] * 56 + [asked(40)] * 14
    rows += [asked(40, yes=2, channel="card")] * 48 + [asked(40, channel="card")] * 32
    reading = said(rows, stats.response_rate, by="channel")
    assert "E-mail is 20 percentage points ahead of Card or letter, plausibly 5 to 33;" in reading
    by_chance = said(rows[50:60] + rows[110:130], stats.response_rate, by="channel")
    assert re.search(r"from \d+ points ahead to \d+ behind, so this may well be chance", by_chance)
    few = said(rows[:9] + rows[-9:], stats.response_rate, by="channel")
    assert "hardly chance alone; how far ahead cannot be told from so few" in few
    assert "A percentage takes 10 people: Card or letter, 1 more; E-mail, 1 more." in few


@pytest.mark.parametrize("n", [1, 12])
def test_answers_to_what_was_written_today_have_no_rate_yet(n: int) -> None:
    reading = said([asked(0.1)] * n, stats.answer_curve)
    assert "less than a day ago, so nothing more can be said yet" in reading
    assert "%" not in reading


def test_of_what_was_written_today_point_and_steps_say_that_it_is_too_early() -> None:
    rows = [asked(0.1)] * 12
    early = said(rows, stats.response_rate)
    assert said(rows, stats.response_curve).startswith(early)


def test_what_came_after_a_message_is_not_said_to_be_its_doing() -> None:
    again = {"sent_2_s": NOW - 40 * DAY}
    rows = [asked(50, yes=3)] * 6 + [asked(50, yes=14, **again)] * 3 + [asked(50, **again)] * 9
    reading = said([*rows, asked(2)], stats.follow_up_gain)
    assert reading == (
        "Of the 18 people you first wrote to at least 21 days ago, 6 answered within that time and "
        "before a second message. That is 33%, plausibly 16% to 56%. Of the 12 people who had not "
        "answered and got a second message at least 21 days ago, 3 answered after it. That is 25%, "
        "plausibly 9% to 53%. Taken together, about 50% answer after up to 2 messages, plausibly "
        "30% to 74%, if those you did not write to again would have answered as often. Some of "
        "those who answered after a second message might have answered without it. 1 message is "
        "less than 21 days old and does not count yet."
    )
    assert "because" not in reading
    assert "No second message is 21 days old yet" in said(rows[:6], stats.follow_up_gain)


def test_a_month_that_is_not_over_long_enough_is_told_apart() -> None:
    old = [asked(150, yes=2, meeting_s=NOW - 140 * DAY)] * 6 + [asked(150)] * 6
    reading = said([*old, asked(3)], stats.funnel)
    assert reading.startswith("Of the 12 people you first wrote to in Dec 2025, within 60 days 6")
    assert "1 more, first written to in May 2026, still has time" in reading
    assert (
        "Those who answered are too few for percentages from there on; it takes 4 more." in reading
    )
    early = said([asked(3)] * 2, stats.funnel)
    assert early.startswith("2 people were first written to in May 2026. A month counts once 60")


def test_how_many_messages_it_takes_is_a_guess_that_says_so() -> None:
    reading = said([asked(40, yes=2)] * 2 + [asked(40)] * 2, stats.messages_needed)
    assert "enough in 80 of 100 such cases" in reading
    assert "a rough guess; with 6 more it gets firmer" in reading
    firm = said([asked(40, yes=2)] * 20 + [asked(40)] * 20, stats.messages_needed)
    assert "rough" not in firm
    never = said([asked(40)] * 30, stats.messages_needed)
    assert "how many at worst cannot be told yet" in never
    early = said([asked(3)] * 3, stats.messages_needed)
    assert "so there is no rate yet" in early


def test_one_group_is_compared_with_nothing() -> None:
    rows = [asked(40, yes=2)] * 4
    for statistic in (stats.response_rate, stats.response_curve):
        assert "nothing to compare yet" in said(rows, statistic, by="channel")


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ([1, 2, 3], "Half are done within 2 days; these are too few people"),
        ([2], "That took 2 days; from one person nobody can tell"),
        ([0] * 10, "It typically takes less than a day: half take no longer than that."),
        ([*range(1, 11)], "It typically takes 5 days: half take no longer than that. Among many"),
        ([1, 2, 3, 4, *[None] * 5], "There is no typical time yet, for fewer than half are done."),
    ],
)
def test_a_typical_time_is_told_as_far_as_it_can_be(days: list[Any], sentence: str) -> None:
    rows = [asked(40) if d is None else asked(40, yes=d) for d in days]
    assert sentence in said(rows, stats.lag, kind="reply")


def test_a_typical_time_may_have_no_end_that_is_known() -> None:
    rows = [asked(40, yes=d) for d in range(1, 7)] + [asked(40)] * 5
    assert re.search(r"plausibly be \d days or more\.", said(rows, stats.lag, kind="reply"))


def test_a_typical_time_of_which_nothing_is_known_has_no_empty_range() -> None:
    rows = [asked(40, yes=0)] * 4 + [asked(40, yes=9)] * 2 + [asked(40)] * 4
    reading = said(rows, stats.lag, kind="reply")
    assert "or more" not in reading
    assert "half take no longer than that. How much longer" in reading


@pytest.mark.parametrize(
    ("hours", "language", "range_told"),
    [
        ([45] * 3 + [96] * 5 + [264] * 4 + [900] * 2, "en", "plausibly be 1.9 to 11 days."),
        ([45] * 3 + [96] * 5 + [264] * 4 + [900] * 2, "de", "vermutlich 1,9 bis 11 Tage."),
        ([17] * 3 + [23] * 5 + [28] * 4 + [900] * 2, "de", "vermutlich 17 bis 28 Stunden."),
        ([0.05] * 3 + [96] * 5 + [192] * 4 + [900] * 2, "de", "vermutlich 0 bis 8 Tage."),
    ],
)
def test_both_ends_of_a_range_have_the_same_unit(
    hours: list[float], language: str, range_told: str
) -> None:
    rows = [asked(60, yes=h / 24) for h in hours]
    assert range_told in said(rows, stats.lag, language, kind="reply")


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ([24] * 12, "It typically takes 1 day:"),
        ([0] * 5 + [24] * 8 + [72] * 3, "plausibly be 0 to 1 day."),
    ],
)
def test_one_day_is_a_day_and_not_so_many_hours(hours: list[float], told: str) -> None:
    assert told in said([asked(60, yes=h / 24) for h in hours], stats.lag, kind="reply")


def test_one_minute_is_a_minute_and_not_so_many_seconds() -> None:
    rows = [asked(60, yes=minutes / 1440) for minutes in [0] * 5 + [1] * 8 + [3] * 3]
    reading = said(rows, stats.lag, kind="reply")
    assert "It typically takes 1 minute:" in reading
    assert "plausibly be 0 to 1 minute." in reading


def test_an_average_near_nothing_is_not_called_nothing() -> None:
    rows = [met(90) for _ in range(200)]
    assert "no more than 0.02 a conversation" in said(rows, stats.referrals_per_interview)


@pytest.mark.parametrize("n", [5, 7, 9])
def test_what_the_table_calls_too_few_has_no_typical_time(n: int) -> None:
    result = stats.lag(frame([asked(40, yes=d) for d in range(1, n + 1)]), kind="reply")
    assert charts.table(result).rows[-1][2] == "too few to say"
    assert "too few people to tell what is typical" in charts.reading(result)
    assert "plausibly" not in charts.reading(result)


@each_language
@pytest.mark.parametrize("kind", ["reply", "follow_up", "thank_you", "referral"])
def test_nothing_done_yet_is_told_without_a_nought(kind: str, language: str) -> None:
    known = {"named_s": NOW - 30 * DAY}
    rows = [asked(20)] * 3 if kind in ("reply", "follow_up") else [person(**known)] * 3
    rows = [met(20)] * 3 if kind == "thank_you" else rows
    assert not re.search(r"\b0\b", said(rows, stats.lag, language, kind=kind))


@each_language
def test_an_answer_of_an_unknown_day_counts_within_the_time(language: str) -> None:
    """The sentence must not say that it comes after the days in which it is counted."""
    rows = [asked(40, yes=3, undated="decided")] * 10
    reading = said(rows, stats.response_rate, language)
    told = {
        "en": "they count as if they had come at the very end of that time",
        "de": "sie zählen, als wären sie erst ganz am Ende dieser Zeit gekommen",
    }
    assert told[language] in reading
    assert stats.response_rate(frame(rows))["yes"].tolist() == [10]


@each_language
def test_rows_that_count_different_meetings_say_why(language: str) -> None:
    told = Words(language)("charts.in_time.differ")
    by_the_minute = [met(9, 0.5)] * 3
    assert told not in said(by_the_minute, stats.thanked_in_time, language)
    rows = [*by_the_minute, met(8, 1, precision="day")]
    assert told in said(rows, stats.thanked_in_time, language)


def test_late_and_missing_thanks_are_told_without_blame() -> None:
    rows = [met(9, 0.5), met(8, 4), met(7), met(0.5)]
    assert said(rows, stats.thanked_in_time) == (
        "Of the 3 people you met at least two days ago, you thanked 1 by the end of the next day. "
        "The true rate may be anything from about 1 to 8 out of 10. 1 thank-you came later, which "
        "is still far better than none. 1 person has not been thanked yet. 1 meeting is too recent "
        "to be counted."
    )


def test_an_answer_makes_a_follow_up_needless() -> None:
    reading = said([asked(40, yes=2)] * 3, stats.lag, kind="follow_up")
    assert "3 answered before that was needed." in reading
    assert "typical" not in reading


def test_numbers_are_written_the_local_way() -> None:
    result = stats.lag(frame([asked(40)] * 1234), kind="reply")
    assert "1,234 people" in charts.reading(result)
    assert "1.234 Personen" in charts.reading(result, "de")


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(ValueError, match="it can be one of en, de"):
        charts.reading(stats.response_rate(frame([person()])), "fr")


def test_a_group_that_was_not_recorded_is_called_so() -> None:
    result = stats.response_rate(frame([asked(40, channel=None)]), by="channel")
    assert Words("de")("charts.not_recorded") in charts.reading(result, "de")
