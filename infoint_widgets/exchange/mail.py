"""A message out: as a draft file for a mail program, or as a link that opens one.

Nothing is sent from here. An ``.eml`` with ``X-Unsent: 1`` opens as a draft that one can still
change in Outlook and Thunderbird.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from urllib.parse import quote

# Windows hands a link on as part of a command line of some 2,000 characters.
LONGEST_LINK = 1_800
_PLAIN_SUBJECT = 68  # with the header's name within the 78 letters of a line
_SLUG_LENGTH = 60
_ADDRESS = re.compile(r'(?P<local>[^\s@,;:<>()\[\]"\\]+)@(?P<domain>[^\s@,;:<>()\[\]"\\]+)')
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def eml(to: str, subject: str, body: str, sender: str = "") -> bytes:
    """A message as a draft file.

    Parameters
    ----------
    to, sender : str
        E-mail addresses; one that is empty or malformed is left out.
    subject, body : str
        Any text; line ends in the subject become spaces.

    Returns
    -------
    bytes
        A message without date and id, which the mail program gives it on sending.

    Examples
    --------
    >>> b"X-Unsent: 1" in eml("ada@example.org", "Hello", "Dear Ada")
    True
    """
    addresses = {"From": _address(sender), "To": _address(to)}
    plain = all(address is None or str(address).isascii() for address in addresses.values())
    message = EmailMessage(policy=SMTP if plain else SMTPUTF8)
    message["X-Unsent"] = "1"
    for name, address in addresses.items():
        if address is not None:
            message[name] = address
    message.set_content(_text(body), cte="quoted-printable")
    return _subject(_one_line(subject)) + message.as_bytes()


def mailto(to: str, subject: str, body: str) -> str | None:
    """A message as a link; None when it is too long for one.

    Examples
    --------
    >>> mailto("ada@example.org", "Hello", "Dear Ada & all")
    'mailto:ada@example.org?subject=Hello&body=Dear%20Ada%20%26%20all'
    """
    if len(body) > LONGEST_LINK:
        return None
    address = _address(to)
    recipient = quote(str(address), safe="@") if address else ""
    lines = _text(body).replace("\n", "\r\n")
    link = f"mailto:{recipient}?subject={_quoted(_one_line(subject))}&body={_quoted(lines)}"
    return link if len(link) <= LONGEST_LINK else None


def file_name(text: str, suffix: str) -> str:
    """A file name that every system takes, for a text such as a name and a subject.

    The hash keeps two texts apart that read the same, and names like "con", which Windows keeps
    for itself, from standing alone.

    Examples
    --------
    >>> file_name("Jörg Müßig: Kaffee?", ".eml")
    'joerg-muessig-kaffee-1dd0dc4b.eml'
    """
    spelled_out = unicodedata.normalize("NFC", _text(text)).casefold().translate(_SPELLED_OUT)
    plain = unicodedata.normalize("NFKD", spelled_out).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_SLUG_LENGTH].strip("-")
    digest = hashlib.sha256(_text(text).encode()).hexdigest()[:8]
    return f"{slug}-{digest}{suffix}" if slug else f"{digest}{suffix}"


def _subject(text: str) -> bytes:
    """The header's line; `EmailMessage` leaves a text as it is that looks like an encoded one."""
    if text.isascii() and "=?" not in text and len(text) <= _PLAIN_SUBJECT:
        return f"Subject: {text}\r\n".encode()
    folded = Header(text, "utf-8", header_name="Subject").encode(linesep="\r\n")
    return f"Subject: {folded}\r\n".encode()


def _address(text: str) -> Address | None:
    found = _ADDRESS.fullmatch(_one_line(text))
    return Address(username=found["local"], domain=found["domain"]) if found else None


def _text(text: str) -> str:
    whole = text.encode("utf-8", "replace").decode().replace("\0", "")
    return whole.replace("\r\n", "\n").replace("\r", "\n")


def _one_line(text: str) -> str:
    """Text for a header: no line ends or other control characters, which could begin another."""
    shown = (" " if unicodedata.category(letter) == "Cc" else letter for letter in _text(text))
    return " ".join("".join(shown).split())


def _quoted(text: str) -> str:
    return quote(text, safe="")
