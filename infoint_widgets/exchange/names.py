"""A name as people write it in one cell, taken apart."""

from __future__ import annotations

from infoint_widgets.exchange.tables import plain
from infoint_widgets.vocabulary import FormOfAddress

_TITLES = {"dr", "prof", "mag", "dipl", "ing", "pd", "ddr", "univ"}
_FORMS = {
    "frau": FormOfAddress.MS,
    "ms": FormOfAddress.MS,
    "mrs": FormOfAddress.MS,
    "herr": FormOfAddress.MR,
    "mr": FormOfAddress.MR,
}
_PARTICLES = {"von", "van", "de", "der", "den", "zu", "zum", "di", "da", "del", "le", "la", "af"}


def split_name(text: str) -> dict[str, str]:
    """First name, last name, title and form of address, as far as they are written.

    Examples
    --------
    >>> split_name("Frau Dr. Annette von Droste")
    {'form_of_address': 'ms', 'title': 'Dr.', 'first_name': 'Annette', 'last_name': 'von Droste'}
    >>> split_name("Lovelace, Ada")
    {'form_of_address': '', 'title': '', 'first_name': 'Ada', 'last_name': 'Lovelace'}
    """
    words = text.split()
    form = ""
    if len(words) > 1 and plain(words[0]) in _FORMS:
        form = str(_FORMS[plain(words.pop(0))])
    titles = []
    while len(words) > 1 and words[0] and set(plain(words[0]).split() or [""]) <= _TITLES:
        titles.append(words.pop(0))
    first, last = _parts(" ".join(words), formal=bool(form))
    return {
        "form_of_address": form,
        "title": " ".join(titles),
        "first_name": first,
        "last_name": last,
    }


def _parts(name: str, *, formal: bool) -> tuple[str, str]:
    if name.count(",") == 1:
        last, first = (part.strip() for part in name.split(","))
        return first, last
    words = name.split()
    if len(words) < 2:
        return ("", name) if formal else (name, "")
    at = next((at for at, word in enumerate(words) if at and word in _PARTICLES), len(words) - 1)
    return " ".join(words[:at]), " ".join(words[at:])
