"""The clock of a meeting on a page of its own, with a clock that the test moves on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, Route, expect

import infoint_widgets
from infoint_widgets.method.timing import times
from infoint_widgets.widgets.meeting_clock import MeetingClock
from infoint_widgets.words import Words

SCRIPT = Path(infoint_widgets.__file__).parent / "widgets" / "static" / "meeting_clock.js"
ADDRESS = "http://clock.test/"
BERLIN = "Europe/Berlin"
MINUTE = 60
START = int(datetime(2026, 6, 16, 15, tzinfo=ZoneInfo(BERLIN)).timestamp())
SENTENCES = {"first": "Hello.", "five_minutes": "One last question.", "end": "Thank you."}
PAGE = """
<!doctype html><title>clock</title>
<script type="module">
  import clock from "/meeting_clock.js";
  window.sounds = 0;
  const stub = () => new Proxy(() => {}, { get: stub, apply: stub });
  window.AudioContext = function () { window.sounds += 1; return stub(); };
  class Model {
    constructor(state) { this.state = state; this.heard = []; }
    get(name) { return this.state[name]; }
    set(state) {
      Object.assign(this.state, state);
      for (const [events, callback] of this.heard) {
        if (Object.keys(state).some((name) => events.includes(`change:${name}`))) callback();
      }
    }
    on(events, callback) { this.heard.push([events.split(" "), callback]); }
    off(events, callback) { this.heard = this.heard.filter(([_, known]) => known !== callback); }
  }
  window.begin = (state) => {
    const el = document.createElement("div");
    document.body.append(el);
    window.model = new Model(state);
    window.end = clock.render({ model: window.model, el });
    window.spoken = [];
    const live = el.querySelector("[aria-live=polite]");
    new MutationObserver(() => window.spoken.push(live.textContent)).observe(live, {
      childList: true, characterData: true, subtree: true,
    });
  };
</script>
"""


class OnPage:
    """The clock on a page, with its kernel played by the test."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.words = Words("en")

    def begin(self, now: int, language: str = "en", **facts: Any) -> None:
        """Show a meeting of half an hour at three, at some moment."""
        self.words = Words(language)
        self.page.clock.install(time=datetime.fromtimestamp(now - MINUTE, UTC))
        self.page.goto(ADDRESS)
        self.page.wait_for_function("() => window.begin !== undefined")
        self.page.clock.pause_at(datetime.fromtimestamp(now, UTC))
        state = {
            "words": MeetingClock(self.words).words,
            "sentences": {**SENTENCES, "language": language},
            "plan": self.plan(**facts),
            "sound": facts.get("sound", False),
        }
        self.page.evaluate("(state) => begin(state)", state)

    def plan(
        self,
        starts_at: int | None = START,
        minutes: int = 30,
        more: int = 0,
        shift: int = 0,
        meeting: str = "one",
        zone: str = BERLIN,
        **_others: object,
    ) -> dict[str, Any]:
        found = times(starts_at, minutes, more=more)
        return {
            "starts": found and found.starts_at,
            "warns": found and found.warns_at,
            "ends": found and found.ends_at,
            "meeting": meeting,
            "shift": shift,
            "zone": zone,
            "promised": self.words("on_the_day.minutes", n=minutes),
            "left_of": self.words("on_the_day.left_of", n=minutes + more),
        }

    def change(self, **state: Any) -> None:
        """What the kernel says anew."""
        self.page.evaluate("(state) => model.set(state)", state)

    def wait(self, seconds: int) -> None:
        """Let time go by, second by second, and all that is due in it happen."""
        self.page.clock.run_for(seconds * 1_000)

    def shows(self, part: str, text: str) -> None:
        expect(self.page.locator(f".infoint-{part}")).to_have_text(text)

    @property
    def state(self) -> str:
        return str(self.page.locator(".infoint-clock").get_attribute("data-state"))

    @property
    def spoken(self) -> list[str]:
        """What a screen reader was given to say."""
        return [text for text in self.page.evaluate("spoken") if text]

    @property
    def sounds(self) -> int:
        return int(self.page.evaluate("sounds"))


