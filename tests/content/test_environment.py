"""pyproject.toml, the lock and conda's environment.yml say the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import infoint_widgets

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = PYPROJECT["project"]
GROUPS = PYPROJECT["dependency-groups"]
ENVIRONMENT: dict[str, Any] = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))

ANOTHER_NAME = {"matplotlib-base": "matplotlib"}  # conda-forge's, without a desktop's windows
ONLY_CONDAS = {"python", "pip"}
ONLY_THE_LAUNCHERS = {"uv", "hatchling"}
SPEC = re.compile(r"(?P<name>[a-z0-9_-]+)(?:==?(?P<version>[\w.]+))?")


def locked(lock: str = LOCK) -> dict[str, set[str]]:
    """The versions in a lock, by name; a package can have one for each of several Pythons."""
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", lock, re.MULTILINE):
        versions.setdefault(canonicalize_name(name), set()).add(version)
    return versions


def required() -> dict[str, Requirement]:
    """What pyproject asks for, by name: at runtime, for tests, and for setting up."""
    groups = (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
    found = [Requirement(line) for group in groups for line in group]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


def conda_specs() -> dict[str, str | None]:
    """What conda's environment asks for, pip's section included, by the name that pip knows."""
    listed = ENVIRONMENT["dependencies"]
    lines = [line for line in listed if isinstance(line, str)]
    lines += [line for part in listed if isinstance(part, dict) for line in part["pip"]]
    specs: dict[str, str | None] = {}
    for line in lines:
        if line in {"-e .", f"python{PROJECT['requires-python']}"}:
            continue
        found = SPEC.fullmatch(line)
        assert found, f"“{line}” is not a spec"
        name = ANOTHER_NAME.get(found["name"], found["name"])
        specs[canonicalize_name(name)] = found["version"]
    return specs


def test_conda_installs_what_the_project_needs_and_the_project_itself() -> None:
    wanted = required().keys() - ONLY_THE_LAUNCHERS
    assert conda_specs().keys() - ONLY_CONDAS == wanted
    assert f"python{PROJECT['requires-python']}" in ENVIRONMENT["dependencies"]
    assert "-e ." in ENVIRONMENT["dependencies"][-1]["pip"]


def test_conda_has_the_versions_of_the_lock() -> None:
    pinned = {name: {version} for name, version in conda_specs().items() if version}
    assert pinned == {name: locked()[name] for name in pinned}
    assert pinned.keys() == conda_specs().keys() - ONLY_CONDAS - {"tzdata"}


def test_the_launcher_knows_conda_by_the_name_of_its_environment() -> None:
    assert f'"{ENVIRONMENT["name"]}"' in (ROOT / "workbook.py").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(required()))
def test_the_lock_holds_a_version_that_the_project_accepts(name: str) -> None:
    for version in locked()[name]:
        assert Version(version) in required()[name].specifier


def lock_of(group: str) -> str:
    return (ROOT / f"requirements-{group}.lock").read_text("utf-8")


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_what_only_tests_compare_with_is_locked_in_the_same_versions(group: str) -> None:
    versions = locked(lock_of(group))
    for requirement in map(Requirement, GROUPS[group]):
        for version in versions[canonicalize_name(requirement.name)]:
            assert Version(version) in requirement.specifier
    shared = versions.keys() & locked().keys()
    assert {name: versions[name] for name in shared} == {name: locked()[name] for name in shared}


@pytest.mark.parametrize("lock", [LOCK, *(lock_of(group) for group in sorted(GROUPS))])
def test_every_package_in_a_lock_has_a_hash_and_names_no_host_or_path(lock: str) -> None:
    blocks = re.split(r"^(?=\S+==)", lock, flags=re.MULTILINE)[1:]
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    for line in lock.splitlines():
        comment = line.strip().removeprefix("#").strip().removeprefix("via").strip()
        known = re.fullmatch(
            r"[\w.-]+==[^/@]*|--hash=sha256:[0-9a-f]{64}( \\)?"
            r"|[\w.-]*( \(pyproject\.toml(:\w+)?\))?|-c requirements\.lock",
            comment,
        )
        assert known, line


def test_the_version_is_said_the_same_everywhere() -> None:
    assert PROJECT["version"] == infoint_widgets.__version__
