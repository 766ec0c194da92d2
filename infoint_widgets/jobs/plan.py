"""What an import will write, before any of it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from infoint_widgets.exchange.tables import Remark
from infoint_widgets.records import Contact, Meeting, Record, Referral, Setting, Touch


@dataclass
class Plan:
    """What an import will write.

    Attributes
    ----------
    settings : dict
        Which lines were taken for whom.
    edits : dict
        By table and id the fields that change, each with what stood there and what will. They were
        blank, or an import had to guess them.
    there : int
        How many lines were about somebody known, from the log or from an earlier line.
    """

    contacts: dict[str, Contact] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    touches: dict[str, Touch] = field(default_factory=dict)
    referrals: dict[str, Referral] = field(default_factory=dict)
    settings: dict[str, Setting] = field(default_factory=dict)
    edits: dict[tuple[type[Record], str], dict[str, tuple[Any, Any]]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    there: int = 0

    def edit(self, record: type[Record], id: str, name: str, was: Any, value: Any) -> None:
        fields = self.edits.setdefault((record, id), {})
        fields[name] = (fields[name][0] if name in fields else was, value)
