"""No way from text to markup, script or another origin but through ``widgets/safe.py``."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import infoint_widgets

PACKAGE = Path(infoint_widgets.__file__).parent
ROOT = PACKAGE.parent
GATE = PACKAGE / "widgets" / "safe.py"
STATIC = sorted((PACKAGE / "widgets" / "static").iterdir())
MODULES = sorted(PACKAGE.rglob("*.py"))
NOTEBOOKS = sorted(
    path for path in (ROOT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts
)

# Everything that JupyterLab, ipywidgets or pandas renders as markup or mathematics, or runs.
SINKS = {
    "HTML", "HTMLMath", "IFrame", "Javascript", "Label", "Latex", "Markdown", "Math", "SVG",
    "Styler", "display_html", "display_javascript", "display_latex", "display_markdown",
    "display_svg", "publish_display_data", "style",
}  # fmt: skip
IMPORTED_BY_THE_GATE_ONLY = ("IPython.display", "IPython.core.display")
REPRESENTATIONS = re.compile(r"_repr_(html|javascript|latex|markdown|svg|png|mimebundle)_")
IN_SCRIPT = {
    "markup": r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc|DOMParser"
    r"|createContextualFragment|setHTML|parseFromString|\.cssText",
    "code from text": r"\beval\b|\bFunction\s*\(|setTimeout\s*\(\s*[\"'`]|setInterval\s*\(\s*[\"'`]"
    r"|importScripts|javascript:|setAttribute\(\s*[\"'`]on|createElement\(\s*[\"'`]script",
    "the network": r"\bfetch\s*\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|RTCPeer"
    r"|serviceWorker|\bimport\s*\(|\bimport\b[^;]*\bfrom\b|new Image|\.src\s*=|window\.open"
    r"|location\s*(\.href\s*)?=|@import|url\(",
    "another origin": r"[a-z]+://|[\"'`(]//",
}


def name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def sinks(tree: ast.AST) -> Iterator[str]:
    """What in a module turns text into markup."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            if (node.module or "").startswith(IMPORTED_BY_THE_GATE_ONLY):
                yield f"{node.lineno}: import from {node.module}"
            yield from (f"{node.lineno}: {a.name}" for a in node.names if a.name in SINKS)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith(IMPORTED_BY_THE_GATE_ONLY):
                    yield f"{node.lineno}: import {alias.name}"
        elif isinstance(node, ast.Attribute) and node.attr in SINKS:
            yield f"{node.lineno}: .{node.attr}"
        elif isinstance(node, ast.FunctionDef) and REPRESENTATIONS.fullmatch(node.name):
            yield f"{node.lineno}: def {node.name}"
        elif isinstance(node, ast.Call):
            yield from _calls(node)


