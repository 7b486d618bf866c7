"""Garbage is collected between the tests, on the main thread, as the program does it.

The automatic collector would also run on the threads of the code under test, and take widgets of earlier
tests apart there: Qt crashes, in a test that has nothing to do with it.
"""

from __future__ import annotations

import gc

from assistant.ui.garbage import collect_young

gc.disable()


def pytest_collection_finish() -> None:
    """The modules, and thousands of tests, need not be looked at each time."""
    gc.freeze()


def pytest_runtest_logfinish() -> None:
    if gc.get_count()[2] > gc.get_threshold()[2]:
        gc.collect()
    else:
        collect_young()
