"""Write the sample log: invented people over ten months, the same files every time.

    python data/make_sample.py [FOLDER]

A student, Robin Albrecht, writes to people between August and June. Who they are and how it went
stands in sample_people.py, what was written in sample_letters.py, what was asked in
sample_questions.py, and sample_story.py makes the days and minutes in between, with
sample_writing.py for the letters. Nothing depends on the
present: the sample's "today" is a Tuesday in June 2026.
"""
# ruff: noqa: S311

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

import sample_letters as letters
from sample_people import KNOWN, NAMED_ONLY, PEOPLE, REASONS
from sample_questions import questions
from sample_story import A_DAY, BERLIN, FIRST_MONDAY, NOW, TODAY, Person, play
from sample_writing import slug

from infoint_widgets.exchange.archive import write_folder
from infoint_widgets.log.migrations import NEWEST
from infoint_widgets.records import (
    TABLES,
    Contact,
    Draft,
    Import,
    ReasonToWrite,
    Record,
    Referral,
    Setting,
    derived_id,
)

IMPORT = derived_id("sample import")
ZONE = str(BERLIN)
ZONES = {
    "London": "Europe/London", "Manchester": "Europe/London", "Edinburgh": "Europe/London",
    "Bristol": "Europe/London", "Cardiff": "Europe/London", "Leeds": "Europe/London",
    "Glasgow": "Europe/London", "Exeter": "Europe/London", "Cambridge": "Europe/London",
    "Birmingham": "Europe/London", "Sheffield": "Europe/London", "Dublin": "Europe/Dublin",
    "Lisbon": "Europe/Lisbon", "New York": "America/New_York",
}  # fmt: skip
# Numbers that the regulators keep free for invented people.
PHONES = {
    "Berlin": "+49 30 23125", "Hamburg": "+49 40 66969", "Köln": "+49 221 4710",
    "München": "+49 89 99998", "London": "+44 20 7946 0",
}  # fmt: skip
KEPT_UP = {
    "Hanna": 90, "Selin": 120, "Grace": 180, "Oluwaseun": 120, "Matthias": 180, "Ulrike": 180,
    "Rosalind": 90, "Samira": 90,
}  # fmt: skip


