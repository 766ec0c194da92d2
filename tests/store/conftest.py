"""Somebody for the log to keep."""

from __future__ import annotations

import pytest

from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact


@pytest.fixture
def ada(log: Log) -> Contact:
    return log.add(Contact(first_name="Ada", last_name="Lindqvist", notes="met at a fair"))
