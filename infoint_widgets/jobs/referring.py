"""Who led to whom, as far as a file tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from infoint_widgets.exchange.names import split_name
from infoint_widgets.exchange.tables import Item, Remark
from infoint_widgets.jobs.known import Known, Person
from infoint_widgets.jobs.plan import Plan
from infoint_widgets.log import bulk
from infoint_widgets.log.search import folded
from infoint_widgets.log.store import Log
from infoint_widgets.records import Referral, derived_id
from infoint_widgets.vocabulary import TouchKind, Warmth

# By person, what happened with them and when.
Happened = Mapping[str, Sequence[tuple[TouchKind, int]]]


class Referrals:
    """Plans the referrals of a file.

    Parameters
    ----------
    log : Log
    plan : Plan
        Where they are put.
    known : Known
    column : str
        The name of the column in which referrers stand, for remarks.
    """

    def __init__(self, log: Log, plan: Plan, known: Known, column: str) -> None:
        self._log = log
        self._plan = plan
        self._known = known
        self._column = column
        self._there: dict[str, dict[str, Referral]] = defaultdict(dict)
        for referral in log.find(Referral):
            self._there[referral.referrer_id][referral.id] = referral
        self._ids = {referral.id for theirs in self._there.values() for referral in theirs.values()}
        self._removed = bulk.removed(log)

    def add(self, item: Item, person: Person, happened: Happened) -> bool:
        """Plan that somebody led to a person; False when nobody can be meant by the name."""
        referrer = self._known.named(item.referred_by, person)
        if referrer is None:
            self._remark(item, "referrer_unknown", value=item.referred_by[:80], column=self._column)
            return False
        self._refer(item, referrer, person, happened)
        return True

    def add_named(self, item: Item, referrer: Person, name: str, happened: Happened) -> None:
        """Plan that a person led to somebody, who may not be in the log yet."""
        person = self._known.named(name, referrer)
        if person is not None:
            self._refer(item, referrer, person, happened)
            return
        split = split_name(name)
        first, last = split["first_name"], split["last_name"]
        whole = folded(f"{first} {last}".strip())
        id = derived_id("referral", referrer.id, whole)
        if id in self._removed or any(_name(there) == whole for there in self._of(referrer)):
            return
        referral = Referral(
            id=id,
            referrer_id=referrer.id,
            first_name=first,
            last_name=last,
            named_at=self._log.now(),
        )
        moments = [moment for _, moment in happened.get(referrer.id, ())]
        self._put(referral, max(moments, default=None))
        self._remark(item, "referral_without_person", name=name, referrer=referrer.name)

    def _refer(self, item: Item, referrer: Person, person: Person, happened: Happened) -> None:
        for there in self._of(referrer):
            if there.contact_id == person.id:
                return
            if there.contact_id is None and _name(there) == folded(person.name):
                self._link(there, person)
                return
        id = derived_id("referral", referrer.id, person.id)
        if id in self._ids or id in self._removed:
            return
        referral = Referral(
            id=id,
            referrer_id=referrer.id,
            first_name=person.values["first_name"],
            last_name=person.values["last_name"],
            organisation=person.values["organisation"],
            named_at=self._log.now(),
            contact_id=person.id,
        )
        first = min((moment for _, moment in happened.get(person.id, ())), default=None)
        met = [
            moment
            for kind, moment in happened.get(referrer.id, ())
            if kind is TouchKind.MET and (first is None or moment <= first)
        ]
        moment = max(met, default=first)
        self._put(referral, moment)
        self._warm(person)
        facts = {"name": person.name, "referrer": referrer.name}
        if moment is None:
            self._remark(item, "referral_today", **facts)
        else:
            day = datetime.fromtimestamp(moment, ZoneInfo(self._log.zone)).date()
            self._remark(item, "referral_dated", **facts, day=day)

    def _link(self, referral: Referral, person: Person) -> None:
        """Link somebody who was only named before to the person they have become."""
        linked = replace(referral, contact_id=person.id)
        self._there[referral.referrer_id][referral.id] = linked
        if referral.id in self._plan.referrals:
            self._plan.referrals[referral.id] = linked
        else:
            self._plan.edit(Referral, referral.id, "contact_id", None, person.id)

    def _put(self, referral: Referral, moment: int | None) -> None:
        if moment is not None:
            referral = replace(referral, named_at=moment)
        self._there[referral.referrer_id][referral.id] = referral
        self._plan.referrals[referral.id] = referral

    def _warm(self, person: Person) -> None:
        if person.new and not person.values["warmth"]:
            person.values["warmth"] = Warmth.REFERRAL
            contact = self._plan.contacts[person.id]
            self._plan.contacts[person.id] = replace(contact, warmth=Warmth.REFERRAL)

    def _of(self, referrer: Person) -> list[Referral]:
        return [*self._there[referrer.id].values()]

    def _remark(self, item: Item, id: str, **facts: object) -> None:
        self._plan.remarks.append(Remark(item.line, id, {"name": item.contact.name, **facts}))


def _name(referral: Referral) -> str:
    return folded(f"{referral.first_name} {referral.last_name}".strip())