def main() -> None:
    """Write the sample into the folder that was named, or where it is shipped."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent / "sample"
    rows = sorted(records(), key=lambda row: TABLES.index(type(row)))
    write_folder(folder, rows, now=NOW, zone=ZONE, schema=NEWEST)


def records() -> list[Record]:
    """All rows of the sample, each table in the order in which a log would hold them."""
    people = [_read(block) for block in PEOPLE.strip().split("\n\n")]
    by_name = {person.contact.name: person for person in people}
    referrals = []
    for person in sorted(people, key=lambda person: person.week):
        referrer = by_name[person.named_by[0]] if person.named_by else None
        if person.named_by and person.named_by[1] == "granted":
            person.referrer = person.named_by[0]
        play(person)
        if referrer:
            referrals.append(_referral(person, referrer))
    referrals += [_named_only(line, by_name) for line in NAMED_ONLY.strip().splitlines()]
    referrals.append(_named_twice(by_name["Rosalind Thackeray-Moss"], by_name["Grace Mutembei"]))
    known = [_known(line) for line in KNOWN.strip().splitlines()]
    chosen = sorted((person.contact for person in people), key=lambda c: c.chosen_at or 0)
    imported = sum(bool(contact.import_id) for contact in (*known, *chosen))
    return [
        Import(
            id=IMPORT, imported_at=_at(FIRST_MONDAY, 19, 12), file="Connections.csv",
            format="linkedin", read=imported, added=imported,
        ),
        *known,
        *chosen,
        *sorted((m for p in people for m in p.meetings), key=lambda m: m.starts_at or 0),
        *sorted((t for p in people for t in p.touches), key=lambda t: (t.happened_at, t.id)),
        *sorted(referrals, key=lambda r: r.named_at),
        *(tick for person in people for tick in person.ticks),
        *questions(people, {referral.meeting_id for referral in referrals}),
        *(_reason(line, by_name) for line in REASONS.strip().splitlines()),
        *(_draft(person) for person in people if person.course == "draft"),
        Setting(id="name", value=letters.ME),
        Setting(id="signature", value=letters.SIGNATURE),
    ]  # fmt: skip


# Who there is


def _read(block: str) -> Person:
    lines = block.splitlines()
    first, last, address, title, language, register, city = _cells(lines[0])
    organisation, role, own_words, field_id = _cells(lines[1])
    warmth, found, channel, week, course, meeting, thanks = _cells(lines[2])
    name = f"{first} {last}"
    chance = Random(f"infoint sample {name}")
    extra = {line[0]: line[2:].strip() for line in lines[5:]}
    asked = FIRST_MONDAY + timedelta(weeks=int(week))
    chosen = min(asked - timedelta(days=chance.randint(1, 9)), TODAY.date() - timedelta(days=1))
    url = f"https://www.example.org/in/{slug(name)}"
    seen = _imported(chance, url) if found == "LinkedIn" else {}
    if channel == "linkedin" and not seen:
        seen = {"profile_url": url}
    contact = Contact(
        id=derived_id("sample contact", name),
        stage="chosen",  # type: ignore[arg-type]
        chosen_at=_at(chosen, chance.randint(17, 21), chance.randint(0, 59)),
        first_name=first, last_name=last, title=title,
        form_of_address=address,  # type: ignore[arg-type]
        email=f"{slug(first)}.{slug(last)}@example.{chance.choice(('org', 'com', 'net'))}",
        phone=_phone(city, chance) if city in PHONES or meeting.endswith("phone") else "",
        organisation=organisation, role=role, field=own_words,
        field_id=field_id,  # type: ignore[arg-type]
        city=city, zone=ZONES.get(city, ZONE),
        found_through=found, warmth=warmth, why=lines[3],  # type: ignore[arg-type]
        language=language, register=register,  # type: ignore[arg-type]
        keep_in_touch_days=KEPT_UP.get(first),
        **seen,  # type: ignore[arg-type]
    )  # fmt: skip
    named_by = tuple(part.strip() for part in extra[">"].split(";", 2)) if ">" in extra else None
    return Person(
        contact=contact, week=int(week), course=course, meeting=meeting.split(),
        thanks=thanks.split(), hook=lines[4], learned=extra.get("=", ""),
        named_by=named_by,  # type: ignore[arg-type]
        channel=channel, chance=chance, by_day=chance.random() < (0.5 if int(week) < 6 else 0.1),
    )  # fmt: skip


def _known(line: str) -> Contact:
    first, last, organisation, role, city = _cells(line)
    chance = Random(f"infoint sample {first} {last}")
    return Contact(
        id=derived_id("sample contact", f"{first} {last}"),
        first_name=first, last_name=last, organisation=organisation, role=role, city=city,
        email=f"{slug(first)}@example.org" if chance.random() < 0.1 else "",
        **_imported(chance, f"https://www.example.org/in/{slug(f'{first} {last}')}"),  # type: ignore[arg-type]
    )  # fmt: skip


def _imported(chance: Random, url: str) -> dict[str, object]:
    return {
        "source": "linkedin",
        "source_id": url.removeprefix("https://"),
        "profile_url": url,
        "import_id": IMPORT,
        "connected_on": FIRST_MONDAY - timedelta(days=chance.randint(5, 2_000)),
    }


def _referral(person: Person, referrer: Person) -> Referral:
    assert person.named_by
    met = next(touch for touch in referrer.touches if touch.kind == "met")
    written = [touch.happened_at for touch in person.touches] or [NOW]
    named = met.happened_at
    if written[0] - named > 60 * A_DAY and person.touches:
        # Not in the meeting itself, but in a message later on.
        named = written[0] - person.chance.randint(3, 12) * A_DAY
    assert named < written[0], f"{person.contact.name} was written to before being named"
    contact = person.contact
    use = person.named_by[1]
    return Referral(
        id=derived_id("sample referral", contact.id),
        referrer_id=referrer.contact.id, meeting_id=met.meeting_id,
        first_name=contact.first_name, last_name=contact.last_name,
        organisation=contact.organisation, reach=contact.email, said=person.named_by[2],
        name_use=use,  # type: ignore[arg-type]
        named_at=named, decided_on=_day(named) if use != "not_asked" else None,
        contact_id=contact.id,
    )  # fmt: skip


def _named_only(line: str, people: dict[str, Person]) -> Referral:
    name, organisation, reach, referrer, use, said = _cells(line)
    met = next(touch for touch in people[referrer].touches if touch.kind == "met")
    first, _, last = name.partition(" ")
    return Referral(
        id=derived_id("sample referral", name), referrer_id=people[referrer].contact.id,
        meeting_id=met.meeting_id, first_name=first, last_name=last, organisation=organisation,
        reach=reach, said=said, name_use=use,  # type: ignore[arg-type]
        named_at=met.happened_at,
        decided_on=_day(met.happened_at) if use != "not_asked" else None,
    )  # fmt: skip


def _reason(line: str, people: dict[str, Person]) -> ReasonToWrite:
    name, noted, used, text = _cells(line)
    return ReasonToWrite(
        id=derived_id("sample reason", name, text), contact_id=people[name].contact.id, text=text,
        noted_at=NOW - round(float(noted) * A_DAY),
        used_at=NOW - round(float(used) * A_DAY) if used else None,
    )  # fmt: skip


def _named_twice(person: Person, referrer: Person) -> Referral:
    again = _referral(replace(person, touches=[]), referrer)
    return replace(
        again, id=derived_id("sample referral", "again", person.contact.id),
        named_at=person.touches[-1].happened_at + 5 * A_DAY, meeting_id=None,
        said="You have met her already? Good.", decided_on=None, name_use="not_asked",  # type: ignore[arg-type]
    )  # fmt: skip


def _at(day: date, hour: int, minute: int) -> int:
    return int(datetime.combine(day, time(hour, minute), BERLIN).timestamp())


def _day(moment: int) -> date:
    return datetime.fromtimestamp(moment, BERLIN).date()


def _phone(city: str, chance: Random) -> str:
    return f"{PHONES.get(city, PHONES['Berlin'])} {chance.randint(100, 999)}"


def _cells(line: str) -> Iterator[str]:
    return (cell.strip() for cell in line.split("|"))


def _draft(person: Person) -> Draft:
    subject, body = letters.DRAFTS[person.first]
    contact_id = person.contact.id
    return Draft(
        id=derived_id("draft", contact_id, "outreach"), contact_id=contact_id,
        kind="outreach", template="event", subject=subject, body=body,  # type: ignore[arg-type]
        saved_at=NOW - (A_DAY if person.first == "Gerlinde" else 3_000),
    )  # fmt: skip


if __name__ == "__main__":
    main()
