"""A month on one page: what is in it, whose names are not, what it says of nobody and of few."""

from __future__ import annotations

import re
import zlib
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from infoint_widgets.charts.review import review as figures
from infoint_widgets.exchange import review_pdf
from infoint_widgets.exchange.review import Figure, Review, page
from infoint_widgets.exchange.review_pdf import pdf
from infoint_widgets.jobs import review as jobs
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Meeting, Referral, Touch
from infoint_widgets.vocabulary import Field, Precision, Stage, TouchKind
from infoint_widgets.words import Words
from tests.conftest import NOW, ZONE

DAY = 86_400
APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)
languages = pytest.mark.parametrize("language", ["en", "de"])


def person(log: Log, first: str, last: str, **happened: int) -> Contact:
    """Somebody in design, and how many days ago what happened."""
    contact = log.add(
        Contact(
            stage=Stage.CHOSEN,
            chosen_at=NOW - 90 * DAY,
            first_name=first,
            last_name=last,
            organisation=f"{last} Atelier",
            field_id=Field.DESIGN,
        )
    )
    for kind, days in happened.items():
        touch(log, contact, TouchKind(kind), days)
    return contact


def touch(log: Log, contact: Contact, kind: TouchKind, days: int, **more: Any) -> None:
    log.add(
        Touch(contact_id=contact.id, kind=kind, happened_at=NOW - days * DAY, zone=ZONE, **more)
    )


def learned(log: Log, contact: Contact, days: int, text: str) -> None:
    at = NOW - days * DAY
    meeting = log.add(Meeting(contact_id=contact.id, starts_at=at, zone=ZONE, learned=text))
    touch(log, contact, TouchKind.MET, days, meeting_id=meeting.id)


def made(log: Log, month: date = APRIL, *, drawn: bool = False, **wanted: Any) -> Review:
    of_month = jobs.frames(log, month)
    told = figures(*of_month, month=month, language=log.language, drawn=drawn)
    return jobs.review_of(log, jobs.Wanted(month, **wanted), told)


