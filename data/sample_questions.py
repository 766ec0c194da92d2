"""What was asked in the sample's meetings, what will be asked, and what they answered.

The bank has more questions than these; only these were ever put to somebody.
"""

# ruff: noqa: S311

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from sample_writing import swiss

from infoint_widgets.method.questions import bank, how_many, place_for, recommended
from infoint_widgets.records import Meeting, Question, derived_id

if TYPE_CHECKING:
    from sample_story import Person

MINUTES_EACH = 4
# At first Robin had no list; the last meeting ahead is not prepared yet.
FIRST_WITHOUT = 3

ANSWERS = {
    "first_interest": {
        "en": [
            "A school project on one street. The map still hangs in the office.",
            "An aunt did this, and her slides needed sorting in the holidays.",
            "By accident, while waiting for a place on another course.",
        ],
        "de": [
            "Durch ein Praktikum, das eigentlich die Schwester machen wollte.",
            "Schülerzeitung. Da hat sich alles entschieden.",
            "Über einen Aushang in der Bibliothek.",
        ],
    },
    "school_dream": {
        "en": ["A vet, until the first dissection.", "Train driver. Still reads timetables."],
        "de": ["Tierärztin, wie alle.", "Förster. Jetzt sind es eben Menschen statt Bäume."],
    },
    "steps_here": {
        "en": [
            "Three jobs in five years, each because somebody called.",
            "Degree, a year in a shop, then this.",
        ],
        "de": [
            "Lehre, Abendschule, Studium mit 27.",
            "Zwei Umwege, die heute im Lebenslauf gut aussehen.",
        ],
    },
    "normal_week": {
        "en": [
            "Half of it talking, a third writing, the rest repairing what was written.",
            "Mondays are for planning, and by Tuesday nothing of it holds.",
        ],
        "de": [
            "Zwei Tage Gespräche, zwei Tage Schreibtisch, einer für alles andere.",
            "Gibt es nicht. Aber freitags ab zwei ist Ruhe.",
        ],
    },
    "current_project": {
        "en": [
            "A guide for newcomers that nobody asked for, and everybody uses.",
            "Moving everything off a system from 2004.",
        ],
        "de": [
            "Ein Leitfaden, der auf eine Seite passen soll.",
            "Ein Projekt mit drei Schulen, das im Herbst anfängt.",
        ],
    },
    "good_day": {
        "en": [
            "When somebody says: ah, so that is what it is for.",
            "When nothing had to be explained twice.",
        ],
        "de": [
            "Wenn jemand sagt: Jetzt habe ich es verstanden.",
            "Wenn das Telefon erst nach elf klingelt.",
        ],
    },
    "most_needed": {
        "en": [
            "Listening, and writing it down so that others can use it.",
            "To ask the question that everybody is too polite to ask.",
            "Patience with tables.",
        ],
        "de": [
            "Zuhören. Alles andere lernt man im ersten Jahr.",
            "Genau lesen und kurz schreiben.",
            "Nachfragen, auch zum dritten Mal.",
        ],
    },
    "learned_on_the_job": {
        "en": [
            "How to say no before Friday afternoon.",
            "Budgets. Nobody shows you one at university.",
        ],
        "de": [
            "Sitzungen leiten, ohne dass es jemand merkt.",
            "Geld zu beantragen, vor allem das Begründen.",
        ],
    },
    "learn_first": {
        "en": [
            "To interview people. The rest is software.",
            "Statistics, but with data of one's own.",
        ],
        "de": [
            "Interviews führen, am besten mit Fremden.",
            "Ein Werkzeug richtig, statt fünf halb.",
        ],
    },
    "describe_culture": {
        "en": [
            "Kind, slow in decisions, quick in a crisis.",
            "Everybody eats together at half past twelve.",
        ],
        "de": [
            "Freundlich, aber wer nichts sagt, wird nicht gefragt.",
            "Viel Vertrauen, wenig Protokoll.",
        ],
    },
    "feels_at_home": {
        "en": ["People who like to finish things.", "Those who can bear not knowing for a while."],
        "de": ["Leute, die gern zu zweit denken.", "Wer Humor hat und pünktlich ist."],
    },
    "unwritten_rules": {
        "en": ["Never send a plan after six.", "Whoever complains gets to mend it."],
        "de": ["Der Kaffee gehört der Spätschicht.", "Erst anrufen, dann schreiben."],
    },
    "like_most": {
        "en": [
            "Meeting somebody every week who knows more.",
            "Seeing it used by strangers on the bus.",
        ],
        "de": [
            "Dass am Ende etwas dasteht, das man anfassen kann.",
            "Die Gespräche, die keiner geplant hat.",
        ],
    },
    "do_without": {
        "en": ["Reports that go to nobody.", "The third meeting about the second one."],
        "de": ["Anträge in dreifacher Ausfertigung.", "Die Reisekostenabrechnung."],
    },
    "surprised_most": {
        "en": ["How much of it is writing.", "How old the systems are, and how well they run."],
        "de": [
            "Wie wenig Zeit für das bleibt, was man gelernt hat.",
            "Dass alle nur mit Wasser kochen.",
        ],
    },
    "changing_now": {
        "en": [
            "People expect an answer the same day.",
            "Clients now ask how a result was reached.",
        ],
        "de": [
            "Es kommen kaum noch Jüngere nach.",
            "Vieles wird nach innen geholt, was früher vergeben wurde.",
        ],
    },
    "five_years_on": {
        "en": [
            "The same questions with better tools.",
            "Fewer people, and each does more kinds of things.",
        ],
        "de": ["Weniger Papier, mehr Reden.", "Ähnlich, nur mit anderen Abkürzungen."],
    },
    "artificial_intelligence": {
        "en": [
            "First drafts are quicker, and checking them takes what was saved.",
            "Nothing that needs a handshake.",
        ],
        "de": [
            "Protokolle schreibt jetzt die Maschine. Entscheiden will sie zum Glück nicht.",
            "Noch wenig, aber alle reden davon.",
        ],
    },
    "how_people_start": {
        "en": [
            "As a stand-in for somebody on leave, and then they stay.",
            "With a small commission for a friend.",
        ],
        "de": [
            "Als Werkstudentin oder Werkstudent, fast alle.",
            "Über ein Ehrenamt, das größer wurde.",
        ],
    },
    "what_impresses": {
        "en": [
            "Somebody who has tried one thing and can say why it failed.",
            "Questions that show they read the page.",
        ],
        "de": ["Wenn jemand zugibt, etwas nicht zu wissen.", "Eigene Projekte, auch kleine."],
    },
    "try_on_small_scale": {
        "en": [
            "Spend a Saturday helping at an open day.",
            "Redo one leaflet of theirs, for practice only.",
        ],
        "de": [
            "Einen Tag mitlaufen, das geht fast überall.",
            "Eine einzige Sache für einen Verein machen.",
        ],
    },
    "wish_you_had_known": {
        "en": [
            "That nobody has a plan. They only speak as if they had.",
            "That one may call people.",
        ],
        "de": [
            "Dass man auch nach zwei Jahren noch wechseln darf.",
            "Dass Fragen nicht dumm wirken.",
        ],
    },
    "in_my_place": {
        "en": [
            "Talk to five more, then decide nothing for a month.",
            "Start the small project this summer.",
        ],
        "de": [
            "Noch zwei aus einer ganz anderen Ecke treffen.",
            "Die Masterarbeit so wählen, dass man dafür hinausmuss.",
        ],
    },
    "best_advice": {
        "en": ["Do the dull part first.", "Write down what you promised before you hang up."],
        "de": ["Nicht perfekt, sondern am Dienstag.", "Schlaf eine Nacht darüber, dann antworte."],
    },
    "change_first": {
        "en": [
            "Put the project with the library on top.",
            "Cut it to one page; the second says nothing new.",
        ],
        "de": [
            "Den Titel der Bachelorarbeit in Alltagssprache.",
            "Die Jahreszahlen nach rechts, die Aufgaben nach vorn.",
        ],
    },
    "ten_seconds": {
        "en": ["That you like people. Was that the plan?", "The choir."],
        "de": ["Dass du viel angefangen hast. Schreib dazu, was fertig wurde.", "Die Nachhilfe."],
    },
    "read_first": {
        "en": [
            "Not a book: the annual report, from the back.",
            "“The Design of Everyday Things”, and then go for a walk.",
        ],
        "de": [
            "Die Zeitschrift des Verbands, zwei Jahrgänge quer.",
            "Erst einen Vortrag hören, dann lesen.",
        ],
    },
    "stay_up_to_date": {
        "en": [
            "Two newsletters, and lunch with a colleague from another house.",
            "Not at all; the team brings the news.",
        ],
        "de": ["Ein Stammtisch, jeden ersten Mittwoch.", "Ein Podcast auf dem Fahrrad."],
    },
    "events": {
        "en": [
            "The autumn meetup; newcomers get a name tag with a star.",
            "Open evenings at the university.",
        ],
        "de": [
            "Die Jahrestagung, am zweiten Tag wird es locker.",
            "Die lange Nacht im Juni, da reden alle.",
        ],
    },
    # Where somebody was named, that stands in the referrals.
    "who_else": {
        "en": [
            "Will think about it and write.",
            "Nobody just now; ask again in autumn.",
            "Wants to ask them first.",
            "Not within the house, but will look around.",
        ],
        "de": [
            "Überlegt es sich und schreibt mir.",
            "Will erst selbst nachfragen.",
            "Im Moment fällt niemand ein, im Herbst noch einmal fragen.",
            "Kennt vor allem Leute aus ganz anderen Bereichen.",
        ],
    },
    "should_have_asked": {
        "en": [
            "What it is like in the third year, when the shine is off.",
            "Whether it pays the rent. (It does, just.)",
            "How one gets out again. Answer: by talking to people, same as getting in.",
            "Nothing; most people don't ask this much.",
            "What the food is like. It is awful.",
        ],
        "de": [
            "Ob man davon leben kann. (Ja, mit Mitbewohnern.)",
            "Was man macht, wenn es schiefgeht.",
            "Wie oft man an Feiertagen arbeitet. Öfter als gedacht.",
            "Nichts, es war alles dabei.",
            "Wie man wieder aufhört. Darüber redet niemand.",
        ],
    },
}

