"""Libraries that statistics are compared with; without them tests are skipped, but not in CI."""

from __future__ import annotations

import importlib
import os
from typing import Any

import pytest


def library(name: str) -> Any:
    if os.environ.get("CI"):
        return importlib.import_module(name)
    return pytest.importorskip(name)
