"""The page for a meeting: what stands on it, in whose language, and that text stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from infoint_widgets.exchange.brief import Ask, Brief
from infoint_widgets.exchange.brief import page as made
from infoint_widgets.method import checklist
from infoint_widgets.vocabulary import Mode
from infoint_widgets.words import Words

# Tuesday, 16 June 2026, 16:30 in Berlin.
START = 1_781_620_200
FULL = Brief(
    language="en",
    spoken="de",
    name="Rebekka Sonnenschmid",
    role="Chefin vom Dienst",
    organisation="Saalekiesel Medien",
    starts_at=START,
    minutes=30,
    zone="Europe/Berlin",
    other_zones=("America/New_York",),
    mode=Mode.CAFE,
    place="Café Saalefenster",
    leave_at=START - 25 * 60,
    travel_minutes=15,
    spare_minutes=10,
    goal="Find out whether I would miss my evenings.",
    questions=(Ask("Woran arbeiten Sie gerade?"), Ask("Wen noch?", room=False)),
    bring=("CV, printed", "a pen"),
    cv_plan="The short one.",
    manner="Take brief notes, look up, smile",
    last_at=START + 25 * 60,
    last="Eine letzte Frage?",
    names="Wen sollte ich noch kennenlernen?",
    thank_by=date(2026, 6, 17),
)


class Page(HTMLParser):
    """What a reader sees, element by element."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.seen = ""
        self.spoken: dict[str, str] = {}
        self._language: list[tuple[str, str]] = []
        self._unseen = ""
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.tags.append((tag, named))
        self._unseen = tag if tag in ("style", "title") else ""
        if tag in ("p", "li", "dt", "dd", "h1", "h2", "td", "th"):
            self.seen += "\n"
        if tag == "p":
            self._language.append((tag, named.get("lang", "")))

    def handle_endtag(self, tag: str) -> None:
        self._unseen = ""
        if tag == "p":
            self._language.pop()

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        self.seen += data
        if self._language and (language := self._language[-1][1]):
            self.spoken[language] = self.spoken.get(language, "") + data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page(brief: Brief) -> Page:
    return Page(made(brief))


def seen(brief: Brief) -> str:
    return page(brief).seen


def test_it_says_who_where_when_and_what_for() -> None:
    for fact in (
        "Rebekka Sonnenschmid",
        "Chefin vom Dienst, Saalekiesel Medien",
        "Tuesday, 16 June 2026, 16:30–17:00 · 30 minutes · Berlin time",
        "In a café · Café Saalefenster",
        "Find out whether I would miss my evenings.",
        "CV, printed",
        "CV: The short one.",
        "Take brief notes, look up, smile",
    ):
        assert fact in seen(FULL)


def test_it_says_when_to_leave() -> None:
    assert "Leave by 16:05: 15 minutes to get there, and 10 to spare." in seen(FULL)


def test_without_travel_it_says_when_to_be_there() -> None:
    there = replace(FULL, travel_minutes=0, leave_at=START - 600)
    assert "Be there by 16:20, 10 minutes early." in seen(there)


def test_who_leaves_on_the_day_before_is_told_the_day() -> None:
    far = replace(FULL, travel_minutes=1440, leave_at=START - 1450 * 60)
    assert "Leave by 15 Jun 2026, 16:20" in seen(far)


def test_another_clock_stands_below_ones_own() -> None:
    assert "16 Jun 2026, 10:30 in New York" in seen(FULL)


def test_the_last_five_minutes_have_their_clock_time() -> None:
    assert "Five minutes before the end · 16:55" in seen(FULL)


def test_a_meeting_of_five_minutes_has_no_last_five() -> None:
    assert "16:55" not in seen(replace(FULL, last_at=None))


def test_headings_are_in_ones_own_language_and_sentences_in_that_of_the_meeting() -> None:
    found = page(FULL)
    assert found.all("html") == [{"lang": "en"}]
    assert "Eine letzte Frage?" in found.spoken["de"]
    assert "Woran arbeiten Sie gerade?" in found.spoken["de"]
    assert "Questions" not in found.spoken["de"]


def test_it_comes_in_german() -> None:
    german = seen(replace(FULL, language="de"))
    assert "Dienstag, 16. Juni 2026, 16:30–17:00 · 30 Minuten" in german
    assert "Danke sagen bis Mittwoch, 17. Juni 2026" in german


def test_each_question_has_lines_to_write_on_but_for_one_noted_elsewhere() -> None:
    found = page(FULL)
    assert len(found.all("li")) == 2
    assert [tag["class"] for tag in found.all("div") if tag.get("class") == "room"] == ["room"]


def test_without_questions_there_is_room_for_ones_own() -> None:
    found = page(replace(FULL, questions=()))
    assert "Room for your questions" in found.seen
    assert len(found.all("li")) == 6


def test_there_is_room_for_three_names_each_with_three_answers() -> None:
    rows = re.findall(r"yes\s*no\s*not asked", seen(FULL))
    assert len(rows) == 3


def test_what_is_not_known_is_left_to_be_written_in() -> None:
    nothing = page(Brief())
    assert "not agreed on yet (30 minutes)" in nothing.seen
    assert [tag for tag in nothing.all("p") if tag.get("class") == "blank"]
    assert "On the way" not in nothing.seen


def test_somebody_without_a_name_goes_by_their_organisation() -> None:
    assert seen(replace(FULL, name="")).count("Saalekiesel Medien") == 1


@pytest.mark.parametrize(
    ("place", "href"),
    [
        ("https://example.org/room/7", "https://example.org/room/7"),
        ("+49 30 1234-567", "tel:+49301234567"),
    ],
)
def test_a_link_or_a_number_can_be_tapped(place: str, href: str) -> None:
    assert [tag["href"] for tag in page(replace(FULL, place=place)).all("a")] == [href]


def test_the_number_stands_there_for_a_call_only() -> None:
    known = replace(FULL, phone="+49 30 1234567", place="")
    assert "+49" not in seen(known)
    assert "Phone call · +49 30 1234567" in seen(replace(known, mode=Mode.PHONE))


def test_more_text_is_set_closer() -> None:
    def setting(brief: Brief) -> str:
        return page(brief).all("main")[0]["class"]

    assert setting(FULL) == "roomy"
    assert setting(replace(FULL, questions=(Ask("Why?"),) * 8)) == "close"
    assert setting(replace(FULL, questions=(Ask("Why?"),) * 10)) == "tight"


def test_it_loads_nothing_and_runs_nothing() -> None:
    found = page(FULL)
    assert {
        "http-equiv": "Content-Security-Policy",
        "content": "default-src 'none'; style-src 'unsafe-inline'",
    } in found.all("meta")
    assert not {tag for tag, _ in found.tags} & {"script", "img", "link", "iframe", "object"}
    assert not re.search(r"url\(|@import|://", made(FULL).decode())


def test_it_can_be_read_on_a_phone() -> None:
    assert "width=device-width, initial-scale=1" in [
        t.get("content") for t in page(FULL).all("meta")
    ]


def things() -> Iterator[str]:
    yield from Words("en").group("brief.item")


def test_what_is_taken_along_stands_on_the_checklist() -> None:
    assert set(things()) <= {item.id for mode in Mode for item in checklist.items(mode)}
