"""Whatever is added, edited, deleted and taken back: the log holds what a plain dict would."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from infoint_widgets.errors import LogError
from infoint_widgets.log.search import search_text
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Record, Touch
from infoint_widgets.vocabulary import TouchKind
from tests.conftest import NOW

Row = dict[str, Any]
Rows = dict[str, Row]
FIELDS: dict[type[Record], tuple[str, ...]] = {
    Contact: ("first_name", "city", "notes"),
    Touch: ("note", "text"),
}


@dataclass(frozen=True)
class Step:
    what: Literal["add person", "add touch", "edit", "delete"]
    which: int
    field: int
    text: str


@dataclass(frozen=True)
class Changed:
    id: str
    before: Row | None
    after: Row | None


class Refused(Exception):
    """The dict's own way of saying that something can't be done."""


STEPS = st.builds(
    Step,
    st.sampled_from(("add person", "add touch", "edit", "edit", "delete")),
    st.integers(0, 5),
    st.integers(0, 5),
    st.sampled_from(("", "a", "ä\nb", "'")),
)


def hang_together(rows: Rows) -> None:
    if any("contact_id" in row and row["contact_id"] not in rows for row in rows.values()):
        raise Refused


class UndoMachine(RuleBasedStateMachine):
    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="infoint-undo-"))
        self.log = Log(self.folder / "my_log.db", clock=lambda: NOW)
        self.rows: Rows = {}
        self.actions: list[tuple[str, list[Changed]]] = []

    def teardown(self) -> None:
        self.log.close()
        shutil.rmtree(self.folder)

    @rule(steps=st.lists(STEPS, min_size=1, max_size=4))
    def act(self, steps: list[Step]) -> None:
        rows, changes = dict(self.rows), list[Changed]()
        refused = False
        try:
            with self.log.writing() as action:
                for step in steps:
                    self._step(step, rows, changes)
        except (LogError, Refused):
            refused = True
        if not refused:
            self.rows = rows
            self.actions.append((action, changes))

    def _step(self, step: Step, rows: Rows, changes: list[Changed]) -> None:
        """Do the same to the log and to the dict; both must refuse, or none."""
        there = [(id, type_of(row)) for id, row in rows.items()]
        people = [id for id, record in there if record is Contact]
        if step.what == "add person":
            self._add(Contact(first_name=step.text), rows, changes)
        elif step.what == "add touch" and people:
            to = people[step.which % len(people)]
            touch = Touch(contact_id=to, kind=TouchKind.MET, happened_at=NOW, zone="UTC")
            self._add(touch, rows, changes)
        elif step.what == "edit" and there:
            id, record = there[step.which % len(there)]
            field = FIELDS[record][step.field % len(FIELDS[record])]
            after = type_of(rows[id])(**{**rows[id], field: step.text})
            self.log.edit(record, id, field, step.text, was=rows[id][field])
            if plain(after) != rows[id]:
                changes.append(Changed(id, rows[id], plain(after)))
            rows[id] = plain(after)
        elif step.what == "delete" and there:
            id, record = there[step.which % len(there)]
            left = {other: row for other, row in rows.items() if other != id}
            try:
                hang_together(left)
            except Refused:
                must_refuse(lambda: self.log.delete(record, id))
                raise
            self.log.delete(record, id)
            changes.append(Changed(id, rows.pop(id), None))

    def _add(self, row: Record, rows: Rows, changes: list[Changed]) -> None:
        self.log.add(row)
        rows[row.id] = plain(row)
        changes.append(Changed(row.id, None, plain(row)))

    @precondition(lambda self: self.actions)
    @rule(back=st.integers(0, 4))
    def undo(self, back: int) -> None:
        action, changes = self.actions[-1 - back % len(self.actions)]
        try:
            rows = taken_back(self.rows, changes)
        except Refused:
            must_refuse(lambda: self.log.undo(action))
        else:
            self.log.undo(action)
            self.rows = rows
            changes.clear()

    @invariant()
    def the_log_holds_what_the_dict_holds(self) -> None:
        people, touches = self.log.find(Contact), self.log.find(Touch)
        assert {row.id: plain(row) for row in (*people, *touches)} == self.rows
        kept = {row["id"]: row["search"] for row in self.log.query("SELECT * FROM contacts")}
        assert kept == {person.id: search_text(person) for person in people}


def plain(row: Record) -> Row:
    values = asdict(row)  # type: ignore[call-overload]
    del values["version"]
    return dict(values)


def type_of(row: Row) -> type[Record]:
    return Touch if "contact_id" in row else Contact


def must_refuse(what: Any) -> None:
    try:
        what()
    except LogError:
        return
    raise AssertionError("the log did what it should have refused")


def taken_back(now: Rows, changes: list[Changed]) -> Rows:
    rows = dict(now)
    for change in reversed(changes):
        there = rows.get(change.id)
        if change.before is not None and change.after is not None:
            before, after = change.before, change.after
            touched = [name for name in before if before[name] != after[name]]
            if there is None or any(there[name] != after[name] for name in touched):
                raise Refused
            rows[change.id] = {**there, **{name: before[name] for name in touched}}
        elif there != change.after:
            raise Refused
        elif change.before is None:
            del rows[change.id]
        else:
            rows[change.id] = change.before
        hang_together(rows)
    return rows


UndoMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
test_the_log_and_a_plain_dict_agree = UndoMachine.TestCase
