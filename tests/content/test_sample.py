"""The sample has somebody in every situation that the pages speak of, and is made the same."""

from __future__ import annotations

import filecmp
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from infoint_widgets.exchange.archive import Archive, read_folder
from infoint_widgets.jobs.introductions import standing
from infoint_widgets.log.migrations import NEWEST
from infoint_widgets.log.store import Log
from infoint_widgets.method import checklist, drafting
from infoint_widgets.method.questions import bank
from infoint_widgets.records import (
    TABLES,
    Contact,
    Draft,
    Meeting,
    Question,
    ReasonToWrite,
    Referral,
    Tick,
    Touch,
    checks,
)
from infoint_widgets.vocabulary import Stage

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "sample"
BERLIN = ZoneInfo("Europe/Berlin")
A_DAY = 86_400


@pytest.fixture(scope="module")
def archive() -> Archive:
    return read_folder(SAMPLE)


@pytest.fixture(scope="module")
def log(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    log = Log(path, clock=lambda: archive.now, zone=archive.zone, sample=True)
    log.load(archive.records)
    yield log
    log.close()


@pytest.fixture(scope="module")
def journeys(log: Log) -> pd.DataFrame:
    return log.journeys()


def test_making_it_again_gives_the_same_bytes(tmp_path: Path) -> None:
    again = tmp_path / "sample"
    script = [sys.executable, str(ROOT / "data" / "make_sample.py"), str(again)]
    env = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Chatham"}
    env["PYTHONPATH"] = os.pathsep.join([str(ROOT), env.get("PYTHONPATH", "")])
    subprocess.run(script, check=True, env=env)
    names = sorted(file.name for file in SAMPLE.iterdir())
    assert sorted(file.name for file in again.iterdir()) == names
    assert filecmp.cmpfiles(SAMPLE, again, names, shallow=False)[0] == names


def test_a_log_gives_back_what_the_files_hold(archive: Archive, log: Log) -> None:
    assert [row for table in TABLES for row in log.find(table)] == archive.records


def test_today_is_a_tuesday_morning_and_the_tables_are_the_newest(archive: Archive) -> None:
    now = datetime.fromtimestamp(archive.now, BERLIN)
    assert (now.isoweekday(), now.hour, now.minute, archive.zone) == (2, 10, 0, "Europe/Berlin")
    assert f'"schema": {NEWEST}' in (SAMPLE / "about.json").read_text("utf-8")


def test_nothing_that_happened_lies_ahead(archive: Archive, log: Log) -> None:
    moments = [touch.happened_at for touch in log.find(Touch)]
    assert max(moments) <= archive.now
    assert 9 * 30 <= (archive.now - min(moments)) / A_DAY <= 10 * 31
    zones = {datetime.fromtimestamp(m, BERLIN).utcoffset() for m in (min(moments), max(moments))}
    winter = datetime(2026, 1, 1, tzinfo=BERLIN).utcoffset()
    assert len(zones) == 1, "it begins and ends in summer time"
    assert winter not in zones, "so both clock changes lie between"


def test_there_are_enough_people_of_all_kinds(log: Log) -> None:
    chosen = [person for person in log.find(Contact) if person.stage is Stage.CHOSEN]
    known = [person for person in log.find(Contact) if person.stage is Stage.KNOWN]
    assert 78 <= len(chosen) <= 90
    assert len(known) == 40
    assert len({person.name for person in (*chosen, *known)}) == len(chosen) + len(known)
    assert set(Counter(person.language for person in chosen)) == {"en", "de", "de-AT", "de-CH"}
    assert len({person.field_id for person in chosen}) >= 6
    assert len({person.found_through for person in chosen}) >= 8
    addressed = Counter(str(person.form_of_address) for person in chosen)
    assert 0.8 <= addressed["ms"] / addressed["mr"] <= 1.4


def test_outcomes_are_as_they_are_in_life(journeys: pd.DataFrame) -> None:
    counts = journeys["outcome"].value_counts().to_dict()
    assert counts == {"yes": 38, "silent": 26, "declined": 9, "bounced": 2}
    assert journeys["late_yes"].sum() == 2
    asked = journeys[journeys["sent_s"].notna() & (journeys["outcome"] != "bounced")]
    rate = asked["outcome"].eq("yes").groupby(asked["warmth"]).mean()
    assert rate["cold"] < rate["warm"] < rate["referral"]
    soon = asked["outcome"].eq("yes") & (asked["decided_s"] - asked["sent_s"] <= 21 * A_DAY)
    assert 0.4 <= soon.mean() <= 0.5


def test_answers_come_fast_or_late(journeys: pd.DataFrame) -> None:
    days = ((journeys["first_answer_s"] - journeys["sent_s"]) / A_DAY).dropna().astype(float)
    assert days.median() < 5
    assert days.max() > 20
    assert days.mean() > 1.3 * days.median()


def test_some_were_asked_last_week_and_this_week(archive: Archive, journeys: pd.DataFrame) -> None:
    open_ones = journeys[journeys["outcome"] == "silent"]
    days = (archive.now - open_ones["sent_s"]) / A_DAY
    assert (days <= 2).sum() == 2
    assert ((days > 2) & (days <= 8)).sum() == 5


@pytest.mark.parametrize(
    ("kind", "times"),
    [
        ("follow_up", 24), ("answer_no", 9), ("answer_later", 4), ("answer_other", 1),
        ("bounced", 3), ("gave_up", 5), ("moved", 2), ("cancelled", 2), ("no_show", 2),
        ("met", 34), ("thanked", 29), ("loop_closed", 4), ("keep_in_touch", 5),
    ],
)  # fmt: skip
def test_everything_that_can_happen_has_happened(log: Log, kind: str, times: int) -> None:
    assert len(log.find(Touch, kind=kind)) == times


def test_who_asked_for_time_gets_it_or_is_due(archive: Archive, log: Log) -> None:
    days = [t.ask_again_on for t in log.find(Touch, kind="answer_later") if t.ask_again_on]
    today = datetime.fromtimestamp(archive.now, BERLIN).date()
    assert sum(day > today for day in days) == 1
    assert sum(day <= today for day in days) == 3


def test_thanks_went_out_in_time_late_and_never(journeys: pd.DataFrame) -> None:
    met = journeys[journeys["meeting_s"].notna()]
    days = (met["thanked_day"] - met["met_day"]).dt.days
    assert ((days <= 1).sum(), (days > 1).sum(), days.isna().sum()) == (25, 4, 5)
    unthanked = met[days.isna()]
    waiting = (unthanked["as_of_s"] - unthanked["meeting_s"]) / A_DAY
    assert sorted(bool(w < 1) for w in waiting) == [False] * 4 + [True], "one since yesterday"


def test_meetings_lie_ahead_with_part_of_the_preparation_ticked(archive: Archive, log: Log) -> None:
    ahead = [m for m in log.find(Meeting) if (m.starts_at or 0) > archive.now]
    days = sorted(((m.starts_at or 0) - archive.now) / A_DAY for m in ahead)
    assert len(ahead) == 4
    assert days[0] < 0.5
    assert days[-1] < 8
    for meeting in ahead[:3]:
        ticked = {tick.item for tick in log.find(Tick, meeting_id=meeting.id)}
        assert 0 < len(ticked) < len(checklist.items(meeting.mode))


def test_ticks_belong_to_the_checklist_of_their_meeting(log: Log) -> None:
    modes = {meeting.id: meeting.mode for meeting in log.find(Meeting)}
    for tick in log.find(Tick):
        assert tick.item in {item.id for item in checklist.items(modes[tick.meeting_id])}


def test_questions_were_asked_in_most_meetings_and_most_of_them_answered(log: Log) -> None:
    held = {touch.meeting_id for touch in log.find(Touch, kind="met")}
    asked = [question for question in log.find(Question) if question.asked_at is not None]
    assert {question.meeting_id for question in asked} < held
    assert len(held) - len({question.meeting_id for question in asked}) == 3
    assert 0.6 < sum(bool(question.answer) for question in asked) / len(asked) < 0.95
    assert len({question.category for question in asked}) == 12
    most = Counter(question.answer for question in asked if question.answer).most_common(1)
    assert most[0][1] <= 4, "answers are of many kinds"


def test_questions_belong_to_the_bank_or_are_ones_own(log: Log) -> None:
    questions = log.find(Question)
    assert {q.bank_id for q in questions} <= {"", *bank()}
    assert all(bool(q.text) != bool(q.bank_id) for q in questions)
    assert sum(bool(q.text) for q in questions) >= 4
    assert not [q for q in questions if q.answer and q.asked_at is None]


def test_what_was_asked_was_asked_in_the_meeting(log: Log) -> None:
    meetings = {meeting.id: meeting for meeting in log.find(Meeting)}
    for question in log.find(Question):
        meeting = meetings[question.meeting_id]
        start = meeting.starts_at or 0
        asked = question.asked_at or start
        assert start <= asked <= start + 60 * meeting.minutes


def test_meetings_ahead_have_their_questions_but_for_one(archive: Archive, log: Log) -> None:
    ahead = [m for m in log.find(Meeting) if (m.starts_at or 0) > archive.now]
    chosen = [log.find(Question, meeting_id=meeting.id) for meeting in ahead]
    assert sorted(min(1, len(questions)) for questions in chosen) == [0, 1, 1, 1]
    assert all(5 <= len(questions) <= 10 for questions in chosen if questions)
    assert not [q for questions in chosen for q in questions if q.asked_at or q.answer]


def test_referrals_go_on_for_three_generations_and_more(journeys: pd.DataFrame) -> None:
    counts = journeys["generation"].value_counts()
    assert all(counts[generation] >= 3 for generation in (1, 2, 3))
    assert journeys["generation"].notna().all()


def test_names_may_be_used_or_not_or_nobody_asked(archive: Archive, log: Log) -> None:
    referrals = log.find(Referral)
    assert Counter(str(r.name_use) for r in referrals) == {
        "granted": 17, "not_asked": 6, "denied": 3,
    }  # fmt: skip
    written = {touch.contact_id for touch in log.find(Touch, kind="outreach")}
    assert sum(r.contact_id is None for r in referrals) == 5
    assert sum(bool(r.contact_id) and r.contact_id not in written for r in referrals) == 3


def test_who_named_somebody_was_told_what_came_of_it_or_not_yet(log: Log) -> None:
    standings = Counter(standing(log, referral).state for referral in log.find(Referral))
    assert standings["told"] >= 2
    assert standings["met"] >= 5


def test_reasons_to_write_were_used_or_wait(archive: Archive, log: Log) -> None:
    reasons = log.find(ReasonToWrite)
    assert Counter(reason.used_at is None for reason in reasons) == {True: 5, False: 2}
    assert all(r.noted_at < (r.used_at or archive.now) <= archive.now for r in reasons)
    met = {touch.contact_id for touch in log.find(Touch, kind="met")}
    assert {reason.contact_id for reason in reasons} < met


def test_what_was_learned_is_several_things_in_most_meetings(log: Log) -> None:
    lines = [m.learned.count("\n") + 1 for m in log.find(Meeting) if m.learned]
    assert sum(n >= 2 for n in lines) > 0.8 * len(lines)


def test_a_letter_names_whoever_led_there_only_where_they_said_yes(log: Log) -> None:
    for referral in log.find(Referral):
        name = log.get(Contact, referral.referrer_id).name
        for touch in log.find(Touch, contact_id=referral.contact_id, kind="outreach"):
            named_first = touch.happened_at > referral.named_at
            if referral.name_use == "granted":
                assert name in touch.text or touch.channel == "phone"
                assert named_first
            else:
                assert name not in touch.text
        if referral.contact_id:
            assert name not in log.get(Contact, referral.contact_id).found_through


def test_first_letters_are_as_long_as_letters_should_be(log: Log) -> None:
    texts = [touch.text for touch in log.find(Touch, kind="outreach") if touch.text]
    assert len(texts) >= 70
    assert all(50 <= drafting.word_count(text) <= 125 for text in texts)


def test_letters_have_no_gaps_and_a_swiss_one_no_sharp_s(log: Log) -> None:
    languages = {person.id: person.language for person in log.find(Contact)}
    for touch in log.find(Touch):
        assert not re.search(r"[{}\[\]]", touch.text)
        assert languages[touch.contact_id] != "de-CH" or "ß" not in touch.text


def test_two_drafts_are_half_typed(log: Log) -> None:
    drafts = log.find(Draft)
    assert len(drafts) == 2
    assert all(draft.body[-1].isalpha() for draft in drafts)
    assert not any(log.find(Touch, contact_id=draft.contact_id) for draft in drafts)


@pytest.mark.parametrize("field", ["goal", "research", "learned", "surprise", "cv_feedback"])
def test_meetings_are_written_up(log: Log, field: str) -> None:
    assert sum(bool(getattr(meeting, field)) for meeting in log.find(Meeting)) >= 12


def test_some_moments_are_known_to_the_minute_and_some_to_the_day(log: Log) -> None:
    precise = Counter(str(touch.precision) for touch in log.find(Touch))
    assert precise["minute"] > precise["day"] > 40


def test_nobody_can_be_reached_by_mistake(log: Log) -> None:
    for table in TABLES:
        for row in log.find(table):
            text = " ".join(str(getattr(row, name)) for name in checks(table))
            assert set(re.findall(r"@([\w.-]+\w)", text)) <= {
                "example.org", "example.com", "example.net",
            }  # fmt: skip
            assert set(re.findall(r"https?://([^/\s]+)", text)) <= {"www.example.org"}