def _calls(call: ast.Call) -> Iterator[str]:
    if name(call.func) in {"display", "eval", "exec", "compile"} and not isinstance(
        call.func, ast.Attribute
    ):
        yield f"{call.lineno}: {name(call.func)}()"
    if name(call.func) in {"to_html", "to_latex", "Markup"}:
        yield f"{call.lineno}: {name(call.func)}()"
    for keyword in call.keywords:
        if keyword.arg in {"description_allow_html", "tooltip_allow_html"}:
            yield f"{call.lineno}: {keyword.arg}"


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("module", [m for m in MODULES if m != GATE], ids=relative)
def test_only_the_gate_makes_markup(module: Path) -> None:
    assert list(sinks(ast.parse(module.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("page", NOTEBOOKS, ids=relative)
def test_no_page_makes_markup(page: Path) -> None:
    cells = json.loads(page.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert [found for source in code for found in sinks(ast.parse(source))] == []


@pytest.mark.parametrize(
    "code",
    [
        "ipywidgets.HTML(name)",
        "from ipywidgets import HTMLMath",
        "widgets.Label(name)",
        "from IPython.display import display, HTML",
        "import IPython.display as d",
        "display(frame)",
        "frame.to_html(escape=False)",
        "frame.style.format(str)",
        "ipywidgets.Text(description_allow_html=True)",
        "class A:\n    def _repr_html_(self): return ''",
        "safe.Markup(name)",
        "eval(text)",
    ],
)
def test_the_scan_sees_what_makes_markup(code: str) -> None:
    assert list(sinks(ast.parse(code)))


# The gate's own markup


def templates() -> Iterator[tuple[str, ast.expr]]:
    """What each module hands to the gate as markup of our own."""
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and name(node.func) == "html":
                yield f"{relative(module)}:{node.lineno}", node.args[0]


def written_out() -> Iterator[tuple[str, str]]:
    for where, template in templates():
        if isinstance(template, ast.Constant):
            yield where, str(template.value)


def test_every_piece_of_markup_is_written_out_in_the_code() -> None:
    built = [where for where, template in templates() if not isinstance(template, ast.Constant)]
    assert built == []
    assert len(list(written_out())) > 10


def test_a_fact_stands_between_tags_or_alone_in_a_quoted_attribute() -> None:
    wrong = []
    for where, template in written_out():
        for tag in re.findall(r"<[^<>]*>", template.replace("{{", "").replace("}}", "")):
            rest = re.sub(r'\s(alt|aria-label|class|height|href|title|width)="\{\w+\}"', "", tag)
            # Our own encodings: base64 and a whole number.
            rest = rest.replace("base64,{png}", "").replace("max-width:{width}px", "")
            if re.search(r"\{\w+\}", rest):
                wrong.append((where, tag))
    assert wrong == []


def test_our_own_markup_runs_and_fetches_nothing() -> None:
    dangers = re.compile(r"(?i)<script|<iframe|<link|\son\w+=|javascript:|://|url\(")
    wrong = [(where, template) for where, template in written_out() if dangers.search(template)]
    assert wrong == []


def test_a_link_that_leaves_the_workbook_is_made_in_one_place() -> None:
    """``safe.external_link`` alone: it looks at the address, and tells the other site nothing."""
    links = [(where, template) for where, template in written_out() if "<a" in template]
    assert len(links) == 1
    where, template = links[0]
    assert where.startswith("infoint_widgets/widgets/safe.py")
    assert 'target="_blank" rel="noopener noreferrer"' in template
    forms = [m for m in MODULES if m.parent == GATE.parent and m != GATE]
    asks = [relative(m) for m in forms if "href" in m.read_text(encoding="utf-8")]
    assert asks == []


# The browser's half


def without_comments(text: str) -> str:
    return re.sub(r"(?m)^\s*//.*$|/\*.*?\*/", "", text, flags=re.DOTALL | re.MULTILINE)


def found_in(text: str) -> list[str]:
    return [
        f"{danger}: {hit[0]}"
        for danger, pattern in IN_SCRIPT.items()
        for hit in re.finditer(pattern, without_comments(text))
    ]


@pytest.mark.parametrize("file", STATIC, ids=lambda file: str(file.name))
def test_the_browsers_half_makes_no_markup_and_asks_no_other_origin(file: Path) -> None:
    assert file.suffix in {".js", ".css"}
    assert found_in(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "code",
    [
        "el.innerHTML = text",
        "el.insertAdjacentHTML('beforeend', text)",
        "document.write(text)",
        "eval(text)",
        "new Function(text)",
        "setTimeout('run()', 1)",
        "fetch('/api')",
        "new WebSocket(address)",
        'import * as x from "https://esm.sh/x"',
        "await import(address)",
        "const address = '//example.com/x.js'",
        "image.src = address",
        "a { background: url(x.png) }",
        '@import "x.css";',
        "link.href = 'https://example.com'",
        "el.setAttribute('onclick', text)",
    ],
)
def test_the_scan_sees_what_a_browser_would_run_or_fetch(code: str) -> None:
    assert found_in(code)


def test_script_and_styles_stand_in_files_of_their_own() -> None:
    """Not in a string of Python's, where no scan sees them, nor at an address of the network."""
    inline = []
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign) and {name(t) for t in node.targets} & {"_esm", "_css"}:
                value = node.value
                in_file = (
                    isinstance(value, ast.BinOp)
                    and name(value.left) == "STATIC"
                    and isinstance(value.right, ast.Constant)
                    and (PACKAGE / "widgets" / "static" / str(value.right.value)).is_file()
                )
                if not in_file:
                    inline.append(f"{relative(module)}:{node.lineno}")
    assert inline == []
