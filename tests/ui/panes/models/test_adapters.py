"""LoRA adapters in the settings of one model. Complaint: a wrong file is taken without a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider

from assistant.models.entry import ModelEntry
from assistant.models.library import ModelLibrary
from assistant.models.model_file import check_file
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.panes.models.adapters import AdapterList
from tests.fakes.lora import write_lora
from tests.ui.panes.models.screen import Screen

TARGET = "blk.0.attn_q.weight"


@pytest.fixture
def entry(screen: Screen, library: LibraryBridge, model_file: Path) -> ModelEntry:
    """A model of the user's, whose settings are unfolded."""
    library.import_file(model_file, copy=False)
    screen.until(lambda: len(library.entries) == 1)
    screen.press("modelSettingsFold")
    return library.entries[0]


@pytest.fixture
def adapters(screen: Screen, entry: ModelEntry) -> AdapterList:
    return screen.find("adapterList", AdapterList)


def test_an_adapter_is_added_set_and_taken_out(
    screen: Screen, adapters: AdapterList, entry: ModelEntry, model_library: ModelLibrary, tmp_path: Path
) -> None:
    path = write_lora(tmp_path / "letters.gguf", check_file(entry.path), target=TARGET)

    def kept(*wanted: dict[str, object]) -> None:
        screen.until(lambda: model_library.settings(entry.id).load.get("adapters", []) == list(wanted))

    adapters.add(path)
    kept({"path": str(path)})
    slider = screen.find("adapterStrength", QSlider)
    screen.qtbot.keyClick(slider, Qt.Key.Key_Left)
    kept({"path": str(path), "strength": 0.95})
    assert screen.sees("95 %")
    adapters.add(path)
    screen.wait_for("This adapter is in the list already.")
    screen.press("removeAdapterButton")
    kept()


def test_a_wrong_file_is_refused_where_it_was_chosen(
    screen: Screen, adapters: AdapterList, entry: ModelEntry, model_library: ModelLibrary, tmp_path: Path
) -> None:
    adapters.add(write_lora(tmp_path / "other.gguf", check_file(entry.path), target=TARGET, wider=1))
    screen.wait_for("other.gguf cannot be used with this model: it was made for another model of the same")
    assert model_library.settings(entry.id).load == {}


def test_a_file_that_is_gone_is_said_to_be(
    screen: Screen, adapters: AdapterList, entry: ModelEntry, library: LibraryBridge, tmp_path: Path
) -> None:
    path = write_lora(tmp_path / "letters.gguf", check_file(entry.path), target=TARGET)
    adapters.add(path)
    screen.until(lambda: library.settings(entry.id).load != {})
    path.unlink()
    screen.press("modelSettingsFold")
    screen.press("modelSettingsFold")
    screen.wait_for("its file is not there")
