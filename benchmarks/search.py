"""A key in the search over ten thousand notes, beside SQL's own LIKE on the same: as ratios."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from infoint_widgets.log.store import Log
from infoint_widgets.method.questions import bank
from infoint_widgets.records import Contact, Meeting, Question, Record
from infoint_widgets.vocabulary import Stage
from infoint_widgets.widgets.learnings import Learnings

PEOPLE, ANSWERS_EACH = 1_000, 10
NOW = 1_780_000_000
TYPED = ("m", "mu", "mue", "muell", '"gläserne mu', "licht gla", "größe", "xyzzy", "answer", "")
WORDS = ["Licht", "gläserne", "Müller", "Größe", "Museum", "leise", "answer", "question", "Zeit"]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = Log(Path(folder) / "log.db", clock=lambda: NOW, sample=True)
        log.load(notes())
        began = time.perf_counter()
        form = Learnings(log)
        form.find.value = "index"
        taken = time.perf_counter() - began
        print(f"form and index over {len(form.learned.pieces):,} notes: {taken:.2f} s")

        def key(text: str) -> None:
            form.find.value = text

        def like(text: str) -> None:
            log.query("SELECT id, answer FROM questions WHERE answer LIKE ?", f"%{text}%")

        mine, plain = milliseconds(key), milliseconds(like)
        ratio = statistics.median(mine) / statistics.median(plain)
        for name, times in (("a key, with list and marks", mine), ("LIKE alone", plain)):
            print(f"{name}: median {statistics.median(times):.1f} ms, most {max(times):.1f} ms")
        print(f"ratio of the medians: {ratio:.1f} ×")
        log.close()


def notes() -> Iterator[Record]:
    chance, ids = random.Random(5), list(bank())
    people = [
        Contact(
            stage=Stage.CHOSEN,
            first_name="Ada",
            last_name=f"Müller {n}",
            organisation=f"O {n % 90}",
        )
        for n in range(PEOPLE)
    ]
    meetings = [Meeting(contact_id=person.id, starts_at=NOW - n) for n, person in enumerate(people)]
    yield from people
    yield from meetings
    for meeting in meetings:
        for id in chance.sample(ids, ANSWERS_EACH):
            answer = " ".join(chance.choices(WORDS, k=30))
            yield Question(
                meeting_id=meeting.id, bank_id=id, category=bank()[id].category, answer=answer
            )


def milliseconds(do: Callable[[str], None]) -> list[float]:
    taken = []
    for text in TYPED * 3:
        began = time.perf_counter()
        do(text)
        taken.append(1_000 * (time.perf_counter() - began))
    return taken


if __name__ == "__main__":
    main()
