"""Finding people as one types, among thousands."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from infoint_widgets.records import Contact, checks
from infoint_widgets.values import folded as folded
from infoint_widgets.values import spellings, well_formed
from infoint_widgets.vocabulary import Precision, Stage, TouchKind

if TYPE_CHECKING:
    from infoint_widgets.log.store import Log

# More would only slow down the search for a letter that was pasted by mistake.
MOST_WORDS = 20


def search_text(contact: Contact) -> str:
    """What a person is found by: "Müller" as "muller" and as "mueller"."""
    text = " ".join(
        (
            contact.first_name,
            contact.last_name,
            contact.organisation,
            contact.role,
            contact.field,
            contact.city,
            contact.email,
        )
    )
    plain, spelled_out = spellings(text)
    return plain if spelled_out == plain else f"{plain} {spelled_out}"


def people(
    log: Log,
    text: str = "",
    *,
    stage: Stage | None = None,
    first: Stage | None = None,
    binned: bool = False,
    among: Collection[str] | None = None,
    limit: int = 200,
) -> tuple[list[Contact], int]:
    """The people in whose name, organisation, role, field or city all the words stand.

    Parameters
    ----------
    log : Log
    text : str
        What was typed; case, accents and Umlauts don't matter, and words may be cut short. Words
        beyond the first 20 are not looked at.
    stage : Stage, optional
        Only the chosen, or only the known.
    first : Stage, optional
        Who comes before all others.
    binned : bool
        Look in the bin instead.
    among : collection of str, optional
        Only people with one of these ids.
    limit : int
        How many people are returned at the most.

    Returns
    -------
    (list of Contact, int)
        The first people, by last name, and how many there are in all.
    """
    where = ["deleted_at IS NOT NULL" if binned else "deleted_at IS NULL"]
    values: list[str] = []
    if stage is not None:
        where.append("stage = ?")
        values.append(stage)
    if among is not None:
        where.append("id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps([*among]))
    for word in well_formed(text).split()[:MOST_WORDS]:
        where.append("(instr(search, ?) OR instr(search, ?))")
        values.extend(spellings(word))
    condition = " AND ".join(where)
    (found,) = log.query(f"SELECT count(*) FROM contacts WHERE {condition}", *values)
    rows = log.query(
        f"SELECT * FROM contacts WHERE {condition} "
        "ORDER BY stage IS ? DESC, last_name COLLATE NOCASE, first_name COLLATE NOCASE LIMIT ?",
        *values,
        first,
        limit,
    )
    names = checks(Contact)
    return [Contact(**{name: row[name] for name in names}) for row in rows], int(found[0])


class LastTouch(NamedTuple):
    """What happened last with somebody, when (UTC seconds), and how exactly that is known."""

    kind: TouchKind
    happened_at: int
    precision: Precision


def last_touches(log: Log, contact_ids: list[str]) -> dict[str, LastTouch]:
    """What happened last with each of some people."""
    marks = ", ".join("?" * len(contact_ids))
    rows = log.query(
        # In the order of the story: of one moment, what was written down last came last.
        "SELECT contact_id, kind, happened_at, precision FROM touches "
        f"WHERE contact_id IN ({marks}) ORDER BY happened_at, rowid",
        *contact_ids,
    )
    return {
        row["contact_id"]: LastTouch(
            TouchKind(row["kind"]), row["happened_at"], Precision(row["precision"])
        )
        for row in rows
    }


def names(log: Log, *, but: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of all chosen people but one, and the organisations they are of, each once."""
    rows = log.query(
        "SELECT first_name || ' ' || last_name AS name, organisation FROM contacts "
        "WHERE stage = ? AND deleted_at IS NULL AND id IS NOT ?",
        Stage.CHOSEN,
        but,
    )
    people = dict.fromkeys(row["name"].strip() for row in rows)
    organisations = dict.fromkeys(row["organisation"] for row in rows)
    return tuple(filter(None, people)), tuple(filter(None, organisations))