@pytest.fixture
def clock(browser: Browser) -> Iterator[OnPage]:
    def answer(route: Route) -> None:
        if route.request.url == ADDRESS:
            route.fulfill(content_type="text/html", body=PAGE)
        elif route.request.url == ADDRESS + "meeting_clock.js":
            route.fulfill(content_type="text/javascript", body=SCRIPT.read_text("utf-8"))
        else:
            route.fulfill(status=404)

    # Another zone than that of the meeting, as on a journey.
    with browser.new_context(timezone_id="America/New_York") as context:
        context.route("**/*", answer)
        yield OnPage(context.new_page())


# What it shows


def test_the_minutes_left_are_told_in_words_and_go_down(clock: OnPage) -> None:
    clock.begin(START + 10 * MINUTE)
    clock.shows("clock-time", "20 minutes")
    clock.shows("clock-head", "left of the 30 minutes you promised")
    clock.shows("clock-foot", "until 15:30")
    clock.wait(60)
    clock.shows("clock-time", "19 minutes")


def test_nothing_changes_from_second_to_second(clock: OnPage) -> None:
    clock.begin(START + 10 * MINUTE + 5)
    before = clock.page.locator(".infoint-clock").inner_text()
    clock.wait(30)
    assert clock.page.locator(".infoint-clock").inner_text() == before


def test_the_bar_shows_how_much_is_gone(clock: OnPage) -> None:
    clock.begin(START + 15 * MINUTE)
    gone = clock.page.locator(".infoint-clock-bar span")
    assert gone.evaluate("(bar) => bar.style.width") == "50%"


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (25 * MINUTE, "in 25 minutes"),
        (60, "in 1 minute"),
        (5 * 60 * MINUTE, "in 5 hours"),
        (72 * 60 * MINUTE, "in 3 days"),
    ],
)
def test_before_it_begins_the_clock_says_in_how_long(clock: OnPage, ahead: int, said: str) -> None:
    clock.begin(START - ahead)
    clock.shows("clock-time", said)
    clock.shows("clock-head", "begins at 15:00")


def test_the_first_sentence_is_there_shortly_before(clock: OnPage) -> None:
    clock.begin(START - 20 * MINUTE)
    clock.shows("sign-words", "“One last question.”")
    clock.wait(5 * MINUTE)
    clock.shows("sign-words", "“Hello.”")


def test_in_the_last_minute_no_seconds_are_counted(clock: OnPage) -> None:
    clock.begin(START + 29 * MINUTE + 30)
    clock.shows("clock-time", "under a minute")


def test_ten_hours_are_told_in_hours(clock: OnPage) -> None:
    clock.begin(START + 2 * MINUTE, minutes=600)
    clock.shows("clock-time", "9 hrs 58 mins")


def test_without_a_date_the_clock_waits_for_the_start(clock: OnPage) -> None:
    clock.begin(START, starts_at=None)
    clock.shows("clock-time", "30 minutes")
    clock.shows("clock-head", "the clock counts when you begin")
    clock.wait(3 * 60 * MINUTE)
    clock.shows("clock-time", "30 minutes")
    assert clock.spoken == []


def test_in_german_it_counts_in_german(clock: OnPage) -> None:
    clock.begin(START + 10 * MINUTE, language="de")
    clock.shows("clock-time", "20 Minuten")
    clock.shows("clock-foot", "bis 15:30")
    clock.shows("sign-when", "Um 15:25 könntest du sagen")
    clock.shows("sign-words", "„One last question.“")
    assert clock.page.locator(".infoint-sign-words").get_attribute("lang") == "de"


def test_the_samples_clock_is_ahead_of_the_machines_by_as_much_as_the_kernel_says(
    clock: OnPage,
) -> None:
    clock.begin(START - 1_000_000, shift=1_000_000 + 10 * MINUTE)
    clock.shows("clock-time", "20 minutes")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-03-29T01:45", "03:15"),
        ("2026-10-25T02:45", "02:15"),
        ("2026-06-16T23:45", "00:15"),
    ],
    ids=["an hour is skipped", "an hour comes twice", "midnight"],
)
def test_half_an_hour_takes_half_an_hour_at_a_clock_change_and_over_midnight(
    clock: OnPage, start: str, end: str
) -> None:
    starts_at = int(datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(BERLIN)).timestamp())
    clock.begin(starts_at, starts_at=starts_at)
    clock.shows("clock-time", "30 minutes")
    clock.shows("clock-foot", f"until {end}")
    clock.wait(24 * MINUTE + 59)
    assert clock.state == "running"
    clock.wait(2)
    assert clock.state == "last"


