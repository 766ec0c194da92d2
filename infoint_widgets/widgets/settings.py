"""Who one is, and how the workbook speaks."""

from __future__ import annotations

import ipywidgets

from infoint_widgets.method.appointment import ARRIVE_EARLY
from infoint_widgets.method.follow_ups import AFTER_DAYS
from infoint_widgets.records import Setting
from infoint_widgets.widgets import parts
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.parts import BoundChoice, BoundText
from infoint_widgets.widgets.reminders import Reminders
from infoint_widgets.words import LANGUAGES

_TEXTS = {"name": 1, "situation": 2, "signature": 3}


class Settings(Form):
    """Own name and signature, language, time zone, holidays, when to follow up, and reminders.

    Parameters
    ----------
    log : Log

    Examples
    --------
    >>> ii.Settings(ii.open_log())  # doctest: +SKIP
    """

    def build(self) -> list[ipywidgets.Widget]:
        w = self.w
        languages = [(w(f"settings.languages.{language}"), language) for language in LANGUAGES]
        self.texts = {name: self._text(name, rows) for name, rows in _TEXTS.items()}
        self.language = BoundChoice(
            self, "value", parts.dropdown(w("settings.language"), languages, w.language)
        )
        self.zone = BoundChoice(self, "value", parts.zones(w("settings.zone")))
        self.region = BoundChoice(
            self, "value", parts.regions(self, w("settings.region"), w("regions.none"))
        )
        self.follow_up = self._text("follow_up_after_days", 1)
        self.early = self._text("arrive_early_minutes", 1)
        self.reminders = Reminders(self)
        return [
            parts.grid(
                self.texts["name"].widget,
                self.language.widget,
                parts.wide(self.texts["situation"].widget),
                parts.wide(self.texts["signature"].widget),
            ),
            parts.folded(
                w("settings.for_later"),
                parts.grid(
                    self.zone.widget,
                    self.region.widget,
                    parts.wide(self.follow_up.widget),
                    parts.wide(self.early.widget),
                ),
            ),
            self.reminders,
        ]

    def show(self) -> None:
        for name, text in self.texts.items():
            text.show(Setting(id=name, value=self.log.setting(name)))
        for number, name, usual_number in (
            (self.follow_up, "follow_up_after_days", AFTER_DAYS),
            (self.early, "arrive_early_minutes", ARRIVE_EARLY),
        ):
            number.show(Setting(id=name, value=self.log.setting(name) or str(usual_number)))
        for choice, name, usual in (
            (self.language, "language", self.w.language),
            (self.zone, "zone", self.log.zone),
            (self.region, "region", ""),
        ):
            choice.show(Setting(id=name, value=self.log.setting(name) or usual))
        self.reminders.show()

    def _text(self, name: str, rows: int) -> BoundText:
        label, hint = self.w(f"settings.{name}"), self.w(f"settings.{name}_hint")
        return BoundText(self, "value", label=label, rows=rows, hint=hint)
