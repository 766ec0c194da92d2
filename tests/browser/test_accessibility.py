"""What axe-core and a screen reader find in each form, in both themes."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.hands import (
    EN,
    FORMS,
    choose_the_sample,
    control,
    open_form,
    unfold,
)
from tests.browser.lab import Workbook, wait_idle

THEMES = ("JupyterLab Light", "JupyterLab Dark")
SET_THEME = """async (theme) => {
  await window.jupyterapp.commands.execute('apputils:change-theme', { theme });
  const dark = String(!theme.includes('Dark'));
  while (document.body.dataset.jpThemeLight !== dark) await new Promise(requestAnimationFrame);
}"""
NAMELESS = re.compile(
    r"^\s*- (button|checkbox|combobox|link|listbox|spinbutton|textbox)(?! \")", re.MULTILINE
)
every_form = pytest.mark.parametrize("name", FORMS)
empty_and_full = pytest.mark.parametrize("full", [False, True], ids=["empty", "sample"])


def open_whole(page: Page, workbook: Workbook, name: str, *, full: bool) -> Locator:
    """A form with all that there is to see of it."""
    if full:
        choose_the_sample(workbook)
    shown = open_form(page, workbook, name)
    people = shown.get_by_role("listbox", name=EN("picker.people"))
    if full and people.is_visible():
        people.select_option(index=3)
        expect(shown.locator(".infoint-head:visible")).to_be_visible()
    if full and name == "People":
        happened = control(shown, EN("people.what_happened"))
        happened.select_option(label=EN("vocabulary.touch_kind.answer_later"))
        expect(control(shown, EN("people.ask_again"))).to_be_visible()
    wait_idle(page)
    unfold(shown)
    return shown


@empty_and_full
@every_form
def test_axe_finds_nothing_serious_in_either_theme(
    page: Page, workbook: Workbook, name: str, full: bool
) -> None:
    open_whole(page, workbook, name, full=full)
    for theme in THEMES:
        page.evaluate(SET_THEME, theme)
        found = Axe().run(page, context=".infoint-form").response["violations"]
        serious = [
            f"{violation['id']}: {node['html'][:120]}"
            for violation in found
            if violation["impact"] in {"serious", "critical"}
            for node in violation["nodes"]
        ]
        assert serious == [], theme


@every_form
def test_every_control_has_a_name(page: Page, workbook: Workbook, name: str) -> None:
    shown = open_whole(page, workbook, name, full=True)
    assert NAMELESS.findall(shown.aria_snapshot()) == []
