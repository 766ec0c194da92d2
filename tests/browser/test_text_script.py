"""The browser's half of a text field, on a page of its own: what it keeps, shows and forgets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

import infoint_widgets

SCRIPT = Path(infoint_widgets.__file__).parent / "widgets" / "static" / "text.js"
ADDRESS = "http://field.test/"
PAGE = """
<!doctype html><title>field</title><button>elsewhere</button>
<script type="module">
  import field from "/text.js";
  const words = {
    saved: "Saved", restored: "Brought back", elsewhere: "Changed elsewhere.",
    show: "Show", keep: "Keep mine", take: "Take theirs", locale: "en-GB",
  };
  class Model {
    constructor(state) { this.state = state; this.heard = []; this.sent = []; }
    get(name) { return this.state[name]; }
    set(name, value) {
      this.state[name] = value;
      for (const [events, callback] of this.heard) {
        if (events.split(" ").includes(`change:${name}`)) callback();
      }
    }
    on(events, callback) { this.heard.push([events, callback]); }
    off() {}
    send(message) { this.sent.push(message); }
  }
  window.begin = (stored) => {
    const el = document.createElement("div");
    document.body.append(el);
    window.model = new Model({
      spec: { label: "Notes", rows: 1 }, words, stored,
      note: { text: "", kind: "" }, marks: { text: "", spans: [] },
    });
    field.render({ model: window.model, el });
  };
</script>
"""


class Field:
    """A text field on a page, with its kernel played by the test."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.stored: dict[str, Any] = {}
        self.box = page.get_by_label("Notes")

    def begin(self, key: str = "row", text: str = "") -> None:
        self.page.goto(ADDRESS)
        self.page.wait_for_function("() => window.begin !== undefined")
        self.stored = {
            "key": key, "text": text, "typed": text, "mine": True, "anew": 1, "emptied": False,
        }  # fmt: skip
        self.page.evaluate("stored => begin(stored)", self.stored)

    def answer(self, **changes: Any) -> None:
        """What the kernel says of the text."""
        self.stored = {**self.stored, **changes}
        self.page.evaluate("stored => model.set('stored', stored)", self.stored)

    def leave(self) -> None:
        self.page.get_by_role("button", name="elsewhere", exact=True).click()

    def sent(self) -> list[tuple[str, str, str]]:
        messages = self.page.evaluate("model.sent.splice(0)")
        return [(m["do"], m["text"], m["base"]) for m in messages]

    def kept(self) -> list[str]:
        """The texts that wait in the browser."""
        return [
            entry
            for entry in self.page.evaluate(
                "Object.values(localStorage).map((entry) => JSON.parse(entry).text)"
            )
            if isinstance(entry, str)
        ]

    def says(self, text: str) -> bool:
        return self.page.get_by_text(text).is_visible()


@pytest.fixture
def field(browser: Browser) -> Iterator[Field]:
    def answer(route: Route) -> None:
        if route.request.url == ADDRESS:
            route.fulfill(content_type="text/html", body=PAGE)
        elif route.request.url == ADDRESS + "text.js":
            route.fulfill(content_type="text/javascript", body=SCRIPT.read_text("utf-8"))
        else:
            route.fulfill(status=404)

    with browser.new_context() as context:
        context.route("**/*", answer)
        yield Field(context.new_page())


def test_each_letter_is_told_and_waits_in_the_browser_until_it_is_saved(field: Field) -> None:
    field.begin()
    field.box.press_sequentially("Gr")
    assert field.sent() == [("typed", "G", ""), ("typed", "Gr", "")]
    assert field.kept() == ["Gr"]
    field.answer(text="Gr", typed="Gr")
    assert field.kept() == []
    assert field.says("Saved")


def test_what_was_not_saved_is_back_after_the_page_was_closed(field: Field) -> None:
    field.begin()
    field.box.fill("half a sen")
    field.begin()
    assert field.box.input_value() == "half a sen"
    assert field.says("Brought back")
    assert field.sent() == [("left", "half a sen", "")]


def test_a_line_with_stray_white_space_is_saved_and_then_shown_as_it_is_kept(
    field: Field,
) -> None:
    field.begin()
    field.box.fill("Graz ")
    field.answer(text="Graz", typed="Graz ")
    assert field.box.input_value() == "Graz "
    assert field.says("Saved")
    assert field.kept() == []
    field.sent()
    field.leave()
    assert field.box.input_value() == "Graz"
    assert field.sent() == []


def test_typing_goes_on_after_stray_white_space_was_saved(field: Field) -> None:
    field.begin()
    field.box.fill("Bad ")
    field.answer(text="Bad", typed="Bad ")
    field.box.press_sequentially("I")
    assert field.box.input_value() == "Bad I"
    assert field.sent()[-1] == ("typed", "Bad I", "Bad")


def test_a_line_that_was_left_is_shown_as_it_is_kept(field: Field) -> None:
    field.begin()
    field.box.fill("  Graz  ")
    field.leave()
    field.answer(text="Graz", typed="  Graz  ")
    assert field.box.input_value() == "Graz"


