"""Who one is, and how the workbook speaks."""

from __future__ import annotations

import ipywidgets

from infoint_widgets.records import Setting
from infoint_widgets.widgets import parts
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.parts import BoundChoice, BoundText
from infoint_widgets.words import LANGUAGES

_TEXTS = {"name": 1, "situation": 2, "signature": 3}


class Settings(Form):
    """Own name and signature, language and time zone.

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
        return [
            parts.grid(
                parts.wide(self.texts["name"].widget),
                self.language.widget,
                self.zone.widget,
                parts.wide(self.texts["situation"].widget),
                parts.wide(self.texts["signature"].widget),
            ),
        ]

    def show(self) -> None:
        for name, text in self.texts.items():
            text.show(Setting(id=name, value=self.log.setting(name)))
        for choice, name, usual in (
            (self.language, "language", self.w.language),
            (self.zone, "zone", self.log.zone),
        ):
            choice.show(Setting(id=name, value=self.log.setting(name) or usual))

    def _text(self, name: str, rows: int) -> BoundText:
        label, hint = self.w(f"settings.{name}"), self.w(f"settings.{name}_hint")
        return BoundText(self, "value", label=label, rows=rows, hint=hint)