# Five minutes before the end


def test_five_minutes_before_the_end_it_says_what_to_say(clock: OnPage) -> None:
    clock.begin(START + 24 * MINUTE + 58)
    clock.shows("sign-when", "At 15:25 you could say")
    assert clock.state == "running"
    clock.wait(2)
    assert clock.state == "last"
    clock.shows("sign-when", "Now you could say")
    clock.shows("sign-words", "“One last question.”")
    clock.shows("clock-time", "5 minutes")


def test_at_the_end_the_closing_sentence_stands_there_and_later_goes(clock: OnPage) -> None:
    clock.begin(START + 29 * MINUTE + 58)
    clock.wait(3)
    assert clock.state == "over"
    clock.shows("clock-time", "Time is up")
    clock.shows("sign-words", "“Thank you.”")
    clock.wait(60 * MINUTE)
    assert clock.state == "past"
    expect(clock.page.locator(".infoint-sign")).to_be_hidden()
    clock.shows("clock-foot", "The time you promised was up at 15:30.")


def test_a_screen_reader_hears_each_sign_once(clock: OnPage) -> None:
    clock.begin(START + 24 * MINUTE)
    clock.wait(10 * MINUTE)
    assert clock.spoken == [
        "Now you could say “One last question.”",
        "To close, you could say “Thank you.”",
    ]


def test_it_is_silent_unless_sound_was_switched_on(clock: OnPage) -> None:
    clock.begin(START + 24 * MINUTE)
    clock.wait(10 * MINUTE)
    assert clock.sounds == 0


def test_with_sound_each_sign_sounds_once(clock: OnPage) -> None:
    clock.begin(START + 24 * MINUTE, sound=True)
    clock.wait(2 * MINUTE)
    assert clock.sounds == 1
    clock.wait(8 * MINUTE)
    assert clock.sounds == 2


def test_a_page_that_is_opened_or_turned_to_in_the_last_minutes_does_not_sound(
    clock: OnPage,
) -> None:
    clock.begin(START + 26 * MINUTE, sound=True)
    clock.wait(5)
    clock.change(plan=clock.plan(meeting="another", starts_at=START - 40 * MINUTE))
    assert clock.state == "over"
    assert clock.sounds == 0


def test_minutes_that_were_offered_take_the_sign_away_until_it_is_time_again(
    clock: OnPage,
) -> None:
    clock.begin(START + 26 * MINUTE)
    clock.change(plan=clock.plan(more=5))
    assert clock.state == "running"
    clock.shows("clock-time", "9 minutes")
    clock.wait(4 * MINUTE + 1)
    assert clock.state == "last"
    assert len(clock.spoken) == 1


def test_a_meeting_of_five_minutes_has_only_the_closing_sentence(clock: OnPage) -> None:
    clock.begin(START + 60, minutes=5)
    assert clock.state == "running"
    clock.shows("sign-when", "At the end you could say")
    clock.shows("sign-words", "“Thank you.”")


def test_it_stops_when_it_is_taken_off_the_page(clock: OnPage) -> None:
    clock.begin(START + 24 * MINUTE, sound=True)
    clock.page.evaluate("end()")
    clock.wait(10 * MINUTE)
    assert clock.sounds == 0
    assert clock.page.evaluate("model.heard") == []


def test_a_machine_without_sound_does_not_stop_the_clock(clock: OnPage) -> None:
    clock.begin(START + 24 * MINUTE, sound=True)
    clock.page.evaluate("() => { window.AudioContext = undefined }")
    clock.wait(2 * MINUTE)
    clock.shows("clock-time", "4 minutes")
