"""Frames in, frames out; every figure with its n and, where it is an estimate, its interval."""

from infoint_widgets.stats import estimators
from infoint_widgets.stats.frames import DataWarning
from infoint_widgets.stats.growth import generations, network_growth
from infoint_widgets.stats.lags import lag, quantile, thanked_in_time
from infoint_widgets.stats.pooled import Pooled
from infoint_widgets.stats.rates import response_curve, response_rate
from infoint_widgets.stats.spread import between_students

__all__ = [
    "DataWarning",
    "Pooled",
    "between_students",
    "estimators",
    "generations",
    "lag",
    "network_growth",
    "quantile",
    "response_curve",
    "response_rate",
    "thanked_in_time",
]
