"""The clock of a meeting; ``static/meeting_clock.js`` is its other half, in the browser."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from infoint_widgets.jobs import day as jobs
from infoint_widgets.log.store import Log
from infoint_widgets.method.timing import Times
from infoint_widgets.records import Meeting
from infoint_widgets.widgets import safe
from infoint_widgets.widgets.text_field import STATIC
from infoint_widgets.words import Words


class MeetingClock(safe.Silent, anywidget.AnyWidget):
    """What is left of a meeting, and what one could say next.

    Parameters
    ----------
    words : Words
    """

    _esm = STATIC / "meeting_clock.js"
    _css = STATIC / "day.css"
    words = traitlets.Dict().tag(sync=True)
    plan = traitlets.Dict().tag(sync=True)
    sentences = traitlets.Dict().tag(sync=True)
    sound = traitlets.Bool().tag(sync=True)

    def __init__(self, words: Words) -> None:
        # What the browser fills in itself keeps its braces.
        quoted = words("on_the_day.quoted", words="{words}")
        texts = {**words.group("on_the_day.clock"), "quoted": quoted}
        self._w = words
        super().__init__(
            words={**texts, "locale": words.locale.replace("_", "-")},
            plan=_plan(None),
            sentences={},
        )

    def show(self, log: Log, meeting: Meeting) -> None:
        """Show how long a meeting still has."""
        times = jobs.times_of(log, meeting)
        minutes = meeting.minutes if times is None else times.minutes
        plan = {
            **_plan(times),
            "meeting": meeting.id,
            "shift": jobs.clock_ahead(log),
            "zone": jobs.zone_there(log, meeting),
            "promised": self._w("on_the_day.minutes", n=minutes),
            "left_of": self._w("on_the_day.left_of", n=minutes),
        }
        with self.hold_sync():
            self.plan = plan
            self.sentences = jobs.sentences(log, meeting)
            self.sound = log.setting(jobs.SOUND) == "1"


def _plan(times: Times | None) -> dict[str, Any]:
    return {
        "starts": times and times.starts_at,
        "warns": times and times.warns_at,
        "ends": times and times.ends_at,
        "meeting": "",
        "shift": 0,
        "zone": "UTC",
        "promised": "",
        "left_of": "",
    }
