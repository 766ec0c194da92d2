"""The coach beside a draft: how it reads, what to mend, and what could be shorter.

``static/coaching.js`` is its other half, in the browser.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import anywidget
import traitlets

from infoint_widgets.method import suggest
from infoint_widgets.method.coach import Advice, Facts, Mark, readiness
from infoint_widgets.method.coach_live import LiveAdvice, spans
from infoint_widgets.widgets import safe
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.text_field import STATIC, TextField

PAUSE_SECONDS = 1.0
_SHOWN = 4
_MOST_QUOTES = 6
_QUOTE_LENGTH = 60
_ASKS = {"shorten": suggest.shorten, "about_them": suggest.about_them}


class Coach(safe.Silent, anywidget.AnyWidget):
    """What there is to say of a draft, live, as one types; it never rewrites.

    Parameters
    ----------
    form : Form
    subject, body : TextField
        What is read, and where words are selected.
    changed : callable
        Called when other words are to be marked.
    also_heard : callable
        What a screen reader hears besides, once typing pauses.
    """

    _esm = STATIC / "coaching.js"
    words = traitlets.Dict().tag(sync=True)
    asks = traitlets.Dict().tag(sync=True)
    reading = traitlets.Dict().tag(sync=True)
    rows: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    more = traitlets.Dict().tag(sync=True)
    suggestion = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        form: Form,
        subject: TextField,
        body: TextField,
        *,
        changed: Callable[[], None],
        also_heard: Callable[[], str] = str,
    ) -> None:
        w = form.w
        super().__init__(
            words={
                **{id: w(f"coach.{id}") for id in ("heading", "fewer", "why")},
                **{id: w(f"coach.suggest.{id}") for id in ("close", "result")},
                # Filled in the browser, beside each quotation.
                "go": w("coach.go", quote="{quote}"),
            },
            asks={which: w(f"coach.suggest.{which}.button") for which in _ASKS},
            reading={"level": "", "text": "", "count": "", "heard": ""},
            more={"text": ""},
            suggestion=_nothing_suggested(),
        )
        self._w = w
        self._fields = {"subject": subject, "body": body}
        self._changed = changed
        self._also_heard = also_heard
        self._live: LiveAdvice | None = None
        self._has_subject = True
        self._suggested: tuple[Mark, ...] = ()
        self._waiting: asyncio.TimerHandle | None = None
        self._settle_later = form.guarded(self.settle)
        for field in (subject, body):
            field.on_leave(self._settle_at_last)
        self.on_msg(form.guarded(self._heard))

    @property
    def advice(self) -> list[Advice]:
        """What is said at the moment."""
        return self._live.shown if self._live else []

    def show(self, facts: Facts, *, has_subject: bool = True) -> None:
        """Read the draft to somebody; one that is being typed is not read anew for nothing."""
        if self._live is None or (facts, has_subject) != (self._live.facts, self._has_subject):
            self._live = LiveAdvice(facts)
            self._has_subject = has_subject
            self.close_suggestion()
        elif self._text() == self._live.text:
            return
        self._live.read(*self._text())
        self._say()

    def follow(self) -> None:
        """Follow the text by one key."""
        if self._live is None:
            return
        self._live.type(*self._text())
        self._wait_no_longer()
        if self._live.settled:
            self._say()
            return
        said = {row["rule"]: row for row in self.rows}
        self.rows = [said[advice.rule] for advice in self.advice if advice.rule in said]
        self._show_reading(heard=str(self.reading["heard"]))
        self._suggest_anew()
        self._settle_soon()

    def settle(self) -> None:
        """Say all that there is to say, as when typing pauses."""
        if self._live is None:
            return
        self._live.read(*self._text())
        self._say()
        self._changed()

    def _settle_at_last(self) -> None:
        if self._live and not self._live.settled:
            self.settle()

    def spans(self, part: str) -> list[tuple[int, int, str]]:
        """The words to mark in a part of the draft, and as what."""
        if self._suggested:
            return [(m.start, m.end, "suggested") for m in self._suggested if m.part == part]
        return list(spans(self.advice, part))

    def close_suggestion(self) -> None:
        self._suggested = ()
        self.suggestion = _nothing_suggested()

    # Below the surface

    def _say(self) -> None:
        self._wait_no_longer()
        self.rows = [self._row(advice) for advice in self.advice]
        self._show_reading()
        self._suggest_anew()

    def _text(self) -> tuple[str | None, str]:
        subject = self._fields["subject"].typed if self._has_subject else None
        return subject, self._fields["body"].typed

    def _row(self, advice: Advice) -> dict[str, Any]:
        w, id = self._w, f"coach.{advice.rule}"
        facts = {
            name: w.day(fact) if isinstance(fact, date) else fact
            for name, fact in advice.facts.items()
        }
        return {
            "rule": advice.rule,
            "weight": advice.weight.name.lower(),
            "how_much": w(f"coach.weight.{advice.weight.name.lower()}"),
            "what": w(f"{id}.what", **facts),
            "how": w(f"{id}.how", **facts),
            "why": w(f"{id}.why", **facts),
            "source": w("coach.source", source=w(f"{id}.source")),
            "quotes": list(self._quotes(advice.marks)),
        }

    def _quotes(self, marks: tuple[Mark, ...]) -> Iterator[str]:
        for mark in marks[:_MOST_QUOTES]:
            text = " ".join(self._fields[mark.part].typed[mark.start : mark.end].split())
            yield text if len(text) <= _QUOTE_LENGTH else text[: _QUOTE_LENGTH - 1] + "…"

    def _show_reading(self, heard: str | None = None) -> None:
        w, n = self._w, len(self.advice)
        level = (
            readiness(self.advice) if any(part and part.strip() for part in self._text()) else ""
        )
        text = w(f"coach.readiness.{level}") if level else ""
        count = w("coach.count", n=n) if n else w("coach.nothing" if level else "coach.empty")
        if heard is None:
            heard = " ".join(filter(None, (f"{text}. {count}" if text else "", self._also_heard())))
        self.more = {"text": w("coach.more", n=n - _SHOWN)}
        self.reading = {"level": level, "text": text, "count": count, "heard": heard}

    def _suggest_anew(self) -> None:
        if self.suggestion["which"]:
            self._suggest(str(self.suggestion["which"]))

    def _suggest(self, which: str) -> None:
        if self._live is None:
            return
        body = self._fields["body"].typed
        facts = self._live.facts
        found = _ASKS[which](body, facts)
        self._suggested = found.marks if found else ()
        id = f"coach.suggest.{which}"
        over = facts.over(body) if which == "shorten" else 0
        nothing = self._w(f"{id}.{'words' if over else 'nothing'}")
        told = self._w(f"{id}.found", n=found.n, words=found.words) if found else nothing
        self.suggestion = {
            "which": which,
            "text": f"{self._w(f'{id}.over', n=over)} {told}" if over else told,
            "quotes": list(self._quotes(self._suggested)),
            "result": found.text if found and found.text != body else "",
        }

    def _wait_no_longer(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _settle_soon(self) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        self._waiting = loop.call_later(PAUSE_SECONDS, self._settle_later)

    def _heard(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        if message["do"] == "select":
            marks = self._marks(str(message["rule"]))
            if message["nth"] < len(marks):
                mark = marks[message["nth"]]
                self._fields[mark.part].select(mark.start, mark.end)
        elif message["do"] == "suggest":
            self._suggest(str(message["which"]))
            self._changed()
        elif message["do"] == "close":
            self.close_suggestion()
            self._changed()

    def _marks(self, rule: str) -> tuple[Mark, ...]:
        """The words that an advice is about, or those of the suggestion."""
        if not rule:
            return self._suggested
        return next((advice.marks for advice in self.advice if advice.rule == rule), ())


def _nothing_suggested() -> dict[str, Any]:
    return {"which": "", "text": "", "quotes": [], "result": ""}
