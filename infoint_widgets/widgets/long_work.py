"""Work that takes a while, done beside the page: how far it is, and a button that stops it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import TypeVar

import ipywidgets

from infoint_widgets.widgets import safe
from infoint_widgets.widgets.form import Form

T = TypeVar("T")
Tell = Callable[[int, int], None]
Stop = Callable[[], bool]


class LongWork(ipywidgets.VBox):
    """The bar and the button; invisible while nothing is being done.

    It outlives a rebuilding of its form, and is told the new words with `label`.
    """

    def __init__(self, form: Form) -> None:
        self._form = form
        self._stop = threading.Event()
        self.running = False
        self.bar = ipywidgets.IntProgress(max=100)
        self.far = safe.paragraph("", "infoint-quiet")
        self.stop = form.button("", self._ask_to_stop)
        beside = ipywidgets.HBox([self.stop, self.far])
        beside.add_class("infoint-actions")
        super().__init__([self.bar, beside])
        self.add_class("infoint-card")
        self.layout.display = "none"

    def __repr__(self) -> str:
        return "LongWork()"

    def label(self) -> None:
        """Speak the form's language."""
        self.bar.description = self._form.w("files.work.bar")
        self.stop.description = self._form.w("files.work.stop")

    def run(self, work: Callable[[Tell, Stop], T], then: Callable[[T], None]) -> None:
        """Do the work in a thread of its own, so that the page goes on, then something with it.

        One piece of work at a time; where no loop runs, as outside of notebooks, at once.

        Parameters
        ----------
        work : callable
            Tells the first argument how many of how many are done, and asks the second whether
            to stop. What it raises becomes words at the form.
        then : callable
            Gets what the work returned.
        """
        if self.running:
            return
        self._stop.clear()
        self.running = True
        self._show(0, 100)
        self.stop.disabled = False
        self.layout.display = None
        self._form.show()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._end(then, lambda: work(self._show, self._stop.is_set))
            return
        told = -1

        def tell(done: int, total: int) -> None:
            nonlocal told
            if _percent(done, total) != told:
                told = _percent(done, total)
                loop.call_soon_threadsafe(self._show, done, total)

        def beside() -> T:
            try:
                return work(tell, self._stop.is_set)
            finally:
                self._form.log.close()

        future = loop.run_in_executor(None, beside)
        future.add_done_callback(self._form.guarded(lambda done: self._end(then, done.result)))

    def _end(self, then: Callable[[T], None], result: Callable[[], T]) -> None:
        try:
            outcome = result()
        finally:
            self.running = False
            self.layout.display = "none"
            self._form.show()
        then(outcome)

    def _show(self, done: int, total: int) -> None:
        self.bar.value = _percent(done, total)
        if not self._stop.is_set():
            text = self._form.w("files.work.far", done=done, total=total)
            self.far.show(safe.html("{text}", text=text))

    def _ask_to_stop(self) -> None:
        self._stop.set()
        self.stop.disabled = True
        self.far.show(safe.html("{text}", text=self._form.w("files.work.stopping")))


def _percent(done: int, total: int) -> int:
    return 100 * done // total if total else 100
