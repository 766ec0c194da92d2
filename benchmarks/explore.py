"""A change of a filter with ten thousand people, beside interact with pandas and matplotlib."""

from __future__ import annotations

import io
import itertools
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import ipywidgets
import matplotlib as mpl
import pandas as pd
from matplotlib import pyplot as plt

from benchmarks.measuring import in_turn, seconds, tell
from benchmarks.thousand import people
from infoint_widgets.jobs.explore import FIGURES
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Record, Touch
from infoint_widgets.vocabulary import Channel, Field
from infoint_widgets.widgets.explore import Explore

PEOPLE, CHANGES = 10_000, 24
NOW = 1_780_000_000
CHANNELS, FIELDS = (Channel.EMAIL, Channel.LINKEDIN, Channel.CARD), [*Field]
DOTS = 192  # as sharp as ours


def main() -> None:
    mpl.use("agg")
    with tempfile.TemporaryDirectory() as folder:
        log = Log(Path(folder) / "log.db", clock=lambda: NOW, zone="Europe/Vienna", sample=True)
        log.load(several_ways())
        form = Explore(log)
        changes: dict[str, Callable[[str | None], object]] = {
            "interact, pandas and a bar of matplotlib's": by_interact(log.journeys()),
            "Explore": partial(choose, form),
        }
        tell(f"A change of a filter, {PEOPLE:,} people", measured(changes))
        print("Processor time of a change, by figure:")
        for name in FIGURES:
            form.figure.value = name
            taken = sorted(processor_seconds(partial(choose, form)) for _ in range(3))
            print(f"  {name}: {1_000 * taken[1]:.0f} ms")
        log.close()


def measured(changes: dict[str, Callable[[str | None], object]]) -> dict[str, list[float]]:
    measures = {name: next_change(change) for name, change in changes.items()}
    in_turn(2, measures)  # what only the first ones do
    return in_turn(CHANGES, measures)


def next_change(change: Callable[[str | None], object]) -> Callable[[], float]:
    chosen = itertools.cycle((*map(str, CHANNELS), None))
    return lambda: seconds(lambda: change(next(chosen)))


def processor_seconds(change: Callable[[str | None], object]) -> float:
    """The mean of a change to each channel and back to all; what others run adds little to it."""
    choices = (*map(str, CHANNELS), None)
    return seconds(lambda: [change(one) for one in choices], time.process_time) / len(choices)


def choose(form: Explore, channel: str | None) -> None:
    form.groups["channel"].value = channel


def by_interact(journeys: pd.DataFrame) -> Callable[[str | None], object]:
    """What one would write oneself: filter, count, draw, show the picture and the counts."""
    shown = ipywidgets.HTML()
    picture = ipywidgets.Image()
    channel = ipywidgets.Dropdown(options=[None, *map(str, CHANNELS)])

    def draw(channel: str | None) -> None:
        part = journeys if channel is None else journeys[journeys["channel"] == channel]
        counts = part["outcome"].value_counts()
        figure, ax = plt.subplots(figsize=(7.6, 4.3), layout="constrained")
        counts.plot.barh(ax=ax, title="How many say yes?")
        content = io.BytesIO()
        figure.savefig(content, format="png", dpi=DOTS)
        plt.close(figure)
        picture.value = content.getvalue()
        shown.value = counts.to_frame().to_html()

    ipywidgets.interactive_output(draw, {"channel": channel})
    return lambda value: setattr(channel, "value", value)


def several_ways() -> Iterator[Record]:
    """Ten thousand people of all fields, to whom one wrote in several ways."""
    channels: dict[str, Channel] = {}
    for at, record in enumerate(people(NOW, PEOPLE)):
        if isinstance(record, Contact):
            channels[record.id] = CHANNELS[at // 7 % len(CHANNELS)]
            yield replace(record, field_id=FIELDS[at // 7 % len(FIELDS)])
        elif isinstance(record, Touch):
            yield replace(record, channel=channels[record.contact_id])
        else:
            yield record


if __name__ == "__main__":
    main()
