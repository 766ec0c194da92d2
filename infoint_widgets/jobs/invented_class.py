"""A course that nobody attended: journeys of invented students, the same each time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from infoint_widgets.vocabulary import POOLED

if TYPE_CHECKING:
    import pandas as pd

STUDENTS, SEED = 26, 1973
_DAY, _NOON = 86_400, 43_200
_TODAY = 20_620  # Tuesday, 16 June 2026, in days since 1970
_TERM = 150
_CHANNELS = {"email": 0.55, "linkedin": 0.3, "in_person": 0.1, "other": 0.05}
_FIELDS = {
    "design": 0.18, "health": 0.15, "media": 0.14, "software": 0.14, "education": 0.12,
    "non_profit": 0.09, "other": 0.18,
}  # fmt: skip
_WARMTH = {"cold": 0.55, "warm": 0.25, "referral": 0.2}
_LANGUAGES = {"de": 0.6, "en": 0.4}
_DRAWN = {"channel": _CHANNELS, "field": _FIELDS, "warmth": _WARMTH, "language": _LANGUAGES}
# By how much more often (in log odds) one says yes who is not a stranger.
_NEARER = {"cold": -0.35, "warm": 0.5, "referral": 0.9}


def invented_class() -> pd.DataFrame:
    """The journeys of some students who each wrote to fifteen to forty people in a term."""
    chance = np.random.default_rng(SEED)
    import pandas as pd

    people = chance.integers(15, 41, STUDENTS)
    gift = np.repeat(chance.normal(-0.35, 0.45, STUDENTS), people)
    frame = pd.DataFrame({"student": np.repeat([f"{n:016x}" for n in range(STUDENTS)], people)})
    n = len(frame)
    for name, shares in _DRAWN.items():
        frame[name] = chance.choice([*shares], n, p=[*shares.values()])
    frame["contact_id"] = [f"{at:016x}" for at in range(n)]
    referred = frame["warmth"] == "referral"
    frame["generation"] = referred.astype("Int64")
    sent = _TODAY - chance.integers(1, _TERM, n)
    odds = gift + frame["warmth"].map(_NEARER).to_numpy(dtype=float)
    yes = chance.random(n) < 1 / (1 + np.exp(-odds))
    declined = ~yes & (chance.random(n) < 0.25)
    lag = np.minimum(chance.geometric(0.22, n) - 1, 60)
    decided = np.where((yes | declined) & (sent + lag <= _TODAY), sent + lag, np.nan)
    met = _if_past(np.where(yes, decided + chance.integers(3, 16, n), np.nan))
    thanked = _if_past(
        np.where(chance.random(n) < 0.85, met + np.minimum(chance.geometric(0.5, n) - 1, 9), np.nan)
    )
    again = sent + chance.integers(7, 13, n)
    wrote_again = (chance.random(n) < 0.5) & ((decided > again) | np.isnan(decided))
    second = _if_past(np.where(wrote_again, again, np.nan))
    known = ~np.isnan(decided)
    frame["outcome"] = np.select([known & yes, known & declined], ["yes", "declined"], "silent")
    frame["precision"] = "day"
    frame["messages"] = 1 + (~np.isnan(second)).astype(int)
    frame["referrals"] = np.where(np.isnan(met), 0, chance.poisson(0.7, n))
    moments = {
        "named_s": np.where(referred, sent - chance.integers(2, 20, n), np.nan),
        "sent_s": sent, "sent_2_s": second, "first_answer_s": decided, "decided_s": decided,
        "meeting_s": met, "thanked_s": thanked, "as_of_s": np.full(n, _TODAY),
    }  # fmt: skip
    for name, days in moments.items():
        frame[name] = pd.Series(days * _DAY + _NOON, dtype="float64").astype("Int64")
    for name, days in {"sent_day": sent, "met_day": met, "thanked_day": thanked}.items():
        frame[name] = pd.to_datetime(pd.Series(days), unit="D").astype("datetime64[us]")
    return _whole(frame)


def _if_past(days: Any) -> Any:
    return np.where(days <= _TODAY, days, np.nan)


def _whole(frame: pd.DataFrame) -> pd.DataFrame:
    """With all columns of a pool, typed as in journeys."""
    types = {"text": "str", "moment": "Int64", "count": "Int64", "day": "datetime64[us]"}
    wanted = frame.reindex(columns=[*POOLED])
    return wanted.astype({name: types[kind] for name, kind in POOLED.items()})
