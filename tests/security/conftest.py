"""Forms as a kernel has them: every message to the browser must be one that can be sent."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import comm
import pytest
from jupyter_client.session import json_packer

from infoint_widgets.log.store import Log

# What our own markup is made of; nothing of it can run or fetch anything.
TAGS = {
    "a", "b", "button", "dd", "details", "div", "dl", "dt", "em", "li", "mark", "p", "span",
    "summary", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "aria-label", "class", "data-commandlinker-args", "data-commandlinker-command", "href", "rel",
    "role", "scope", "tabindex", "target", "type",
}  # fmt: skip


class PackingComm(comm.DummyComm):
    """Packs each message as the kernel does, then throws it away."""

    def publish_msg(self, msg_type: str, data: Any = None, *args: Any, **keys: Any) -> None:
        json_packer(data)


@pytest.fixture
def packing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comm, "create_comm", PackingComm)


@pytest.fixture
def log(packing: None, log: Log) -> Log:
    return log


def leads_out_safely(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether what leaves the workbook is a link to the web, clicked into a tab of its own."""
    address, rel = attributes.get("href"), str(attributes.get("rel")).split()
    if tag != "a":
        return address is None and "target" not in attributes
    return (
        bool(re.fullmatch(r"https?://[^\s\\\"'<>]+", str(address), re.ASCII | re.IGNORECASE))
        and attributes.get("target") == "_blank"
        and {"noopener", "noreferrer"} <= set(rel)
    )


class Read(HTMLParser):
    """What a reader sees of a piece of HTML, and whatever in it is not of our own making."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.seen = ""
        self.strings: list[str] = [""]
        self.foreign: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _value in attrs}
        if tag not in TAGS or names - ATTRIBUTES or not leads_out_safely(tag, dict(attrs)):
            self.foreign.append(self.get_starttag_text() or tag)
        self.strings.append("")

    def handle_endtag(self, tag: str) -> None:
        self.strings.append("")

    def handle_data(self, data: str) -> None:
        self.seen += data
        self.strings[-1] += data

    def handle_comment(self, data: str) -> None:
        self.foreign.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.foreign.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.foreign.append(f"<?{data}>")

    @property
    def mathematics(self) -> list[str]:
        """Strings in which a typesetter would look for mathematics."""
        return [s for s in self.strings if ("$" in s or "\\" in s) and len(s) > 1]
