"""Unexpected log records of level WARNING and above fail a test: nobody reads the log of a green run."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import pytest


class ExpectedLogs:
    """Patterns of the warnings that a test provokes. Each must be seen, and nothing else may."""

    def __init__(self) -> None:
        self._patterns: list[re.Pattern[str]] = []

    def __call__(self, pattern: str) -> None:
        """Expect one record or more whose message contains the regular expression ``pattern``."""
        self._patterns.append(re.compile(pattern))

    def problems(self, records: list[logging.LogRecord]) -> list[str]:
        """Sentences about what was logged and not expected, and the other way round."""
        messages = [(record, record.getMessage()) for record in records]
        unexpected = [
            f"unexpected {record.levelname} from {record.name}: {message}"
            for record, message in messages
            if not any(pattern.search(message) for pattern in self._patterns)
        ]
        missing = [
            f"expected a log record that matches {pattern.pattern!r}, and none came"
            for pattern in self._patterns
            if not any(pattern.search(message) for _, message in messages)
        ]
        return unexpected + missing


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture
def expected_logs() -> ExpectedLogs:
    """Call it with a regular expression for each kind of warning that the test provokes."""
    return ExpectedLogs()


@pytest.fixture(autouse=True)
def no_unexpected_logs(nothing_left_running: None, expected_logs: ExpectedLogs) -> Iterator[None]:
    collector = _Collector()
    logging.getLogger().addHandler(collector)
    yield
    logging.getLogger().removeHandler(collector)
    problems = expected_logs.problems(collector.records)
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)
