"""Figures of a course: they speak of students and not to one's own self, and of no single one."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest

from infoint_widgets import charts, showing, stats
from infoint_widgets.charts.pooled import OfMany
from infoint_widgets.errors import WorkbookError
from infoint_widgets.jobs.invented_class import invented_class
from infoint_widgets.jobs.pooling import Pool
from infoint_widgets.stats.parts import Part
from infoint_widgets.widgets import safe
from infoint_widgets.words import Words, _sentences
from tests.charts.conftest import FIGURES, LANGUAGES, each_language
from tests.charts.test_legible import check
from tests.charts.test_tables import TECHNICAL

OF_ONE_LOG = ("needed", "who led to whom", "activity", "activity without a goal")
OF_A_COURSE: dict[str, Any] = {
    **{
        name: make
        for name, make in FIGURES.items()
        if not name.startswith(OF_ONE_LOG) and name != "thanks in time"
    },
    "rate by field": lambda j: stats.response_rate(j, by="field"),
    "rate by warmth": lambda j: stats.response_rate(j, by="warmth"),
    "thanks in time": stats.thanked_in_time,
    "between students": stats.between_students,
}
each_figure = pytest.mark.parametrize("name", list(OF_A_COURSE))
TO_ONE = {
    "en": re.compile(r"(?<!thank[ -])\b(I|you|your|me|my)\b", re.IGNORECASE),
    "de": re.compile(r"\b(ich|du|dich|dir|dein\w*|mich|mir|mein\w*|bleib|frag)\b", re.IGNORECASE),
}
CLASS = invented_class()


def pool_of(journeys: pd.DataFrame, language: str = "en", *, invented: bool = False) -> Any:
    made = Pool(lambda _: [Part(journeys)])
    made.language, made.refused, made.invented = language, [], invented
    return made


def first(students: int) -> pd.DataFrame:
    return CLASS[CLASS["student"] < f"{students:016x}"]


@pytest.fixture(scope="module")
def course() -> dict[str, pd.DataFrame]:
    pool = pool_of(CLASS)
    return {name: make(pool) for name, make in OF_A_COURSE.items()}


@each_figure
@each_language
def test_a_figure_of_a_course_is_legible(
    course: dict[str, pd.DataFrame], name: str, language: str
) -> None:
    check(charts.draw(course[name], language=language))


@each_figure
@each_language
def test_a_figure_of_a_course_does_not_speak_to_one_person(
    course: dict[str, pd.DataFrame], name: str, language: str
) -> None:
    result = course[name]
    table = charts.table(result, language)
    title = charts.draw(result, language=language).get_figure(root=True).get_suptitle()  # type: ignore[union-attr]
    for text in (
        title, charts.reading(result, language), charts.alt_text(result, language), table.name,
        *table.header,
    ):  # fmt: skip
        assert not TO_ONE[language].search(text), text


@pytest.mark.parametrize("name", OF_ONE_LOG)
def test_a_figure_of_one_log_is_refused_to_a_course(name: str) -> None:
    with pytest.raises(WorkbookError, match="is of one person's log, not of a course"):
        FIGURES[name](pool_of(CLASS))


@each_language
def test_no_sentence_of_a_course_speaks_to_one_person(language: str) -> None:
    """Those of an export do; and those that say what to do with files."""
    found = {
        id: sentence for id, sentence in _sentences(language).items()
        if re.match(r"pooled\.(charts|tables|spread|vocabulary)\.", id)
    }  # fmt: skip
    assert len(found) > 50
    for id, sentence in found.items():
        for text in [sentence] if isinstance(sentence, str) else sentence.values():
            assert not TO_ONE[language].search(text), id


@each_language
def test_a_sentence_of_a_course_has_its_twin_with_the_same_facts(language: str) -> None:
    sentences = _sentences(language)
    for id, sentence in sentences.items():
        if re.match(r"pooled\.(charts|tables)\.", id):
            twin = sentences[id.removeprefix("pooled.")]
            assert isinstance(twin, dict) == isinstance(sentence, dict), id


@each_figure
@each_language
def test_a_table_of_a_course_has_no_technical_word(
    course: dict[str, pd.DataFrame], name: str, language: str
) -> None:
    made = charts.table(course[name], language)
    assert made.rows
    for text in (made.name, *made.header, *(text for row in made.rows for text in row)):
        assert not TECHNICAL.search(text), text


@each_figure
@each_language
def test_of_four_students_no_number_is_told(name: str, language: str) -> None:
    result = OF_A_COURSE[name](pool_of(first(4)))
    for text in (charts.reading(result, language), charts.alt_text(result, language)):
        assert not re.search(r"\d", text.replace("5", "")), text
    assert not [text for row in charts.table(result, language).rows for text in row]
    check(charts.draw(result, language=language))


@each_language
def test_five_students_have_figures_but_no_quantile(language: str) -> None:
    pool = pool_of(first(5))
    assert re.search(r"\d+\s?%", charts.reading(stats.response_rate(pool), language))
    spread = stats.between_students(pool)
    said = charts.reading(spread, language)
    assert said == charts.alt_text(spread, language)
    assert charts.table(spread, language).rows == []


def test_it_is_said_how_many_students_are_missing_for_more() -> None:
    for students, told in (
        (7, "With 3 more students"),
        (14, "With 6 more students"),
        (26, "between 35% and 50%"),
    ):
        spread = stats.between_students(pool_of(first(students)))
        if spread["spread"][0]:
            assert told in charts.reading(spread)


def test_students_who_do_not_differ_are_said_not_to() -> None:
    alike = pd.concat([first(1).assign(student=f"s{at}") for at in range(12)])
    spread = stats.between_students(pool_of(alike))
    assert "no more than chance alone" in charts.reading(spread)
    assert "nicht mehr, als es allein durch Zufall" in charts.reading(spread, "de")


def test_other_is_told_in_words() -> None:
    for language, told in (("en", "Something else"), ("de", "Etwas anderes")):
        words = OfMany(language)
        assert words("vocabulary.warmth.other") == told
        assert "vocabulary.contact_language.other" in words


@each_language
def test_a_page_says_under_a_figure_that_the_students_are_invented(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(safe, "display", lambda html, **_: shown.append(html.data))
    note = Words(language)("pooled.invented_note")
    for invented in (True, False):
        pool = pool_of(CLASS, language, invented=invented)
        showing.show(stats.lag(pool, kind="thank_you"), pool)
        assert (note in shown[-1]) is invented
    assert len(shown) == 2  # and nothing of whom to thank
    showing.about(pool_of(first(3), language))
    assert Words(language)("pooled.too_few", fewest=5) in shown[-1]


def test_languages_are_those_of_the_words() -> None:
    assert set(TO_ONE) == set(LANGUAGES)
