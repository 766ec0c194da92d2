"""Whom a person named, from the name to the day on which one can tell them what came of it."""

from __future__ import annotations

import ipywidgets

from infoint_widgets.jobs import introductions
from infoint_widgets.records import Contact, Meeting, Referral
from infoint_widgets.vocabulary import DraftKind, NameUse
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.letter_in_place import LetterInPlace
from infoint_widgets.widgets.named import Named, Row
from infoint_widgets.widgets.parts import BoundText


class Referrals(Named):
    """All whom a person named, over the fields for another name.

    Parameters
    ----------
    form : Form
    """

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self.none = safe.paragraph(form.w("follow_up.nobody_named"), "infoint-quiet")
        self.another = parts.folded(
            form.w("follow_up.another_name"),
            parts.stack(
                parts.stack(self.name, self.where, css_class="infoint-two"),
                self.name_use,
                parts.row(self.button),
            ),
        )
        self.children = [
            safe.Html(safe.group(form.w("follow_up.named"), "")),
            self.none,
            self.list,
            self.another,
        ]

    def __repr__(self) -> str:
        return "Referrals()"

    def show_for(self, contact: Contact, meeting: Meeting | None) -> None:
        """Show whom somebody named; another name can be added to a meeting that was held."""
        if meeting is not None:
            self.take_up(meeting)
        referrals = self.form.log.find(Referral, referrer_id=contact.id)
        self.show_rows(referrals)
        parts.only_if(self.none, not referrals)
        parts.only_if(self.another, meeting is not None)

    def show_rows(self, referrals: list[Referral]) -> None:
        for row in self.rows.values():
            if isinstance(row, ReferralCard) and row.id not in {r.id for r in referrals}:
                row.let_go()
        super().show_rows(referrals)

    def row_of(self, referral: Referral) -> Row:
        return ReferralCard(self.form, referral)


class ReferralCard(Row):
    """Somebody who was named: what is known, whether the name may be used, and what comes next."""

    def __init__(self, form: Form, referral: Referral) -> None:
        super().__init__()
        self.add_class("infoint-named-row")
        self.form = form
        self.id = referral.id
        self._referral = referral
        w, name = form.w, introductions.name_of(referral)
        self.who = safe.Html()
        self.texts = {
            column: BoundText(form, column, label=w(f"follow_up.{column}"), rows=rows)
            for column, rows in {"organisation": 1, "reach": 1, "said": 2}.items()
        }
        self.name_use = parts.dropdown(
            safe.label(w("on_the_day.permission_of", name=name)),
            parts.choices(form, "name_use", NameUse),
            NameUse.NOT_ASKED,
        )
        form.on_change(self.name_use, self._permit)
        self.scope = BoundText(form, "scope", hint=w("follow_up.scope_hint"))
        self.decided = parts.as_field(ipywidgets.DatePicker(description=w("fields.decided_on")))
        self.decided_on = parts.BoundChoice(form, "decided_on", self.decided)
        self.ask = LetterInPlace(
            form, DraftKind.REFERRAL_REQUEST, {w("follow_up.ask_permission"): "named_in_passing"}
        )
        self.meet = form.button(w("follow_up.make_contact"), self._meet)
        self.write = LetterInPlace(
            form, DraftKind.REFERRAL_OUTREACH, {w("follow_up.write_to_them"): ""}
        )
        self.write.add_class(f"infoint-write-{self.id}")
        self.told = form.button(w("follow_up.told"), self._tell)
        self.tell = LetterInPlace(
            form, DraftKind.KEEP_IN_TOUCH, {w("follow_up.tell"): "met_their_person"}, self.told
        )
        self.remove = form.button(w("on_the_day.take_out", name=name), self._take_out)
        self.children = [
            self.who,
            self.tell,
            parts.grid(*(text.widget for text in self.texts.values())),
            parts.grid(parts.wide(self.name_use), self.scope.widget, self.decided),
            self.ask,
            self.write,
            parts.row(self.meet, self.remove),
        ]

    def __repr__(self) -> str:
        return "ReferralCard()"

    def show(self, referral: Referral) -> None:
        """Show somebody as the log has them, and the step that comes next."""
        form, w = self.form, self.form.w
        self._referral = referral
        standing = introductions.standing(form.log, referral)
        on = "" if standing.day is None else w.day(standing.day)
        use = "" if standing.state != "chosen" else f".{referral.name_use}"
        self.who.show(
            safe.html(
                "<b>{name}</b><div>{state}</div>",
                name=introductions.name_of(referral),
                state=w(f"follow_up.standing.{standing.state}{use}", day=on),
            )
        )
        for text in (*self.texts.values(), self.scope):
            text.show(referral)
        self.decided_on.show(referral)
        with form.filling():
            self.name_use.value = referral.name_use
        parts.only_if(self.scope.widget, referral.name_use is NameUse.GRANTED)
        parts.only_if(self.decided, referral.name_use is not NameUse.NOT_ASKED)
        self.ask.show(referral.referrer_id, about=referral)
        parts.only_if(self.ask, referral.name_use is NameUse.NOT_ASKED)
        self.tell.show(referral.referrer_id, about=referral)
        parts.only_if(self.tell, standing.state == "met")
        self.write.show(referral.contact_id or "", introductions.letter_to(referral))
        parts.only_if(self.write, standing.state == "chosen")
        parts.only_if(self.meet, standing.state == "named")

    def let_go(self) -> None:
        """Keep what was typed of somebody who is no longer shown."""
        for bound in (*self.texts.values(), self.scope):
            bound.widget.save()
        for letter in (self.ask, self.write, self.tell):
            letter.shut()

    def _permit(self, name_use: NameUse) -> None:
        action_id = introductions.permit(self.form.log, self._referral, name_use)
        self._did("on_the_day.permission_noted", action_id)

    def _meet(self) -> None:
        for bound in (*self.texts.values(), self.scope):
            bound.widget.save()
        referral = self.form.log.get(Referral, self.id)
        contact, action_id = introductions.meet_named(self.form.log, referral)
        self.form.did(self.form.w("people.chosen", name=contact.name), action_id)
        self.form.lead_to(f"infoint-write-{self.id}")

    def _tell(self) -> None:
        action_id = introductions.tell(self.form.log, self._referral)
        self._did("follow_up.was_told", action_id)

    def _take_out(self) -> None:
        self._did("on_the_day.taken_out", introductions.take_out(self.form.log, self._referral))

    def _did(self, id: str, action_id: str) -> None:
        self.form.did(self.form.w(id, name=introductions.name_of(self._referral)), action_id)
