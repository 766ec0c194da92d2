"""The rows of somebody's own interview log: who they are about, and their story."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from infoint_widgets.errors import InvalidValue
from infoint_widgets.exchange.interview_line import Line, digest
from infoint_widgets.exchange.interview_story import SOURCE, Story
from infoint_widgets.exchange.names import split_name
from infoint_widgets.exchange.spreadsheet import DATES, Mapping, Meaning, Sheet
from infoint_widgets.exchange.tables import Item, Parsed, Progress, Remark, counted, plain
from infoint_widgets.exchange.understood import Order, is_ambiguous, order_of
from infoint_widgets.records import Contact, checked, new_id
from infoint_widgets.vocabulary import Stage

_ONE_LINE = ("email", "phone", "organisation", "role", "field", "city", "profile_url",
             "found_through")  # fmt: skip


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
    items: list[Item] = []
    for row in counted(sheet.rows, progress):
        line = Line(row, mapping, orders, ZoneInfo(zone), now, import_id)
        item = _item(line)
        remarks += line.remarks
        if item:
            items.append(item)
    return Parsed(items, remarks, len(sheet.rows))


def _orders(sheet: Sheet, mapping: Mapping) -> tuple[dict[Meaning, Order], list[Remark]]:
    """Whether day or month comes first, decided by each column as a whole."""
    columns = {
        meaning: [row.cells[at] for row in sheet.rows]
        for at, meaning in enumerate(mapping.meanings)
        if meaning in DATES
    }
    proved = {meaning: order_of(texts) for meaning, texts in columns.items()}
    elsewhere = set().union(*proved.values())
    orders: dict[Meaning, Order] = {}
    remarks = []
    for meaning, found in proved.items():
        likely = found or elsewhere
        orders[meaning] = "month_first" if likely == {"month_first"} else "day_first"
        column = mapping.header[mapping.meanings.index(meaning)]
        if len(found) == 2:
            remarks.append(Remark(0, "order_mixed", {"column": column}))
        elif not found and is_ambiguous(columns[meaning]):
            remarks.append(Remark(0, orders[meaning], {"column": column}))
    return orders, remarks


def _item(line: Line) -> Item | None:
    """The person of a line, or None with a remark that says why not."""
    if line.row.broken:
        line.refuse("quote_open")
        return None
    for text in line.beyond:
        line.remark("beyond_columns", value=text[:80])
        line.notes.append(text)
    values = {**_name(line), **_person(line)}
    if not values["first_name"] and not values["last_name"]:
        line.refuse("no_name")
        return None
    contact_id, key = new_id(), _person_key(values)
    try:
        touches, meetings = Story(line, contact_id, key).tell()
        contact = Contact(
            id=contact_id,
            stage=Stage.CHOSEN,
            chosen_at=min((touch.happened_at for touch in touches), default=line.now),
            why=line.text(Meaning.WHY),
            notes="\n".join(line.notes),
            source=SOURCE,
            source_id=key,
            import_id=line.import_id,
            **values,  # type: ignore[arg-type]
        )
    except InvalidValue as error:
        line.refuse("unfit", field=error.field)
        return None
    referred_by = line.text(Meaning.REFERRED_BY)
    return Item(line.row.line, contact, tuple(touches), tuple(meetings), referred_by)


def _name(line: Line) -> dict[str, str]:
    whole = split_name(line.text(Meaning.NAME))
    return {
        **whole,
        "first_name": line.text(Meaning.FIRST_NAME) or whole["first_name"],
        "last_name": line.text(Meaning.LAST_NAME) or whole["last_name"],
    }


def _person(line: Line) -> dict[str, str]:
    values = {}
    for name in _ONE_LINE:
        text = line.text(Meaning(name))
        if name == "profile_url" and re.match(r"(www\.|[\w-]+(\.[\w-]+)+/)", text):
            text = f"https://{text}"
        try:
            values[name] = checked(Contact, name, text)
        except InvalidValue:
            line.not_understood(Meaning(name))
    return values


def _person_key(values: dict[str, str]) -> str:
    more = values.get("email") or values.get("organisation", "")
    return digest(plain(values["first_name"]), plain(values["last_name"]), plain(more))
