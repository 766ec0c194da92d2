"""One row a chosen person: the way from the first message to the thank-you and on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from infoint_widgets.log.frames import local_times, table
from infoint_widgets.records import Contact, Touch

if TYPE_CHECKING:
    import pandas as pd

    from infoint_widgets.log.store import Log

_SENT = ("outreach", "follow_up")
_ANSWERS = ("answer_yes", "answer_no", "answer_later", "answer_other")
# Whoever agrees on a date or comes has said yes, whether or not that was written down.
_AGREED = ("arranged", "confirmed", "met")
_YES = ("answer_yes", *_AGREED)
_GROUPS = ("field", "warmth", "language", "found_through", "organisation")
_HALF_A_DAY = 43_200
# What may be known to have happened, but not when; `undated` names it.
_DATED = ("sent", "sent_2", "first_answer", "decided", "meeting", "thanked")
_MOMENTS = ("sent", "first_answer", "decided", "meeting", "thanked", "last_touch")
_SECONDS = (
    "named_s", "sent_s", "sent_2_s", "sent_3_s", "first_answer_s", "decided_s", "meeting_s",
    "thanked_s", "last_touch_s", "as_of_s",
)  # fmt: skip


def journeys(log: Log, as_of: int) -> pd.DataFrame:
    """Derive the journeys frame.

    Parameters
    ----------
    log : Log
    as_of : int
        UTC seconds; what happened later is left out.

    Returns
    -------
    DataFrame
        One row a chosen person, in the order in which they were chosen; the columns stand in
        data/README.md.
    """
    touches = _touches(log, as_of)
    sent = _sent(touches)
    frame = _people(log).join(sent).join(_answers(touches, sent)).join(_meetings(touches))
    frame = frame.join(touches.groupby("contact_id")["happened_at"].max().rename("last_touch_s"))
    frame["as_of_s"] = as_of
    frame["outcome"] = _outcome(frame)
    frame = frame.join(_referrals(log, as_of))
    frame["generation"] = generations(frame["referred_by"])
    frame["warmth"] = frame["warmth"].mask(
        frame["warmth"].isna() & frame["referred_by"].notna(), "referral"
    )
    frame["zone"] = frame["zone"].fillna(log.zone)
    frame["undated"] = _undated(frame)
    by_day = touches.groupby("contact_id")["by_day"].first()
    frame["precision"] = by_day.map({True: "day", False: "minute"})
    for name in _MOMENTS:
        frame[f"{name}_at"] = local_times(frame[f"{name}_s"].astype("Int64"), frame["zone"])
    return _typed(frame.reset_index())


def generations(referred_by: pd.Series[Any]) -> pd.Series[Any]:
    """How many introductions away from one's own outreach each person is.

    Parameters
    ----------
    referred_by : Series of str, indexed by contact id
        Who named them; missing for one's own outreach.

    Returns
    -------
    Series of Int64
        0 for one's own outreach, one more than that of whoever named them else; 1 where that
        person is not among these; missing for people who are said to have named each other in a
        circle.
    """
    import pandas as pd

    parent = referred_by.where(referred_by.isin(referred_by.index))
    generation = pd.Series(pd.NA, index=referred_by.index, dtype="Int64")
    generation[parent.isna()] = 1
    generation[referred_by.isna()] = 0
    while True:
        above = parent.map(generation).astype("Int64")
        reached = generation.isna() & above.notna()
        if not reached.any():
            return generation
        generation[reached] = above[reached] + 1


def _people(log: Log) -> pd.DataFrame:
    people = table(
        log,
        Contact,
        "deleted_at IS NULL AND stage = 'chosen'",
        order="chosen_at, rowid",
        columns=("id", "first_name", "last_name", "field_id", *_GROUPS),
    )
    people = people.set_index("id").rename_axis("contact_id")
    name = (people["first_name"] + " " + people["last_name"]).str.strip()
    # The fixed list compares; own words only where nothing was chosen from it.
    field = people["field_id"].fillna(people["field"])
    found = people.assign(name=name, field=field)[["name", *_GROUPS]]
    return found.replace("", None)


def _touches(log: Log, as_of: int) -> pd.DataFrame:
    """What had happened by then; what is known to the day only counts from its morning on.

    A person's times are compared by the day as soon as one of them is not known to the minute.
    """
    import pandas as pd

    frame = table(
        log,
        Touch,
        "contact_id IN (SELECT id FROM contacts WHERE deleted_at IS NULL AND stage = 'chosen')",
        order="happened_at, rowid",
        columns=("contact_id", "kind", "happened_at", "zone", "precision", "channel", "by_me"),
    )
    frame["day"] = local_times(frame["happened_at"], frame["zone"]).dt.normalize()
    frame["guessed"] = frame["precision"] == "unknown"
    by_day = frame["precision"] != "minute"
    later = frame[by_day & (frame["happened_at"] > as_of)]
    now = pd.Series(as_of, index=later.index, dtype="Int64")
    of_today = later["day"] == local_times(now, later["zone"]).dt.normalize()
    frame.loc[later.index[of_today], "happened_at"] = as_of
    frame = frame.assign(by_day=by_day)[frame["happened_at"] <= as_of]
    return frame.assign(by_day=frame["by_day"].groupby(frame["contact_id"]).transform("any"))


def _sent(touches: pd.DataFrame) -> pd.DataFrame:
    """The first three messages that arrived, and the channel, day and zone of the first.

    Where none arrived the first that was sent stands there, and the person is `bounced`.
    """
    import pandas as pd

    kind = touches["kind"]
    messages = touches[(kind.isin(_SENT) & touches["by_me"]) | (kind == "bounced")]
    # A message to the minute may bounce on a day of which no more is known.
    late = (messages["kind"] == "bounced") & (messages["precision"] != "minute")
    order = messages["happened_at"].mask(late, messages["happened_at"] + _HALF_A_DAY)
    messages = messages.loc[order.sort_values(kind="stable").index]
    following = messages.groupby("contact_id")["kind"].shift(-1)
    sent = messages.assign(arrived=following != "bounced")[messages["kind"] != "bounced"]
    of_person = sent.groupby("contact_id")["arrived"]
    number, bounced = of_person.size(), ~of_person.any()
    sent = sent[sent["arrived"] | sent["contact_id"].map(bounced).astype(bool)]
    nth = sent.groupby("contact_id").cumcount()
    first, second, third = (sent[nth == n].set_index("contact_id") for n in range(3))
    return pd.DataFrame(
        {
            "sent_s": first["happened_at"],
            "sent_2_s": second["happened_at"],
            "sent_3_s": third["happened_at"],
            "sent_guessed": first["guessed"],
            "sent_2_guessed": second["guessed"],
            "sent_day": first["day"],
            "channel": first["channel"],
            "zone": first["zone"].where(first["zone"] != ""),
            "messages": number,
            "bounced": bounced,
        }
    )


def _answers(touches: pd.DataFrame, sent: pd.DataFrame) -> pd.DataFrame:
    """The first answer, the first decision, and whether a yes came after a no.

    Whom one had met before one wrote to them, on an evening say, has not answered by that. Whoever
    came has answered at some time before; and a yes on no known day had come by then.
    """
    import pandas as pd

    told = touches[touches["kind"].isin((*_ANSWERS, *_YES))].join(
        sent[["sent_s", "sent_day"]], on="contact_id"
    )
    before = (told["happened_at"] < told["sent_s"]).mask(
        told["by_day"], told["day"] < told["sent_day"]
    )
    told = told[~(before.fillna(False) & told["kind"].isin(_AGREED))]
    decisions = told[told["kind"].isin((*_YES, "answer_no"))]
    first, answer = (
        of.groupby("contact_id").head(1).set_index("contact_id") for of in (decisions, told)
    )
    declined = first["kind"] == "answer_no"
    yes = decisions[decisions["kind"].isin(_YES)]
    said_yes = yes["contact_id"].unique()
    by_then = yes[~yes["guessed"]].groupby("contact_id")["happened_at"].first()
    known_by = by_then.reindex(first.index).where(first["guessed"] & ~declined)
    return pd.DataFrame(
        {
            "first_answer_s": answer["happened_at"],
            "first_answer_guessed": answer["guessed"] | (answer["kind"] == "met"),
            "decided_s": known_by.fillna(first["happened_at"]),
            "decided_guessed": first["guessed"] & known_by.isna(),
            "decision": declined.map({True: "declined", False: "yes"}),
            "late_yes": declined & declined.index.isin(said_yes),
        }
    )


def _meetings(touches: pd.DataFrame) -> pd.DataFrame:
    """The first meeting that was held and the first thank-you on its day or later."""
    import pandas as pd

    columns = ["happened_at", "day", "guessed"]
    met = touches[touches["kind"] == "met"].groupby("contact_id")[columns].first()
    met.columns = pd.Index(["meeting_s", "met_day", "meeting_guessed"])
    thanks = touches[touches["kind"] == "thanked"].join(met, on="contact_id")
    thanks = thanks[thanks["met_day"].isna() | (thanks["day"] >= thanks["met_day"])]
    thanked = thanks.groupby("contact_id")[columns].first()
    thanked.columns = pd.Index(["thanked_s", "thanked_day", "thanked_guessed"])
    return pd.concat([met, thanked], axis=1)


def _outcome(frame: pd.DataFrame) -> pd.Series[Any]:
    outcome = frame["decision"].fillna("silent")
    bounced = frame["bounced"].fillna(False).astype(bool) & frame["first_answer_s"].isna()
    return outcome.mask(bounced, "bounced").where(frame["sent_s"].notna())


def _undated(frame: pd.DataFrame) -> pd.Series[Any]:
    """Which of the moments stand where they stand only because nothing more is known."""
    import pandas as pd

    said = pd.Series("", index=frame.index)
    for name in _DATED:
        guessed = frame[f"{name}_guessed"].fillna(False).astype(bool)
        said += guessed.map({True: f"{name} ", False: ""})
    return said.str.strip().replace("", None)


def _referrals(log: Log, as_of: int) -> pd.DataFrame:
    """Who named each person first and when, and how many people each person has named."""
    import pandas as pd

    rows = log.query(
        "SELECT referrer_id, contact_id, named_at FROM referrals WHERE named_at <= ? "
        "ORDER BY named_at, rowid",
        as_of,
    )
    named = pd.DataFrame([tuple(row) for row in rows], columns=["referrer", "contact", "named_at"])
    named = named.astype({"referrer": "str", "contact": "str"})
    first = named[named["contact"].notna()].drop_duplicates("contact").set_index("contact")
    return pd.DataFrame(
        {
            "referred_by": first["referrer"],
            "named_s": first["named_at"],
            "referrals": named.groupby("referrer").size(),
        }
    )


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    frame["late_yes"] = frame["late_yes"].fillna(False).astype(bool)
    for name in ("messages", "referrals"):
        frame[name] = frame[name].fillna(0)
    texts = ("contact_id", "name", *_GROUPS, "channel", "outcome", "precision", "undated", "zone")
    types = dict.fromkeys((*texts, "referred_by"), "str")
    types |= dict.fromkeys((*_SECONDS, "messages", "referrals", "generation"), "Int64")
    days = dict.fromkeys(("sent_day", "met_day", "thanked_day"), "datetime64[us]")
    moments = [f"{name}_at" for name in _MOMENTS]
    order = [
        "contact_id", "name", "channel", *_GROUPS, *_SECONDS, "outcome", "late_yes", "sent_day",
        "met_day", "thanked_day", "precision", "undated", "messages", "referred_by", "generation",
        "referrals", "zone", *moments,
    ]  # fmt: skip
    return frame[order].astype(types | days)
