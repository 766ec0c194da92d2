"""Names of groups are other people's text: drawn and said as they were typed, and nothing more."""

from __future__ import annotations

import html
import warnings
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.text import Text

from infoint_widgets import charts, opening, showing, stats
from infoint_widgets.log.store import Log
from infoint_widgets.widgets import safe
from tests.security.payloads import MATHEMATICS, SCRIPT
from tests.stats.conftest import asked, frame

NAMES = [
    *SCRIPT,
    *MATHEMATICS,
    "$x$ <b>",
    "$",
    "$\\frac{1}{$",
    "50 % {n} {0} %s",
    "_legend",
    "",
    " ",
    "a\nb\tc",
    "日本語 العربية 👩‍🎨",
    "x" * 1000,
    "word " * 200,
    "nan",
    "None",
]


each_statistic = pytest.mark.parametrize("statistic", [stats.response_rate, stats.response_curve])
each_name = pytest.mark.parametrize("name", NAMES)


def grouped(statistic: Any, *names: str, column: str = "group") -> pd.DataFrame:
    """People of so many groups, each smaller than the one before it."""
    of = [name for k, name in enumerate(names) for _ in range(len(names) - k)]
    rows = [asked(40, yes=2) if k % 2 else asked(40) for k in range(len(of))]
    return statistic(frame(rows).assign(**{column: of}), by=column)  # type: ignore[no-any-return]


def drawn(result: pd.DataFrame, ax: Axes | None = None) -> list[Text]:
    figure: Any = charts.draw(result, ax).get_figure(root=True)
    return [text for text in figure.findobj(Text) if text.get_text()]


def letters(text: str) -> str:
    return "".join(text.split())


@each_statistic
@each_name
def test_a_name_is_drawn_as_it_was_typed_and_is_no_mathematics(statistic: Any, name: str) -> None:
    texts = drawn(grouped(statistic, name, "other"))
    assert any(letters(text.get_text()).startswith(letters(name)[:20]) for text in texts)
    assert not any("$" in text.get_text() and text.get_parse_math() for text in texts)


@each_statistic
@pytest.mark.parametrize("at", range(0, len(NAMES), 4))
def test_names_break_no_picture_and_no_sentence(statistic: Any, at: int) -> None:
    result = grouped(statistic, *NAMES[at : at + 4])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert charts.as_png(charts.draw(result)).startswith(b"\x89PNG")
    for language in ("en", "de"):
        assert len(charts.reading(result, language)) < 700
        assert len(charts.alt_text(result, language)) < 3000


@each_statistic
@pytest.mark.parametrize("name", ["$x$", "a { b", "$\\frac$", "x" * 300])
def test_the_name_of_a_column_is_text_as_well(statistic: Any, name: str) -> None:
    result = grouped(statistic, "some", column=name)
    _, ax = plt.subplots()
    for axes in (None, ax):
        texts = drawn(result, axes)
        assert not any("$" in text.get_text() and text.get_parse_math() for text in texts)
        charts.as_png(charts.draw(result, axes))


@each_statistic
@pytest.mark.parametrize("value", [3, 2.5, True, pd.Timestamp("2026-01-01")])
def test_a_group_may_be_anything(statistic: Any, value: object) -> None:
    result = grouped(statistic, "some")
    result["group"] = pd.Series([value] * len(result), dtype=object)
    assert str(value) in charts.reading(result)
    charts.as_png(charts.draw(result))


# In a notebook


@pytest.fixture
def log() -> Iterator[Log]:
    log = opening.sample_log()
    yield log
    log.close()


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is displayed, as its HTML."""
    found: list[str] = []
    monkeypatch.setattr(safe, "display", lambda html, **_: found.append(html.data))
    return found


class Elements(HTMLParser):
    """The elements of a page with the names of their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, set[str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name for name, _ in attrs}))


@each_statistic
@pytest.mark.parametrize("at", range(0, len(NAMES), 4))
def test_in_a_notebook_names_are_text(statistic: Any, at: int, log: Log, shown: list[str]) -> None:
    showing.show(grouped(statistic, *NAMES[at : at + 4]), log)
    found = [(tag, names) for tag, names in Elements(shown[0]).found if tag != "span"]
    assert [tag for tag, _ in found] == ["figure", "img", "figcaption", "br", "em"]
    assert set().union(*(names for _, names in found)) == {
        "class", "style", "alt", "src", "width", "height", "decoding",
    }  # fmt: skip


def test_the_sentence_stands_under_the_picture_and_the_description_behind_it(
    log: Log, shown: list[str]
) -> None:
    result = stats.response_rate(log.journeys())
    showing.show(result, log)
    (page,) = shown
    assert html.escape(charts.reading(result)) in page
    assert f'alt="{html.escape(charts.alt_text(result))}"' in page
    assert plt.get_fignums() == []


def test_figures_speak_the_language_of_the_log(log: Log, shown: list[str]) -> None:
    log.set_setting("language", "de")
    result = stats.network_growth(log.journeys())
    showing.show(result, log)
    assert html.escape(charts.reading(result, "de")) in shown[0]


def test_the_sample_says_that_it_is_one(log: Log, shown: list[str]) -> None:
    result = stats.generations(log.journeys())
    showing.show(result, log)
    log.sample = False
    showing.show(result, log)
    assert "<em>" in shown[0]
    assert "<em>" not in shown[1]
