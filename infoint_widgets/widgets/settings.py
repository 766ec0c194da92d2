"""Who one is, and how the workbook speaks."""

from __future__ import annotations

from zoneinfo import available_timezones

import ipywidgets

from infoint_widgets.log.store import Log
from infoint_widgets.widgets import parts
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.text_field import TextField
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
        self.texts = {name: self._text(name, rows) for name, rows in _TEXTS.items()}
        languages = [(w(f"settings.languages.{language}"), language) for language in LANGUAGES]
        self.language = parts.dropdown(w("settings.language"), languages, w.language)
        zones = sorted(available_timezones())
        self.zone = parts.dropdown(w("settings.zone"), [(zone, zone) for zone in zones], "UTC")
        self.on_change(self.language, lambda value: self._set("language", value))
        self.on_change(self.zone, lambda value: self._set("zone", value))
        return [
            parts.grid(self.texts["name"], self.language, self.zone),
            parts.grid(self.texts["situation"], self.texts["signature"]),
        ]

    def show(self) -> None:
        for name, field in self.texts.items():
            text = self.log.setting(name)
            if field.stored["key"]:
                field.refresh(text)
            else:
                key = f"{self.log.path.parent.name}/{self.log.path.name}:settings:{name}"
                field.show(key, text, lambda text, was, name=name: self._save(name, text, was))
        self._showing = True
        self.zone.value = self.log.zone
        self._showing = False

    def _text(self, name: str, rows: int) -> TextField:
        label, hint = self.w(f"settings.{name}"), self.w(f"settings.{name}_hint")
        return self.text(label, rows=rows, hint=hint, while_typing=rows > 1)

    def _save(self, name: str, text: str, was: str) -> None:
        self.log.set_setting(name, text, was=was)

    def _set(self, name: str, value: str) -> None:
        if self._showing or value == self.log.setting(name):
            return
        self.log.set_setting(name, value)
        self.refresh()
        self.say(self.w("form.saved"))

    _showing = False
