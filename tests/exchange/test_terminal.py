"""The jobs from a terminal: what they say, in both languages, and how they end."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from infoint_widgets.__main__ import main
from infoint_widgets.exchange.archive import read_folder
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Touch
from infoint_widgets.vocabulary import Stage, TouchKind

DATA = Path(__file__).parents[1] / "data"
NOW = 1_780_000_000
MINE = "Wer;Firma;Kontaktiert am;Antwort\nAda Quist;Nordlys;3.4.2026;abgesagt\n"
UNKNOWN = "Nom,Entreprise\nAda Quist,Nordlys\n"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch, "en_GB.UTF-8")
    monkeypatch.setattr("infoint_widgets.opening.present", lambda: NOW)


def speak(monkeypatch: pytest.MonkeyPatch, locale: str) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "my_log.db"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    file = tmp_path / "mine.csv"
    file.write_text(MINE, "utf-8")
    return file


@contextmanager
def opened(path: Path) -> Iterator[Log]:
    log = Log(path, clock=lambda: NOW, sample=True)
    yield log
    log.close()


def do(path: Path, job: str, *arguments: str | Path) -> int:
    return main([job, *map(str, arguments), "--log", str(path)])


# Import


def test_connections_come_in_without_a_question(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert do(path, "import", DATA / "connections.csv") == 0
    said = capsys.readouterr().out
    assert "LinkedIn connections" in said
    assert "6 people are new." in said
    assert "Line 8: The line is empty" in said
    with opened(path) as log:
        assert len(log.find(Contact)) == 6


def test_a_second_import_says_that_nothing_is_new(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    do(path, "import", DATA / "connections.csv")
    assert do(path, "import", DATA / "connections.csv") == 0
    assert "Nothing in the file is new." in capsys.readouterr().out


def test_an_own_log_is_shown_and_waits_for_a_yes(
    path: Path, mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert do(path, "import", mine) == 1
    said = capsys.readouterr()
    assert "Antwort         What they answered (outcome)" in said.out
    assert "add --yes" in said.err
    with opened(path) as log:
        assert log.find(Contact) == []
    assert do(path, "import", mine, "--yes") == 0
    with opened(path) as log:
        assert [touch.kind for touch in log.find(Touch)] == ["outreach", "answer_no"]


@pytest.mark.parametrize(("answer", "people"), [("y\n", 1), ("ja\n", 1), ("n\n", 0), ("\n", 0)])
def test_an_answer_at_the_terminal_decides(
    path: Path, mine: Path, monkeypatch: pytest.MonkeyPatch, answer: str, people: int
) -> None:
    typed = io.StringIO(answer)
    monkeypatch.setattr(typed, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", typed)
    assert do(path, "import", mine) == (0 if people else 1)
    with opened(path) as log:
        assert len(log.find(Contact)) == people


def test_german_is_spoken_where_the_terminal_does(
    path: Path, mine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    speak(monkeypatch, "de_AT.UTF-8")
    do(path, "import", mine, "--yes")
    said = capsys.readouterr().out
    assert "So werden die Spalten von „mine.csv“ gelesen:" in said
    assert "1 Person ist neu." in said
    assert do(path, "import", "keine.csv") == 1
    assert "Die Datei „keine.csv“ gibt es nicht." in capsys.readouterr().err


def test_a_column_is_corrected_and_remembered(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "inconnus.csv"
    file.write_text(UNKNOWN, "utf-8")
    assert do(path, "import", file, "--yes") == 1
    said = capsys.readouterr().err
    assert "Nom, Entreprise" in said
    assert "--column NAME=MEANING" in said
    columns = ("--column", "nom=name", "--column", "2=organisation")
    assert do(path, "import", file, "--yes", *columns) == 0
    with opened(path) as log:
        assert [(c.name, c.organisation) for c in log.find(Contact)] == [("Ada Quist", "Nordlys")]
    capsys.readouterr()
    assert do(path, "import", file, "--yes") == 0
    assert "as you chose before" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("Shoes=role", "There is no column “Shoes”"),
        ("=role", "There is no column “”"),
        ("Firma=shoe size", "“shoe size” is not a meaning"),
        ("Firma", "“Firma” is not a meaning"),
    ],
)
def test_a_wrong_correction_is_told(
    path: Path, mine: Path, capsys: pytest.CaptureFixture[str], column: str, said: str
) -> None:
    assert do(path, "import", mine, "--yes", "--column", column) == 1
    assert said in capsys.readouterr().err
    with opened(path) as log:
        assert log.find(Contact) == []


def test_the_order_of_day_and_month_can_be_said(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "us.csv"
    file.write_text("Name,Contacted on\nAda Quist,04/03/2026\n", "utf-8")
    do(path, "import", file)
    assert "add --dates day or --dates month" in capsys.readouterr().out
    assert do(path, "import", file, "--dates", "month", "--yes") == 0
    assert "--dates" not in capsys.readouterr().out
    with opened(path) as log:
        assert log.touches()["happened_on"].dt.strftime("%m-%d").tolist() == ["04-03"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        (b" \r\n", "The file is empty"),
        (b"PK\x03\x04 xl/workbook.xml", "an Excel workbook"),
        (b"\xd0\xcf\x11\xe0 old", "an Excel workbook"),
        (b"PK\x03\x04 Connections.csv", "a packed folder"),
        (bytes(range(256)) * 20, "not a table"),
        (b"Ada Quist,ada@example.org\n", "looks like a person"),
        (b"City,Shoes\nBergen,38\n", "No column is known as the name"),
    ],
)
def test_what_is_no_table_of_people_is_told_in_a_sentence(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    assert do(path, "import", file, "--yes") == 1
    heard = capsys.readouterr()
    assert said in heard.err
    assert "Traceback" not in heard.err
    assert heard.out == ""


def test_a_folder_and_a_missing_file_are_told_and_make_no_log(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert do(path, "import", tmp_path) == 1
    assert "is a folder" in capsys.readouterr().err
    assert do(path, "import", tmp_path / "none.csv") == 1
    assert "There is no file" in capsys.readouterr().err
    assert do(path, "import", "a\0b") == 1
    assert "can't be read" in capsys.readouterr().err
    assert not path.exists()


def test_progress_is_shown_where_somebody_watches(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    do(path, "import", DATA / "connections.csv")
    assert capsys.readouterr().err.endswith("\r8 of 8 rows\n")


def test_control_characters_of_a_file_never_reach_the_terminal(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file.csv"
    file.write_text("Name,E-Mail,\x1b[31mred\nAda,a b \x1b]0;title\x07,x\n", "utf-8")
    assert do(path, "import", file, "--yes") == 0
    said = capsys.readouterr()
    assert not {"\x1b", "\x07"} & set(said.out + said.err)


# Export and back up


def test_an_export_reads_back_as_the_same_log(
    path: Path, tmp_path: Path, mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    do(path, "import", mine, "--yes")
    capsys.readouterr()
    folder = tmp_path / "export"
    assert do(path, "export", folder) == 0
    assert str(folder) in capsys.readouterr().out
    archive = read_folder(folder)
    with opened(path) as log:
        for table in (Contact, Touch):
            assert [row for row in archive.records if isinstance(row, table)] == log.find(table)


def test_an_export_leaves_a_folder_with_other_files_alone(
    path: Path, tmp_path: Path, mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    do(path, "import", mine, "--yes")
    assert do(path, "export", tmp_path) == 1
    assert "holds other files" in capsys.readouterr().err


def test_a_backup_is_named_and_holds_the_log(
    path: Path, mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    do(path, "import", mine, "--yes")
    capsys.readouterr()
    assert do(path, "backup") == 0
    copy = Path(capsys.readouterr().out.split(": ")[1].strip())
    with opened(copy) as log:
        assert [contact.name for contact in log.find(Contact)] == ["Ada Quist"]


@pytest.mark.parametrize("job", [("export", "folder"), ("backup",)])
def test_no_log_is_made_to_be_exported_or_backed_up(
    path: Path, capsys: pytest.CaptureFixture[str], job: tuple[str, ...]
) -> None:
    assert do(path, *job) == 1
    assert "There is no file" in capsys.readouterr().err
    assert not path.exists()


# As a program


@pytest.mark.parametrize(("locale", "word"), [("en_US.UTF-8", "import"), ("de_DE", "importieren")])
def test_help_is_given_in_the_language_of_the_terminal(locale: str, word: str) -> None:
    environment = {**os.environ, "LANG": locale, "LC_ALL": "", "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(
        [sys.executable, "-m", "infoint_widgets", "--help"],
        capture_output=True, check=False, env=environment, encoding="utf-8",
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")
    assert word in run.stdout


def test_an_unknown_job_ends_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["fly"])
    assert ended.value.code == 2
    assert "fly" in capsys.readouterr().err


# What is due


WROTE = NOW - 14 * 86_400


def waiting(path: Path, name: str = "Ada Quist") -> None:
    """Somebody who was written to two weeks ago and has not answered."""
    first, _, last = name.partition(" ")
    with opened(path) as log:
        ada = log.add(
            Contact(stage=Stage.CHOSEN, chosen_at=WROTE, first_name=first, last_name=last)
        )
        log.add(
            Touch(
                contact_id=ada.id, kind=TouchKind.OUTREACH, happened_at=WROTE, zone="Europe/Berlin"
            )
        )
        log.set_setting("zone", "Europe/Berlin")


@pytest.mark.parametrize(("locale", "what", "why"), [
    ("en_GB.UTF-8", "Write once more to Ada Quist (since 25 May).", "10 working days ago"),
    ("de_DE.UTF-8", "Schreib Ada Quist noch einmal (seit 25. Mai).", "vor 10 Werktagen"),
])  # fmt: skip
def test_what_is_due_is_said_with_why_and_since_when(
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    locale: str,
    what: str,
    why: str,
) -> None:
    speak(monkeypatch, locale)
    waiting(path)
    assert do(path, "due") == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if what in line)
    assert why in line


@pytest.mark.parametrize(("locale", "kindly"), [
    ("en_GB.UTF-8", "Nothing is due today. Enjoy it."),
    ("de_DE.UTF-8", "Heute steht nichts an. Genieß es."),
])  # fmt: skip
def test_a_day_on_which_nothing_is_due_is_said_kindly(
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    locale: str,
    kindly: str,
) -> None:
    speak(monkeypatch, locale)
    with opened(path) as log:
        log.set_setting("weekly_goal", "0")
    assert do(path, "due") == 0
    assert kindly in capsys.readouterr().out


def test_what_is_due_in_a_log_that_is_not_there_is_no_new_log(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert do(path, "due") == 1
    assert not path.exists()
    assert str(path) in capsys.readouterr().err


def test_a_name_cannot_command_the_terminal(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    waiting(path, "Ada \x1b[2JQuist")
    do(path, "due")
    assert "\x1b" not in capsys.readouterr().out


# To hand in


@pytest.fixture
def met(path: Path) -> Path:
    with opened(path) as log:
        contact = log.add(
            Contact(first_name="Ada", last_name="Quist", stage=Stage.CHOSEN, chosen_at=NOW)
        )
        log.add(Touch(contact_id=contact.id, kind=TouchKind.MET, happened_at=NOW, zone="UTC"))
    return path


def test_an_export_without_names_is_one_file_and_says_what_it_left_out(
    met: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert do(met, "export", "--pseudonymous", tmp_path / "out") == 0
    (file,) = (tmp_path / "out").iterdir()
    assert file.name.startswith("journeys-2026-05-28-")
    assert b"Quist" not in file.read_bytes()
    said = capsys.readouterr().out
    assert f"1 person is in the file “{file}”, without a name." in said
    assert "Left out: names" in said
    assert "Hand in the newest file only" in said


def test_an_export_without_names_speaks_german(
    met: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, "de_DE.UTF-8")
    assert do(met, "export", "--pseudonymous", tmp_path / "out") == 0
    assert "Weggelassen sind Namen" in capsys.readouterr().out
