"""Complaints: the window freezes while a model is copied, and a copy cannot be stopped."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from assistant.engine.errors import NotAModel
from assistant.models.entry import ModelEntry
from assistant.models.library import ModelLibrary
from assistant.ui.library_bridge import LibraryBridge


def test_an_import_is_listed_with_its_fit(qtbot: QtBot, library: LibraryBridge, model_file: Path) -> None:
    with qtbot.waitSignals([library.imported, library.changed]):
        library.import_file(model_file, copy=False)
    [entry] = library.entries
    assert entry.path == model_file
    assert library.fits[entry.id].verdict == "green"


def test_a_copy_lies_in_the_library(qtbot: QtBot, library: LibraryBridge, model_file: Path) -> None:
    with qtbot.waitSignals([library.copy_progressed, library.copy_ended, library.changed]):
        library.import_file(model_file, copy=True)
    [entry] = library.entries
    assert entry.path != model_file
    assert model_file.exists()


def test_a_copy_that_was_stopped_leaves_nothing_and_is_no_error(
    qtbot: QtBot, library: LibraryBridge, model_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, stopped = threading.Event(), threading.Event()
    import_file = ModelLibrary.import_file

    def waiting(self: ModelLibrary, path: Path, **options: object) -> ModelEntry:
        started.set()
        assert stopped.wait(60)
        return import_file(self, path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(ModelLibrary, "import_file", waiting)
    with qtbot.assertNotEmitted(library.failed), qtbot.waitSignal(library.copy_ended):
        library.import_file(model_file, copy=True)
        assert started.wait(60)
        library.cancel_copy()
        stopped.set()
    assert library.entries == []


def test_what_is_no_model_is_refused_with_a_reason(
    qtbot: QtBot, library: LibraryBridge, tmp_path: Path
) -> None:
    text = tmp_path / "letter.gguf"
    text.write_text("Dear Sir")
    with qtbot.waitSignal(library.failed) as failed:
        library.import_file(text, copy=False)
    assert failed.args is not None
    assert isinstance(failed.args[0], NotAModel)


def test_removing_can_be_undone(qtbot: QtBot, library: LibraryBridge, model_file: Path) -> None:
    with qtbot.waitSignal(library.changed):
        library.import_file(model_file, copy=False)
    [entry] = library.entries
    with qtbot.waitSignals([library.removed, library.changed]):
        library.remove(entry)
    assert library.entries == []
    with qtbot.waitSignal(library.changed):
        library.restore(entry)
    assert library.entries == [entry]
