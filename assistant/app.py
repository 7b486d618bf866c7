"""Builds the window and everything behind it: the only place where the parts are put together."""

from __future__ import annotations

import gc
import logging
import os
import platform
import sys
import threading
import time
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QObject,
    QSettings,
    QTimer,
    QTranslator,
    Slot,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

import assistant
from assistant.engine.safety import EngineSafety
from assistant.engine.supervisor import Engine
from assistant.models.connection_log import ConnectionLog
from assistant.models.hub import Hub
from assistant.models.library import ModelLibrary
from assistant.models.network import Network
from assistant.paths import Paths, resource
from assistant.storage.backup import finish_restore
from assistant.storage.database import before_restore
from assistant.storage.errors import BackupRestored, HistorySetAside, StorageError
from assistant.storage.history import History
from assistant.storage.settings import Settings
from assistant.storage.settings_store import SettingsStore
from assistant.ui import icons, theme
from assistant.ui.activation import bring_to_front
from assistant.ui.active_model import ActiveModel
from assistant.ui.desktop.news import News
from assistant.ui.desktop.notification import Notifications
from assistant.ui.desktop.sleep import Wakefulness, system_lock
from assistant.ui.downloads_bridge import DownloadsBridge
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.errors import NoFcitx
from assistant.ui.garbage import IdleCollector
from assistant.ui.hub_bridge import HubBridge
from assistant.ui.input_method import lacks_fcitx
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.main_window import MainWindow
from assistant.ui.message_bar import UNDO_SECONDS, Message
from assistant.ui.model_loader import ModelLoader
from assistant.ui.panes import WELCOME
from assistant.ui.presence import Presence
from assistant.ui.quick import QuickWindow
from assistant.ui.services import Services
from assistant.ui.single_instance import Request, SingleInstance
from assistant.ui.worker import SWITCH_SECONDS

logger = logging.getLogger(__name__)

_LOG_BYTES = 1 << 20
_SHOW = Request()


def run(paths: Paths, arguments: list[str], request: Request) -> int:
    """Do what is asked for, and stay until the window is closed. Returns the exit code of the process.

    Raises :class:`~assistant.ui.errors.NotAnswering`.
    """
    paths.create()
    _log_to(paths)
    sys.setswitchinterval(SWITCH_SECONDS)
    qt = QApplication(arguments)
    qt.setApplicationName("parlance")
    qt.setApplicationDisplayName("Parlance")
    qt.setApplicationVersion(assistant.__version__)
    qt.setDesktopFileName("parlance")
    qt.setQuitOnLastWindowClosed(False)  # the program decides
    instance = SingleInstance(paths.data)
    if not instance.claim(request):
        return 0
    restored = _restore(paths)
    settings = SettingsStore(paths.settings)
    theme.apply(qt, settings.value.theme, settings.value.text_zoom / 100)
    qt.setWindowIcon(icons.application_icon())
    program = Program(paths, settings)
    instance.requested.connect(program.handle)
    program.catch_exceptions()
    program.start(request)
    if restored is not None:
        program.window.message_bar.show_notice(restored)
    try:
        return qt.exec()
    finally:
        program.close()
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        instance.release()


