"""The rows of somebody's own interview log: who they are about, and their story."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from zoneinfo import ZoneInfo

from infoint_widgets.errors import InvalidValue
from infoint_widgets.exchange.columns import EMAIL
from infoint_widgets.exchange.interview_line import Line, digest
from infoint_widgets.exchange.interview_story import SOURCE, Story
from infoint_widgets.exchange.names import beside_name, split_name
from infoint_widgets.exchange.sheet import Sheet
from infoint_widgets.exchange.spreadsheet import DATES, NAMES, Mapping, Meaning
from infoint_widgets.exchange.tables import Item, Parsed, Progress, Remark, counted, plain
from infoint_widgets.exchange.understood import (
    Order,
    is_ambiguous,
    listed,
    order_of,
    read_whens,
    understand,
    words_for,
)
from infoint_widgets.records import Contact, checked, new_id
from infoint_widgets.values import MAX_LINE
from infoint_widgets.vocabulary import Stage

_ONE_LINE = ("phone", "organisation", "role", "field", "city", "profile_url", "found_through")
_PHONE = re.compile(r"\+?[0-9 ()/.–-]{6,30}")
_NAME = re.compile(r"[^\W\d_][^\d;:!?@]{0,58}")
_NEXT_NAME = re.compile(r"\s*(?:[;\n&+/]|\b(?:and|und)\b)\s*")
_MOST_WORDS_OF_A_NAME = 5
_NO_NAME = re.compile(r"(?<=\w)\s*[;?!|]")


def read(
    sheet: Sheet,
    mapping: Mapping,
    *,
    zone: str,
    now: int,
    import_id: str | None = None,
    progress: Progress | None = None,
) -> Parsed:
    """The people of an own interview log, with what happened with them.

    Parameters
    ----------
    zone : str
        The IANA zone in which dates and times are meant. Where only a day is known its moment is
        noon there.
    now : int
        UTC seconds: nothing can have happened later, and a meeting after it is one to come.

    Raises
    ------
    ImportFailed
        When the mapping has no name, or two columns for what only one can be.
    """
    mapping.check()
    orders, remarks = _orders(sheet, mapping)
    header = [plain(name) for name in mapping.header]
    items: list[Item] = []
    for row in counted(sheet.rows, progress):
        line = Line(row, mapping, orders, ZoneInfo(zone), now, import_id)
        if row.broken:
            line.refuse("quote_open")
        elif _is_of_sums(line):
            line.refuse("total")
        elif [plain(cell) for cell in row.cells] == header:
            line.refuse("header_again")
        elif item := _item(line):
            items.append(item)
        remarks += line.remarks
    return Parsed(items, remarks, len(sheet.rows))


def has_unclear_dates(sheet: Sheet, mapping: Mapping) -> bool:
    """Whether it is not clear if day or month comes first in some column of dates."""
    undecided = replace(mapping, order=None)
    return any(remark.id != "order_mixed" for remark in _orders(sheet, undecided)[1])


# Whether day or month comes first


def _orders(sheet: Sheet, mapping: Mapping) -> tuple[dict[int, Order], list[Remark]]:
    """The order in each column of dates, decided by the column as a whole."""
    columns = {
        at: [row.cells[at] for row in sheet.rows]
        for at, meaning in enumerate(mapping.meanings)
        if meaning in DATES
    }
    proved = {at: order_of(texts) for at, texts in columns.items()}
    elsewhere = set[Order]().union(*proved.values())
    orders: dict[int, Order] = {}
    unclear: dict[Order, list[str]] = {}
    remarks = []
    for at, found in proved.items():
        if len(found) == 1:
            (orders[at],) = found
        elif mapping.order or found or not is_ambiguous(columns[at]):
            orders[at] = mapping.order or "day_first"
        else:
            orders[at] = min(elsewhere) if len(elsewhere) == 1 else _likely(columns.values())
            unclear.setdefault(orders[at], []).append(mapping.header[at])
        if len(found) == 2:
            remarks.append(Remark(0, "order_mixed", {"column": mapping.header[at]}))
    told = [Remark(0, order, {"columns": ", ".join(names)}) for order, names in unclear.items()]
    return orders, remarks + told


def _likely(columns: Iterable[list[str]]) -> Order:
    """The order in which the dates of a line, and of lines one after another, lie closer."""
    groups = [*columns, *zip(*columns, strict=True)]
    day_first = sum(_distance(texts, "day_first") for texts in groups)
    month_first = sum(_distance(texts, "month_first") for texts in groups)
    return "month_first" if month_first * 2 < day_first else "day_first"


def _distance(texts: Iterable[str], order: Order) -> int:
    days = [when.day for text in texts for when in read_whens(text, order)[:1] if when]
    return sum(abs((later - earlier).days) for earlier, later in pairwise(days))


# Who it is


def _is_of_sums(line: Line) -> bool:
    """Whether a line stands below a table and adds it up."""
    first = next(cell for cell in line.row.cells if cell.strip())
    name = "".join(line.text(meaning) for meaning in NAMES)
    return _without_digits(first) in listed("total") and _without_digits(name) in {
        "",
        *listed("total"),
    }


def _without_digits(text: str) -> str:
    return plain(re.sub(r"[0-9]", "", text))


def _item(line: Line) -> Item | None:
    """The person of a line, or None with a remark that says why not."""
    for text in line.beyond:
        line.remark("beyond_columns", value=text[:80])
        line.notes.append(text)
    values = {**_name(line), **_reached_by(line), **_person(line)}
    if not plain(values["first_name"] + values["last_name"]):
        line.refuse("no_name")
        return None
    contact_id = new_id()
    try:
        story = Story(line, contact_id)
        touches, meetings = story.tell()
        contact = Contact(
            id=contact_id,
            stage=Stage.CHOSEN,
            chosen_at=min((touch.happened_at for touch in touches), default=line.now),
            why=line.text(Meaning.WHY),
            notes="\n".join(line.notes),
            source=SOURCE,
            source_id=_person_key(values),
            import_id=line.import_id,
            **values,  # type: ignore[arg-type]
        )
    except InvalidValue as error:
        line.refuse("unfit", field=error.field)
        return None
    return Item(
        line.row.line,
        contact,
        tuple(touches),
        tuple(meetings),
        _referrer(line),
        tuple(_named(line)),
        frozenset(story.undated),
    )


def _name(line: Line) -> dict[str, str]:
    name, beside = beside_name(_as_name(line, Meaning.NAME))
    first, beside_first = beside_name(_as_name(line, Meaning.FIRST_NAME))
    last, beside_last = beside_name(_as_name(line, Meaning.LAST_NAME))
    line.notes += filter(None, (beside, beside_first, beside_last))
    whole = split_name(name)
    form, title = _addressed(line)
    return {
        "form_of_address": form or whole["form_of_address"],
        "title": line.text(Meaning.TITLE) or title or whole["title"],
        "first_name": first or whole["first_name"],
        "last_name": last or whole["last_name"],
    }


def _as_name(line: Line, meaning: Meaning) -> str:
    """The cell of a name; what stands behind a mark that no name has is told and kept."""
    text = line.text(meaning)
    if mark := _NO_NAME.search(text):
        at, behind = line.cells(meaning)[0][0], text[mark.start() :].strip("; ")
        if behind:
            line.not_understood(at, behind)
        return text[: mark.start()]
    return text


def _addressed(line: Line) -> tuple[str, str]:
    """Form of address and title of a cell such as "Frau Dr."."""
    for at, text in line.cells(Meaning.FORM_OF_ADDRESS):
        form, _, title = text.partition(" ")
        if known := words_for("form_of_address").get(plain(form)):
            return known, title.strip()
        line.not_understood(at, text)
    return "", ""


def _reached_by(line: Line) -> dict[str, str]:
    """E-mail, and a phone number where it stands in the same column."""
    values = {"email": "", "phone": ""}
    for at, text in line.cells(Meaning.EMAIL):
        found = EMAIL.search(text) if len(text) <= MAX_LINE else None
        beside = text
        if found:
            values["email"] = found[0]
            beside = (text[: found.start()] + text[found.end() :]).strip(" <>,;|/")
        if _PHONE.fullmatch(beside) and not line.cells(Meaning.PHONE):
            values["phone"] = beside
        elif found and beside:
            line.remark("beside", value=beside[:80], column=line.header[at])
            line.keep(at, beside)
        elif beside:
            line.not_understood(at, text)
    return values


def _person(line: Line) -> dict[str, str]:
    values = {}
    for name in _ONE_LINE:
        for at, text in line.cells(Meaning(name)):
            if name == "profile_url" and re.match(r"(www\.|[\w-]+(\.[\w-]+)+/)", text):
                text = f"https://{text}"
            try:
                values[name] = checked(Contact, name, text)
            except InvalidValue:
                line.not_understood(at, text)
    for name in ("register", "language"):
        if found := line.choice(Meaning(name), name):  # type: ignore[arg-type]
            values[name] = found
    return values


def _person_key(values: dict[str, str]) -> str:
    more = values.get("email") or values.get("organisation", "")
    return digest(plain(values["first_name"]), plain(values["last_name"]), plain(more))


# Who led to whom


def _referrer(line: Line) -> str:
    text = line.text(Meaning.REFERRED_BY)
    truth = understand(text, "truth")
    return "" if truth and truth[0] == "open" else text


def _named(line: Line) -> list[str]:
    """The names in a cell; one that holds anything else is kept in the notes."""
    names: list[str] = []
    for at, text in line.cells(Meaning.NAMED):
        truth = understand(text, "truth")
        if truth and truth[0] == "open":
            continue
        found = _names(text)
        names += found
        if not found:
            line.keep(at, text)
    return names


def _names(text: str) -> list[str]:
    parts = [part for part in _NEXT_NAME.split(text) if part]
    if len(parts) == 1 and all(" " in part.strip() for part in text.split(",")):
        parts = [part.strip() for part in text.split(",")]
    fit = all(_NAME.fullmatch(part) and _is_capital(part) for part in parts)
    return parts if fit else []


def _is_capital(part: str) -> bool:
    words = beside_name(part)[0].split()
    return len(words) <= _MOST_WORDS_OF_A_NAME and words[0][0].isupper() and words[-1][0].isupper()
