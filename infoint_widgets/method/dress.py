"""What to wear: by the field of the person, and by how one meets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from infoint_widgets.records import Contact
from infoint_widgets.vocabulary import Mode
from infoint_widgets.words import FOLDER, read_yaml


@dataclass(frozen=True)
class Dress:
    """Which advice fits.

    Attributes
    ----------
    id : str
        Of its sentence in ``words/<language>/dress.yaml``.
    ask : bool
        Whether the field has many faces, so that one had better ask or look.
    """

    id: str
    ask: bool


def dress_for(contact: Contact, mode: Mode | None) -> Dress | None:
    """What to wear for somebody; nothing on the phone.

    Examples
    --------
    >>> dress_for(Contact(field_id="law"), Mode.OFFICE)
    Dress(id='dress.field.law.in_person', ask=False)
    """
    if mode is Mode.PHONE:
        return None
    field = contact.field_id or ("other" if contact.field else "no_field")
    way = "video" if mode is Mode.VIDEO else "in_person"
    return Dress(f"dress.field.{field}.{way}", _asks()[field])


@cache
def _asks() -> dict[str, bool]:
    rows = read_yaml(FOLDER / "dress.yaml")
    return {field: row["ask"] for field, row in rows.items()}
