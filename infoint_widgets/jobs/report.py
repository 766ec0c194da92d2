"""What an import did, line by line, to be shown and saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from infoint_widgets.exchange.tables import Remark
from infoint_widgets.log.bulk import Undone
from infoint_widgets.words import Words

_MOST_LINES_NAMED = 20


@dataclass
class ImportReport:
    """What came of a file.

    Each of its lines was read or refused, and each that was read is about somebody new or about
    somebody who was there already, be it from an earlier line.

    Attributes
    ----------
    file, format : str
        ``format`` is "linkedin" or "sheet".
    read, refused, added, there : int
        Lines that were read, lines that could not be, new people, and lines about others.
    filled : int
        People who were there before and of whom blank fields were filled.
    touches, meetings, referrals : int
        What is new of these.
    remarks : list of Remark
        In the order of the lines.
    import_id : str or None
        For `undo_import`; None when nothing in the file was new.
    """

    file: str
    format: str
    read: int
    refused: int
    added: int = 0
    there: int = 0
    filled: int = 0
    touches: int = 0
    meetings: int = 0
    referrals: int = 0
    remarks: list[Remark] = field(default_factory=list)
    import_id: str | None = None

    @property
    def changed(self) -> bool:
        """Whether anything in the log is new or filled."""
        return any((self.added, self.filled, self.touches, self.meetings, self.referrals))

    def title(self, words: Words) -> str:
        format = words(f"importing.format.{self.format}")
        return words("importing.report.title", file=self.file, format=format)

    def summary(self, words: Words) -> list[str]:
        """The sentences that say what came of the file as a whole."""
        counts = {
            "read": self.read,
            "added": self.added,
            "there": self.there,
            "filled": self.filled,
            "touches": self.touches,
            "meetings": self.meetings,
            "referrals": self.referrals,
            "refused": self.refused,
        }
        said = [words(f"importing.report.{id}", n=n) for id, n in counts.items() if n]
        return said if self.changed else [*said, words("importing.report.nothing_new")]

    def grouped(self, words: Words) -> list[tuple[str, str]]:
        """The remarks as pairs of lines and sentence; what is said of several is said once."""
        groups: dict[tuple[str, bool], list[int]] = {}
        for remark in self.remarks:
            groups.setdefault((remark.say(words), remark.refused), []).append(remark.line)
        return [
            (_lines(found, words, all=refused), sentence)
            for (sentence, refused), found in groups.items()
        ]

    def as_text(self, words: Words) -> str:
        """The whole report for reading, to be saved as a text file."""
        remarks = [f"{where}: {sentence}" for where, sentence in self.grouped(words)]
        parts = [self.title(words), "\n".join(self.summary(words)), "\n".join(remarks)]
        return "\n\n".join(part for part in parts if part) + "\n"


def say_undone(undone: Undone, words: Words) -> list[str]:
    """What became of an import that was taken back, in sentences."""
    names = ", ".join(contact.name for contact in undone.stayed[:_MOST_LINES_NAMED])
    if len(undone.stayed) > _MOST_LINES_NAMED:
        names += " …"
    counts = {"people": undone.people, "touches": undone.touches, "fields": undone.fields}
    said = [words(f"importing.undone.{id}", n=n) for id, n in counts.items() if n]
    if undone.stayed:
        said.append(words("importing.undone.stayed", n=len(undone.stayed), names=names))
    if undone.kept:
        said.append(words("importing.undone.kept", n=undone.kept))
    return said or [words("importing.undone.nothing")]


def _lines(lines: Iterable[int], words: Words, *, all: bool) -> str:
    """Their numbers, many in a row as from and to; of lines not imported each is named."""
    numbers = sorted(set(lines))
    if numbers == [0]:
        return words("importing.report.whole_file")
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    named = ", ".join(said if all else said[:_MOST_LINES_NAMED])
    more = 0 if all else sum(map(len, runs[_MOST_LINES_NAMED:]))
    if more:
        named = words("importing.report.more", lines=named, n=more)
    return words("importing.report.lines", n=len(numbers), lines=named)
