"""A part of the log looked at: whom it holds, what can be drawn of it, and what there is to choose.

Only whole journeys are left out, never a moment of one: so nobody becomes a no, and who has not
answered yet goes on being waited for.
"""

from __future__ import annotations

import warnings
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


def _figure(title: str, clock: str, of: Callable[..., Any], **asked: str) -> Figure:
    """What a statistic makes of journeys alone."""
    by = asked.get("by", "")
    return Figure(title, clock, lambda journeys, _goal: of(journeys, **asked), by)


def _lag(kind: str, clock: str) -> Figure:
    return _figure(f"charts.lag.{kind}.title", clock, stats.lag, kind=kind)


_PAGES: tuple[Mapping[str, Figure], ...] = (
    {
        "response_rate": _figure("charts.rate.title", "sent", stats.response_rate),
        "response_curve": _figure("charts.curve.title", "sent", stats.response_curve),
        "answer_curve": _figure("charts.answers.curve.title", "sent", stats.answer_curve),
        "follow_up_gain": _figure("charts.answers.gain.title", "sent", stats.follow_up_gain),
        **{
            f"response_rate_by_{by}": _figure(
                "charts.rate.title_by", "sent", stats.response_rate, by=by
            )
            for by in ("channel", "field", "warmth")
        },
        "funnel": _figure("charts.funnel.title", "sent", stats.funnel),
        "messages_needed": _figure("charts.what_if.title", "sent", stats.messages_needed),
    },
    {
        "network_growth": _figure("charts.growth.title", "met", stats.network_growth),
        "generations": _figure("charts.steps.title", "begun", stats.generations),
        "who_led_to_whom": _figure("charts.led.title", "begun", stats.who_led_to_whom),
        "referrals_per_interview": _figure(
            "charts.named.title", "met", stats.referrals_per_interview
        ),
        "activity": Figure(
            "charts.activity.title", "begun", lambda j, goal: stats.activity(j, goal=goal)
        ),
    },
    {
        "thank_you": _lag("thank_you", "met"),
        "thanked_in_time": _figure("charts.in_time.title", "met", stats.thanked_in_time),
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
        """The same people in a period; days the other way round are meant just so."""
        if since is not None and until is not None:
            since, until = min(since, until), max(since, until)
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
    import pandas as pd

    return (pd.Timestamp(day) - pd.DateOffset(months=months)).date()


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
        chosen = self.journeys[self._among(part, figure)]
        n, undated = len(chosen), 0
        if part.of_a_time:
            unknown = self._unknown(FIGURES[figure].clock)
            undated = int((self._of_groups(part) & unknown).sum())
        if figure == _WITH_REFERRERS and n < len(self.journeys):
            chosen = self._with_referrers(chosen)
        return Looked(chosen, n, undated, len(chosen) - n)

    def count(self, part: Part, figure: str) -> int:
        """How many people a part holds."""
        return int(self._among(part, figure).sum())

    def offered(self, part: Part, figure: str, name: str) -> dict[str, int]:
        """All values of a group in the log, with how many people of the rest of the part have it.

        The most frequent in the log stands first, who has none last.
        """
        of_all = self.journeys[name].fillna(NOT_RECORDED)
        rest = replace(part, **{name: None})
        there = of_all[self._among(rest, figure)].value_counts()
        sizes = of_all.value_counts()
        largest = [str(value) for value in sizes.index if value != NOT_RECORDED][:MOST_OFFERED]
        last = [NOT_RECORDED] if NOT_RECORDED in sizes.index else []
        return {value: int(there.get(value, 0)) for value in (*largest, *last)}

    def _among(self, part: Part, figure: str) -> pd.Series[Any]:
        return self._of_groups(part) & self._of_period(part, FIGURES[figure].clock)

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
        import pandas as pd

        if clock not in self._began:
            days = [self._day(name) for name in _CLOCKS[clock]]
            self._began[clock] = pd.concat(days, axis=1).min(axis=1)
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
