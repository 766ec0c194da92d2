"""All that a person reads, by id, in English and German; numbers, dates and plurals the local way.

``words/<language>/<file>.yaml`` holds the sentences. The id of one is its path, joined by dots and
beginning with the file's name: ``people.add`` is the key ``add`` in ``people.yaml``. A sentence
with ``one`` and ``other`` is a plural, chosen by the fact ``n``. A German sentence that is said to
somebody stands as ``sie`` and ``du`` below its id; `Words.spoken` chooses.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from infoint_widgets.errors import WorkbookError

Language = Literal["en", "de"]
LANGUAGES: tuple[Language, ...] = ("en", "de")
FOLDER = Path(__file__).parent
_LOCALES = {"en": "en_GB", "de": "de_DE", "de-AT": "de_AT", "de-CH": "de_CH"}
_PLURAL = {"one", "other"}

Sentence = str | dict[str, str]


class Words:
    """The sentences of one language.

    Parameters
    ----------
    language : {"en", "de", "de-AT", "de-CH"}
        The regional variants use the German sentences with their own dates and numbers.

    Examples
    --------
    >>> Words("de").percent(0.42)
    '42\\xa0%'
    """

    def __init__(self, language: str = "en") -> None:
        if language not in _LOCALES:
            raise ValueError(f"language is {language!r}; it can be one of {', '.join(_LOCALES)}")
        self.language = language
        self.locale = _LOCALES[language]

    def __call__(self, id: str, /, **facts: object) -> str:
        """The sentence with this id, its placeholders filled from `facts`."""
        found = self._beside(id)[id]
        sentence = found if isinstance(found, str) else found[self._plural(facts["n"])]
        return sentence.format_map({key: self._fact(value) for key, value in facts.items()})

    def __contains__(self, id: str) -> bool:
        return id in self._beside(id)

    def spoken(self, id: str, register: str, /, **facts: object) -> str:
        """The sentence with this id as it is said to somebody.

        Parameters
        ----------
        register : {"sie", "du"}
            How they are addressed, where the language makes a difference.

        Examples
        --------
        >>> Words("de").spoken("questions.question.current_project.ask", "du")
        'Woran arbeitest du gerade?'
        >>> Words("en").spoken("questions.question.current_project.ask", "du")
        'What are you working on at the moment?'
        """
        of_register = f"{id}.{register}"
        said = self(of_register if of_register in self else id, **facts)
        return said.replace("ß", "ss") if self.language == "de-CH" else said

    def group(self, prefix: str) -> dict[str, str]:
        """All plain sentences below `prefix` as ``{rest of id: sentence}``, in the file's order."""
        start = prefix + "."
        return {
            id.removeprefix(start): sentence
            for id, sentence in self._beside(prefix).items()
            if id.startswith(start) and isinstance(sentence, str)
        }

    def error(self, error: WorkbookError) -> str:
        """What is wrong, where, and what to do next."""
        facts = dict(error.facts)
        if f"fields.{facts.get('field')}" in self:
            facts["field"] = self(f"fields.{facts['field']}")
        return self(f"errors.{error.id}", **facts)

    def number(self, value: float, *, digits: int = 0) -> str:
        from babel.numbers import format_decimal

        text: str = format_decimal(
            round(value, digits),
            format="#,##0" + ("." + "0" * digits if digits else ""),
            locale=self.locale,
        )
        return text

    def percent(self, share: float) -> str:
        """A share from 0 to 1 as a whole percentage."""
        from babel.numbers import format_percent

        return str(format_percent(share, locale=self.locale))

    def day(
        self, day: date, *, style: Literal["short", "medium", "long", "full"] = "medium"
    ) -> str:
        from babel.dates import format_date

        return format_date(day, format=style, locale=self.locale)

    def moment(self, seconds: int, zone: str, *, with_time: bool = True) -> str:
        """A moment (UTC seconds) as local date and, unless it is known to the day only, time."""
        from babel.dates import format_time

        local = datetime.fromtimestamp(seconds, ZoneInfo(zone))
        day = self.day(local.date())
        return (
            f"{day}, {format_time(local.time(), 'HH:mm', locale=self.locale)}" if with_time else day
        )

    def city(self, zone: str) -> str:
        """A time zone by its city: "Vienna" for Europe/Vienna."""
        from babel.dates import get_timezone_location

        return str(get_timezone_location(ZoneInfo(zone), locale=self.locale, return_city=True))

    def period(self, start: date) -> str:
        """A month, short: "Sep 2025"."""
        from babel.dates import format_skeleton

        return str(format_skeleton("yMMM", start, locale=self.locale))

    def written(self, day: date, id: str) -> str:
        """A day as it is written in running text, by the pattern of dates with this id."""
        from babel.dates import format_date

        return str(format_date(day, format=self(id), locale=self.locale))

    def duration(self, days: float, *, fewest: float = 2) -> str:
        """A length of time in the largest unit of which it has at least so many; one day is one.

        Nobody counts seconds here, so what is shorter is a minute.
        """
        from babel.dates import format_timedelta

        if days == 1:
            fewest = 1
        span = timedelta(days=days)
        return str(
            format_timedelta(span, granularity="minute", threshold=fewest, locale=self.locale)
        )

    def durations(self, shorter: float, longer: float) -> tuple[str, str]:
        """The ends of a range of days, the first a bare number in the unit of the second."""
        from babel.dates import TIMEDELTA_UNITS

        fewest = 1 if longer == 1 else 2
        sizes = (size for _, size in TIMEDELTA_UNITS if longer * 86_400 >= fewest * size)
        seconds = next(sizes, 1)
        value = shorter * 86_400 / seconds
        value = round(value, 1) if value < 2 else round(value)
        first = self.number(value, digits=0 if value == round(value) else 1)
        return first, self.duration(longer)

    def _beside(self, id: str) -> dict[str, Sentence]:
        """The sentences of an id's file: a form needs few of the files, so only these are read."""
        return _sentences(self.language[:2], id.partition(".")[0])

    def _plural(self, n: object) -> str:
        from babel import Locale

        return (
            str(Locale.parse(self.locale).plural_form(n)) if isinstance(n, int | float) else "other"
        )

    def _fact(self, value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return value
        return self.number(value, digits=0 if isinstance(value, int) else 1)


@functools.cache
def _sentences(language: str, beginning: str = "") -> dict[str, Sentence]:
    """Those of all files whose names begin so."""
    sentences: dict[str, Sentence] = {}
    for file in sorted((FOLDER / language).glob(f"{beginning}*.yaml")):
        sentences.update(_flatten(file.stem, read_yaml(file)))
    return sentences


def read_yaml(file: Path) -> Any:
    """A content file as plain lists, mappings and strings."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(file.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader


def _flatten(prefix: str, node: Mapping[str, Any] | str) -> Iterator[tuple[str, Sentence]]:
    if isinstance(node, str):
        yield prefix, node
    elif set(node) <= _PLURAL:
        yield prefix, dict(node)
    else:
        for key, child in node.items():
            yield from _flatten(f"{prefix}.{key}", child)
