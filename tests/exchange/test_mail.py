"""A draft opens elsewhere as it was written here."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from infoint_widgets.exchange.mail import LONGEST_LINK, eml, file_name, mailto

RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in "123")}


def parsed(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def one_line(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text.replace("\0", "")).split())


def lines(text: str) -> list[str]:
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(subject=TEXTS, body=TEXTS)
@example("=?utf-8?q?evil?=", ".\n.\nFrom me\n-- \n")
@example("Grüße aus dem Süden " * 30, "ö" * 2_000)
@example("x" * 300, "a\n" * 3)
@example("a\r\nBcc: all@example.org\r\n\r\nbody", "…\x85Å\x0b\x0c\x1c\u2028end ")
def test_any_subject_and_body_arrive_as_written(subject: str, body: str) -> None:
    message = parsed(eml("ada@example.org", subject, body))
    assert str(message["Subject"]) == one_line(subject)
    assert lines(message.get_content()) == lines(body)
    assert set(message.keys()) <= {
        "X-Unsent", "To", "Subject", "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
    }  # fmt: skip


@given(to=st.text(), sender=st.text())
@example("ada@example.org, eve@example.org", "ada@example.org\r\nBcc: eve@example.org")
@example("a@b@c", "@")
@example("Ada <ada@example.org>", "a b@c.d")
def test_any_address_gives_a_message(to: str, sender: str) -> None:
    message = parsed(eml(to, "s", "b", sender))
    assert "Bcc" not in message
    for name in ("To", "From"):
        assert name not in message or len(message[name].addresses) == 1


def test_a_draft_opens_unsent_with_its_recipient() -> None:
    message = parsed(eml("ada@example.org", "s", "b", "me@example.org"))
    assert (message["X-Unsent"], message["To"], message["From"]) == (
        "1", "ada@example.org", "me@example.org",
    )  # fmt: skip
    assert "Date" not in message
    assert "Message-ID" not in message


@pytest.mark.parametrize("to", ["", "ada", "ada@", "@example.org", "a@b.c, d@e.f", "ada@ex ample"])
def test_a_malformed_address_is_left_out(to: str) -> None:
    assert "To" not in parsed(eml(to, "s", "b"))


def test_an_address_with_umlauts_arrives() -> None:
    assert parsed(eml("jörg@müßig.example", "s", "b"))["To"] == "jörg@müßig.example"


def test_lines_end_as_mail_wants_it_and_none_is_too_long() -> None:
    content = eml("ada@example.org", "Grüße " * 50, "ä" * 3_000 + "\nend")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 78


@given(subject=TEXTS, body=TEXTS)
def test_a_link_carries_subject_and_body(subject: str, body: str) -> None:
    link = mailto("ada@example.org", subject, body)
    if link is None:
        return
    assert re.fullmatch(r"[!-~]+", link)
    assert "+" not in link
    parts = urlsplit(link)
    found = parse_qs(parts.query, keep_blank_values=True)
    assert unquote(parts.path) == "ada@example.org"
    assert found["subject"] == [one_line(subject)]
    assert found["body"][0].split("\r\n") == [
        *body.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]


def test_no_address_can_add_to_a_link() -> None:
    assert mailto("ada@example.org?bcc=eve@example.org", "s", "b") is not None
    assert "?bcc" not in str(mailto("ada@example.org?bcc=eve@example.org", "s", "b"))
    assert mailto("nobody", "s", "b") == "mailto:?subject=s&body=b"


def test_a_link_that_is_too_long_is_none() -> None:
    fits = LONGEST_LINK - len("mailto:?subject=&body=")
    assert mailto("", "", "a" * fits) is not None
    assert mailto("", "", "a" * (fits + 1)) is None


@given(text=st.text())
@example("CON")
@example("../../etc/passwd")
@example("a/b\\c:d*e?")
@example("x" * 500)
def test_a_file_name_is_safe_on_every_system(text: str) -> None:
    name = file_name(text, ".eml")
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*\.eml", name)
    assert len(name) < 90
    assert name.removesuffix(".eml") not in RESERVED


def test_two_texts_that_read_alike_get_two_names() -> None:
    assert file_name("Ada!", ".eml") != file_name("Ada?", ".eml")
