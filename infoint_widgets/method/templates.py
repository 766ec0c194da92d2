"""Messages that wait for their facts, read from text files: the packaged ones and people's own.

A file begins with its head, lines of ``key: value`` between two lines ``---``; then comes, for an
e-mail, a line ``Subject: …``, and then the body. ``{organisation}`` and the like stand for facts.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from infoint_widgets.errors import WorkbookError
from infoint_widgets.vocabulary import Channel, ContactLanguage, DraftKind, Register
from infoint_widgets.words import FOLDER, LANGUAGES, Words

PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
CHANNELS = (Channel.EMAIL, Channel.LINKEDIN, Channel.CARD)
# What LinkedIn lets through with an invitation, without and with a paid account.
LIMITS = (200, 300)
LONGEST = 10_000
LAST = 99
# From how alike on a name was misspelled, and how many words of a question tell which is meant.
_ALIKE, _SHARED = 0.75, 2
# What a text may take for granted of the way so far.
SAID = ("met", "permission", "answer", "declined", "later")
BUILT = ("salutation", "closing", "my_signature")
_BRACES = re.compile(PLACEHOLDER.pattern + r"|[{}]")
_FILE = re.compile(r"\A---\n(?P<head>.*?\n)---\n(?P<text>.*)\Z", re.DOTALL)
_SUBJECT = "Subject:"
_KEYS = ("title", "situation", "order", "says", "channel", "limit", "kind", "language", "register")


@dataclass(frozen=True)
class Template:
    """A message that waits for its facts.

    Attributes
    ----------
    id : str
        The same in every language and register.
    title, situation : str
        What it is called and when one uses it, in the language of the letter.
    subject : str
        "" for all but e-mails, whose files have no such line.
    order : int
        Its place in a list; the first is for somebody one has nothing in common with.
    channel : Channel
        How it is sent: as an e-mail, a note on LinkedIn or a card on paper.
    limit : int, optional
        How many characters the channel lets through.
    says : str
        What the text takes for granted, one of `SAID`, or "".
    """

    id: str
    language: ContactLanguage
    register: Register
    title: str
    situation: str
    subject: str
    body: str
    order: int = LAST
    channel: Channel = Channel.EMAIL
    limit: int | None = None
    says: str = ""


@dataclass(frozen=True)
class Mistake:
    """What is wrong with a text, and from where to where it stands there."""

    start: int
    end: int
    error: WorkbookError


@dataclass(frozen=True)
class Own:
    """A template that somebody wrote, and what kind of message it is for."""

    kind: DraftKind
    template: Template


def templates(
    kind: DraftKind, language: ContactLanguage, register: Register = Register.SIE
) -> list[Template]:
    """The packaged templates for a kind of message, in their order.

    Parameters
    ----------
    language : ContactLanguage
        Austrian and Swiss letters begin from the German texts.
    register : Register
        Sie and du are two texts; an English letter has one.
    """
    return list(_packaged(kind, language, register))


@cache
def _packaged(
    kind: DraftKind, language: ContactLanguage, register: Register
) -> tuple[Template, ...]:
    folder = FOLDER / language[:2] / "templates" / kind
    ending = ".md" if language is ContactLanguage.EN else f".{register}.md"
    read = (
        read_template(
            file.read_text(encoding="utf-8"), name=file.name, language=language, register=register
        )
        for file in folder.glob(f"*{ending}")
    )
    return tuple(sorted(read, key=lambda template: (template.order, template.id)))


def read_template(
    text: str,
    *,
    name: str,
    language: ContactLanguage,
    register: Register = Register.SIE,
) -> Template:
    """A template from the text of its file.

    Parameters
    ----------
    name : str
        The file's name, for messages; up to the first dot it is the template's id.

    Raises
    ------
    WorkbookError
        When the file is empty or too long, when a part of it is missing, or when a value of the
        head or a placeholder is not known; it names the file, the line and what is known.
    """
    head, text = _parts(text, name)
    return _template(name.partition(".")[0], head, text, language, register)


def read_own(text: str, *, name: str) -> Own:
    """A template that somebody wrote; its head says the kind, the language and the register too.

    Parameters
    ----------
    name : str
        The file's name; without its ending, after ``own/``, it is the template's id.

    Raises
    ------
    WorkbookError
        As `read_template` does.
    """
    head, text = _parts(text, name)
    kind = head.choice("kind", DraftKind)
    language = ContactLanguage(head.choice("language", ("en", "de")))
    register = Register(head.choice("register", Register, Register.SIE))
    template = _template(f"own/{name.removesuffix('.md')}", head, text, language, register)
    return Own(DraftKind(kind), template)


def written(own: Own) -> str:
    """The text of the file that `read_own` reads as this template."""
    template = own.template
    head = {
        "title": template.title,
        "situation": template.situation,
        "kind": own.kind,
        "language": template.language,
        "register": template.register,
        "channel": template.channel,
    }
    if template.limit is not None:
        head["limit"] = str(template.limit)
    lines = ["---", *(f"{key}: {' '.join(value.split())}" for key, value in head.items()), "---"]
    if template.channel is Channel.EMAIL:
        lines += [f"{_SUBJECT} {' '.join(template.subject.split())}", ""]
    return "\n".join([*lines, template.body.strip(), ""])


def mistakes(text: str, *, name: str) -> Iterator[Mistake]:
    """Each placeholder that is not known, each brace that stands alone, and a text too long.

    Parameters
    ----------
    name : str
        What the text is called where a mistake is told.
    """
    if len(text) > LONGEST:
        yield Mistake(0, 0, WorkbookError("template_too_long", file=name, most=LONGEST))
        return
    for found in _BRACES.finditer(text):
        if found[1] in placeholders():
            continue
        line = text.count("\n", 0, found.start()) + 1
        if found[1] is None:
            error = WorkbookError("template_brace", file=name, line=line, brace=found[0])
        else:
            close = _meant(found[1])
            error = WorkbookError(
                "placeholder_meant" if close else "placeholder_unknown",
                file=name,
                line=line,
                placeholder=found[0],
                meant=f"{{{close}}}" if close else "",
                known=", ".join(f"{{{known}}}" for known in placeholders()),
            )
        yield Mistake(found.start(), found.end(), error)


def _meant(unknown: str) -> str:
    """What is spelled much the same, or else asks for the same in words of ours; "" for neither."""
    if close := difflib.get_close_matches(unknown, placeholders(), n=1, cutoff=_ALIKE):
        return close[0]
    words = {word for word in unknown.casefold().split("_") if len(word) > 1}
    most, best = max(
        (len(words & set(re.findall(r"\w+", question.casefold()))), name)
        for language in LANGUAGES
        for name, question in Words(language).group("gaps").items()
        if name in placeholders()
    )
    return best if most >= _SHARED else ""


@cache
def placeholders() -> tuple[str, ...]:
    """What a template may ask for: all that there is a question for, and what is built of it."""
    asked = (name for name in Words("en").group("gaps") if name not in ("name", "your_note"))
    return (*BUILT, *asked)


class _Head:
    """The head of a file; read as text, so that a colon in a title needs no quoting."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self._values: dict[str, tuple[str, int]] = {}
        for number, line in enumerate(text.splitlines(), 2):
            key, _, value = line.partition(":")
            key = key.strip()
            if not line.strip():
                continue
            if key not in _KEYS:
                known = ", ".join(_KEYS)
                raise WorkbookError(
                    "template_key_unknown", file=file, line=number, key=key, known=known
                )
            self._values[key] = (value.strip(), number)

    def __getitem__(self, key: str) -> str:
        return self._values.get(key, ("", 0))[0]

    def choice(self, key: str, known: Iterable[str], usual: str = "") -> str:
        """One of the known values; the usual one where the head doesn't say."""
        value, line = self._values.get(key, (usual, 0))
        known = tuple(known)
        if value in known or (value == usual and not line):
            if value:
                return value
            raise WorkbookError(
                "template_key_missing", file=self.file, key=key, known=", ".join(known)
            )
        raise WorkbookError(
            "template_value_unknown",
            file=self.file,
            line=line,
            key=key,
            value=value,
            known=", ".join(known),
        )


