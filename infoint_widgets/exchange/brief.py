"""One page for a meeting, to print or to have on a phone: a file that needs nothing else."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from infoint_widgets.exchange.page import Piece, between, tag, whole
from infoint_widgets.vocabulary import Mode, NameUse
from infoint_widgets.words import Words

_LINK = re.compile(r"(?i)https?://\S+")
_NUMBER = re.compile(r"\+?[\d\s/().-]{5,}")
_RULES = 24
"""More lines than a page has room for; those that don't fit are out of sight."""
_EMPTY_QUESTIONS = 6
_ROOM_FOR_NAMES = 3
_COLUMNS = ("who", "reach", "permission")
# With up to so many lines of text the page is set like this.
_SETTINGS = ((8, "roomy"), (10, "close"))
_LINE = 80


class Ask(NamedTuple):
    """A question as it is asked; without `room` its answer is noted elsewhere on the page."""

    text: str
    room: bool = True


@dataclass(frozen=True, kw_only=True)
class Brief:
    """What stands on the page.

    Attributes
    ----------
    language, spoken : str
        Of the page's headings, and of what is said to the person.
    starts_at, leave_at : int, optional
        UTC seconds.
    zone : str
        That of the clock one has before one's eyes at the meeting.
    other_zones : tuple of str
        Where clocks show another time then, and it matters.
    travel_minutes, spare_minutes : int
    questions : tuple of Ask
        In the order in which they are asked.
    bring : tuple of str
    manner : str
        How to listen.
    last_at : int, optional
        When the last five minutes begin, UTC seconds; None for a meeting no longer than that.
    last, names : str
        What one says then, and to be led on to others.
    """

    language: str = "en"
    spoken: str = "en"
    name: str = ""
    role: str = ""
    organisation: str = ""
    starts_at: int | None = None
    minutes: int = 30
    zone: str = "UTC"
    other_zones: tuple[str, ...] = ()
    mode: Mode | None = None
    place: str = ""
    phone: str = ""
    leave_at: int | None = None
    travel_minutes: int = 0
    spare_minutes: int = 0
    goal: str = ""
    questions: tuple[Ask, ...] = ()
    bring: tuple[str, ...] = ()
    cv_plan: str = ""
    manner: str = ""
    last_at: int | None = None
    last: str = ""
    names: str = ""
    thank_by: date | None = None


def page(brief: Brief) -> bytes:
    """The page as a file of HTML."""
    words = Words(brief.language)
    title = brief.name or brief.organisation or words("brief.nameless")
    lines = _lines(brief)
    setting = next((name for most, name in _SETTINGS if lines <= most), "tight")
    return whole(
        brief.language,
        title,
        "brief",
        tag("p", words("brief.print"), class_="on-screen"),
        tag(
            "main",
            _head(brief, title),
            tag("dl", *_facts(brief, words)),
            tag("h2", words("brief.questions" if brief.questions else "brief.own_questions")),
            tag("ol", *_questions(brief, words)),
            tag("section", *_end(brief, words)),
            class_=setting,
        ),
    )


