"""What every form shares: words instead of tracebacks, undo, language, refreshing."""

from __future__ import annotations

import asyncio
import stat
from collections.abc import Callable

import ipywidgets
import pytest

from infoint_widgets.errors import LogError
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact
from infoint_widgets.widgets import form as form_module
from infoint_widgets.widgets.form import Form, watch
from infoint_widgets.words import Words
from tests.conftest import ZONE
from tests.widgets.conftest import inside, said, tell, undo

EN, DE = Words("en"), Words("de")


class Little(Form):
    """A form with a button, a text and a count of how often it was shown."""

    shown = 0

    def build(self) -> list[ipywidgets.Widget]:
        self.go = self.button("Go", self.do)
        self.words = self.text("Words")
        self.box = ipywidgets.Checkbox()
        self.ticks: list[bool] = []
        self.on_change(self.box, self.ticks.append)
        return [self.go, self.words, self.box]

    def show(self) -> None:
        self.shown += 1

    def do(self) -> None:
        raise NotImplementedError("nobody said what")


def failing(error: Exception) -> Callable[..., None]:
    def fail(*_args: object) -> None:
        raise error

    return fail


def texts(form: Form) -> str:
    return " ".join(str(getattr(widget, "value", "")) for widget in inside(form))


# What goes wrong


def test_an_exception_becomes_words_at_the_form(log: Log) -> None:
    form = Little(log)
    form.go.click()
    assert said(form) == EN("form.failed", file="errors.log")
    assert form._status.said["kind"] == "error"


def test_what_went_wrong_is_no_longer_said_once_something_else_is_done(log: Log) -> None:
    form = Little(log)
    form.go.click()
    form.box.value = True
    assert said(form) == ""


def test_an_exception_leaves_a_line_that_only_its_owner_can_read(log: Log) -> None:
    Little(log).go.click()
    file = log.path.parent / "errors.log"
    assert "nobody said what" in file.read_text("utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_exception_with_half_a_letter_is_noted_too(
    log: Log, capsys: pytest.CaptureFixture[str]
) -> None:
    Little(log).guarded(failing(ValueError(chr(0xD800))))()
    assert "\\ud800" in (log.path.parent / "errors.log").read_text("utf-8")
    assert capsys.readouterr().err == ""


def test_an_exception_becomes_words_where_nothing_can_be_noted(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_module, "_error_log", failing(PermissionError("read-only")))
    form = Little(log)
    form.go.click()
    assert said(form) == EN("form.failed", file="errors.log")


def test_what_a_person_can_act_on_is_said_in_their_language(log: Log) -> None:
    log.set_setting("language", "de")
    form = Little(log)
    form.guarded(failing(LogError("nobody_picked")))()
    assert said(form) == DE("errors.nobody_picked")


def test_a_form_that_cannot_be_made_says_so(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Little, "build", failing(LogError("disk_full", file="my_log.db")))
    form = Little(log)
    assert said(form) == EN("errors.disk_full", file="my_log.db")
    assert [*form.children] == [form._status]


def test_a_form_whose_log_is_damaged_says_so(log: Log) -> None:
    log.close()
    log.path.write_bytes(b"not a log at all" * 100)
    assert "damaged" in said(Little(log))


def test_a_form_says_that_today_has_no_backup(log: Log) -> None:
    log.warning = LogError("disk_full", file="backups")
    assert EN("errors.disk_full", file="backups") in texts(Little(log))


def test_a_form_on_the_sample_says_that_it_is_one(sample: Log) -> None:
    assert EN("form.sample") in texts(Little(sample))


def test_a_form_on_ones_own_log_does_not_speak_of_a_sample(log: Log) -> None:
    assert EN("form.sample") not in texts(Little(log))


# Undo


def test_what_was_done_can_be_undone_once(log: Log) -> None:
    form = Little(log)
    with log.writing() as action:
        ada = log.add(Contact(last_name="Lindqvist"))
    form.did("Added.", action)
    assert (said(form), form._status.said["undo"]) == ("Added.", EN("form.undo"))
    undo(form)
    assert log.find(Contact, id=ada.id) == []
    assert (said(form), form._status.said["undo"]) == (EN("form.undone"), "")


def test_what_was_done_and_undone_is_said_once_it_is_shown(log: Log) -> None:
    form = Little(log)
    shown_when_said: dict[str, int] = {}
    form._status.observe(
        lambda change: shown_when_said.setdefault(change["new"]["text"], form.shown), "said"
    )
    with log.writing() as action:
        log.add(Contact(last_name="Lindqvist"))
    before = form.shown
    form.did("Added.", action)
    undo(form)
    assert shown_when_said["Added."] == before + 1
    assert shown_when_said[EN("form.undone")] == before + 2


def test_an_undo_that_comes_too_late_says_so(log: Log) -> None:
    form = Little(log)
    with log.writing() as action:
        ada = log.add(Contact(last_name="Lindqvist"))
    log.edit(Contact, ada.id, "city", "Graz", was="")
    form.did("Added.", action)
    undo(form)
    assert said(form) == EN("errors.undo_changed")


