"""Templates of one's own: written, tried out on somebody invented, saved as files."""

from __future__ import annotations

from collections.abc import Iterable

import ipywidgets

from infoint_widgets.errors import LogError, WorkbookError
from infoint_widgets.jobs import own_templates as jobs
from infoint_widgets.method.drafting import gaps
from infoint_widgets.method.templates import LONGEST, Own, mistakes
from infoint_widgets.vocabulary import Channel, ContactLanguage, DraftKind, Register
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.parts import BoundChoice, BoundText
from infoint_widgets.widgets.text_field import TextField

_MOST_TOLD = 3


class Templates(Form):
    """Write templates of one's own, for all messages of a kind.

    Parameters
    ----------
    log : Log
        The templates lie in the folder ``templates`` beside its file.

    Examples
    --------
    >>> ii.Templates(ii.open_log())  # doctest: +SKIP
    """

    def build(self) -> list[ipywidgets.Widget]:
        w = self.w
        self.own = parts.wide(parts.dropdown(w("templates.own"), []))
        self.on_change(self.own, self.take_up)
        self.begin = parts.wide(parts.dropdown(w("templates.begin_from"), []))
        self.on_change(self.begin, self.begin_from)
        self.broken = safe.Html(css_class="infoint-quiet")
        self.choices = {
            "kind": self._choice("kind", "vocabulary.draft_kind", DraftKind),
            "language": self._choice("language", "templates.languages", ("en", "de")),
            "register": self._choice("register", "vocabulary.register", Register),
            "channel": self._choice("channel", "templates.channels", jobs.CHANNELS),
        }
        self.texts = {
            "title": self._text(w("templates.title")),
            "situation": self._text(w("templates.situation"), hint=w("templates.situation_hint")),
            "subject": self._text(w("fields.subject")),
            "body": self._text(w("templates.body"), rows=12),
        }
        fields = {name: text.widget for name, text in self.texts.items()}
        self.length = safe.Html(css_class="infoint-quiet")
        self.preview = safe.Html()
        self.facts = parts.as_field(
            ipywidgets.Select(
                description=w("templates.facts"),
                options=[(f"{{{name}}}  {means}", name) for name, means in jobs.facts(w).items()],
                rows=7,
            )
        )
        self.facts.add_class("infoint-list")
        self.into_subject = self.button(
            w("templates.into_subject"), lambda: self._insert(fields["subject"])
        )
        self.into_text = self.button(w("templates.into_text"), lambda: self._insert(fields["body"]))
        self.standing = safe.Html(css_class="infoint-quiet")
        self.delete = self.button(w("templates.delete"), self.throw_away)
        self.keep = self.button(w("templates.save"), self.save, css_class="infoint-main")
        invented = w.group("templates.person")
        name = f"{invented['first_name']} {invented['last_name']}"
        return [
            parts.stack(parts.grid(self.own, self.begin), self.broken),
            parts.stack(
                parts.grid(*(choice.widget for choice in self.choices.values())),
                parts.grid(parts.wide(fields["title"]), parts.wide(fields["situation"])),
            ),
            parts.columns(
                parts.stack(fields["subject"], fields["body"], self.length),
                parts.stack(
                    self.facts,
                    safe.paragraph(w("templates.facts_hint"), "infoint-quiet"),
                    parts.row(self.into_text, self.into_subject),
                    safe.paragraph(w("templates.preview", name=name), "infoint-group"),
                    self.preview,
                ),
            ),
            parts.foot(self.standing, parts.row(self.delete, self.keep)),
        ]

    # Doing

    def save(self) -> None:
        """Write the file, from which all messages of the kind can begin."""
        self._keep_what_is_typed()
        change = jobs.save(self.log)
        sentence = self.w("templates.saved", title=self.texts["title"].widget.typed)
        self.did(sentence, lambda: jobs.take_back(self.log, change))

    def throw_away(self) -> None:
        """Delete the file; the text stays where it is."""
        self._keep_what_is_typed()
        change = jobs.delete(self.log)
        sentence = self.w("templates.deleted", title=self.texts["title"].widget.typed)
        self.did(sentence, lambda: jobs.take_back(self.log, change))

    def take_up(self, file: str) -> None:
        """Take up a template of one's own, or ("") begin a new one."""
        try:
            self._keep_what_is_typed()
            laid = jobs.open_file(self.log, file) if file else jobs.clear(self.log)
        except WorkbookError:
            self.show()
            raise
        self._lies_there("templates.laid" if file else "templates.cleared", laid)

    def begin_from(self, template_id: str | None) -> None:
        """Begin a new template with the text of a packaged one."""
        if template_id is None:
            return
        self._keep_what_is_typed()
        self._lies_there("templates.laid", jobs.begin_from(self.log, template_id))

    def _lies_there(self, id: str, laid: jobs.Laid) -> None:
        self.did(self.w(id), lambda: jobs.put_back(self.log, laid))

    def _insert(self, field: TextField) -> None:
        if self.facts.value is not None:
            field.insert(f"{{{self.facts.value}}}")

    def _keep_what_is_typed(self) -> None:
        for name, text in self.texts.items():
            text.widget.save()
            if not text.widget.saved:
                raise LogError("not_saved", field=self.w(f"templates.{name}"))

    # Showing

    def show(self) -> None:
        bound: dict[str, BoundText | BoundChoice] = {**self.texts, **self.choices}
        for name, control in bound.items():
            control.show(jobs.row(self.log, name))
        there = jobs.desk(self.log)
        by_mail = there["channel"] == Channel.EMAIL
        self._only_if(by_mail, self.texts["subject"].widget, self.into_subject)
        german = there["language"] != ContactLanguage.EN
        self._only_if(german, self.choices["register"].widget)
        self._only_if(bool(there["file"]), self.delete)
        self._show_own(there["file"])
        packaged = [(f"{t.title}: {t.situation}", t.id) for t in jobs.packaged(self.log)]
        with self.filling():
            parts.offer(self.begin, [(self.w("templates.begin_none"), None), *packaged], None)
        self._show_result()

    def _show_own(self, file: str) -> None:
        found, wrong = jobs.read_all(self.log)
        options = [(self._name(own), jobs.file_of(own)) for own in found]
        with self.filling():
            parts.offer(self.own, [(self.w("templates.new"), ""), *options], file)
        self.broken.show(
            safe.html(
                "{why}{files}",
                why=self.w("templates.broken"),
                files=safe.points(map(self._wrong, wrong)),
            )
            if wrong
            else safe.html("")
        )

    def _name(self, own: Own) -> str:
        template = own.template
        facts = {
            "title": template.title,
            "kind": self.w(f"vocabulary.draft_kind.{own.kind}"),
            "language": self.w(f"templates.languages.{template.language}"),
        }
        if template.language is ContactLanguage.EN:
            return self.w("templates.listed", **facts)
        register = self.w(f"vocabulary.register.{template.register}")
        return self.w("templates.listed_register", **facts, register=register)

    def _show_result(self) -> None:
        """What is wrong with the texts as they are typed, and how they read."""
        typed = {name: text.widget.typed for name, text in self.texts.items()}
        own = jobs.on_desk(jobs.desk(self.log) | typed)
        for name in ("subject", "body"):
            self._tell_mistakes(self.texts[name].widget)
        letter = jobs.try_out(self.log, own)
        by_mail = own.template.channel is Channel.EMAIL
        body = letter.body[:LONGEST]
        self.preview.show(
            safe.letter(_with_gaps(letter.subject) if by_mail else None, _with_gaps(body))
        )
        limit = own.template.limit
        length = len(letter.body) - sum(gap.end - gap.start for gap in gaps(letter.body))
        in_all = self.w("templates.characters", n=length, limit=limit) if limit else ""
        self.length.show(safe.html("{text}", text=in_all))
        file = jobs.desk(self.log)["file"]
        state = "saved" if jobs.is_saved(self.log, own) else "changed"
        if not any(typed.values()):
            state = "empty"
        self.standing.show(safe.html("{text}", text=self.w(f"templates.state.{state}", file=file)))

    def _tell_mistakes(self, field: TextField) -> None:
        found = list(mistakes(field.typed, name=""))
        field.mark([(mistake.start, mistake.end, "gap") for mistake in found])
        told = [self._short(mistake.error) for mistake in found[:_MOST_TOLD]]
        if len(found) > _MOST_TOLD:
            told.append(self.w("templates.more_mistakes", n=len(found) - _MOST_TOLD))
        field.warn(" ".join(told))

    def _wrong(self, error: WorkbookError) -> str:
        """What is wrong with a file; what is known stands in the form's own list."""
        short = f"templates.mistake.{error.id}" in self.w
        return f"{error.facts['file']}: {self._short(error)}" if short else self.w.error(error)

    def _short(self, error: WorkbookError) -> str:
        return self.w(f"templates.mistake.{error.id}", **error.facts)

    # Parts

    def _text(self, label: str, **spec: object) -> BoundText:
        text = BoundText(self, "value", label=label, **{"while_typing": True, **spec})  # type: ignore[arg-type]
        text.widget.on_type(lambda _text: self._show_result())
        return text

    def _choice(self, name: str, words: str, values: Iterable[str]) -> BoundChoice:
        options: parts.Options = [(self.w(f"{words}.{value}"), str(value)) for value in values]
        return BoundChoice(self, "value", parts.dropdown(self.w(f"templates.{name}"), options))

    def _only_if(self, wanted: bool, *widgets: ipywidgets.Widget) -> None:
        for widget in widgets:
            widget.layout.display = None if wanted else "none"


def _with_gaps(text: str) -> safe.Markup:
    return safe.marked(text, ((gap.start, gap.end) for gap in gaps(text)))
