"""Figures that others have published, or that their programs give, each with its source."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from infoint_widgets.stats.estimators import (
    aalen_johansen,
    kaplan_meier,
    kaplan_meier_quantile,
    newcombe_difference,
    wilson,
)

# CAMIS, a project of PHUSE and PSI, compares R's packages (cardx, DescTools, ratesci,
# contingencytables) with SAS on the same numbers: psiaims.github.io/CAMIS, pages on one proportion
# and on two.
ACTIVE, PLACEBO = (36, 154), (12, 77)


def test_wilsons_interval_is_that_of_r_and_sas() -> None:
    assert wilson(*ACTIVE) == pytest.approx((0.174, 0.307), abs=5e-4)


@pytest.mark.parametrize(
    ("x1", "n1", "x2", "n2", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17:873, table II, method 10, a to h
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0),
        (10, 10, 0, 10, 0.6075, 1.0),
    ],
)
def test_newcombes_interval_is_as_published(
    x1: int, n1: int, x2: int, n2: int, low: float, high: float
) -> None:
    assert newcombe_difference(x1, n1, x2, n2) == pytest.approx((low, high), abs=5.1e-5)


def test_newcombes_interval_is_that_of_ratesci() -> None:
    """“MOVER Wilson” there, in CAMIS as above."""
    found = newcombe_difference(*ACTIVE, *PLACEBO)
    assert found == pytest.approx((-0.036142, 0.175125), abs=5e-7)


def test_newcombes_interval_is_that_of_a_trial_of_epinephrine() -> None:
    """Perondi et al. 2004, as computed by Fagerland, Lydersen & Laake 2015 (Stat Methods Med Res

    24:224), whose table is in statsmodels' tests of confint_proportions_2indep.
    """
    assert newcombe_difference(7, 34, 1, 34) == pytest.approx((0.019, 0.340), abs=5e-4)


# Therneau's `survival` for R checks itself with small tables that were worked out by hand.


def test_a_small_curve_is_that_of_survival_for_r() -> None:
    """tests/quantile.R: survival is 6/7, then times 3/5, then times 1/2."""
    time, status = [9, 1, 1, 6, 6, 8, 10], [1, 1, 0, 1, 1, 0, 0]
    curve = kaplan_meier(time, status).query("events > 0").set_index("time")["survival"]
    assert curve.to_dict() == pytest.approx({1: 6 / 7, 6: 18 / 35, 9: 9 / 35})
    assert [kaplan_meier_quantile(time, status, q)[0] for q in (1 / 14, 1 / 3, 1 / 2)] == [1, 6, 9]
    assert math.isnan(kaplan_meier_quantile(time, status, 0.9)[0])


def test_small_competing_risks_are_those_of_survival_for_r() -> None:
    """tests/testci.R: the states' probabilities at 1, 2, 3, 5 and 6, `byhand`."""
    time, status = [1, 2, 2, 3, 3, 3, 5, 6], [0, 1, 0, 1, 0, 1, 0, 1]
    event = [1, 1, 2, 2, 1, 2, 3, 2]
    outcome = [s * e for s, e in zip(status, event, strict=True)]
    table = aalen_johansen(time, outcome).set_index(["outcome", "time"])["probability"]
    assert table.loc[1].tolist() == pytest.approx([0, 1 / 7, 1 / 7, 1 / 7, 1 / 7])
    assert table.loc[2].tolist() == pytest.approx([0, 0, 12 / 35, 12 / 35, 6 / 7])


# Days until relapse (1) or death (2) after a bone marrow transplant, 54 people with AML of low
# risk: Copelan et al. 1991, in Klein & Moeschberger's Survival Analysis, section 1.3.
LOW_RISK = (
    "10:2 35:2 48:2 53:2 79:2 80:2 105:2 211:1 219:1 248:1 272:1 288:2 381:1 390:2 414:2 421:1 "
    "481:2 486:1 606:1 641:2 704:2 748:1 847:0 848:0 860:0 932:0 957:0 1030:0 1063:2 1074:2 1258:0 "
    "1324:0 1363:0 1384:0 1447:0 1470:0 1527:0 1535:0 1562:0 1568:0 1674:0 1709:0 1799:0 1829:0 "
    "1843:0 1850:0 1857:0 1870:0 2204:2 2218:0 2246:0 2409:0 2506:0 2569:0"
)


@pytest.mark.parametrize(
    ("years", "relapsed"), [(0.5, 0.0), (1, 0.0741), (1.5, 0.1296), (2, 0.1481), (3, 0.1667)]
)
def test_relapses_after_a_transplant_are_as_published(years: float, relapsed: float) -> None:
    """R's cmprsk and SAS's LIFETEST give these, in CAMIS's page on cumulative incidence."""
    people = [pair.split(":") for pair in LOW_RISK.split()]
    table = aalen_johansen([int(day) for day, _ in people], [int(code) for _, code in people])
    by_then = table[(table["outcome"] == 1) & (table["time"] <= years * 365.25)]
    assert by_then["probability"].iloc[-1] == pytest.approx(relapsed, abs=5e-5)


# Weeks until 18 women gave up an intrauterine device: Collett, Modelling Survival Data in Medical
# Research, 2nd edition 2003, table 1.1; the curve and its standard errors are those of chapter 2.
DEVICE = "10 13+ 18+ 19 23+ 30 36 38+ 54+ 56+ 59 75 93 97 104+ 107 107+ 107+"


def waits(times: str) -> tuple[list[float], list[bool]]:
    found = times.split()
    return [float(time.rstrip("+")) for time in found], [not t.endswith("+") for t in found]


def column(name: str) -> Sequence[float]:
    curve = kaplan_meier(*waits(DEVICE))
    return [float(value) for value in curve[curve["events"] > 0][name]]


def test_colletts_curve_is_as_published() -> None:
    assert column("survival") == pytest.approx(
        [0.9444, 0.8815, 0.8137, 0.7459, 0.6526, 0.5594, 0.4662, 0.3729, 0.2486], abs=5e-5
    )
    assert column("se") == pytest.approx(
        [0.0540, 0.0790, 0.0978, 0.1107, 0.1303, 0.1412, 0.1452, 0.1430, 0.1392], abs=5e-5
    )


def test_colletts_median_is_as_published() -> None:
    assert kaplan_meier_quantile(*waits(DEVICE))[0] == 93
