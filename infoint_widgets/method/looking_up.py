"""Where to read up on somebody: addresses made of what is known. Nothing is fetched from them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from infoint_widgets.records import Contact

_SEARCH = "https://duckduckgo.com/?"


def links(contact: Contact) -> Iterator[tuple[str, str]]:
    """The id of each link's words, and its address.

    Examples
    --------
    >>> list(links(Contact(first_name="Ada", organisation="Glas & Licht")))[-1]
    ('prepare.look_at.organisation', 'https://duckduckgo.com/?q=%22Glas+%26+Licht%22')
    """
    if contact.profile_url:
        yield "prepare.look_at.profile", contact.profile_url
    if contact.name:
        yield "prepare.look_at.name", _search(contact.name, contact.organisation)
    if contact.organisation:
        yield "prepare.look_at.organisation", _search(contact.organisation)


def _search(*phrases: str) -> str:
    """A search for phrases as they stand, whatever is in them."""
    quoted = (phrase.replace('"', " ") for phrase in phrases if phrase)
    return _SEARCH + urlencode({"q": " ".join(f'"{phrase}"' for phrase in quoted)})
