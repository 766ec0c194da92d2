"""The month's page in a browser: saved from the form, one sheet of either paper, nothing loaded."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from infoint_widgets.words import Words
from tests.browser.hands import control, open_form
from tests.browser.lab import Workbook


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_month_is_saved_and_printed_on_one_sheet(
    page: Page, workbook: Workbook, tmp_path: Path, language: str
) -> None:
    w = Words(language)
    shown = open_form(page, workbook, "Review", language=language)
    control(shown, w("review.own")).fill("Ein Satz von mir. " * 10)
    with page.expect_download() as download:
        shown.get_by_role("button", name=w("review.save_page")).click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    expect(shown.get_by_text(w("review.saved"))).to_be_visible()
    asked: list[str] = []
    paper = page.context.new_page()
    paper.on("request", lambda request: asked.append(request.url))
    paper.set_content(file.read_text("utf-8"))
    expect(paper.get_by_text("Ein Satz von mir.")).to_be_visible()
    expect(paper.locator("img")).to_have_count(4)
    assert all(url.startswith("data:") for url in asked)
    for size in ("A4", "Letter"):
        assert len(re.findall(rb"/Type /Page\b", paper.pdf(format=size))) == 1