class Program(QObject):
    """The parts of the running program, and what belongs to none of them."""

    def __init__(self, paths: Paths, settings: SettingsStore) -> None:
        super().__init__()
        self.settings = settings
        self._translators = translate(settings.value.language)
        self._old: tuple[QObject, ...] = ()
        """Windows in another language that are about to go."""
        self.history, set_aside = _open_history(paths)
        safety = EngineSafety(paths.safety)
        self.engine = EngineBridge(
            lambda on_notice, on_state: Engine(
                log=paths.logs / "engine.log",
                kv_folder=paths.kv,
                safety=safety,
                on_notice=on_notice,
                on_state=on_state,
            )
        )
        library = ModelLibrary(paths.models)
        self._listed = LibraryBridge(library, settings)
        self._active = ActiveModel()
        self.loader = ModelLoader(self.engine, library, self._listed, self._active, settings)
        self._hub = HubBridge(Hub(Network(ConnectionLog(paths.logs / "connections.jsonl"))), settings)
        self._downloads = DownloadsBridge(self._hub, self._listed, paths.models, settings)
        self._services = Services(
            paths=paths,
            settings=settings,
            safety=safety,
            library=self._listed,
            active=self._active,
            engine=self.engine,
            loader=self.loader,
            history=self.history,
            hub=self._hub,
            downloads=self._downloads,
        )
        self._garbage = IdleCollector(self.engine.work, self)
        self._state = QSettings(str(paths.data / "window.ini"), QSettings.Format.IniFormat)
        self._lock = system_lock()
        self._wakefulness = Wakefulness(self.engine.work, self._lock, self)
        self._make_windows()
        if set_aside is not None:
            self.window.message_bar.show_notice(set_aside)
        self._end_observation = settings.observe(self._on_settings_changed)

    def catch_exceptions(self) -> None:
        """From now on, exceptions that nobody caught end in the message bar and the log."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def start(self, request: Request = _SHOW) -> None:
        """Do what this start is for, and load the last model once the window is painted."""
        if request.action != "quick":
            self._welcome()
        self.handle(request)
        self._check_input_method()
        self._garbage.start()
        QTimer.singleShot(0, self, self.load_first)
        QTimer.singleShot(0, self, self.empty_trash)

    def close(self) -> None:
        """Put everything away, in an order in which nothing speaks to what is gone."""
        self._end_observation()
        self._garbage.stop()
        self._put_windows_away()
        self.loader.learn()
        self.engine.close()
        self._wakefulness.release()
        self._lock.close()
        self._hub.shut_down()
        self._downloads.shut_down()
        self._listed.shut_down()
        self.history.close()
        _remove(self._translators)

    @Slot(object)
    def handle(self, request: Request) -> None:
        """Do what this start, or a later one, is for."""
        if request.action == "quick":
            self.quick.open(request.text, request.token)
        else:
            bring_to_front(self.window, request.token)
            self.window.open_files([Path(file) for file in request.files])

    @Slot(str, str)
    def _on_news_opened(self, pane: str, token: str) -> None:
        bring_to_front(self.window, token)
        self.window.show_pane(pane)

    def _on_settings_changed(self, before: Settings, after: Settings) -> None:
        if before.language == after.language:
            return
        if self.window.empty and not self.quick.isVisible():
            # Later, because it is one of the window's own controls that tells of the change.
            QTimer.singleShot(0, self, self._change_language)
        else:
            text = self.tr("The language changes at the next start, because a text is open.")
            self.window.message_bar.show_message(Message(text, seconds=UNDO_SECONDS))

    @Slot()
    def load_first(self) -> None:
        """Load the model that was used last, else the first of the library, such as the starter model."""
        if not self.settings.value.load_at_start or self.loader.wanted is not None:
            return
        self.loader.choose_first(self.settings.value.last_model)

    @Slot()
    def empty_trash(self) -> None:
        """Delete for good what has been in the trash for long: models and conversations."""
        self._listed.expire_trash()
        expired = self.history.expired_trash(time.time())
        if expired:
            self.engine.compute(
                lambda: self.history.delete_for_good(expired), self._on_deleted_for_good, self._on_failed
            )

    def _welcome(self) -> None:
        """The first page, for someone who has never used a model here."""
        seen = self.settings.value
        if seen.welcomed or seen.last_model:
            return
        self.window.show_pane(WELCOME.name)
        try:
            self.settings.change(welcomed=True)
        except StorageError as error:
            self.window.message_bar.show_error(error)

    def _check_input_method(self) -> None:
        """Say once what keeps someone from typing as everywhere else."""
        if self.settings.value.told_of_fcitx or not lacks_fcitx(os.environ, QGuiApplication.platformName()):
            return
        self.window.message_bar.show_notice(NoFcitx())
        try:
            self.settings.change(told_of_fcitx=True)
        except StorageError as error:
            self.window.message_bar.show_error(error)

    def _make_windows(self) -> None:
        self.window = MainWindow(self._services, self._state)
        self.quick = QuickWindow(self._services)
        self.presence = Presence(self.window, self.quick, self.settings, self.loader)
        self._notifications = Notifications(self.presence.tray, self.presence)
        news = News(
            self.engine.work,
            self._downloads,
            self.settings,
            self._notifications,
            self.window,
            self.presence,
        )
        news.opened.connect(self._on_news_opened)
        bar = self.window.message_bar
        self.loader.failed.connect(bar.report)
        self.loader.noticed.connect(bar.show_notice)
        self.engine.noticed.connect(bar.show_notice)

    def _put_windows_away(self) -> None:
        self._notifications.close()
        self.presence.put_away()
        self.quick.put_away()
        self.window.close_panes()

    @Slot()
    def _change_language(self) -> None:
        """Make the windows anew: their texts are translated when their parts are made."""
        name = self.window.current_name
        self._old = (self.window, self.quick, self.presence)
        self.window.remember()
        self._put_windows_away()
        _remove(self._translators)
        self._translators = translate(self.settings.value.language)
        self._make_windows()
        self.window.show_pane(name)
        self.window.show()
        for part in self._old:
            part.deleteLater()
        QTimer.singleShot(0, self, self._forget_old)

    @Slot()
    def _forget_old(self) -> None:
        """Take the old windows apart, which keep each other alive."""
        self._old = ()
        gc.collect()

    def _on_deleted_for_good(self, cache_keys: Sequence[str]) -> None:
        for key in cache_keys:
            self.engine.engine.forget(key)

    def _on_failed(self, error: Exception) -> None:
        self.window.message_bar.report(error)

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        logger.error("Unexpected", exc_info=(kind, error, trace))
        self.window.message_bar.report(error)

    def _on_thread_exception(self, raised: threading.ExceptHookArgs) -> None:
        error = raised.exc_value
        if error is not None:
            logger.error("Unexpected, in a thread", exc_info=error)
            self.window.message_bar.report(error)


def _restore(paths: Paths) -> StorageError | None:
    """Let a backup take its place that the user has chosen; what is to be said of it."""
    try:
        restored = finish_restore(paths.history, paths.settings)
    except StorageError as error:
        return error
    return BackupRestored(path=str(before_restore(paths.history))) if restored else None


def _open_history(paths: Paths) -> tuple[History, HistorySetAside | None]:
    """The history; a damaged one has been put aside, which must be said, and a new one begun."""
    try:
        history, set_aside = History(paths.history), None
    except HistorySetAside as error:
        history, set_aside = History(paths.history), error
    history.recover_interrupted()
    return history, set_aside


def _log_to(paths: Paths) -> None:
    """Log to a file of bounded size; of libraries warnings only. What the user writes is never logged."""
    file = paths.logs / "parlance.log"
    file.touch(mode=0o600)
    handler = RotatingFileHandler(file, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("assistant").setLevel(logging.INFO)
    logger.info("Parlance %s begins, with Python %s", assistant.__version__, platform.python_version())


def translate(language: str) -> list[QTranslator]:
    """Install the translations of Qt's own dialogs and of the program.

    ``language`` is "system" or the name of a locale, such as "zh_CN". Returns what was installed.
    """
    locale = QLocale.system() if language == "system" else QLocale(language)
    QLocale.setDefault(locale)
    folders = {
        "qtbase": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
        "parlance": str(resource("translations")),
    }
    installed = []
    for name, folder in folders.items():
        translator = QTranslator()
        found = translator.load(locale, name, "_", folder)
        # Where nothing is translated, English plurals at least: "1 message", "2 messages".
        if found or translator.load(f"{name}_en", folder):
            QCoreApplication.installTranslator(translator)
            installed.append(translator)
    return installed


def _remove(translators: Sequence[QTranslator]) -> None:
    for translator in translators:
        QCoreApplication.removeTranslator(translator)
