"""People's own templates: text files beside the log, and the desk on which one is written.

What is half typed lies in the log's settings, as all that is typed does; a file is written when
somebody saves it, and is read anew whenever templates are asked for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from infoint_widgets.errors import WorkbookError
from infoint_widgets.exchange import mail
from infoint_widgets.log.store import Log
from infoint_widgets.method import drafting
from infoint_widgets.method.templates import (
    BUILT,
    LONGEST,
    Own,
    Template,
    mistakes,
    placeholders,
    read_own,
    templates,
    written,
)
from infoint_widgets.records import Contact, Setting
from infoint_widgets.vocabulary import Channel, ContactLanguage, DraftKind, Register
from infoint_widgets.words import Words

ENDING = ".md"
CHANNELS = ("email", "linkedin", "linkedin_300", "linkedin_200", "card")
_USUAL = {
    "file": "",
    "title": "",
    "situation": "",
    "kind": "outreach",
    "language": "",
    "register": "sie",
    "channel": "email",
    "subject": "",
    "body": "",
}
_CHOICES = {
    "kind": tuple(DraftKind),
    "language": ("en", "de"),
    "register": tuple(Register),
    "channel": CHANNELS,
}
_CHANGES = "own_templates.changes"


@dataclass(frozen=True)
class Change:
    """A file as it was and as it became; None where there was or is none."""

    file: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Laid:
    """The fields of the desk as they were and as they became."""

    before: dict[str, str]
    after: dict[str, str]


# The files


def folder(log: Log) -> Path:
    return log.path.parent / "templates"


def read_all(log: Log) -> tuple[list[Own], list[WorkbookError]]:
    """All of somebody's own templates by title, and what is wrong with the files that are none."""
    found: list[Own] = []
    wrong: list[WorkbookError] = []
    if not folder(log).is_dir():
        return found, wrong
    for path in sorted(folder(log).glob(f"*{ENDING}")):
        if path.name.startswith("."):
            continue
        try:
            found.append(read_own(_text(path), name=path.name))
        except WorkbookError as error:
            wrong.append(error)
    found.sort(key=lambda own: (own.template.title.casefold(), own.template.id))
    return found, wrong


def file_of(own: Own) -> str:
    """The name of the file that a template was read from."""
    return own.template.id.removeprefix("own/") + ENDING


def matching(
    log: Log, kind: DraftKind, language: ContactLanguage, register: Register
) -> list[Template]:
    """One's own templates for a kind of message, in the language and register of a letter."""
    return [
        replace(own.template, language=language, register=register)
        for own in read_all(log)[0]
        if own.kind is kind
        and own.template.language[:2] == language[:2]
        and (language is ContactLanguage.EN or own.template.register is register)
    ]


def take_back(log: Log, change: Change) -> None:
    """Make a file again what it was before a change.

    Raises
    ------
    WorkbookError
        When somebody has changed it since.
    """
    path = _path(log, change.file)
    if (_text(path) if path.exists() else None) != change.after:
        raise WorkbookError("undo_changed")
    _write(log, change.file, change.before)


# The desk


def desk(log: Log) -> dict[str, str]:
    """What is half typed, by field."""
    there = {name: log.setting(_id(name)) for name in _USUAL}
    usual = _USUAL | {"language": log.language}
    return {
        name: value if value in _CHOICES.get(name, (value,)) and value else usual[name]
        for name, value in there.items()
    }


def row(log: Log, name: str) -> Setting:
    """The setting that keeps a field of the desk."""
    return Setting(id=_id(name), value=desk(log)[name])


def clear(log: Log) -> Laid:
    """Take everything off the desk but what it is for."""
    there = desk(log)
    return _lay(log, _USUAL | {name: there[name] for name in ("kind", "language", "register")})


def open_file(log: Log, file: str) -> Laid:
    """Lay one of one's own templates on the desk."""
    own = read_own(_text(_path(log, file)), name=file)
    return _lay(log, {"file": file, **_fields(own)})


def packaged(log: Log) -> list[Template]:
    """The packaged templates that fit the desk's kind, language and register."""
    there = desk(log)
    return templates(
        DraftKind(there["kind"]), ContactLanguage(there["language"]), Register(there["register"])
    )


def begin_from(log: Log, template_id: str) -> Laid:
    """Lay a packaged template on the desk, as a new one."""
    template = next(found for found in packaged(log) if found.id == template_id)
    return _lay(log, {"file": "", **_fields(Own(DraftKind(desk(log)["kind"]), template))})


def put_back(log: Log, laid: Laid) -> None:
    """Make the desk again what it was before.

    Raises
    ------
    WorkbookError
        When somebody has typed on it since.
    """
    if desk(log) != laid.after:
        raise WorkbookError("undo_changed")
    _lay(log, laid.before)


