"""Text that has broken programs before: somebody will paste it into a form one day."""

from __future__ import annotations

import re

SCRIPT = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src='https://example.com/pixel.gif'>",
    '"><svg onload=alert(1)>',
    "'><iframe src=javascript:alert(1)></iframe>",
    "</textarea><script>alert(1)</script>",
    "</style><style>@import 'https://example.com/x.css'</style>",
    "<a href='javascript:alert(1)'>click</a>",
    "<math><mi xlink:href='data:x,<script>alert(1)</script>'>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<!--<img src='--><img src=x onerror=alert(1)//'>",
    "<x contenteditable onblur=alert(1)>lose focus",
    "&lt;img src=x onerror=alert(1)&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&amp;lt;b&amp;gt;",
    "javascript:alert(1)",
    "` onmouseover=alert(1) x=`",
    "\" autofocus onfocus='alert(1)'",
    "${alert(1)}",
    "<button data-commandlinker-command='notebook:run-all-cells'>Start</button>",
]
MATHEMATICS = [
    "pay $5 then $6",
    "$$\\frac{a}{b}$$",
    "\\(x^2\\) and \\[y^2\\]",
    "\\begin{align}a&=b\\end{align}",
    "$\\href{javascript:alert(1)}{x}$",
    "\\ref{x} \\unicode{x41}",
    "C:\\Users\\new",
]
TEMPLATES = [
    "{0}",
    "{name}",
    "{name!r}",
    "{}",
    "{{",
    "}}",
    "{",
    "}",
    "{n:>10}",
    "{0.__class__.__mro__}",
    "{{7*7}}",
    "{% raw %}",
    "%s %(name)s %d %%",
    "%n%n%n%n",
    "$name ${name}",
    "[Where do they work?]",
    "[[]]]",
    "Subject: {salutation}",
]
QUOTES = [
    "'",
    '"',
    "''",
    "`",
    "“curly” ‚low‘ «guillemets» „unten“",
    "O'Brien; DROP TABLE contacts;--",
    "' OR 1=1 --",
    '"); DELETE FROM contacts; --',
    "\\",
    "\\\\",
    "\\n\\t\\0",
    "a;b,c\td",
    '=HYPERLINK("https://example.com")',
    "+1-2",
    "@SUM(A1)",
    "-",
]
LETTERS = [
    "Ĳßﬁ ſtraße",
    "Zoë Müller-Lüdenscheidt",
    "Z\u0308oe\u0308",  # an accent in a letter of its own
    "Z̸a̴l̷g̶o̵" + "\u0336" * 60,
    "田中太郎",
    "Владимир",
    "عبد الله",
    "שלום",
    "กรุงเทพมหานคร",
    "👩\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈 🇦🇹",
    "𝒜𝒹𝒶",
    "ﷺ",
    "İstanbul ı I i",
    "¯\\_(ツ)_/¯",
    "¼ ² ³ ™ ©",
]
INVISIBLE = [
    "\u202eevil\u202c",
    "\u2066left\u2069 \u2067right\u2069",
    "a\u200bb\u200cc\u200dd\ufeffe",
    "\u00ad soft \u2060 joiner",
    "a\u0000b",
    "\u0001\u0007\u001b[31mred\u001b[0m",
    "\u0085next\u2028line\u2029paragraph",
    "\ufffe\uffff",
    "\ud800",
    "\udc00 x",
    "half \ud83d of \ude00 a pair",
    "\x7f\x80\x9f",
    "tab\tand\u00a0spaces  ",
    " leading and trailing ",
    "line\nline\r\nline\rline",
    "\n",
]
WORDS = [
    "null",
    "None",
    "undefined",
    "NaN",
    "true",
    "0",
    "-1",
    "1e309",
    "NA",
    "1/2",
    "__proto__",
    "constructor",
    "con.txt",
    "../../etc/passwd",
    "file:///etc/passwd",
    "https://example.com/\r\nSet-Cookie: x",
    "ada@example.org\r\nBcc: all@example.org",
    "=?utf-8?q?evil?=",
    ".",
]
LONG = ["x" * 1_000, "x" * 5_000, "word " * 5_000, "<b>" * 2_000, "😀" * 2_000, "[?]" * 500]

KINDS = {
    "script": SCRIPT,
    "mathematics": MATHEMATICS,
    "templates": TEMPLATES,
    "quotes": QUOTES,
    "letters": LETTERS,
    "invisible": INVISIBLE,
    "words": WORDS,
    "long": LONG,
}
PAYLOADS = [payload for payloads in KINDS.values() for payload in payloads]


def name_of(payload: str) -> str:
    """A name for a test, short and of plain letters."""
    return f"{PAYLOADS.index(payload):03}-{re.sub('[^A-Za-z]+', '-', payload[:30])}"
