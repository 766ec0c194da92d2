"""What an import did is said line by line, and every line that was refused is named."""

from __future__ import annotations

import pytest

from infoint_widgets.exchange.tables import Remark
from infoint_widgets.jobs.report import ImportReport
from infoint_widgets.words import LANGUAGES, Words

EN = Words("en")


def report(*remarks: Remark, read: int = 3, refused: int = 1, **counts: int) -> ImportReport:
    found = ImportReport("mine.csv", "sheet", read, refused, remarks=[*remarks])
    for name, count in counts.items():
        setattr(found, name, count)
    return found


def test_what_is_said_of_several_lines_is_said_once() -> None:
    said = report(*(Remark(line, "no_name", refused=True) for line in (2, 3, 4, 5, 9, 11, 12)))
    assert said.grouped(EN) == [("Lines 2–5, 9, 11, 12", "There is no name in this line.")]


def test_every_line_that_was_refused_is_named_however_many() -> None:
    lines = range(2, 200, 2)
    ((where, _),) = report(*(Remark(line, "total", refused=True) for line in lines)).grouped(EN)
    assert where == "Lines " + ", ".join(map(str, lines))


def test_of_other_lines_the_first_are_named() -> None:
    lines = range(2, 200, 2)
    remarks = (Remark(line, "same_person", {"name": "Ada"}) for line in lines)
    ((where, _),) = report(*remarks).grouped(EN)
    assert where.endswith("40 and 79 more")


def test_what_concerns_the_whole_file_says_so() -> None:
    ((where, _),) = report(Remark(0, "day_first", {"columns": "Sent"})).grouped(EN)
    assert where == "Whole file"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_reads_well_in_both_languages(language: str) -> None:
    words = Words(language)
    counts = {"added": 1, "there": 2, "filled": 1, "touches": 4, "meetings": 1, "referrals": 1}
    text = report(Remark(4, "no_name", refused=True), **counts).as_text(words)
    assert "mine.csv" in text
    assert len(text.split("\n\n")) == 3
    assert "{" not in text


def test_an_import_without_news_says_so() -> None:
    assert report(read=1, refused=0, there=1).summary(EN)[-1] == "Nothing in the file is new."
