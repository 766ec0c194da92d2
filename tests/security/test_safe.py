"""The one gate through which text becomes HTML."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoint_widgets.widgets import safe
from infoint_widgets.widgets.safe import Html, Markup, html
from tests.security.conftest import Read
from tests.security.payloads import PAYLOADS, name_of

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0")) | (
    st.sampled_from(PAYLOADS).map(lambda text: text.replace("\r", "").replace("\0", ""))
)
each_payload = pytest.mark.parametrize("payload", PAYLOADS, ids=name_of)


@given(TEXTS)
def test_any_text_is_read_as_it_was_typed(text: str) -> None:
    read = Read(html("<p>{text}</p>", text=text))
    assert (read.seen, read.foreign, read.mathematics) == (text, [], [])


@given(TEXTS)
def test_any_text_is_an_attribute_as_it_was_typed(text: str) -> None:
    class First(Read):
        value: str | None = None

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.value = dict(attrs)["aria-label"]

    assert First(html('<p aria-label="{text}">x</p>', text=text)).value == text


@given(st.lists(TEXTS))
def test_markup_within_markup_is_not_escaped_twice(texts: list[str]) -> None:
    read = Read(safe.joined(html("<b>{text}</b>", text=text) for text in texts))
    assert (read.seen, read.foreign) == ("".join(texts), [])


def test_a_text_is_no_markup_only_because_it_looks_like_it() -> None:
    assert html("<p>{a}{b}</p>", a="<b>", b=Markup("<b>")) == "<p>&lt;b&gt;<b></p>"


def test_markup_in_an_attribute_cannot_leave_it() -> None:
    assert html('<p class="{c}">', c=Markup('"><b>')) == '<p class="&quot;&gt;&lt;b&gt;">'


def test_what_is_cut_out_of_markup_is_text_again() -> None:
    assert not isinstance(Markup("<b>bold</b>")[3:7], Markup)
    assert not isinstance(Markup("<b>") + "<i>", Markup)


@each_payload
@pytest.mark.parametrize(
    "build",
    [
        lambda text: safe.letter(text, text),
        lambda text: safe.letter(safe.marked(text, [(0, 1)]), safe.marked(text, [(1, 2)])),
        lambda text: safe.story([(text, text, text, text)]),
        lambda text: safe.group(text, text),
        lambda text: safe.points([text, text]),
        lambda text: safe.table(text, [text], [[text], [text]]),
        lambda text: safe.table(text, [text, text], [[text, text]], named=True),
        lambda text: safe.start_again(text, text),
        lambda text: safe.external_link(text, text),
        lambda text: safe.external_link(text, f"https://example.org/{text}"),
        lambda text: safe.links(text, [(text, f"https://example.org/?q={text}")]),
        lambda text: safe.lines([text, safe.dotted([text, text])]),
    ],
    ids=[
        "letter",
        "marked",
        "story",
        "group",
        "points",
        "table",
        "named",
        "start_again",
        "link",
        "address",
        "links",
        "lines",
    ],
)
def test_whatever_is_built_shows_text_as_text(payload: str, build: Callable[[str], Markup]) -> None:
    read = Read(build(payload))
    assert (read.foreign, read.mathematics) == ([], [])
    assert payload.replace("\r\n", "\n").replace("\r", "\n").split("\n")[0] in read.seen


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd",
        "//evil.org",
        "https:evil.org", "https://", "http://[::1", "https://good.org@evil.org/", "ftp://a.org",
        "https://a.org\\@evil.org", "https://a.org/ onclick=x", "https://a.org/\n",
        "mailto:a@b.org",
        "example.org", "", "\u0000https://a.org",
    ],
)  # fmt: skip
def test_only_a_plain_address_of_the_web_becomes_a_link(address: str) -> None:
    assert "<a" not in safe.external_link("there", address)


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("https://example.org/in/ada", "https://example.org/in/ada"),
        ("HTTP://Example.org", "HTTP://Example.org"),
        ("https://example.org/?q=a%20b&c=d#e", "https://example.org/?q=a%20b&amp;c=d#e"),
        ("https://bücher.example/é", "https://b%C3%BCcher.example/%C3%A9"),
        ('https://example.org/"><b>', "https://example.org/%22%3E%3Cb%3E"),
        ("https://example.org/'x'", "https://example.org/%27x%27"),
    ],
)
def test_an_address_is_encoded_and_opens_in_a_tab_that_knows_nothing_of_ours(
    address: str, href: str
) -> None:
    link = safe.external_link("there", address)
    assert f' href="{href}" target="_blank" rel="noopener noreferrer">there</a>' in link
    assert Read(link).foreign == []


@given(TEXTS)
def test_any_address_is_a_safe_link_or_none(text: str) -> None:
    for address in (text, f"https://{text}", f"https://example.org/{text}"):
        read = Read(safe.external_link("there", address))
        assert (read.seen, read.foreign) == ("there", [])


@given(TEXTS, st.data())
def test_marks_take_no_letter_away(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    assert Read(safe.marked(text, spans)).seen == text


@each_payload
def test_a_widget_shows_what_it_was_given(payload: str) -> None:
    paragraph = safe.paragraph(payload, "infoint-quiet")
    assert Read(paragraph.value).foreign == []
    paragraph.show(html("{text}", text="other"))
    assert paragraph.value == "other"
    assert paragraph._dom_classes == ("infoint-quiet",)


def test_a_widget_without_text_is_empty() -> None:
    assert (Html().value, Html()._dom_classes) == ("", ())


@pytest.fixture
def displayed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The HTML that a cell shows."""
    shown: list[str] = []
    monkeypatch.setattr(safe, "display", lambda html, **_facts: shown.append(html.data))
    return shown


@each_payload
def test_a_figure_shows_its_words_as_text(payload: str, displayed: list[str]) -> None:
    text = payload.replace("\0", "").replace("\r", "")
    safe.show_figure(safe.figure(b"png", text, text, text, width=6.4))
    alts: list[str | None] = []

    class Figure(Read):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "img":
                alts.append(dict(attrs)["alt"])
                assert str(dict(attrs)["src"]).startswith("data:image/png;base64,")
            assert tag in {"figure", "img", "figcaption", "br", "em", "span"}
            self.strings.append("")

    read = Figure(displayed[0])
    assert alts == [text]
    assert read.mathematics == []
    assert read.seen.count(text) >= 2 if text.strip() else True


@each_payload
def test_a_sentence_is_shown_as_text(payload: str, displayed: list[str]) -> None:
    safe.show_sentence(payload)
    read = Read(displayed[0])
    assert (read.foreign, read.mathematics) == ([], [])


@each_payload
def test_a_label_is_no_mathematics(payload: str) -> None:
    label = safe.label(payload)
    assert "$" not in label.replace("\\$", "")
    assert "\\(" not in label
    assert "\\[" not in label
    assert "\\begin" not in label


def test_a_story_leaves_out_what_is_not_there() -> None:
    bare, full = safe.story([("May", "met", "", "")]), safe.story([("May", "met", "note", "text")])
    assert "infoint-quiet" not in bare
    assert "<details>" not in bare
    assert Read(full).seen == "Maymetnotetexttext"


def test_nothing_is_read_from_a_text_as_a_fact() -> None:
    assert html("{a}{b}", a="{b}", b="{a}") == "{b}{a}"
    with pytest.raises(KeyError):
        html("{missing}")
