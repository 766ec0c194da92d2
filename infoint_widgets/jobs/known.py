"""Whom a line of a file is about: somebody of the log, as they are or once were, or of the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from infoint_widgets.exchange import linkedin
from infoint_widgets.exchange.interview_story import SOURCE as SHEET
from infoint_widgets.exchange.linkedin import profile_key
from infoint_widgets.exchange.names import split_name
from infoint_widgets.log import bulk
from infoint_widgets.log.search import folded
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Setting, checks
from infoint_widgets.vocabulary import Stage

Key = tuple[str, ...]
Values = dict[str, Any]


@dataclass(eq=False)
class Person:
    """Somebody in the log, or new in this file."""

    id: str
    values: Values
    new: bool

    @property
    def name(self) -> str:
        return f"{self.values['first_name']} {self.values['last_name']}".strip()


class Known:
    """Everybody whom the log and the file so far know.

    People are also found by what was written about them before somebody changed it: otherwise a
    second import of a file would bring everybody again whose name or firm was corrected since.

    Parameters
    ----------
    log : Log
    source : {"linkedin", "sheet"}
        Where the lines come from.
    """

    def __init__(self, log: Log, source: str) -> None:
        self._source = source
        self._index: dict[Key, list[tuple[Person, Values]]] = defaultdict(list)
        self._past: dict[str, list[Values]] = defaultdict(list)
        self._by_id: dict[str, Person] = {}
        for row in bulk.everybody(log):
            self.learn(Person(row["id"], dict(row), new=False))
        for values in bulk.past(log, Contact):
            self._past[values["id"]].append(values)
            if values["id"] in self._by_id:
                self.learn(self._by_id[values["id"]], values)
        rows = log.query("SELECT id, value FROM settings WHERE id LIKE 'same.%'")
        self._taken_for = {row["id"]: row["value"] for row in rows}

    def learn(self, person: Person, values: Values | None = None) -> None:
        """Know a person by what they are, or by what they once were."""
        self._by_id[person.id] = person
        values = values or person.values
        for key in _keys(values):
            self._index[key].append((person, values))

    def cleared(self, person: Person, name: str) -> bool:
        """Whether somebody emptied a field, and so wants it empty."""
        was_there = any(values.get(name) for values in self._past[person.id])
        return was_there and not person.values[name]

    def let_go(self, person: Person) -> bool:
        """Whether somebody said that they don't want to meet a person after all."""
        return any(values.get("stage") == Stage.CHOSEN for values in self._past[person.id])

    def take_for(self, contact: Contact, person: Person) -> Setting | None:
        """What is to be remembered of a line that was taken for somebody by more than its key.

        Later there may be others of that name, and the line is about this person all the same.
        """
        id = f"same.{contact.source_id}"
        if contact.source != SHEET or contact.source_id == person.values["source_id"]:
            return None
        self._taken_for[id] = person.id
        return Setting(id=id, value=person.id)

    def same(self, contact: Contact) -> Person | None:
        """Who is meant by a line, if the log or the file has them already."""
        values = values_of(contact)
        keys = {key[0]: key for key in _keys(values)}
        for person, _ in self._found(keys.get("source")):
            return person
        if taken_for := self._by_id.get(self._taken_for.get(f"same.{contact.source_id}", "")):
            return taken_for
        for person, there in self._found(keys.get("profile")):
            # A firm's page may stand with all who work there.
            if self._source == linkedin.SOURCE or _share_a_name(there, values):
                return person
        if self._source == linkedin.SOURCE:
            return self._met_on_that_day(keys.get("met"), contact)
        candidates = (*self._found(keys.get("email")), *self._found(keys["name"]))
        for person, there in candidates:
            if _agree(there, values):
                return person
        return self._only_one_of_that_name(keys["named"], values)

    def others(self, contact: Contact) -> str | None:
        """Why somebody from elsewhere may be the same person, as the id of a reason."""
        keys = {key[0]: key for key in _keys(values_of(contact))}
        reasons = {"email": "same_email", "name": "same_name"}
        if not contact.organisation:
            reasons = {"email": "same_email", "named": "only_same_name"}
        for kind, reason in reasons.items():
            if any(
                person.values["source"] != self._source for person, _ in self._found(keys.get(kind))
            ):
                return reason
        return None

    def named(self, name: str, person: Person) -> Person | None:
        """The one other person with a name; among several the one whom one chose to meet."""
        split = split_name(name)
        key = ("named", folded(f"{split['first_name']} {split['last_name']}".strip()))
        found = self._people(key)
        found = [other for other in found if other is not person and not other.values["deleted_at"]]
        chosen = [other for other in found if other.values["stage"] == Stage.CHOSEN]
        return next((some[0] for some in (found, chosen) if len(some) == 1), None)

    def _found(self, key: Key | None) -> list[tuple[Person, Values]]:
        return self._index.get(key, []) if key else []

    def _people(self, key: Key | None) -> list[Person]:
        return list(dict.fromkeys(person for person, _ in self._found(key)))

    def _met_on_that_day(self, key: Key | None, contact: Contact) -> Person | None:
        """Older files have no profiles, and people change jobs, but the day stays."""
        met = [
            person
            for person in self._people(key)
            if person.values["source"] == linkedin.SOURCE
            and not (person.values["profile_url"] and contact.profile_url)
        ]
        # Not two lines of one file: there the same name on the same day is another person.
        if len(met) == 1 and (
            not met[0].new or bool(met[0].values["profile_url"]) != bool(contact.profile_url)
        ):
            return met[0]
        return None

    def _only_one_of_that_name(self, key: Key, values: Values) -> Person | None:
        """Who is named without a firm, here or there, and is the only one with that name."""
        people = self._people(key)
        ours = [person for person in people if person.values["source"] == SHEET] or [
            person for person in people if person.values["stage"] == Stage.CHOSEN
        ]
        if len(ours) != 1 or (values["organisation"] and ours[0].values["organisation"]):
            return None
        return ours[0] if _emails_agree(ours[0].values, values) else None


def values_of(contact: Contact) -> Values:
    return {name: getattr(contact, name) for name in checks(Contact)}


def says(there: Any, value: Any) -> bool:
    """Whether a text holds another already, spelled in whatever way."""
    return folded(str(value)) in folded(str(there))


def _keys(values: Values) -> Iterator[Key]:
    name = folded(f"{values['first_name']} {values['last_name']}".strip())
    yield "named", name
    yield "name", name, folded(values["organisation"])
    if values["source_id"]:
        yield "source", values["source"], values["source_id"]
    if values["profile_url"]:
        yield "profile", profile_key(values["profile_url"])
    if values["email"]:
        yield "email", values["email"].casefold()
    if values["connected_on"]:
        yield "met", name, str(values["connected_on"])


def _agree(one: Values, other: Values) -> bool:
    """Whether nothing speaks against two people being one: offices share an e-mail, too."""
    profiles = {profile_key(v["profile_url"]) for v in (one, other) if v["profile_url"]}
    same_organisation = one["organisation"] and other["organisation"]
    return bool(
        _share_a_name(one, other)
        and len(profiles) < 2
        and (same_organisation or _emails_agree(one, other))
    )


def _share_a_name(one: Values, other: Values) -> bool:
    words = [set(folded(f"{v['first_name']} {v['last_name']}").split()) for v in (one, other)]
    return bool(words[0] & words[1])


def _emails_agree(one: Values, other: Values) -> bool:
    return len({v["email"].casefold() for v in (one, other) if v["email"]}) < 2