def on_desk(values: dict[str, str]) -> Own:
    """The template that the fields of the desk make, finished or not."""
    channel, _, limit = values["channel"].partition("_")
    template = Template(
        id="own/desk",
        language=ContactLanguage(values["language"]),
        register=Register(values["register"]),
        title=values["title"],
        situation=values["situation"],
        subject=values["subject"] if channel == Channel.EMAIL else "",
        body=values["body"],
        channel=Channel(channel),
        limit=int(limit) if limit else None,
    )
    return Own(DraftKind(values["kind"]), template)


def is_saved(log: Log, own: Own) -> bool:
    """Whether the file of the template on the desk says the same."""
    file = desk(log)["file"]
    try:
        return bool(file) and written(read_own(_text(_path(log, file)), name=file)) == written(own)
    except WorkbookError:
        return False


def save(log: Log) -> Change:
    """Write what lies on the desk into its file, or into a new one.

    Raises
    ------
    WorkbookError
        When something is missing or not known, or when the file can't be written.
    """
    there = desk(log)
    own = on_desk(there)
    if not there["title"].strip() or not there["situation"].strip():
        raise WorkbookError("template_title_missing")
    for text in (own.template.subject, own.template.body):
        if any(mistakes(text, name="")):
            raise WorkbookError("template_mistakes_left")
    file = there["file"] or _new_name(log, own)
    text = written(own)
    read_own(text, name=file)
    path = _path(log, file)
    change = Change(file, _text(path) if path.exists() else None, text)
    _write(log, file, text)
    if not there["file"]:
        log.set_setting(_id("file"), file)
    return change


def delete(log: Log) -> Change:
    """Delete the file of the template on the desk; its text stays there, as a new one."""
    file = desk(log)["file"]
    change = Change(file, _text(_path(log, file)), None)
    _write(log, file, None)
    log.set_setting(_id("file"), "")
    return change


def try_out(log: Log, own: Own) -> drafting.Letter:
    """How a template reads, filled for somebody invented."""
    words = Words(own.template.language)
    invented = words.group("templates.person")
    person = Contact(
        first_name=invented["first_name"],
        last_name=invented["last_name"],
        organisation=invented["organisation"],
        role=invented["role"],
        field=invented["field"],
        found_through=invented["found_through"],
    )
    sender = drafting.Sender(
        name=log.setting("name") or invented["my_name"],
        situation=log.setting("situation") or invented["my_situation"],
        signature=log.setting("signature"),
        language=log.language if log.setting("situation") else "",
    )
    return drafting.fill(own.template, person, sender, referrer=invented["referrer"])


def facts(words: Words) -> dict[str, str]:
    """What a template may ask for, and what each stands for."""
    built = words.group("templates.built")
    asked = words.group("gaps")
    return {name: built[name] if name in BUILT else asked[name] for name in placeholders()}


def _id(name: str) -> str:
    return f"own_template.{name}"


def _lay(log: Log, values: dict[str, str]) -> Laid:
    with log.writing():
        before = desk(log)
        for name, value in values.items():
            log.set_setting(_id(name), value)
        return Laid(before, desk(log))


def _fields(own: Own) -> dict[str, str]:
    template = own.template
    limited = template.limit and template.channel is Channel.LINKEDIN
    return {
        "title": template.title,
        "situation": template.situation,
        "kind": str(own.kind),
        "language": str(template.language),
        "register": str(template.register),
        "channel": f"{template.channel}_{template.limit}" if limited else str(template.channel),
        "subject": template.subject,
        "body": template.body,
    }


def _new_name(log: Log, own: Own) -> str:
    template = own.template
    register = "" if template.language is ContactLanguage.EN else template.register
    names = (
        mail.file_name(f"{template.title} {template.language} {register} {number or ''}", ENDING)
        for number in range(1_000)
    )
    return next(name for name in names if not _path(log, name).exists())


def _path(log: Log, file: str) -> Path:
    """Where a template lies; a name that leads out of the folder is refused."""
    if Path(file).name != file or "\\" in file or file[:1] == "." or not file.endswith(ENDING):
        raise WorkbookError("template_name_unfit", file=file)
    return folder(log) / file


def _text(path: Path) -> str:
    with _told(path.name), path.open("rb") as file:
        # Not one byte more than the longest can have, however large the file is.
        content = file.read(4 * LONGEST + 1)
    if len(content) > 4 * LONGEST:
        raise WorkbookError("template_too_long", file=path.name, most=LONGEST)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise WorkbookError("template_not_text", file=path.name) from error


def _write(log: Log, file: str, text: str | None) -> None:
    """Write a file whole or not at all, for its owner's eyes only; None deletes it."""
    path = _path(log, file)
    with _told(file):
        if text is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            part = path.with_name(f".{file}.part")
            part.unlink(missing_ok=True)
            part.touch(mode=0o600, exist_ok=False)
            with part.open("wb") as there:
                there.write(text.encode("utf-8"))
                there.flush()
                os.fsync(there.fileno())
            part.replace(path)
    # Forms look at the log to see that something has changed.
    log.set_setting(_CHANGES, str(int(log.setting(_CHANGES, "0")) + 1))


@contextmanager
def _told(file: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise WorkbookError("template_file_refused", file=file, reason=reason) from error
