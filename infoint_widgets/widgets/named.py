"""Whom they named in a meeting, and whether one may say who did."""

from __future__ import annotations

import ipywidgets

from infoint_widgets.errors import InvalidValue, LogError
from infoint_widgets.jobs import day as jobs
from infoint_widgets.jobs.introductions import name_of, permit, take_out
from infoint_widgets.records import Meeting, Referral
from infoint_widgets.vocabulary import NameUse
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.choice import Choice
from infoint_widgets.widgets.form import Form


class Row(ipywidgets.VBox):
    """What a list of names is made of."""

    def show(self, referral: Referral) -> None:
        """Show somebody as the log has them."""
        raise NotImplementedError


class Named(ipywidgets.VBox):
    """Two fields and a permission for the next name, over those that were written down.

    Parameters
    ----------
    form : Form
    """

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.add_class("infoint-stack")
        self.form = form
        w = form.w
        self.ask = safe.paragraph("", "infoint-quiet")
        self.name = form.text(w("on_the_day.whom"))
        self.where = form.text(w("on_the_day.where"))
        answers = parts.choices(form, "name_use", NameUse)
        self.name_use = Choice(w("on_the_day.permission"), answers, NameUse.NOT_ASKED)
        for field in (self.name, self.where):
            field.on_enter(form.guarded(self.add))
        self.button = form.button(w("on_the_day.add_name"), self.add)
        self.list = parts.stack(css_class="infoint-named")
        self.rows: dict[str, Row] = {}
        self.children = [
            safe.Html(safe.group(w("on_the_day.named"), "")),
            self.ask,
            parts.stack(self.name, self.where, css_class="infoint-two"),
            self.name_use,
            parts.row(self.button),
            self.list,
        ]
        self._meeting: Meeting | None = None

    def __repr__(self) -> str:
        return "Named()"

    def show(self, meeting: Meeting) -> None:
        """Show whom they named in a meeting."""
        self.take_up(meeting)
        self.show_rows(self.form.log.find(Referral, meeting_id=meeting.id))

    def take_up(self, meeting: Meeting) -> None:
        """Let the next name be one of this meeting."""
        log, w = self.form.log, self.form.w
        if self._meeting is None or self._meeting.id != meeting.id:
            for what, field in (("name", self.name), ("where", self.where)):
                field.show(parts.key(log, "named", meeting.id, what), "", None)
            self.name_use.value = NameUse.NOT_ASKED
        self._meeting = meeting
        spoken = w("on_the_day.quoted", words=jobs.sentences(log, meeting)["names"])
        self.ask.show(safe.html("{lead}: {said}", lead=w("on_the_day.named_hint"), said=spoken))

    def show_rows(self, referrals: list[Referral]) -> None:
        """List those who were named, each row at its place as long as it is there."""
        named = {referral.id: referral for referral in referrals}
        self.rows = {
            id: self.rows.get(id) or self.row_of(referral) for id, referral in named.items()
        }
        for id, row in self.rows.items():
            row.show(named[id])
        if self.list.children != (rows := tuple(self.rows.values())):
            self.list.children = rows

    def row_of(self, referral: Referral) -> Row:
        """What stands in the list for somebody."""
        return NamedRow(self, referral)

    def add(self) -> None:
        """Write down the name that was typed."""
        form = self.form
        if self._meeting is None:
            raise LogError("nobody_picked")
        for field in (self.name, self.where):
            field.complain(None)
        try:
            referral, action_id = jobs.name_somebody(
                form.log,
                self._meeting,
                self.name.typed,
                self.where.typed,
                NameUse(self.name_use.value),
            )
        except InvalidValue as error:
            wrong = self.where if error.field in ("organisation", "reach") else self.name
            wrong.complain(error)
            wrong.focus()
            raise
        for field in (self.name, self.where):
            field.empty()
        self.name_use.value = NameUse.NOT_ASKED
        form.did(form.w("on_the_day.named_now", name=name_of(referral)), action_id)
        self.name.focus()


class Remove(safe.Silent, ipywidgets.Button):
    """Takes somebody out; it says whom."""


class NamedRow(Row):
    """Somebody who was named, with a permission that can still be asked for."""

    def __init__(self, whole: Named, referral: Referral) -> None:
        super().__init__()
        self.add_class("infoint-named-row")
        self.form = form = whole.form
        self._referral = referral
        name = name_of(referral)
        self.who = safe.Html()
        answers = parts.choices(form, "name_use", NameUse)
        self.name_use = Choice(
            form.w("on_the_day.permission_of", name=name), answers, referral.name_use
        )
        form.on_change(self.name_use, self._permit)
        self.remove = Remove(description=form.w("on_the_day.take_out", name=name))
        self.remove.on_click(form.guarded(lambda _button: self._take_out()))
        self.children = [self.who, parts.row(self.name_use, self.remove)]

    def __repr__(self) -> str:
        return "NamedRow()"

    def show(self, referral: Referral) -> None:
        """Show somebody as the log has them."""
        self._referral = referral
        where = " · ".join(part for part in (referral.organisation, referral.reach) if part)
        self.who.show(safe.html("<b>{name}</b> {where}", name=name_of(referral), where=where))
        with self.form.filling():
            self.name_use.value = referral.name_use

    def _permit(self, name_use: str) -> None:
        action_id = permit(self.form.log, self._referral, NameUse(name_use))
        self._did("on_the_day.permission_noted", action_id)

    def _take_out(self) -> None:
        self._did("on_the_day.taken_out", take_out(self.form.log, self._referral))

    def _did(self, id: str, action_id: str) -> None:
        self.form.did(self.form.w(id, name=name_of(self._referral)), action_id)
