"""Frames in, frames out; every figure with its n and, where it is an estimate, its interval."""

from infoint_widgets.stats import estimators
from infoint_widgets.stats.activity import activity
from infoint_widgets.stats.answers import answer_curve, follow_up_gain
from infoint_widgets.stats.compare import difference
from infoint_widgets.stats.counting import DataWarning
from infoint_widgets.stats.growth import generations, network_growth
from infoint_widgets.stats.introductions import referrals_per_interview, who_led_to_whom
from infoint_widgets.stats.lags import lag, quantile
from infoint_widgets.stats.pooled import Pooled
from infoint_widgets.stats.rates import response_curve, response_rate
from infoint_widgets.stats.spread import between_students
from infoint_widgets.stats.steps import funnel
from infoint_widgets.stats.thanks import thanked_in_time
from infoint_widgets.stats.what_if import messages_needed

__all__ = [
    "DataWarning",
    "Pooled",
    "activity",
    "answer_curve",
    "between_students",
    "difference",
    "estimators",
    "follow_up_gain",
    "funnel",
    "generations",
    "lag",
    "messages_needed",
    "network_growth",
    "quantile",
    "referrals_per_interview",
    "response_curve",
    "response_rate",
    "thanked_in_time",
    "who_led_to_whom",
]
