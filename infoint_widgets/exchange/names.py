"""A name as people write it in one cell, taken apart."""

from __future__ import annotations

import re

from infoint_widgets.exchange.tables import plain
from infoint_widgets.exchange.understood import words_for

_TITLES = {"dr", "prof", "mag", "dipl", "ing", "pd", "ddr", "univ", "lic"}
# What belongs to a title before it; by itself some of it is a first name.
_OF_A_TITLE = {"med", "phil", "rer", "nat", "jur", "pol", "oec", "habil", "kfm"}
# What stands behind a name and a comma and is no first name.
_BEHIND = {
    "phd", "md", "jd", "mba", "mpa", "mph", "msw", "lcsw", "cpa", "cfa", "pe", "rn", "np", "esq",
    "jr", "sr", "ii", "iii", "iv", "ms", "ma", "msc", "ba", "bsc", "med", "edd", "pmp", "llm",
    "dds",
}  # fmt: skip
_PARENTHESES = re.compile(r"\s*\(([^()]*)\)\s*$")
_PARTICLES = {"von", "van", "de", "der", "den", "zu", "zum", "di", "da", "del", "le", "la", "af"}


def beside_name(text: str) -> tuple[str, str]:
    """A name without what is written behind it, and that.

    Examples
    --------
    >>> beside_name("Jane Doe, PhD (she/her)")
    ('Jane Doe', 'PhD, she/her')
    """
    found: list[str] = []
    while (match := _PARENTHESES.search(text)) and match.start():
        found.insert(0, match[1].strip())
        text = text[: match.start()]
    name, comma, behind = text.partition(",")
    if comma and {*re.sub(r"[.]", "", behind.casefold()).replace(",", " ").split()} <= _BEHIND:
        found.insert(0, behind.strip())
        text = name
    return text.strip(), ", ".join(filter(None, found))


def split_name(text: str) -> dict[str, str]:
    """First name, last name, title and form of address, as far as they are written.

    Examples
    --------
    >>> split_name("Frau Dr. Annette von Droste")
    {'form_of_address': 'ms', 'title': 'Dr.', 'first_name': 'Annette', 'last_name': 'von Droste'}
    >>> split_name("Lovelace, Ada")
    {'form_of_address': '', 'title': '', 'first_name': 'Ada', 'last_name': 'Lovelace'}
    """
    text, _ = beside_name(text)
    form, title, name = before_name(text)
    first, last = _parts(name, formal=bool(form))
    return {"form_of_address": form, "title": title, "first_name": first, "last_name": last}


def before_name(text: str, *, all_of_it: bool = False) -> tuple[str, str, str]:
    """Form of address and title that stand before a name, and the name.

    Parameters
    ----------
    all_of_it : bool
        Whether nothing else need be left, since the last name stands elsewhere.

    Examples
    --------
    >>> before_name("Prof. Dr. Ada")
    ('', 'Prof. Dr.', 'Ada')
    """
    words = text.split()
    forms = words_for("form_of_address")
    form, titles = "", list[str]()
    left = 0 if all_of_it else 1
    if len(words) > left and plain(words[0]) in forms:
        form = forms[plain(words.pop(0))]
    while len(words) > left and _is_title(words[0], goes_on=bool(titles)):
        titles.append(words.pop(0))
    return form, " ".join(titles), " ".join(words)


def _is_title(word: str, *, goes_on: bool) -> bool:
    parts = plain(word).split()
    if word == "DI" or goes_on and parts == ["h", "c"]:
        return True
    begins = _TITLES | _OF_A_TITLE if goes_on else _TITLES
    return bool(parts) and parts[0] in begins and {*parts} <= {*_TITLES, *_OF_A_TITLE, "in", "a"}


def _parts(name: str, *, formal: bool) -> tuple[str, str]:
    if name.count(",") == 1:
        last, first = (part.strip() for part in name.split(","))
        return first, last
    words = name.split()
    if len(words) < 2:
        return ("", name) if formal else (name, "")
    at = next((at for at, word in enumerate(words) if at and word in _PARTICLES), len(words) - 1)
    return " ".join(words[:at]), " ".join(words[at:])