OWN = {
    "en": [
        ("How do you begin when there is a blank page in front of you?", "day_to_day",
         "With the last sentence."),
        ("Which part of your work would surprise your neighbours?", "day_to_day",
         "That most of it happens in a van."),
    ],
    "de": [
        ("Was steht auf dem Zettel an Ihrem Bildschirm?", "day_to_day", "„Erst fragen, für wen.“"),
        ("Was haben Sie zuletzt von jemand Jüngerem gelernt?", "skills",
         "Nachrichten in drei Sätzen zu schreiben."),
    ],
    "du": [
        ("Was steht auf dem Zettel an deinem Bildschirm?", "day_to_day", "„Erst fragen, für wen.“"),
        ("Was hast du zuletzt von jemand Jüngerem gelernt?", "skills",
         "Nachrichten in drei Sätzen zu schreiben."),
    ],
}  # fmt: skip


def questions(people: list[Person], named_in: Collection[str | None]) -> Iterator[Question]:
    """The questions of all meetings, one meeting after the other.

    Parameters
    ----------
    named_in : collection of str
        The meetings in which somebody else was named.
    """
    whom = {meeting.id: person for person in people for meeting in person.meetings}
    meetings = sorted(
        (meeting for person in people for meeting in person.meetings),
        key=lambda meeting: (meeting.starts_at or 0, meeting.id),
    )
    held = {touch.meeting_id for p in people for touch in p.touches if touch.kind == "met"}
    answered = Counter[str]()
    texts: defaultdict[tuple[str, str], int] = defaultdict(int)
    own = {speech: [*pool] for speech, pool in OWN.items()}
    for nth, meeting in enumerate(meetings):
        if nth < FIRST_WITHOUT or nth == len(meetings) - 1:
            continue
        chance = Random(f"infoint questions {meeting.id}")
        person = whom[meeting.id]
        left = own[_speech(person)]
        mine = left.pop(0) if left and chance.random() < 0.2 else None
        for question in _chosen(person, meeting, answered, mine):
            answer = ""
            was_asked = meeting.id in held and chance.random() < 0.9
            told = question.bank_id != "who_else" or meeting.id not in named_in
            if was_asked and told and chance.random() < 0.85:
                answer = _answer(person, question, texts)
                answered[question.bank_id] += 1
            yield _asked(question, meeting, answer) if was_asked else question


