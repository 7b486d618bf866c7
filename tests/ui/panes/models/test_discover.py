"""Complaints: a program that phones home, RAM guesses that are wrong, a model page that loads pictures from
anywhere, an error that is an exit code."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from assistant.storage.settings_store import SettingsStore
from assistant.ui.active_model import ActiveModel
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.panes.models import ModelsPane
from assistant.ui.widgets.rows import RowView
from tests.fakes.hub import REPO, FakeHub, Fault
from tests.ui.panes.models.screen import SMALL, Screen


def test_nothing_is_sent_before_the_user_asks(qtbot: QtBot, screen: Screen, fake_hub: FakeHub) -> None:
    screen.pane.show_view("discover")
    qtbot.keyClicks(screen.find("searchField", QLineEdit), "tiny")
    assert screen.find("recommendations", QWidget).isVisible()
    assert screen.sees("nothing was sent")
    assert fake_hub.received == []


def test_sizes_that_are_not_exact_say_so(screen: Screen) -> None:
    screen.pane.show_view("discover")
    assert screen.sees("about ")
    assert screen.sees("estimated from the size of the file")


def test_from_a_search_to_the_library(
    qtbot: QtBot, screen: Screen, library: LibraryBridge, active: ActiveModel
) -> None:
    screen.pane.show_view("discover")
    screen.search("tiny")
    screen.wait_for_view("resultList")
    screen.choose("resultList", 0)
    screen.wait_for_view("quantizationList")
    screen.press("downloadButton")
    screen.wait_for("Verified, and in the library")
    screen.until(lambda: len(library.entries) == 1)
    [entry] = library.entries
    assert entry.repo == REPO
    assert entry.verified
    with qtbot.waitSignal(active.chosen) as chosen:
        screen.press("useDownloadedButton")
    assert chosen.args == [entry.id]
    assert screen.find("downloadButton", QPushButton).text() == "Use this model"


def test_a_projector_is_mentioned_and_not_offered(screen: Screen, fake_hub: FakeHub) -> None:
    fake_hub.repositories[REPO].files["mmproj-Tiny-F16.gguf"] = b"GGUF"
    screen.open_repository()
    assert screen.sees("With mmproj-Tiny-F16.gguf this model sees images too. Parlance works with text")
    assert screen.find("quantizationList", RowView).model().rowCount() == 2


def test_opening_a_file_makes_its_fit_exact(screen: Screen, fake_hub: FakeHub) -> None:
    screen.open_repository()
    assert screen.sees("estimated from the size of the file")
    screen.choose("quantizationList", 1)
    screen.until(lambda: not screen.sees("estimated"))
    assert screen.sees("Fits well: needs about ")
    ranges = [one.headers.get("range") for one in fake_hub.requests(part="/blob/")]
    assert all(ranges), "only a part of the file may be fetched"


def test_a_pasted_address_opens_the_file_it_names(screen: Screen, fake_hub: FakeHub) -> None:
    screen.pane.show_view("discover")
    screen.search(f"https://huggingface.co/{REPO}/blob/main/{SMALL}")
    screen.wait_for("Q4_K_M · ")
    assert fake_hub.requests(part="/api/models?") == []


def test_nothing_found_teaches(screen: Screen) -> None:
    screen.pane.show_view("discover")
    screen.search("zzz")
    screen.wait_for("No model with GGUF files is called “zzz”.")
    assert screen.sees("Try fewer words")


def test_another_order_asks_again(qtbot: QtBot, screen: Screen, fake_hub: FakeHub) -> None:
    screen.pane.show_view("discover")
    order = screen.find("sortBox", QComboBox)
    qtbot.keyClick(order, Qt.Key.Key_Down)
    assert fake_hub.received == [], "there is nothing to order yet"
    screen.search("tiny")
    screen.wait_for_view("resultList")
    qtbot.keyClick(order, Qt.Key.Key_Down)
    screen.until(lambda: len(fake_hub.requests(part="sort=likes")) == 1)


def test_an_error_is_said_in_place_and_can_be_tried_again(screen: Screen, fake_hub: FakeHub) -> None:
    fake_hub.faults.append(Fault("api", "status", status=503, times=2))
    screen.pane.show_view("discover")
    screen.search("tiny")
    screen.wait_for("is overloaded or limits how often it is asked")
    screen.press("searchNoticeAction")
    screen.wait_for_view("resultList")


def test_offline_every_action_says_so_in_place(
    screen: Screen, fake_hub: FakeHub, settings: SettingsStore
) -> None:
    settings.change(offline=True)
    screen.pane.show_view("discover")
    screen.press("getRecommendedButton")
    screen.wait_for("Parlance works offline, so it sent nothing.")
    screen.search("tiny")
    screen.until(lambda: screen.find("searchNotice", QWidget).isVisible())
    screen.wait_for("Parlance works offline, so it sent nothing.")
    screen.search(REPO)
    screen.until(lambda: screen.find("repositoryNotice", QWidget).isVisible())
    screen.wait_for("Parlance works offline, so it sent nothing.")
    assert fake_hub.received == []


def test_offline_stops_what_is_asked_on_an_open_page(
    screen: Screen, fake_hub: FakeHub, settings: SettingsStore
) -> None:
    screen.open_repository()
    settings.change(offline=True)
    asked = len(fake_hub.received)
    screen.press("checkFitButton")
    screen.wait_for("Parlance works offline, so it sent nothing.")
    screen.press("downloadButton")
    screen.until(lambda: screen.find("downloadError", QWidget).isVisible())
    assert len(fake_hub.received) == asked


def test_a_gated_repository_says_what_to_do(screen: Screen, fake_hub: FakeHub) -> None:
    fake_hub.repositories[REPO].gated = True
    screen.pane.show_view("discover")
    screen.search(REPO)
    screen.wait_for("The authors ask you to accept their licence")
    assert screen.sees("add your access token in the settings")
    screen.press("downloadButton")
    screen.wait_for(f"The authors of {REPO} ask you to accept their licence first.")


def test_a_card_is_text_and_loads_nothing(screen: Screen, fake_hub: FakeHub) -> None:
    screen.open_repository()
    card = screen.find("modelCard", QTextBrowser)
    assert "小聊天" in card.toPlainText()
    assert "<div" not in card.toPlainText()
    assert fake_hub.requests(part="picture") == []


def test_a_repository_that_is_not_there_leads_back(screen: Screen) -> None:
    screen.pane.show_view("discover")
    screen.search("no/body")
    screen.wait_for("There is no repository no/body")
    screen.press("leaveRepositoryButton")
    assert screen.find("recommendations", QWidget).isVisible()


def test_the_first_steps_are_in_the_library_until_there_is_a_model(
    screen: Screen, library: LibraryBridge
) -> None:
    assert screen.sees("Recommended for this computer")
    screen.download()
    screen.wait_for("Verified, and in the library")
    screen.until(lambda: len(library.entries) == 1)
    screen.pane.show_view("library")
    assert not screen.sees("Recommended for this computer")


@pytest.mark.parametrize("width", [340, 1100])
def test_it_can_be_used_narrow_and_wide(screen: Screen, pane: ModelsPane, width: int) -> None:
    pane.resize(width, 600)
    screen.open_repository()
    view = screen.find("quantizationList", RowView)
    assert view.width() >= width // 3
    assert view.height() >= 2 * view.sizeHintForRow(0)
