"""Write down an answer that came, of one of those from whom one waits for it."""

from __future__ import annotations

import ipywidgets

from infoint_widgets.jobs import following_up as jobs
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.picker import PersonForm, PersonPicker, describe
from infoint_widgets.widgets.they_wrote import TheyWrote


class Answered(PersonForm):
    """Who has not answered yet, and a button for each answer.

    Parameters
    ----------
    log : Log
    """

    def __init__(self, log: Log) -> None:
        super().__init__(log)
        self.guarded(self._begin)()

    def build(self) -> list[ipywidgets.Widget]:
        self.picker = PersonPicker(self, rows=5, nobody_yet="nobody_awaited")
        self.heading = safe.paragraph("", "infoint-heading")
        self.wrote = TheyWrote(self, lambda: None)
        self.desk = parts.stack(parts.head(self.heading), self.wrote)
        return [self.picker, self.desk]

    def show(self) -> None:
        self.picker.among = jobs.awaited(self.log)
        super().show()

    def show_person(self, contact: Contact | None) -> None:
        """Offer the answers of somebody."""
        parts.only_if(self.desk, contact is not None)
        self.wrote.show(contact)
        if contact is not None:
            self.heading.show(safe.html("{text}", text=describe(contact, self.w)))

    def _begin(self) -> None:
        """Begin with whom one waits for; whoever was picked elsewhere may be somebody else."""
        awaited = jobs.awaited(self.log)
        if self.picked not in awaited:
            self.be_about(awaited[0] if len(awaited) == 1 else None)
            self.show()