def _chosen(
    person: Person, meeting: Meeting, answered: Counter[str], mine: tuple[str, str, str] | None
) -> list[Question]:
    ids = recommended(
        how_many(meeting.minutes), answered=answered, left_out=bank().keys() - ANSWERS.keys()
    )
    if mine:
        ids.insert(place_for("", ids), "")
    text, category, _answer = mine or ("", "", "")
    return [
        Question(
            id=derived_id("sample question", meeting.id, bank_id),
            meeting_id=meeting.id,
            bank_id=bank_id,
            text="" if bank_id else swiss(person, text),
            category=bank()[bank_id].category if bank_id else category,
            position=position,
        )
        for position, bank_id in enumerate(ids)
    ]


def _speech(person: Person) -> str:
    return "du" if person.speech == "du" else person.tongue


def _answer(person: Person, question: Question, texts: defaultdict[tuple[str, str], int]) -> str:
    """Each of the answers that there are in turn."""
    if not question.bank_id:
        said = next(
            a for text, _, a in OWN[_speech(person)] if swiss(person, text) == question.text
        )
        return swiss(person, said)
    pool = ANSWERS[question.bank_id][person.tongue]
    key = (question.bank_id, person.tongue)
    texts[key] += 1
    return swiss(person, pool[(texts[key] - 1) % len(pool)])


def _asked(question: Question, meeting: Meeting, answer: str) -> Question:
    at = (meeting.starts_at or 0) + 60 * min(
        MINUTES_EACH * (question.position + 1), meeting.minutes
    )
    return replace(question, asked_at=at, answer=answer)
