"""What a search finds, and which words it marks: with any signs, spellings and beginnings."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoint_widgets.log.full_text import FullText, around, spans, terms
from infoint_widgets.values import spellings

TEXTS = (
    "Größe ist nicht alles.",
    "Ask José about the café.",
    "The day begins with mail, and it ends with mail.",
)
words_of_a_text = st.lists(st.sampled_from(["wien", "größe", "mail", "Müller", "a"]), max_size=6)


def found(query: str) -> list[int]:
    return FullText((text,) for text in TEXTS).find(query)


def marked(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in spans(text, terms(query))]


@pytest.mark.parametrize("query", ["größe", "GRÖSSE", "grosse", "groesse", "gro", "groe"])
def test_umlauts_are_found_however_they_are_typed(query: str) -> None:
    assert found(query) == [0]


@pytest.mark.parametrize("query", ["jose", "José", "CAFÉ", "cafe"])
def test_accents_do_not_matter(query: str) -> None:
    assert found(query) == [1]


def test_all_words_must_be_there_in_any_order() -> None:
    assert found("mail day") == [2]
    assert found("mail jose") == []


@pytest.mark.parametrize("query", ['"ends with"', "„ends with“", '"ends wi'])
def test_a_phrase_stands_as_it_is_quoted(query: str) -> None:
    assert found(query) == [2]


@pytest.mark.parametrize("query", ['"with ends"', '"end with"'])
def test_a_phrase_in_another_order_or_cut_short_is_not_found(query: str) -> None:
    assert found(query) == []


def test_a_phrase_does_not_go_from_one_text_into_the_next() -> None:
    index = FullText([("the end", "begins again")])
    assert index.find('"end begins"') == []
    assert index.find("end begins") == [0]


def test_nothing_typed_finds_everything_and_signs_alone_find_nothing() -> None:
    assert found(" ") == [0, 1, 2]
    assert found("?!") == []


@given(st.text())
def test_no_query_ever_fails(query: str) -> None:
    assert set(found(query)) <= {0, 1, 2}


@pytest.mark.parametrize(
    "query",
    ["AND", "NOT a", "NEAR(a b, 3)", "plain: a", "a*", "^a", "-a", "{a}", "a + b", '"', "''"],
)
def test_what_means_something_to_the_index_is_only_text(query: str) -> None:
    assert found(query) is not None


@given(words_of_a_text, words_of_a_text)
def test_it_finds_what_a_slow_look_at_each_word_finds(text: list[str], query: list[str]) -> None:
    def there(word: str) -> bool:
        return any(
            way.startswith(start)
            for known in text
            for way in spellings(known)
            for start in spellings(word)
        )

    index = FullText([(" ".join(text),)])
    assert index.find(" ".join(query)) == ([0] if all(map(there, query)) else [])


@given(st.text(), st.text(max_size=5))
def test_marks_stand_inside_the_text_and_apart(text: str, query: str) -> None:
    at = 0
    for start, end in spans(text, terms(query)):
        assert at <= start < end <= len(text)
        at = end


def test_the_words_are_marked_where_they_stand() -> None:
    assert marked("Größe, GROESSE und grösser", "groe") == ["Größe", "GROESSE", "grösser"]
    assert marked("mail, and mail with it", '"mail with"') == ["mail with"]


def test_a_word_of_letters_and_accents_apart_is_marked_whole() -> None:
    assert marked("u\u0308ber alles", "über") == ["u\u0308ber"]


def test_a_line_begins_near_the_first_word_that_was_found() -> None:
    text = "word " * 100 + "needle " + "word " * 100
    line = around(text, terms("needle"), 60)
    assert "needle" in line
    assert line.startswith("… ")
    assert len(line) < 70


def test_ten_thousand_pieces_are_searched() -> None:
    seeded = random.Random(5)
    known = [f"word{n}" for n in range(300)]
    rows = [(" ".join(seeded.choices(known, k=12)),) for _ in range(10_000)]
    wanted = [at for at, (text,) in enumerate(rows) if "word77" in text.split()]
    assert FullText(rows).find('"word77"') == wanted
