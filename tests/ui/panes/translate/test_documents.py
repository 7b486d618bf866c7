"""Documents come back in their own format, and only after what is not translated was shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from assistant.ui.panes.translate import TranslatePane
from assistant.ui.services import Services
from tests.fakes import Say
from tests.ui.panes.scripted import press, shown
from tests.ui.panes.translate.conftest import answer, says, wait_for_end

SUBTITLES = """1
00:00:01,000 --> 00:00:03,500
The ship left the <i>old</i> harbour today.

2
00:00:04,000 --> 00:00:06,000
Nobody was on board at all.
"""
FRENCH = ("Le navire a quitté le <1>vieux</1> port aujourd'hui.", "Il n'y avait personne à bord.")


@pytest.fixture
def film(tmp_path: Path) -> Path:
    file = tmp_path / "film.srt"
    file.write_text(SUBTITLES, encoding="utf-8")
    return file


def open_and_translate(qtbot: QtBot, pane: TranslatePane, file: Path) -> None:
    pane.source.open_file(file)
    qtbot.waitUntil(lambda: pane.source.document is not None, timeout=30_000)
    press(pane, "runButton")
    wait_for_end(qtbot, pane)


def save(qtbot: QtBot, pane: TranslatePane, path: Path, *, bilingual: bool = False) -> str:
    with qtbot.waitSignal(pane.saving.saved, timeout=30_000):
        pane.saving.save_to(path, bilingual)
    return path.read_text(encoding="utf-8")


@says(answer(*FRENCH))
def test_a_document_comes_back_in_its_format(
    qtbot: QtBot, pane: TranslatePane, film: Path, tmp_path: Path
) -> None:
    open_and_translate(qtbot, pane, film)
    assert shown(pane, "sourceTitle") == "film.srt"
    assert pane.source.text.isReadOnly()
    saved = save(qtbot, pane, tmp_path / "film.fr.srt")
    assert "00:00:04,000 --> 00:00:06,000\nIl n'y avait personne à bord." in saved
    assert "<i>vieux</i>" in saved
    both = save(qtbot, pane, tmp_path / "film.en-fr.srt", bilingual=True)
    assert "Nobody was on board at all." in both
    assert "Il n'y avait personne à bord." in both


@says(answer(FRENCH[0], "?"), [Say("Nobody was on board at all.")])
def test_sentences_that_are_not_translated_are_shown_before_it_is_saved(
    qtbot: QtBot, pane: TranslatePane, film: Path
) -> None:
    open_and_translate(qtbot, pane, film)
    pane.result.save_requested.emit(False)
    assert shown(pane, "saveNoticeText") == "The document has sentences that are not translated: 1."


@says(answer(*FRENCH))
def test_a_document_is_there_again_after_a_restart(
    qtbot: QtBot, pane: TranslatePane, services: Services, film: Path, tmp_path: Path
) -> None:
    open_and_translate(qtbot, pane, film)
    (title,) = services.history.translations.titles()
    pane.start_new()
    pane.open_translation(title.id)
    qtbot.waitUntil(lambda: pane.source.document is not None, timeout=30_000)
    assert "Il n'y avait personne à bord." in save(qtbot, pane, tmp_path / "again.srt")


@says(answer(*FRENCH))
def test_a_document_that_has_changed_since_is_not_written_over_with_an_old_translation(
    qtbot: QtBot, pane: TranslatePane, services: Services, film: Path
) -> None:
    open_and_translate(qtbot, pane, film)
    (title,) = services.history.translations.titles()
    pane.start_new()
    film.write_text(SUBTITLES.replace("ship", "boat"), encoding="utf-8")
    pane.open_translation(title.id)
    qtbot.waitUntil(lambda: "changed since" in shown(pane, "sourceNoticeText"), timeout=30_000)
    assert "personne" in pane.result.view.text


def test_a_file_that_cannot_be_translated_is_a_sentence_in_place(
    qtbot: QtBot, pane: TranslatePane, tmp_path: Path
) -> None:
    pane.source.open_file(tmp_path / "nowhere.srt")
    qtbot.waitUntil(lambda: shown(pane, "sourceNoticeText") != "", timeout=30_000)
    assert shown(pane, "sourceNoticeHint") != ""


@says(answer(*FRENCH))
def test_a_folder_that_cannot_be_written_to_is_said_in_place(
    qtbot: QtBot, pane: TranslatePane, film: Path, tmp_path: Path
) -> None:
    """Complaint: the export fails without a word when the disk is full."""
    open_and_translate(qtbot, pane, film)
    pane.saving.save_to(tmp_path / "no such folder" / "film.srt", False)
    qtbot.waitUntil(lambda: "could not be written" in shown(pane, "translationErrorText"), timeout=30_000)