class Read(HTMLParser):
    """What a page is made of, and what it says."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.sources: list[str] = []
        self.text = ""
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.sources += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def few(log: Log) -> Log:
    """Three people: one met and not thanked, one silent, one who named somebody."""
    ada = person(log, "Ada", "Lindqvist", outreach=45, answer_yes=43)
    learned(
        log, ada, 40, "Light first.\nAda Lindqvist draws by hand.\n\nAsk early.\nA fourth thing."
    )
    person(log, "Ben", "Brandt", outreach=44, follow_up=36)
    cleo = person(log, "Cleo", "Adler", outreach=43, answer_no=42)
    log.add(Referral(referrer_id=cleo.id, last_name="Okonkwo", named_at=NOW - 42 * DAY))
    return log


# Which month


def test_a_log_without_anything_has_no_month_to_look_back_on(log: Log) -> None:
    assert jobs.months(log) == []
    assert jobs.usual(log) is None


def test_months_go_from_the_newest_to_the_first_message(few: Log) -> None:
    assert jobs.months(few) == [MAY, APRIL]


def test_the_usual_one_is_the_last_that_is_over(few: Log) -> None:
    assert jobs.usual(few) == APRIL


def test_a_log_of_this_month_looks_back_on_this_month(log: Log) -> None:
    person(log, "Ada", "Lindqvist", outreach=3)
    assert jobs.usual(log) == MAY


def test_months_end_where_one_is_also_when_the_clocks_change(few: Log) -> None:
    assert jobs.ends_at(few, date(2026, 3, 1)) == 1_774_994_399  # 31 March, 23:59:59 in Berlin
    assert jobs.ends_at(few, MAY) == NOW


# What is in it


def test_what_was_done_in_the_month_is_counted(few: Log) -> None:
    assert made(few).done == (
        (4, "messages sent"),
        (2, "answers"),
        (1, "yes among them"),
        (1, "conversation"),
        (0, "thank-yous"),
        (1, "name given to me"),
    )


def test_what_happened_later_is_no_part_of_the_month(few: Log) -> None:
    before = made(few)
    person(few, "Dora", "Nowak", outreach=2)
    assert (made(few).done, made(few).figures) == (before.done, before.figures)


def test_what_has_no_known_day_is_told_of_and_not_counted(few: Log) -> None:
    (ben,) = few.find(Contact, first_name="Ben")
    touch(few, ben, TouchKind.ANSWER_YES, 41, precision=Precision.UNKNOWN)
    assert made(few).done[1][0] == 2
    assert "1 entry without a known day is not counted here." in made(few).remarks


def test_three_things_learned_stand_on_it_if_they_are_wanted(few: Log) -> None:
    assert made(few, names=True).learned == (
        "Light first.",
        "Ada Lindqvist draws by hand.",
        "Ask early.",
    )
    assert made(few, learned=False).learned == ()


def test_each_meeting_gives_its_first_thing_before_any_gives_its_second(few: Log) -> None:
    learned(few, person(few, "Dora", "Nowak", outreach=45), 35, "Glass is slow.\nSo is sand.")
    assert made(few).learned[:2] == ("Glass is slow.", "Light first.")


def test_what_comes_next_is_told_as_of_today(few: Log) -> None:
    assert made(few).next == ("Say thank you to 1 person I met", "Write to 1 person I was named")
    (ada,) = few.find(Contact, first_name="Ada")
    touch(few, ada, TouchKind.THANKED, 1)
    assert made(few).next == ("Write to 1 person I was named",)


def test_next_steps_of_a_month_that_is_over_say_of_which_day_they_are(few: Log) -> None:
    assert "Next steps as of 28 May 2026" in Read(page(made(few))).text


def test_next_steps_of_this_month_are_of_the_day_of_its_figures(few: Log) -> None:
    assert "as of" not in Read(page(made(few, MAY))).text


def test_there_is_always_a_next_step(log: Log) -> None:
    person(log, "Ada", "Lindqvist", outreach=45)
    assert made(log).next == ("Find the next person I would like to meet",)


def test_the_figures_of_a_month_are_kept_while_one_writes_about_it(few: Log) -> None:
    kept = jobs.Kept(few)
    before = kept.frames(APRIL)
    few.set_setting(jobs.setting_of(APRIL), "Exams.")
    assert kept.frames(APRIL) is before


def test_the_figures_of_a_month_are_others_when_something_was_written_down(few: Log) -> None:
    kept = jobs.Kept(few)
    before = kept.frames(APRIL)
    person(few, "Dora", "Nowak", outreach=40)
    assert kept.frames(APRIL).rate["n"][0] == before.rate["n"][0] + 1


def test_the_figures_of_a_month_are_others_when_something_was_undone(few: Log) -> None:
    (ben,) = few.find(Contact, first_name="Ben")
    kept = jobs.Kept(few)
    before = kept.frames(APRIL).activity
    with few.writing() as action:
        touch(few, ben, TouchKind.MET, 33)
    assert not kept.frames(APRIL).activity.equals(before)
    few.undo(action)
    assert kept.frames(APRIL).activity.equals(before)


def test_ones_own_words_stand_on_it_up_to_where_there_is_room(few: Log) -> None:
    few.set_setting(jobs.setting_of(APRIL), "x" * 700)
    said = made(few).said
    assert (len(said), said[-1]) == (600, "…")
    assert made(few, MAY).said == ""


def test_a_quiet_month_is_told_of_kindly(log: Log) -> None:
    person(log, "Ada", "Lindqvist", outreach=75)
    quiet = made(log)
    assert quiet.done == ()
    assert Words("en")("review.quiet") in Read(page(quiet)).text


@languages
def test_figures_say_how_many_people_they_rest_on_and_how_sure_one_can_be(
    log: Log, language: str
) -> None:
    for at in range(12):
        person(log, "Ada", f"Berg{at}", outreach=80, **({"answer_yes": 79} if at < 6 else {}))
    log.set_setting("language", language)
    said = made(log).figures[0].said
    assert {"12", "6", "50", "25", "75"} <= set(re.findall(r"\d+", said))


def test_of_few_people_it_gives_no_percentage(few: Log) -> None:
    said = " ".join(figure.said for figure in made(few, MAY).figures)
    assert "%" not in said
    assert "1 said yes within that time; these are too few for a percentage" in said


def test_it_says_i_and_never_you(few: Log) -> None:
    text = Read(page(made(few, MAY))).text.casefold().replace("say thank you", "")
    said = re.findall(r"\w+", text)
    assert "i" in said
    assert not {"you", "your"} & set(said)


def test_the_goal_is_counted_in_the_weeks_of_the_month(few: Log) -> None:
    few.set_setting("weekly_goal", "3")
    said = made(few).figures[1].said
    assert "in the 3 weeks that began in this month: 3, 0, 0." in said
    assert "My goal is 3 a week; reached in 1 of 2 weeks that are over." in said


def test_whoever_has_done_nothing_yet_reads_sentences_and_sees_no_empty_picture(log: Log) -> None:
    assert [figure.picture for figure in made(log, MAY, drawn=True).figures] == [b""] * 4
    assert all(figure.said for figure in made(log, MAY).figures)


@languages
def test_every_figure_has_a_picture_that_is_described(few: Log, language: str) -> None:
    few.set_setting("language", language)
    for figure in made(few, MAY, drawn=True).figures:
        assert figure.picture.startswith(b"\x89PNG")
        assert figure.alt


# Whose names


NAMES = ("Ada", "Lindqvist", "Ben", "Brandt", "Cleo", "Adler", "Atelier", "Okonkwo")


@pytest.fixture
def named(few: Log) -> Log:
    few.set_setting("name", "Robin Albrecht")
    few.set_setting(jobs.setting_of(APRIL), "Cleo Adler of Adler Atelier said no, and so kindly.")
    return few


@languages
def test_without_names_nobody_of_the_log_is_named(named: Log, language: str) -> None:
    named.set_setting("language", language)
    content = page(made(named, drawn=True)).decode()
    beside_pictures = re.sub(r"data:image/png;base64,[^\"]+", "", content)
    assert [name for name in NAMES if name in beside_pictures] == []


def test_with_names_people_are_named(named: Log) -> None:
    text = Read(page(made(named, names=True))).text
    for said in ("Ada Lindqvist (Lindqvist Atelier)", "Cleo Adler of Adler Atelier", "Okonkwo"):
        assert said in text


def test_ones_own_name_stands_on_it_only_if_it_is_wanted(named: Log) -> None:
    assert "Robin Albrecht" in Read(page(made(named))).text
    assert "Robin Albrecht" not in Read(page(made(named, own_name=False))).text


def test_the_files_name_tells_the_month_and_whether_names_are_left_out(named: Log) -> None:
    name = jobs.file_name(named, jobs.Wanted(APRIL))
    assert name == "monthly-review-2026-04-without-names"
    named.set_setting("language", "de")
    assert jobs.file_name(named, jobs.Wanted(APRIL, names=True)) == "monatsrueckblick-2026-04"


def test_of_many_people_the_first_few_are_named(log: Log) -> None:
    for at in range(8):
        person(log, "Ada", f"Berg{at}", outreach=45, met=40)
    (met,) = made(log, names=True).remarks
    assert met.endswith("Berg4 (Berg4 Atelier), 3 more.")


def test_of_many_fields_every_person_is_counted(log: Log) -> None:
    for at in range(14):
        field = [*Field][at // 2]
        contact = person(log, "Ada", f"Berg{at}", outreach=45, met=40)
        log.edit(Contact, contact.id, "field_id", field, was=Field.DESIGN)
    (met,) = made(log).remarks
    assert met.endswith(", 4 more.")


def test_people_of_whom_nothing_may_be_said_are_only_counted(few: Log) -> None:
    (ada,) = few.find(Contact, first_name="Ada")
    few.edit(Contact, ada.id, "field_id", None, was=Field.DESIGN)
    assert made(few).remarks == ()


# The files

FULL = {
    "name": "n" * 60,
    "remarks": ("r" * 400,),
    "said": "word " * 120,
    "learned": ("w" * 160,) * 3,
    "next": ("a next step with people " * 8,) * 4,
    "done": ((1_000, "messages sent"),) * 6,
}


def test_the_page_loads_and_runs_nothing(few: Log) -> None:
    read = Read(page(made(few, drawn=True)))
    assert {source.partition(",")[0] for source in read.sources} == {"data:image/png;base64"}
    assert not {"script", "link", "iframe", "a"} & set(read.tags)


def test_it_says_when_it_is_the_sample() -> None:
    sample = Review(month=MAY, until=date(2026, 5, 31), sample=True)
    assert "invented people" in Read(page(sample)).text


@languages
def test_the_pdf_is_one_sheet_of_a4(few: Log, language: str) -> None:
    few.set_setting("language", language)
    content, readable = pdf(made(few, drawn=True))
    assert content.startswith(b"%PDF")
    assert len(re.findall(rb"/Type /Page\b", content)) == 1
    assert re.search(rb"/MediaBox \[ 0 0 595\.\d+ 841\.\d+ \]", content)
    assert readable


def test_a_full_page_stays_above_the_lower_edge(few: Log) -> None:
    review = made(few, MAY, drawn=True)
    full = Review(**{**vars(review), **FULL})
    sheet = review_pdf._Sheet(review_pdf._SCALES[-1])
    review_pdf._write(sheet, full)
    assert sheet.at >= review_pdf._BOTTOM


def test_the_same_month_gives_the_same_pdf(few: Log) -> None:
    assert pdf(made(few))[0] == pdf(made(few))[0]


def test_letters_that_the_pdf_lacks_are_noticed() -> None:
    review = Review(month=MAY, until=date(2026, 5, 31), said="会えて嬉しい")
    assert pdf(review)[1] is False


def test_a_letter_after_a_quotation_mark_is_not_moved_onto_it() -> None:
    content, _ = pdf(Review(language="de", month=MAY, until=MAY, said="„Vielen Dank“ und „Tschüs“"))
    streams = re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL)
    texts = [zlib.decompressobj().decompress(stream) for stream in streams]
    (drawn,) = [text for text in texts if b" TJ" in text]
    first_moves = [float(move) for move in re.findall(rb"\[ (-?[\d.]+) \(", drawn)]
    assert first_moves
    assert max(map(abs, first_moves)) < 5  # thousandths of the letters' size


def test_a_dollar_sign_is_no_mathematics_and_a_long_word_is_broken() -> None:
    told = (Figure("$x_$", "y" * 500),)
    review = Review(month=MAY, until=date(2026, 5, 31), said=r"\frac $x^{$", figures=told)
    assert pdf(review)[1] is True
