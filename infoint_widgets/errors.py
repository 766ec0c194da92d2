"""Errors that a person can act on: an id and facts; the sentences stand in ``words/``."""

from __future__ import annotations

from collections.abc import Mapping


class WorkbookError(Exception):
    """Something that a person should be told: what is wrong, where, and what to do next.

    Parameters
    ----------
    id : str
        Id of the sentence in ``words/<language>/errors.yaml``, without the leading ``errors.``.
    **facts : str or int
        What the sentence names: a file, a line, a field, a value.

    Examples
    --------
    >>> str(WorkbookError("file_missing", file="contacts.csv"))
    'There is no file “contacts.csv”. Check the name and the folder, then try again.'
    """

    def __init__(self, id: str, /, **facts: str | int) -> None:
        super().__init__(id, facts)
        self.id = id
        self.facts: Mapping[str, str | int] = facts

    def __str__(self) -> str:
        from infoint_widgets.words import Words

        return Words("en").error(self)


class LogError(WorkbookError):
    """The log's file cannot be opened, read or written."""


class ImportFailed(WorkbookError):
    """A file from outside cannot be read at all; single bad lines are reported, not raised."""


class InvalidValue(WorkbookError):
    """A value does not fit its field.

    Attributes
    ----------
    field : str
        The field's name in the record.
    """

    def __init__(self, id: str, /, *, field: str, value: str) -> None:
        super().__init__(id, field=field, value=value)
        self.field = field


class Conflict(WorkbookError):
    """Somebody else changed the same field first; both values are kept for the person to choose.

    Attributes
    ----------
    mine, theirs : object
        The value that was not written, and the one that stands in the log now.
    """

    def __init__(self, *, field: str, mine: object, theirs: object) -> None:
        super().__init__("conflict", field=field)
        self.field = field
        self.mine = mine
        self.theirs = theirs