def _parts(text: str, name: str) -> tuple[_Head, str]:
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    if not text.strip():
        raise WorkbookError("template_empty", file=name)
    for mistake in mistakes(text, name=name):
        raise mistake.error
    parts = _FILE.match(text)
    if parts is None:
        raise WorkbookError("template_head_missing", file=name)
    head = _Head(parts["head"], name)
    if not head["title"] or not head["situation"]:
        raise WorkbookError("template_head_missing", file=name)
    return head, parts["text"].strip()


def _template(
    id: str, head: _Head, text: str, language: ContactLanguage, register: Register
) -> Template:
    channel = Channel(head.choice("channel", CHANNELS, Channel.EMAIL))
    limit = head.choice("limit", map(str, LIMITS), "none")
    subject, body = "", text
    if channel is Channel.EMAIL:
        subject, _, body = text.partition("\n")
        if not subject.startswith(_SUBJECT):
            raise WorkbookError("template_subject_missing", file=head.file)
    elif text.startswith(_SUBJECT):
        raise WorkbookError("template_subject_unwanted", file=head.file)
    if not body.strip():
        raise WorkbookError("template_body_missing", file=head.file)
    return Template(
        id=id,
        language=language,
        register=register,
        title=head["title"],
        situation=head["situation"],
        subject=subject.removeprefix(_SUBJECT).strip(),
        body=body.strip(),
        order=int(order) if (order := head["order"]).isdecimal() else LAST,
        channel=channel,
        limit=None if limit == "none" else int(limit),
        says=head.choice("says", SAID) if head["says"] else "",
    )
