"""A part of the log looked at: whom it holds, what can be drawn of it, and what there is to choose.

Only whole journeys are left out, never a moment of one: so nobody becomes a no, and who has not
answered yet goes on being waited for.
"""

from __future__ import annotations

import warnings
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from infoint_widgets import stats
from infoint_widgets.errors import WorkbookError

if TYPE_CHECKING:
    import pandas as pd

GROUPS = ("field", "channel", "language", "warmth")
MOST_OFFERED = 50
"""Of more fields, in people's own words, a list is no help; only the largest are offered."""
NOT_RECORDED = ""
_CLOCKS = {
    "sent": ("sent",),
    "met": ("meeting",),
    "named": ("named",),
    "begun": ("named", "sent", "meeting"),
}
"""The moments of which the first decides whether a journey belongs to a period."""
_TRUE_OF_A_PART = "orphan"  # is said in words where the figure is read


class Figure(NamedTuple):
    """Something that can be drawn.

    Attributes
    ----------
    title : str
        The id of the question that it answers.
    clock : str
        What starts the time that it is about, so that a period cuts no journey in two.
    of : callable
        What makes it of journeys and the goal for a week.
    by : str
        The column that it compares groups by.
    """

    title: str
    clock: str
    of: Callable[[pd.DataFrame, int], pd.DataFrame]
    by: str = ""


def _rate_by(by: str) -> Figure:
    return Figure(
        "charts.rate.title_by", "sent", lambda j, _goal: stats.response_rate(j, by=by), by
    )


def _lag(kind: Any, clock: str) -> Figure:
    return Figure(f"charts.lag.{kind}.title", clock, lambda j, _goal: stats.lag(j, kind=kind))


_PAGES: tuple[Mapping[str, Figure], ...] = (
    {
        "response_rate": Figure("charts.rate.title", "sent", lambda j, _: stats.response_rate(j)),
        "response_curve": Figure(
            "charts.curve.title", "sent", lambda j, _: stats.response_curve(j)
        ),
        "answer_curve": Figure(
            "charts.answers.curve.title", "sent", lambda j, _: stats.answer_curve(j)
        ),
        "follow_up_gain": Figure(
            "charts.answers.gain.title", "sent", lambda j, _: stats.follow_up_gain(j)
        ),
        **{f"response_rate_by_{by}": _rate_by(by) for by in ("channel", "field", "warmth")},
        "funnel": Figure("charts.funnel.title", "sent", lambda j, _: stats.funnel(j)),
        "messages_needed": Figure(
            "charts.what_if.title", "sent", lambda j, _: stats.messages_needed(j)
        ),
    },
    {
        "network_growth": Figure(
            "charts.growth.title", "met", lambda j, _: stats.network_growth(j)
        ),
        "generations": Figure("charts.steps.title", "begun", lambda j, _: stats.generations(j)),
        "who_led_to_whom": Figure(
            "charts.led.title", "begun", lambda j, _: stats.who_led_to_whom(j)
        ),
        "referrals_per_interview": Figure(
            "charts.named.title", "met", lambda j, _: stats.referrals_per_interview(j)
        ),
        "activity": Figure(
            "charts.activity.title", "begun", lambda j, goal: stats.activity(j, goal=goal)
        ),
    },
    {
        "thank_you": _lag("thank_you", "met"),
        "thanked_in_time": Figure(
            "charts.in_time.title", "met", lambda j, _: stats.thanked_in_time(j)
        ),
        "reply": _lag("reply", "sent"),
        "follow_up": _lag("follow_up", "sent"),
        "referral": _lag("referral", "named"),
    },
)
FIGURES: Mapping[str, Figure] = {name: of for page in _PAGES for name, of in page.items()}
_WITH_REFERRERS = "who_led_to_whom"


def figures(first: str) -> list[str]:
    """All figures by name, those of the page of `first` before the others.

    Raises
    ------
    WorkbookError
        When there is no such figure.
    """
    if first not in FIGURES:
        raise WorkbookError("explore.no_figure", figure=first, known=", ".join(FIGURES))
    pages = sorted(_PAGES, key=lambda page: first not in page)
    return [name for page in pages for name in page]


@dataclass(frozen=True)
class Part:
    """Which people are looked at; None stands for all, `NOT_RECORDED` for those without."""

    since: date | None = None
    until: date | None = None
    field: str | None = None
    channel: str | None = None
    language: str | None = None
    warmth: str | None = None

    @property
    def of_a_time(self) -> bool:
        return self.since is not None or self.until is not None

    def of_time(self, since: date | None, until: date | None) -> Part:
        return replace(self, since=since, until=until)


EVERYBODY = Part()


def periods(today: date) -> dict[str, tuple[date | None, date | None]]:
    """The periods that are offered, by name, the shortest first."""
    return {
        "month": (_months_before(today, 1), None),
        "quarter": (_months_before(today, 3), None),
        "year": (date(today.year, 1, 1), None),
    }


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Looked:
    """A part of the log as one figure has it.

    Attributes
    ----------
    journeys : DataFrame
        Of the people who are looked at.
    n : int
        How many they are.
    undated : int
        How many more would be among them if the day were known on which it began.
    with_referrers : int
        How many more stand in the figure, because they led to somebody who does.
    """

    journeys: pd.DataFrame
    n: int
    undated: int = 0
    with_referrers: int = 0


