"""A text in, its translation beside it, every sentence accounted for."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from assistant.paths import Paths
from assistant.storage.history import History
from assistant.storage.translation_memory import LanguagePair
from assistant.ui.active_model import ActiveModel
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.message_bar import Message
from assistant.ui.panes.translate import TranslatePane, translation_run
from assistant.ui.panes.translate.sheet import decode, readable
from assistant.ui.panes.translate.translation_run import TranslationRun
from assistant.ui.services import Services
from tests.fakes import Crash, Say, ScriptedEngine, WaitFor
from tests.fakes.engine_answers import llama_build, loaded_model
from tests.ui.panes.scripted import is_shown, press, shown
from tests.ui.panes.translate.conftest import FRENCH, TEXT, TRANSLATED, answer, says, translate, wait_for_end

TWO_FAIL = [
    answer(FRENCH[0], "It has 46 lanterns along its wall.", "?"),
    [Say("It has 46 lanterns along its wall.")],
    [Say("Marit Solberg measured their light for eleven nights.")],
    [Say("It has 46 lanterns along its wall.")],
    [Say("Marit Solberg measured their light for eleven nights.")],
    [Say(FRENCH[1])],
    [Say(FRENCH[2])],
]
"""The model repeats two sentences whatever it is asked, until it is asked a third time."""
SHIPS = [f"Le navire numéro {number} a quitté le vieux port aujourd'hui." for number in range(40)]
OTHER = "Marit Solberg a passé onze nuits à mesurer leur lumière."


def test_every_sentence_is_translated_counted_and_announced(
    qtbot: QtBot, pane: TranslatePane, spoken: list[str]
) -> None:
    translate(qtbot, pane)
    assert shown(pane, "translationErrorText") == ""
    assert pane.result.view.text == TRANSLATED
    assert shown(pane, "accountingLabel") == "3 of 3 sentences accounted for: 3 translated"
    assert spoken == ["3 of 3 sentences accounted for: 3 translated"]


@says([*answer(FRENCH[0]), Say("[2] 🚢 Il"), WaitFor("more"), Say(f"{FRENCH[1][4:]}\n[3] {FRENCH[2]}\n")])
def test_sentences_appear_as_they_are_made(qtbot: QtBot, pane: TranslatePane, script: ScriptedEngine) -> None:
    pane.source.show_text(TEXT)
    press(pane, "runButton")
    qtbot.waitUntil(lambda: pane.result.view.text.startswith(f"{FRENCH[0]} 🚢 Il\n"), timeout=30_000)
    assert pane.result.view.text.endswith(TEXT[-20:]), "what is to come stands there in its own language"
    script.release("more")
    wait_for_end(qtbot, pane)
    assert pane.result.view.text == TRANSLATED


def test_a_sentence_and_its_partner_are_marked_together(qtbot: QtBot, pane: TranslatePane) -> None:
    translate(qtbot, pane)
    source, result = pane.source.text, pane.result.view
    source.hovered.emit(source.sentence_at(TEXT.index("lanterns") + 1))  # the ship is two units to Qt
    marked = [selection.cursor.selectedText() for selection in result.extraSelections()]
    assert marked == [FRENCH[1]]
    source.hovered.emit(None)
    result.hovered.emit(result.sentence_at(TRANSLATED.index("Marit") + 1))
    marked = [selection.cursor.selectedText() for selection in source.extraSelections()]
    assert marked == ["Marit Solberg measured their light for eleven nights."]


@says(*TWO_FAIL)
def test_what_could_not_be_translated_is_marked_in_place_with_its_reason_and_tried_again(
    qtbot: QtBot, pane: TranslatePane
) -> None:
    """Complaint: translations that return fewer lines than they were given, or the source as it was."""
    translate(qtbot, pane)
    counted = "3 of 3 sentences accounted for: 1 translated, 2 kept in the source language"
    assert shown(pane, "accountingLabel") == counted
    assert shown(pane, "reviewLabel") == "2 sentences are kept in the source language"
    pane.result.review.open_list()
    pane.result.review.chosen.emit(1)
    assert "repeated the sentence" in shown(pane, "sentenceReason")
    press(pane, "retryButton")
    wait_for_end(qtbot, pane)
    assert FRENCH[1] in pane.result.view.text
    press(pane, "retryAllButton")
    wait_for_end(qtbot, pane)
    assert pane.result.view.text == TRANSLATED


def test_without_a_model_the_pane_says_so_in_place(qtbot: QtBot, empty_handed: TranslatePane) -> None:
    translate(qtbot, empty_handed)
    assert shown(empty_handed, "translationErrorText") == "No model is loaded."


@says(answer(*SHIPS[:8]), [WaitFor("more")])
def test_a_stopped_translation_keeps_what_it_has_and_goes_on_from_there(
    qtbot: QtBot, pane: TranslatePane
) -> None:
    paragraphs = [f"The ship number {number} left the old harbour today." for number in range(40)]
    pane.source.show_text("\n\n".join(paragraphs))
    press(pane, "runButton")
    qtbot.waitUntil(lambda: SHIPS[0] in pane.result.view.text, timeout=30_000)
    press(pane, "stopButton")
    wait_for_end(qtbot, pane)
    assert SHIPS[0] in pane.result.view.text
    assert paragraphs[-1] in pane.result.view.text, "nothing is left out"
    assert shown(pane, "resumeNoticeText") != ""


@says([Crash("SIGSEGV", once="first")], answer(*FRENCH))
def test_a_crash_of_the_engine_keeps_what_was_translated(qtbot: QtBot, pane: TranslatePane) -> None:
    """Complaint: the model crashes and the whole window dies with it."""
    translate(qtbot, pane)
    if shown(pane, "resumeNoticeText"):
        press(pane, "resumeNoticeAction")
        wait_for_end(qtbot, pane)
    assert len(pane.sheet.segments if pane.sheet else ()) == 3


def test_swapping_translates_the_translation_back(qtbot: QtBot, pane: TranslatePane) -> None:
    translate(qtbot, pane)
    press(pane, "swapButton")
    assert pane.source.text.text == TRANSLATED
    assert (pane.bar.options.source, pane.bar.options.target) == ("fr", "en")


def test_the_clipboard_is_translated_with_one_click(qtbot: QtBot, pane: TranslatePane) -> None:
    QGuiApplication.clipboard().setText(TEXT)
    press(pane, "clipboardButton")
    wait_for_end(qtbot, pane)
    assert pane.result.view.text == TRANSLATED
    press(pane, "copyButton")
    assert QGuiApplication.clipboard().text() == TRANSLATED


def test_an_empty_clipboard_is_answered_with_a_reason(pane: TranslatePane) -> None:
    QGuiApplication.clipboard().setText(" ")
    press(pane, "clipboardButton")
    assert shown(pane, "translationErrorText") == "There is no text to translate."


def test_control_and_enter_translate(qtbot: QtBot, pane: TranslatePane) -> None:
    pane.source.show_text(TEXT)
    pane.source.text.setFocus()
    qtbot.keyClick(pane.source.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_for_end(qtbot, pane)
    assert pane.result.view.text == TRANSLATED


def test_a_text_in_the_language_it_is_to_be_in_goes_to_another(qtbot: QtBot, pane: TranslatePane) -> None:
    pane.source.show_text(TRANSLATED)
    qtbot.waitUntil(lambda: pane.bar.from_language == "fr", timeout=30_000)
    assert pane.bar.options.target == "en"


# ---------------------------------------------------------------------------------------- the user's words


@says(answer(*FRENCH), [Say(OTHER)])
def test_a_click_on_a_sentence_offers_other_wordings(qtbot: QtBot, pane: TranslatePane) -> None:
    translate(qtbot, pane)
    pane.result.view.sentence_clicked.emit(2)
    qtbot.waitUntil(lambda: is_shown(pane, "wording.0"), timeout=30_000)
    press(pane, "wording.0")
    assert pane.result.view.text.endswith(OTHER)
    assert not pane.result.card.isVisible()
    pane.result.view.undo()
    assert pane.result.view.text == TRANSLATED


@says(answer(*FRENCH), *[[Say("?")]] * 8, [Say(" évalué leur lumière pendant onze nuits.")])
def test_a_click_on_a_word_offers_another_one_there(qtbot: QtBot, pane: TranslatePane) -> None:
    translate(qtbot, pane)
    view = pane.result.view
    cursor = view.textCursor()
    cursor.setPosition(view.text.index("mesuré") + 2)  # the ship is two units to Qt
    view.setTextCursor(cursor)
    pane.help.open(2)
    qtbot.waitUntil(lambda: "no other" in shown(pane, "sentenceReason"), timeout=30_000)
    press(pane, "otherWordButton")
    qtbot.waitUntil(lambda: is_shown(pane, "wording.0"), timeout=30_000)
    press(pane, "wording.0")
    assert pane.result.view.text.endswith("Marit Solberg a évalué leur lumière pendant onze nuits.")


def test_what_the_user_writes_stays_and_is_remembered(
    qtbot: QtBot, pane: TranslatePane, history: History
) -> None:
    translate(qtbot, pane)
    pane.result.view.replace_sentence(0, "Le port date de 1871.")
    assert pane.result.view.text.startswith("Le port date de 1871. 🚢")
    known = history.translation_memory.recall(LanguagePair("en", "fr"), ["The harbour was built in 1871."])
    assert list(known.values()) == ["Le port date de 1871."]
    translate(qtbot, pane, "The harbour was built in 1871.")
    assert pane.result.view.text == "Le port date de 1871."
    assert shown(pane, "accountingLabel") == "1 of 1 sentence accounted for: 1 from memory"


@says([Say(FRENCH[0])])
def test_with_the_memory_off_the_model_is_asked(
    qtbot: QtBot, pane: TranslatePane, history: History, services: Services
) -> None:
    sentence = "The harbour was built in 1871."
    history.translation_memory.remember(LanguagePair("en", "fr"), [(sentence, "Le port.")], edited=True)
    services.settings.change(translation_memory=False)
    translate(qtbot, pane, sentence)
    assert pane.result.view.text == FRENCH[0]


@says([*answer(FRENCH[0]), Say("[2] "), WaitFor("more"), Say(f"{FRENCH[1]}\n[3] {FRENCH[2]}\n")])
def test_typing_into_the_translation_while_it_is_made_is_not_lost(
    qtbot: QtBot, pane: TranslatePane, script: ScriptedEngine
) -> None:
    pane.source.show_text(TEXT)
    press(pane, "runButton")
    qtbot.waitUntil(lambda: FRENCH[0] in pane.result.view.text, timeout=30_000)
    pane.result.view.replace_sentence(0, "Le port date de 1871.")
    script.release("more")
    wait_for_end(qtbot, pane)
    assert pane.result.view.text == TRANSLATED.replace(FRENCH[0], "Le port date de 1871.")


def test_a_changed_text_unlinks_the_sentences_and_undoing_links_them_again(
    qtbot: QtBot, pane: TranslatePane
) -> None:
    translate(qtbot, pane)
    qtbot.keyClick(pane.source.text, Qt.Key.Key_X)
    assert "changed" in shown(pane, "staleNoticeText")
    assert pane.source.text.sentence_at(3) is None
    pane.source.text.undo()
    assert shown(pane, "staleNoticeText") == ""
    assert pane.source.text.sentence_at(3) == 0


# ------------------------------------------------------------------------------------------------ history


def test_a_translation_is_in_the_list_with_its_text_and_the_users_words(
    qtbot: QtBot, pane: TranslatePane, history: History
) -> None:
    translate(qtbot, pane)
    pane.result.view.replace_sentence(0, "Le port date de 1871.")
    (title,) = history.translations.titles()
    pane.start_new()
    assert (pane.source.text.text, pane.result.view.text, pane.sheet) == ("", "", None)
    pane.open_translation(title.id)
    assert pane.source.text.text == TEXT
    assert pane.result.view.text == TRANSLATED.replace(FRENCH[0], "Le port date de 1871.")
    assert pane.bar.options.target == "fr"


def test_translations_are_found_by_the_words_of_either_language(
    qtbot: QtBot, pane: TranslatePane, history: History
) -> None:
    translate(qtbot, pane)
    pane.result.view.replace_sentence(0, "Le havre date de 1871.")
    pane.start_new()
    (title,) = history.translations.titles()
    found = pane.shelf.list._find
    assert [each.id for each in found("lanternes HAVRE")] == [title.id]
    assert [each.id for each in found("Solberg measured")] == [title.id]
    # Neither what was replaced, nor what stands between the texts at rest.
    assert found("construit") == []
    assert found("translated") == []


def test_with_the_history_off_nothing_is_kept(qtbot: QtBot, pane: TranslatePane, services: Services) -> None:
    services.settings.change(keep_translations=False)
    translate(qtbot, pane)
    pane.result.view.replace_sentence(0, "Le port date de 1871.")
    assert services.history.translations.titles() == []
    assert services.history.translation_memory.pairs() == {}


@says([*answer(FRENCH[0]), Say("[2] "), WaitFor("more"), Say(f"{FRENCH[1]}\n[3] {FRENCH[2]}\n")])
def test_what_was_translated_is_stored_while_it_goes_on_until_it_is_deleted(
    qtbot: QtBot,
    pane: TranslatePane,
    history: History,
    script: ScriptedEngine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A program that is killed loses some seconds of a book, not the book."""
    monkeypatch.setattr(translation_run, "SAVE_MS", 20)
    translations = history.translations
    pane.source.show_text(TEXT)
    press(pane, "runButton")
    qtbot.waitUntil(lambda: bool(translations.search(FRENCH[0], readable)), timeout=30_000)
    (title,) = translations.titles()
    pane.shelf.delete(title.id)
    script.release("more")
    qtbot.waitUntil(lambda: not pane.desk.findChildren(TranslationRun), timeout=30_000)
    assert translations.titles() == []


