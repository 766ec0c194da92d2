"""A key in the search over ten thousand notes, beside LIKE, a loop and pandas on the same."""

from __future__ import annotations

import itertools
import random
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pandas as pd

from benchmarks.measuring import in_turn, seconds, tell
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
        form = Learnings(log)
        built = seconds(lambda: write(form, "index"))
        print(f"The index over {len(form.learned.pieces):,} notes, at the first key: {built:.2f} s")
        measures = {name: next_key(do) for name, do in alternatives(log, form).items()}
        tell("A key", in_turn(3 * len(TYPED), measures))
        log.close()


def write(form: Learnings, text: str) -> None:
    form.find.value = text


def alternatives(log: Log, form: Learnings) -> dict[str, Callable[[str], object]]:
    """Each finds the notes with a text; the form also folds, orders, lists and marks them."""
    answers = [row["answer"] for row in log.query("SELECT answer FROM questions")]
    frame = pd.DataFrame({"answer": answers})
    return {
        "LIKE": lambda text: log.query(
            "SELECT id, answer FROM questions WHERE answer LIKE ?", f"%{text}%"
        ),
        "a loop": lambda text: [one for one in answers if text.casefold() in one.casefold()],
        "pandas": lambda text: frame[frame["answer"].str.contains(text, case=False, regex=False)],
        "the form, with list and marks": partial(write, form),
    }


def next_key(do: Callable[[str], object]) -> Callable[[], float]:
    typed = itertools.cycle(TYPED)
    return lambda: seconds(lambda: do(next(typed)))


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


if __name__ == "__main__":
    main()
