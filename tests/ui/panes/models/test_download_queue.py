"""Complaints: downloads that restart from zero, stall over night, or end in a file that talks gibberish."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from assistant.models.partial import part_path
from assistant.paths import Paths
from assistant.storage.settings_store import SettingsStore
from assistant.ui.downloads_bridge import DownloadsBridge
from assistant.ui.hub_bridge import HubBridge
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.panes.models.download_queue import DownloadQueue
from assistant.ui.panes.models.download_row import DownloadRow
from tests.fakes.hub import REPO, FakeHub, Fault
from tests.ui.panes.models.screen import SMALL, Screen

HALF = 150_000


def received(downloads: DownloadsBridge) -> int:
    return sum(item.progress.received for item in downloads.items if item.progress)


def stopped_half_way(screen: Screen, fake_hub: FakeHub, downloads: DownloadsBridge) -> None:
    fake_hub.faults.append(Fault("storage", "stall", at=HALF))
    screen.download()
    screen.wait_for("150 kB of ")
    screen.press("pauseDownloadButton")
    screen.wait_for("Paused")


def partial(paths: Paths) -> Path:
    return part_path(paths.models / REPO / SMALL)


def test_a_paused_download_goes_on_where_it_stopped(
    screen: Screen, fake_hub: FakeHub, downloads: DownloadsBridge
) -> None:
    stopped_half_way(screen, fake_hub, downloads)
    assert screen.sees("150 kB of ")
    screen.press("resumeDownloadButton")
    screen.wait_for("Verified, and in the library")
    assert fake_hub.requests(part="/blob/")[-1].headers["range"] == f"bytes={HALF}-"


def test_a_cut_connection_is_explained_and_tried_again(
    screen: Screen, fake_hub: FakeHub, downloads: DownloadsBridge
) -> None:
    fake_hub.faults.append(Fault("storage", "reset", at=0, times=2))
    screen.download()
    screen.wait_for("broke off")
    assert screen.sees("A download continues where it stopped.")
    screen.press("retryDownloadButton")
    screen.wait_for("Verified, and in the library")


def test_a_file_with_wrong_bytes_never_enters_the_library(
    screen: Screen, fake_hub: FakeHub, library: LibraryBridge, paths: Paths
) -> None:
    fake_hub.faults.append(Fault("storage", "flip", at=1000, times=2))
    screen.download()
    screen.wait_for("arrives damaged")
    assert library.entries == []
    assert not (paths.models / REPO / SMALL).exists()


def test_a_file_that_is_no_model_is_refused_with_the_reason(screen: Screen, fake_hub: FakeHub) -> None:
    fake_hub.repositories[REPO].files[SMALL] = b"Dear Sir" * 1000
    screen.download()
    screen.wait_for("is not a GGUF model file")


def test_going_offline_stops_a_download_and_says_so(
    screen: Screen, fake_hub: FakeHub, downloads: DownloadsBridge, settings: SettingsStore
) -> None:
    fake_hub.faults.append(Fault("storage", "drip"))
    screen.download()
    screen.until(lambda: received(downloads) > 0)
    settings.change(offline=True)
    screen.wait_for("Parlance works offline, so it sent nothing.")


def test_cancelling_can_be_undone(screen: Screen, fake_hub: FakeHub, downloads: DownloadsBridge) -> None:
    stopped_half_way(screen, fake_hub, downloads)
    screen.press("cancelDownloadButton")
    assert screen.sees("Cancelled")
    screen.press("undoCancelButton")
    screen.wait_for("Verified, and in the library")
    assert fake_hub.requests(part="/blob/")[-1].headers["range"] == f"bytes={HALF}-"


def test_a_cancelled_download_leaves_nothing(
    screen: Screen, fake_hub: FakeHub, downloads: DownloadsBridge, paths: Paths
) -> None:
    stopped_half_way(screen, fake_hub, downloads)
    assert partial(paths).exists()
    screen.press("cancelDownloadButton")
    timer = screen.find("downloadRow", DownloadRow).findChild(QTimer)
    assert timer is not None
    timer.setInterval(0)
    screen.until(lambda: downloads.items == [])
    assert not partial(paths).exists()
    queue = screen.pane.findChild(DownloadQueue)
    assert queue is not None
    screen.until(queue.isHidden)


def test_after_a_restart_it_waits_to_be_told_to_go_on(
    screen: Screen,
    fake_hub: FakeHub,
    hub: HubBridge,
    library: LibraryBridge,
    downloads: DownloadsBridge,
    paths: Paths,
    settings: SettingsStore,
) -> None:
    stopped_half_way(screen, fake_hub, downloads)
    downloads.shut_down()
    asked = len(fake_hub.received)
    again = DownloadsBridge(hub, library, paths.models, settings)
    queue = DownloadQueue(again, library)
    screen.qtbot.addWidget(queue)
    queue.show()
    row = queue.findChild(DownloadRow)
    assert row is not None
    assert row.item.state == "paused"
    assert len(fake_hub.received) == asked
    again.resume(row.item.id)
    screen.until(lambda: row.item.state == "done")
    assert fake_hub.requests(part="/blob/")[-1].headers["range"] == f"bytes={HALF}-"
    again.shut_down()


def test_several_at_once(screen: Screen, library: LibraryBridge) -> None:
    screen.download(0)
    screen.download(1)
    screen.until(lambda: len(library.entries) == 2)
    assert {entry.verified for entry in library.entries} == {True}


def test_how_many_run_at_once_can_be_set_while_they_run(
    screen: Screen, fake_hub: FakeHub, downloads: DownloadsBridge, settings: SettingsStore
) -> None:
    settings.change(downloads_at_once=1)
    fake_hub.faults.append(Fault("storage", "stall", at=HALF))
    screen.download(0)
    screen.until(lambda: received(downloads) == HALF)
    screen.download(1)
    screen.wait_for("Waits for its turn")
    settings.change(downloads_at_once=2)
    screen.wait_for("Verified, and in the library")
    assert [item.state for item in downloads.items] == ["running"]
    downloads.cancel(downloads.items[0].id)
    screen.until(lambda: downloads.items == [])


def test_what_was_paused_can_be_asked_for_again_at_its_page(
    screen: Screen, fake_hub: FakeHub, downloads: DownloadsBridge
) -> None:
    stopped_half_way(screen, fake_hub, downloads)
    assert screen.find("downloadButton", QPushButton).text() == "Download"
    screen.press("cancelDownloadButton")
    screen.press("downloadButton")
    screen.wait_for("Verified, and in the library")


def test_what_is_done_can_be_dismissed(screen: Screen) -> None:
    screen.download()
    screen.wait_for("Verified, and in the library")
    screen.press("dismissDownloadButton")
    queue = screen.pane.findChild(QWidget, "downloadQueue")
    assert queue is not None
    assert queue.isHidden()
