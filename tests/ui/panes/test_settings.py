"""Complaints: a setting without effect until a restart, a report that gives away what one wrote."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from assistant.engine.safety import EngineSafety, Finding
from assistant.options import describe
from assistant.paths import Paths, resource
from assistant.storage.backup import finish_restore
from assistant.storage.history import History
from assistant.storage.settings import Settings
from assistant.storage.settings_store import SettingsStore
from assistant.ui import language
from assistant.ui.active_model import ActiveModel
from assistant.ui.hub_bridge import HubBridge
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.message_bar import Message
from assistant.ui.panes.settings import SettingsPane
from assistant.ui.panes.settings.backup import Backup
from assistant.ui.widgets.options_form import OptionsForm
from assistant.ui.widgets.rows import RowView
from tests.fakes.hub import TOKEN, FakeHub


@pytest.fixture
def token_from_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", TOKEN)


@pytest.fixture
def history(paths: Paths) -> Iterator[History]:
    with History(paths.history) as opened:
        yield opened


@pytest.fixture
def pane(
    qtbot: QtBot,
    settings: SettingsStore,
    safety: EngineSafety,
    active: ActiveModel,
    library: LibraryBridge,
    hub: HubBridge,
    history: History,
    paths: Paths,
) -> Iterator[SettingsPane]:
    made = SettingsPane(settings, safety, active, library, hub, history, paths)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.put_away()


def find(pane: SettingsPane, name: str) -> QWidget:
    found = pane.findChild(QWidget, name)
    assert found is not None
    return found


def press(qtbot: QtBot, pane: SettingsPane, name: str) -> None:
    qtbot.mouseClick(find(pane, name), Qt.MouseButton.LeftButton)


def test_every_setting_has_its_control(pane: SettingsPane) -> None:
    for info in describe(Settings):
        assert find(pane, f"option.{info.name}").accessibleName()


def test_a_change_is_in_force_at_once(qtbot: QtBot, pane: SettingsPane, settings: SettingsStore) -> None:
    assert not settings.value.offline
    press(qtbot, pane, "option.offline")
    assert settings.value.offline


def test_a_change_made_elsewhere_is_shown(pane: SettingsPane, settings: SettingsStore) -> None:
    settings.change(offline=True)
    box = find(pane, "option.offline")
    assert isinstance(box, QCheckBox)
    assert box.isChecked()


def test_settings_are_found_by_their_words(qtbot: QtBot, pane: SettingsPane) -> None:
    field = pane.findChild(QLineEdit, "settingsSearch")
    assert field is not None
    field.setText("gpu")
    assert find(pane, "option.gpu_layers").isVisible()
    assert not find(pane, "option.theme").isVisible()
    field.setText("zzz")
    assert any("No setting is called “zzz”" in label.text() for label in pane.findChildren(QLabel))


def test_what_the_engine_has_learnt_can_be_forgotten(
    qtbot: QtBot, pane: SettingsPane, safety: EngineSafety
) -> None:
    finding = Finding(
        setting="extra_buffers",
        value=False,
        reason="segmentation fault (SIGSEGV)",
        when=datetime.now(UTC),
        machine="here",
        build="b1",
    )
    pane.hide()
    safety.learn([finding])
    pane.show()
    texts = [label.text() for label in find(pane, "safetyFindings").findChildren(QLabel)]
    assert any("segmentation fault" in text for text in texts)
    messages: list[Message] = []
    pane.message_raised.connect(messages.append)
    press(qtbot, pane, "forgetFindingsButton")
    assert safety.findings == []
    [message] = messages
    assert message.on_action is not None
    message.on_action()
    assert safety.findings == [finding]


def test_sections_below_the_form_are_found_too(pane: SettingsPane) -> None:
    field = pane.findChild(QLineEdit, "settingsSearch")
    assert field is not None
    field.setText("back up")
    assert find(pane, "restoreBackupButton").isVisible()
    assert not find(pane, "tokenField").isVisible()
    assert not any("No setting" in label.text() for label in pane.findChildren(QLabel) if label.isVisible())
    field.clear()
    assert find(pane, "tokenField").isVisible()


def test_settings_are_found_in_every_language_of_the_program(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = resource("translations", "parlance_zh_CN.ts")
    lrelease = [sys.executable, "-c", "from PySide6.scripts.pyside_tool import lrelease; lrelease()"]
    compiled = tmp_path / "parlance_zh_CN.qm"
    subprocess.run([*lrelease, "-silent", str(source), "-qm", str(compiled)], check=True)
    monkeypatch.setattr(language, "resource", lambda *_parts: tmp_path)
    language._translators.cache_clear()
    form = OptionsForm(describe(Settings))
    qtbot.addWidget(form)
    assert form.filter("温度")
    assert form.filter("temperature")
    language._translators.cache_clear()


def test_controls_are_in_line(pane: SettingsPane) -> None:
    infos = [info for info in describe(Settings) if info.kind != "flag" and not info.multiline]
    controls = [find(pane, f"option.{info.name}") for info in infos]
    edges = {(each.mapTo(pane, each.rect().topLeft()).x(), each.width()) for each in controls}
    assert len(edges) == 1


def test_an_address_that_is_none_is_refused(
    qtbot: QtBot, pane: SettingsPane, settings: SettingsStore
) -> None:
    messages: list[Message] = []
    pane.message_raised.connect(messages.append)
    box = find(pane, "option.hub_address")
    assert isinstance(box, QComboBox)
    box.setEditText("ftp://nowhere")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert "is not the address of a hub" in messages[0].text
    assert settings.value.hub_address == "https://huggingface.co"
    assert box.currentText() == "https://huggingface.co"


def test_a_mirror_is_one_choice_away(qtbot: QtBot, pane: SettingsPane, settings: SettingsStore) -> None:
    box = find(pane, "option.hub_address")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert settings.value.hub_address == "https://hf-mirror.com"


def test_every_request_is_listed(qtbot: QtBot, pane: SettingsPane, hub: HubBridge) -> None:
    assert any("has sent nothing yet" in label.text() for label in pane.findChildren(QLabel))
    log = hub.network.log
    request = log.begin("huggingface.co", "download", "someone/tiny/a.gguf")
    request.status, request.received = 200, 5_000_000
    log.end(request)
    pane.hide()
    pane.show()
    view = find(pane, "connectionList")
    assert isinstance(view, RowView)
    [row] = [view.model().index(row, 0) for row in range(view.model().rowCount())]
    said = row.data(Qt.ItemDataRole.AccessibleTextRole)
    for part in ("huggingface.co", "Download", "someone/tiny/a.gguf", "200", "5.0 MB"):
        assert part in said


def test_without_a_keyring_a_token_cannot_be_kept_and_it_says_so(
    qtbot: QtBot, no_keyring: None, pane: SettingsPane
) -> None:
    field = find(pane, "tokenField")
    assert isinstance(field, QLineEdit)
    field.setText("hf_secret")
    press(qtbot, pane, "keepTokenButton")
    notice = find(pane, "tokenNotice")
    qtbot.waitUntil(notice.isVisible, timeout=60_000)
    assert any("HF_TOKEN" in label.text() for label in notice.findChildren(QLabel))
    assert field.text() == "hf_secret", "what was pasted must not be lost"


def test_whose_token_it_is(
    qtbot: QtBot,
    fake_hub: FakeHub,
    token_from_environment: None,
    pane: SettingsPane,
) -> None:
    qtbot.waitUntil(find(pane, "checkTokenButton").isVisible, timeout=60_000)
    assert fake_hub.received == [], "nobody asked yet"
    press(qtbot, pane, "checkTokenButton")
    notice = find(pane, "tokenNotice")
    qtbot.waitUntil(notice.isVisible, timeout=60_000)
    assert any("It belongs to ada" in label.text() for label in notice.findChildren(QLabel))


def test_the_library_of_prompts_opens(qtbot: QtBot, pane: SettingsPane) -> None:
    press(qtbot, pane, "openPromptsButton")
    editor = find(pane, "promptEditor")
    assert editor.isVisible()
    assert isinstance(editor, QDialog)
    editor.accept()
    qtbot.waitUntil(lambda: pane.findChild(QDialog) is None)


def test_everything_is_backed_up_and_a_restored_backup_waits_for_the_next_start(
    qtbot: QtBot, pane: SettingsPane, history: History, paths: Paths, tmp_path: Path
) -> None:
    history.create_conversation(title="tea")
    section = pane.findChild(Backup)
    notice = pane.findChild(QLabel, "backupNoticeText")
    assert section is not None
    assert notice is not None
    section.back_up(tmp_path / "backup.zip")
    qtbot.waitUntil(lambda: "backup.zip" in notice.text())
    history.create_conversation(title="milk")
    section.restore(tmp_path / "backup.zip")
    qtbot.waitUntil(lambda: "next start" in notice.text())
    press(qtbot, pane, "giveUpRestoreButton")
    assert not finish_restore(paths.history, paths.settings)
    section.restore(tmp_path / "backup.zip")
    qtbot.waitUntil(find(pane, "giveUpRestoreButton").isVisible)
    assert [each.title for each in history.list_conversations()] == ["milk", "tea"]
    history.close()
    assert finish_restore(paths.history, paths.settings)
    with History(paths.history) as restored:
        assert [each.title for each in restored.list_conversations()] == ["tea"]


def test_a_file_that_is_no_backup_is_named_and_changes_nothing(
    qtbot: QtBot, pane: SettingsPane, paths: Paths, tmp_path: Path
) -> None:
    (tmp_path / "holiday.zip").write_bytes(b"PK nothing")
    section = pane.findChild(Backup)
    notice = pane.findChild(QLabel, "backupNoticeText")
    assert section is not None
    assert notice is not None
    section.restore(tmp_path / "holiday.zip")
    qtbot.waitUntil(lambda: "holiday.zip" in notice.text())
    assert find(pane, "restoreBackupButton").isEnabled()
    assert not finish_restore(paths.history, paths.settings)