def test_a_second_click_on_undo_does_nothing(log: Log) -> None:
    form = Little(log)
    form.say("Nothing was done.")
    tell(form._status, do="undo")
    assert said(form) == "Nothing was done."


# Controls


def test_a_change_by_a_person_is_told_apart_from_one_by_the_form(log: Log) -> None:
    form = Little(log)
    with form.filling():
        form.box.value = True
    assert form.ticks == []
    form.box.value = False
    assert form.ticks == [False]


def test_a_form_that_fails_while_it_fills_its_controls_still_listens(log: Log) -> None:
    form = Little(log)
    with pytest.raises(ValueError, match="no"), form.filling():
        raise ValueError("no")
    form.box.value = True
    assert form.ticks == [True]


# Language and zone


def test_another_language_makes_the_form_anew(log: Log) -> None:
    form = Little(log)
    old = form.go
    log.set_setting("language", "de")
    form.refresh()
    assert form.w.language == "de"
    assert form.go is not old


def test_an_unknown_language_is_english(log: Log) -> None:
    log.set_setting("language", "tlh")
    assert Little(log).w.language == "en"


def test_what_is_typed_is_saved_before_another_language_is_shown(log: Log) -> None:
    form = Little(log)
    form.words.show("here", "", lambda text, _was: log.set_setting("words", text))
    form.words.typed = "half a sen"
    log.set_setting("language", "de")
    form.refresh()
    assert log.setting("words") == "half a sen"


def shown_in(form: Form, zone: object) -> None:
    tell(form._status, do="shown", zone=zone)


def test_the_browser_says_which_zone_it_is_in(log: Log) -> None:
    shown_in(Little(log), "America/Bogota")
    assert log.zone == "America/Bogota"


def test_the_browser_does_not_change_a_zone_that_was_chosen(log: Log) -> None:
    log.set_setting("zone", "Europe/Vienna")
    shown_in(Little(log), "America/Bogota")
    assert log.zone == "Europe/Vienna"


@pytest.mark.parametrize("zone", ["Etc/Unknown", "", "../../etc/passwd", None])
def test_a_zone_that_nobody_knows_is_not_taken_from_the_browser(log: Log, zone: object) -> None:
    shown_in(Little(log), zone)
    assert log.setting("zone") == ""
    assert log.zone == ZONE


def test_a_log_whose_zone_is_not_known_here_uses_the_machines(log: Log) -> None:
    log.set_setting("zone", "Mars/Olympus_Mons")
    assert log.zone == ZONE


# Refreshing


def turn(log: Log, *steps: Callable[[], object]) -> None:
    """Let the loop that looks for changes look once after each step."""

    async def steps_in_turn() -> None:
        looking = asyncio.create_task(form_module._look_again_and_again(log))
        for step in (lambda: None, *steps):
            await asyncio.sleep(0)
            step()
            for _ in range(4):
                await asyncio.sleep(0)
        looking.cancel()

    asyncio.run(steps_in_turn())


@pytest.fixture
def watched(log: Log, monkeypatch: pytest.MonkeyPatch) -> Little:
    """A form that is on a screen and looked after at every turn of the loop."""
    monkeypatch.setattr(form_module, "REFRESH_SECONDS", 0)
    monkeypatch.setattr(form_module, "_watched", {log.path: set()})
    form = Little(log)
    watch(form)
    shown_in(form, ZONE)
    form.shown = 0
    return form


def test_a_form_shows_what_another_notebook_wrote(watched: Little, elsewhere: Log) -> None:
    turn(watched.log, lambda: elsewhere.set_setting("name", "Jule"))
    assert watched.shown == 1


def test_a_form_is_left_alone_while_nobody_writes(watched: Little) -> None:
    turn(watched.log, lambda: None)
    assert watched.shown == 0


def test_a_form_that_is_not_on_a_screen_is_left_alone(watched: Little, elsewhere: Log) -> None:
    tell(watched._status, do="hidden")
    turn(watched.log, lambda: elsewhere.set_setting("name", "Jule"))
    assert watched.shown == 0


def test_forms_are_refreshed_again_after_a_log_could_not_be_read(
    watched: Little, elsewhere: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([LogError("log_busy", file="my_log.db"), True])

    def changed() -> bool:
        answer = next(answers, False)
        if isinstance(answer, LogError):
            raise answer
        return bool(answer)

    monkeypatch.setattr(type(watched.log), "watch", lambda _log: changed)
    turn(watched.log, lambda: None)
    assert watched.shown == 1


def test_a_form_that_fails_to_refresh_keeps_no_other_from_it(
    watched: Little, elsewhere: Log
) -> None:
    broken = Little(watched.log)
    shown_in(broken, ZONE)
    broken.show = failing(RuntimeError("broken"))  # type: ignore[method-assign]
    form_module._watched[watched.log.path] = [broken, watched]  # type: ignore[assignment]
    turn(watched.log, lambda: elsewhere.set_setting("name", "Jule"))
    assert watched.shown == 1
    assert said(broken) == EN("form.failed", file="errors.log")
