"""One's own checklist: what is added, hidden and ordered, for one meeting or for all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from infoint_widgets.errors import WorkbookError
from infoint_widgets.jobs.meetings import own_zone
from infoint_widgets.log.store import Log
from infoint_widgets.method import checklist
from infoint_widgets.method.checklist import Due, Entry, When
from infoint_widgets.records import ChecklistChange, Meeting, derived_id, new_id


def whole_list(log: Log, meeting: Meeting) -> list[Entry]:
    """A meeting's list in its order, with what is hidden and what does not fit how one meets."""
    mode = checklist.mode_of(meeting.mode, meeting.place)
    return checklist.entries(mode, _changes(log, meeting), meeting.id)


def due_of(log: Log, meeting: Meeting, when: When) -> Due | None:
    """By when a part of the list is to be done; None while there is no date."""
    if meeting.starts_at is None:
        return None
    return checklist.due(when, meeting.starts_at, own_zone(log, meeting), log.now())


def add(log: Log, meeting: Meeting, text: str, when: When, *, for_good: bool) -> str:
    """Put something of one's own on the list, after what is there for that time.

    Parameters
    ----------
    for_good : bool
        On the list of every meeting, rather than of this one.

    Returns
    -------
    str
        The action's id, for an undo.

    Raises
    ------
    WorkbookError
        When there is nothing but white space.
    """
    if not text.strip():
        raise WorkbookError("preparing.nothing_to_add")
    item = new_id()
    after = {"text": text, "due": when, "position": _last_place(log, meeting, when)}
    with log.writing() as action_id:
        _change(log, meeting, item, for_good=for_good, **after)
    return action_id


def hide(log: Log, meeting: Meeting, item: str, *, for_good: bool) -> str:
    """Take an item off the list; its tick, if it has one, stays."""
    with log.writing() as action_id:
        _change(log, meeting, item, for_good=for_good, hidden=True)
    return action_id


def show_again(log: Log, meeting: Meeting, item: str) -> str:
    """Put a hidden item back on the list, for whatever it was hidden."""
    with log.writing() as action_id:
        for change in _changes(log, meeting):
            if change.item == item and change.hidden:
                log.edit(ChecklistChange, change.id, "hidden", False, was=True)
    return action_id


def move(log: Log, meeting: Meeting, item: str, step: int, *, for_good: bool) -> str:
    """Let an item go past its neighbour of the same time.

    Parameters
    ----------
    step : int
        -1 for earlier, 1 for later.
    """
    with log.writing() as action_id:
        entries = whole_list(log, meeting)
        order = checklist.moved(entries, item, step)
        when = next(entry.when for entry in entries if entry.id == item)
        if order == [entry.id for entry in entries if entry.when == when]:
            return action_id
        for place, id in enumerate(order):
            _change(log, meeting, id, for_good=for_good, position=place)
            if for_good:
                _no_place_of_its_own(log, meeting, id)
    return action_id


def _last_place(log: Log, meeting: Meeting, when: When) -> int | None:
    """The place after all others, once somebody gave these an order; else it comes by itself."""
    there = {entry.id for entry in whole_list(log, meeting) if entry.when == when}
    places = [c.position for c in _changes(log, meeting) if c.item in there]
    return max((place + 1 for place in places if place is not None), default=None)


def _no_place_of_its_own(log: Log, meeting: Meeting, item: str) -> None:
    """What was ordered for this meeting gives way to a later order for all."""
    id = _key(meeting, item, for_good=False)
    for change in log.find(ChecklistChange, id=id):
        log.edit(ChecklistChange, id, "position", None, was=change.position)


def _change(log: Log, meeting: Meeting, item: str, *, for_good: bool, **values: Any) -> None:
    id = _key(meeting, item, for_good=for_good)
    there = log.find(ChecklistChange, id=id)
    for change in there:
        for name, value in values.items():
            log.edit(ChecklistChange, id, name, value, was=getattr(change, name))
    if there:
        return
    if not for_good and not log.find(Meeting, id=meeting.id):
        log.add(meeting)
    meeting_id = None if for_good else meeting.id
    log.add(ChecklistChange(id=id, meeting_id=meeting_id, item=item, **values))


def _key(meeting: Meeting, item: str, *, for_good: bool) -> str:
    return derived_id("checklist", "" if for_good else meeting.id, item)


def _changes(log: Log, meeting: Meeting) -> Iterable[ChecklistChange]:
    for_good = log.find(ChecklistChange, meeting_id=None)
    return [*for_good, *log.find(ChecklistChange, meeting_id=meeting.id)]