def test_what_was_emptied_does_not_come_back(field: Field) -> None:
    """Somebody was added: the next one begins with empty fields."""
    field.begin(key="new")
    field.box.fill("Ada")
    field.leave()
    field.answer(text="", typed="", anew=2, emptied=True)
    assert field.box.input_value() == ""
    assert field.kept() == []
    field.begin(key="new")
    assert field.box.input_value() == ""


def test_what_was_typed_for_another_waits_for_them(field: Field) -> None:
    field.begin(key="ada")
    field.box.fill("for Ada")
    field.answer(key="ben", text="", typed="", anew=2)
    assert field.box.input_value() == ""
    field.answer(key="ada", text="", typed="", anew=3)
    assert field.box.input_value() == "for Ada"


def test_a_text_that_somebody_else_changed_is_not_put_over_unsaved_letters(
    field: Field,
) -> None:
    field.begin(text="first")
    field.box.fill("mine")
    field.answer(text="theirs", mine=False)
    assert field.box.input_value() == "mine"
    assert field.says("Changed elsewhere.")
    field.sent()
    field.page.get_by_role("button", name="Keep mine").click()
    assert field.sent()[-1] == ("keep", "mine", "theirs")


def test_the_other_version_can_be_looked_at_and_taken(field: Field) -> None:
    field.begin(text="first")
    field.box.fill("mine")
    field.answer(text="<b>theirs</b>", mine=False)
    field.page.get_by_role("button", name="Show").click()
    assert field.says("<b>theirs</b>")
    field.page.get_by_role("button", name="Take theirs").click()
    assert field.box.input_value() == "<b>theirs</b>"
    assert field.kept() == []


def test_a_field_that_nobody_typed_into_shows_the_other_version_once_it_is_left(
    field: Field,
) -> None:
    field.begin(text="first")
    field.box.focus()
    field.answer(text="theirs", mine=False)
    assert field.box.input_value() == "first"
    field.leave()
    assert field.box.input_value() == "theirs"


def test_letters_that_were_saved_and_then_replaced_elsewhere_stay_until_one_chooses(
    field: Field,
) -> None:
    field.begin(text="first")
    field.box.fill("mine")
    field.answer(text="mine", typed="mine")
    field.answer(text="theirs", mine=False)
    field.leave()
    field.answer(text="theirs again", mine=False)
    assert field.box.input_value() == "mine"
    field.page.get_by_role("button", name="Show").click()
    assert field.says("theirs again")


def test_letters_brought_back_over_another_version_wait_until_one_chooses(field: Field) -> None:
    field.begin(text="first")
    field.box.fill("mine")
    field.begin(text="theirs")
    assert field.box.input_value() == "mine"
    assert field.says("Changed elsewhere.")
    field.box.focus()
    field.leave()
    assert field.box.input_value() == "mine"
    # Upon what they were typed: the kernel then sees that theirs is another one.
    assert field.sent() == [("left", "mine", "first")]


def test_letters_typed_while_others_are_saved_follow_on_those_when_the_kernel_dies(
    field: Field,
) -> None:
    field.begin()
    field.box.fill("one")
    field.box.press_sequentially(" two")
    field.answer(text="one", typed="one")
    field.begin(text="one")
    assert field.box.input_value() == "one two"
    assert field.says("Brought back")


def test_letters_that_a_kernel_saved_before_it_died_are_nobody_elses(field: Field) -> None:
    field.begin()
    field.box.fill("one")
    field.box.press_sequentially(" two")
    field.begin(text="one t")
    assert field.box.input_value() == "one two"
    assert field.says("Brought back")
    assert field.sent() == [("left", "one two", "one t")]


def test_ones_own_earlier_text_that_somebody_put_back_is_another_version(field: Field) -> None:
    field.begin()
    for text in ("one", "one two"):
        field.box.fill(text)
        field.answer(text=text, typed=text)
    field.box.fill("one two three")
    field.begin(text="one")
    assert field.box.input_value() == "one two three"
    assert field.says("Changed elsewhere.")


def test_letters_that_were_brought_back_and_gone_on_with_come_back_no_second_time(
    field: Field,
) -> None:
    field.begin(text="first")
    field.box.fill("mine")
    field.begin(text="theirs")
    field.box.press("End")
    field.box.press_sequentially(" and more")
    field.page.get_by_role("button", name="Keep mine").click()
    field.answer(text="mine and more", typed="mine and more")
    assert field.kept() == []
    field.begin(text="mine and more")
    assert field.box.input_value() == "mine and more"


def test_a_field_without_a_row_takes_no_text(field: Field) -> None:
    field.begin(key="")
    assert field.box.is_disabled()


def test_that_a_text_was_saved_is_not_said_beside_the_next_persons(field: Field) -> None:
    field.begin()
    field.box.fill("hers")
    field.answer(text="hers", typed="hers")
    assert field.says("Saved")
    field.answer(key="other row", text="", typed="", anew=2)
    assert not field.says("Saved")