def _lines(brief: Brief) -> int:
    """Some measure of how full the page is."""
    facts = (brief.name, brief.role, brief.organisation, brief.place, brief.goal, brief.cv_plan)
    questions = sum(1 + len(question.text) // _LINE for question in brief.questions)
    return questions + sum(map(len, facts)) // _LINE


def _head(brief: Brief, title: str) -> ET.Element:
    organisation = brief.organisation if brief.name else ""
    who = [tag("bdi", part) for part in (brief.role, organisation) if part]
    return tag(
        "header",
        tag("div", tag("h1", tag("bdi", title)), tag("p", *between(who, ", "))),
        tag("p", brief.manner, class_="manner"),
    )


# Where, when, what for


def _facts(brief: Brief, words: Words) -> Iterator[ET.Element]:
    rows = (
        ("when", _when(brief, words)),
        ("where", _where(brief, words)),
        ("way", _way(brief, words)),
        ("goal", [brief.goal] if brief.goal else []),
        ("bring", _bring(brief, words)),
    )
    for name, pieces in rows:
        if not pieces and name not in ("where", "goal"):
            continue
        # What is not known yet is written in by hand.
        shown = [tag("p", tag("bdi", piece)) for piece in pieces] or [tag("p", class_="blank")]
        yield tag("div", tag("dt", words(f"brief.{name}")), tag("dd", *shown), class_=name)


def _when(brief: Brief, words: Words) -> list[Piece]:
    if brief.starts_at is None:
        return [f"{words('brief.no_date')} ({words('brief.lasts', n=brief.minutes)})"]
    start, end = brief.starts_at, brief.starts_at + 60 * brief.minutes
    day = words.day(_local(start, brief.zone).date(), style="full")
    hours = f"{_clock(start, brief.zone)}–{_clock(end, brief.zone)}"
    lasts = words("brief.lasts", n=brief.minutes)
    here = tag(
        "span",
        tag("b", f"{day}, {hours}"),
        f" · {lasts} · {words('brief.here', city=words.city(brief.zone))}",
    )
    there = [
        words("brief.elsewhere", when=words.moment(start, zone), city=words.city(zone))
        for zone in brief.other_zones
    ]
    return [here, *there]


def _where(brief: Brief, words: Words) -> list[Piece]:
    mode = words(f"vocabulary.mode.{brief.mode}") if brief.mode else ""
    phone = brief.phone if brief.mode is Mode.PHONE and brief.phone != brief.place else ""
    places = [tag("bdi", _linked(place)) for place in (brief.place, phone) if place]
    if not places:
        return [tag("span", f"{mode} ", tag("span", class_="blank"))] if mode else []
    first = tag("span", mode, *between([" · " if mode else "", places[0]], ""))
    return [first, *places[1:]]


def _way(brief: Brief, words: Words) -> list[Piece]:
    if brief.leave_at is None or brief.starts_at is None:
        return []
    at = _clock(brief.leave_at, brief.zone)
    if _local(brief.leave_at, brief.zone).date() != _local(brief.starts_at, brief.zone).date():
        at = words.moment(brief.leave_at, brief.zone)
    spare = brief.spare_minutes
    if brief.travel_minutes:
        return [words("brief.travel", n=brief.travel_minutes, leave=at, spare=spare)]
    return [words("brief.be_there", at=at, spare=spare)]


def _bring(brief: Brief, words: Words) -> list[Piece]:
    boxes = [_box(tag("bdi", item)) for item in brief.bring]
    things: list[Piece] = [tag("span", *between(boxes, " "), class_="boxes")] if boxes else []
    return [*things, words("brief.cv", plan=brief.cv_plan)] if brief.cv_plan else things


# What is asked, and noted


def _questions(brief: Brief, words: Words) -> Iterator[ET.Element]:
    for question in brief.questions or [Ask("")] * _EMPTY_QUESTIONS:
        text = tag("p", tag("bdi", question.text), lang=brief.spoken)
        if question.room:
            yield tag("li", text, _rules())
        else:
            below = tag("p", words("brief.names_below"), class_="quiet")
            yield tag("li", text, below, class_="elsewhere")


def _rules() -> ET.Element:
    rules = tag("div", *(tag("i") for _ in range(_RULES)), class_="rules")
    return tag("div", rules, class_="room", aria_hidden="true")


def _end(brief: Brief, words: Words) -> Iterator[ET.Element]:
    clock: list[Piece] = []
    if brief.last_at is not None:
        clock = [" · ", tag("b", _clock(brief.last_at, brief.zone), class_="clock")]
    yield tag(
        "div",
        tag("h2", words("brief.last"), *clock),
        _said(brief, brief.last),
        class_="last",
    )
    boxes = [_box(words(f"brief.permitted.{choice}")) for choice in NameUse]
    columns = [tag("th", words(f"brief.{name}"), scope="col") for name in _COLUMNS]
    row = (tag("td"), tag("td"), tag("td", *between(boxes, " "), class_="boxes"))
    yield tag(
        "div",
        tag("h2", words("brief.names")),
        _said(brief, brief.names),
        tag(
            "table",
            tag("thead", tag("tr", *columns)),
            tag("tbody", *(tag("tr", *row) for _ in range(_ROOM_FOR_NAMES))),
        ),
        class_="names",
    )
    if brief.thank_by is not None:
        day = words.day(brief.thank_by, style="full")
        yield tag("p", _box(f"{words('brief.thank')} ", tag("b", day)), class_="thank")


def _said(brief: Brief, sentence: str) -> ET.Element:
    return tag("p", *([tag("q", sentence)] if sentence else []), lang=brief.spoken)


# Pieces


def _box(*pieces: Piece) -> ET.Element:
    """Something to tick with a pen."""
    return tag("span", tag("i", class_="box", aria_hidden="true"), *pieces)


def _linked(place: str) -> Piece:
    """A web address or a phone number to tap, anything else as it is."""
    if _LINK.fullmatch(place):
        return tag("a", place, href=place, rel="noreferrer noopener")
    if _NUMBER.fullmatch(place):
        return tag("a", place, href="tel:" + re.sub(r"[^\d+]", "", place))
    return place


def _local(seconds: int, zone: str) -> datetime:
    return datetime.fromtimestamp(seconds, ZoneInfo(zone))


def _clock(seconds: int, zone: str) -> str:
    return f"{_local(seconds, zone):%H:%M}"