@says([*answer(FRENCH[0]), Say("[2] "), WaitFor("never")])
def test_a_program_that_is_closed_keeps_what_was_translated(
    qtbot: QtBot, pane: TranslatePane, history: History
) -> None:
    pane.source.show_text(TEXT)
    press(pane, "runButton")
    qtbot.waitUntil(lambda: FRENCH[0] in pane.result.view.text, timeout=30_000)
    pane.put_away()
    (title,) = history.translations.titles()
    assert decode(history.translations.entry(title.id).content).resumable


def test_a_deleted_translation_leaves_nothing_and_can_be_brought_back(
    qtbot: QtBot, pane: TranslatePane, history: History, paths: Paths
) -> None:
    translate(qtbot, pane, TEXT.replace("Solberg", "Xylophone"))
    (title,) = history.translations.titles()
    offers: list[Message] = []
    pane.message_raised.connect(offers.append)
    pane.shelf.delete(title.id)
    assert pane.source.text.text == ""
    for file in paths.data.glob("history*"):
        assert b"Xylophone" not in file.read_bytes(), file
    (offer,) = offers
    assert offer.on_action is not None
    offer.on_action()
    assert [each.title for each in history.translations.titles()] == [title.title]


def test_one_that_cannot_be_read_still_shows_its_text(pane: TranslatePane, history: History) -> None:
    stored = history.translations.add("Old", TEXT, '{"segments": 7}')
    pane.open_translation(stored.id)
    assert pane.source.text.text == TEXT
    assert "cannot be read" in shown(pane, "translationErrorText")


def test_a_narrow_pane_has_the_translation_below_the_text(qtbot: QtBot, pane: TranslatePane) -> None:
    translate(qtbot, pane)
    pane.resize(500, 700)
    qtbot.waitUntil(lambda: pane.result.y() > pane.source.y())
    pane.resize(1000, 700)
    qtbot.waitUntil(lambda: pane.result.x() > pane.source.x())


def test_a_model_that_speaks_english_only_is_warned_of(
    pane: TranslatePane, active: ActiveModel, engine: EngineBridge
) -> None:
    """Complaint: nonsense in a language that the model was never made for, without a word about it."""
    assert shown(pane, "speakingNoticeText") == "", "of an unknown model nothing is known"
    assert active.entry is not None
    entry = msgspec.structs.replace(active.entry, name="SmolLM2-135M-Instruct")
    active.set_loaded(entry, loaded_model(), llama_build())
    assert shown(pane, "speakingNoticeText") == "SmolLM2-135M-Instruct hardly speaks this language: French."