@dataclass
class Explored:
    """The journeys of a log, kept from one look to the next.

    Parameters
    ----------
    journeys : DataFrame
        What ``log.journeys()`` gave.
    """

    journeys: pd.DataFrame
    _began: dict[str, pd.Series[Any]] = field(default_factory=dict)

    def look(self, part: Part, figure: str) -> Looked:
        """The people of a part, as a figure counts them."""
        journeys, clock = self.journeys, FIGURES[figure].clock
        of_groups = self._of_groups(part)
        among = of_groups & self._of_period(part, clock)
        chosen = journeys[among]
        n, undated = len(chosen), 0
        if part.of_a_time:
            undated = int((of_groups & self._unknown(clock)).sum())
        if figure == _WITH_REFERRERS and n < len(journeys):
            chosen = self._with_referrers(chosen)
        return Looked(chosen, n, undated, len(chosen) - n)

    def count(self, part: Part, figure: str) -> int:
        """How many people a part holds."""
        return int((self._of_groups(part) & self._of_period(part, FIGURES[figure].clock)).sum())

    def offered(self, part: Part, figure: str, name: str) -> dict[str, int]:
        """All values of a group in the log, with how many people of the rest of the part have it.

        The most frequent in the log stands first, who has none last.
        """
        of_all = self.journeys[name].fillna(NOT_RECORDED)
        among = self._of_groups(replace(part, **{name: None}))
        among &= self._of_period(part, FIGURES[figure].clock)
        there = of_all[among].value_counts()
        sizes = of_all.value_counts()
        largest = [str(value) for value in sizes.index if value != NOT_RECORDED][:MOST_OFFERED]
        last = [NOT_RECORDED] if NOT_RECORDED in sizes.index else []
        return {value: int(there.get(value, 0)) for value in (*largest, *last)}

    def _of_groups(self, part: Part) -> pd.Series[Any]:
        import pandas as pd

        among = pd.Series(True, index=self.journeys.index)
        for name in GROUPS:
            wanted = getattr(part, name)
            if wanted is not None:
                among &= self.journeys[name].fillna(NOT_RECORDED) == wanted
        return among

    def _of_period(self, part: Part, clock: str) -> pd.Series[Any]:
        import pandas as pd

        among = pd.Series(True, index=self.journeys.index)
        began = self._days(clock)
        if part.since is not None:
            among &= began >= pd.Timestamp(part.since)
        if part.until is not None:
            among &= began <= pd.Timestamp(part.until)
        return among

    def _days(self, clock: str) -> pd.Series[Any]:
        """The local day on which each journey began; missing where it did not, or nobody knows."""
        if clock not in self._began:
            moments = [self._day(name) for name in _CLOCKS[clock]]
            began = moments[0]
            for other in moments[1:]:
                began = began.where((began <= other) | other.isna(), other)
            self._began[clock] = began
        return self._began[clock]

    def _day(self, name: str) -> pd.Series[Any]:
        from infoint_widgets.log.frames import local_times

        if name == "named":
            named = local_times(self.journeys["named_s"], self.journeys["zone"])
            day = named.dt.normalize()
        else:
            day = self.journeys[f"{name.replace('meeting', 'met')}_day"]
        return cast("pd.Series[Any]", day.mask(self._guessed(name)))

    def _guessed(self, name: str) -> pd.Series[Any]:
        guessed = self.journeys["undated"].fillna("").str.contains(rf"\b{name}\b")
        return cast("pd.Series[Any]", guessed)

    def _unknown(self, clock: str) -> pd.Series[Any]:
        """Whose journey has begun, on a day that nobody knows."""
        began = self.journeys[[f"{name}_s" for name in _CLOCKS[clock]]].notna().any(axis=1)
        return began & self._days(clock).isna()

    def _with_referrers(self, chosen: pd.DataFrame) -> pd.DataFrame:
        """Those chosen and those who led to them: else nobody would know how far away they are."""
        people = self.journeys["contact_id"]
        there = set(chosen["contact_id"])
        led = self.journeys.set_index("contact_id")["referred_by"].dropna().to_dict()
        new = there
        while new:
            new = {led[person] for person in new if person in led} - there
            there |= new
        return self.journeys[people.isin(there)]


def made(figure: str, journeys: pd.DataFrame, goal: int) -> tuple[pd.DataFrame, int]:
    """A figure's numbers, and how many people it leaves out because they can't be true."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", stats.DataWarning)
        result = FIGURES[figure].of(journeys, goal)
    odd = [warned.message for warned in told if isinstance(warned.message, stats.DataWarning)]
    return result, sum(one.n for one in odd if one.id != _TRUE_OF_A_PART)
