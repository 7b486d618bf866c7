"""The quick window: a line to type in, the text, what can be done with it, and the answer in its place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QCursor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from assistant.documents.language import UNKNOWN, Detected, detect
from assistant.engine.protocol import Loaded
from assistant.engine.values import LoadSettings
from assistant.tasks.quick import Outcome
from assistant.tasks.runner import TaskEnd
from assistant.tasks.steps import Task
from assistant.tasks.work import ModelFacts
from assistant.ui import icons, theme
from assistant.ui.activation import bring_to_front
from assistant.ui.background_task import BackgroundTask
from assistant.ui.platform import is_wayland
from assistant.ui.quick.action_list import ActionList
from assistant.ui.quick.actions import Action, Actions
from assistant.ui.quick.answer import AnswerPage
from assistant.ui.quick.fields import Line, TextField
from assistant.ui.quick.origin import Origin, current_text
from assistant.ui.quick.replacing import Replacing
from assistant.ui.quick.status import WORK_NAME, Status
from assistant.ui.services import Services
from assistant.ui.widgets.controls import label, push_button
from assistant.ui.worker import Worker

_WIDTH = 560
_HEIGHT = 520


class QuickWindow(QWidget):
    """Object names: ``quickWindow``, ``quickLine``, ``quickText``, ``quickActions``, ``quickStatus``."""

    closed = Signal()
    window_requested = Signal()
    """The user wants the whole program."""

    def __init__(self, services: Services) -> None:
        super().__init__(
            None,
            Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint,
        )
        self.setObjectName("quickWindow")
        self.setWindowTitle(self.tr("Quick window"))
        self.setWindowIcon(icons.application_icon())
        self._services = services
        self._worker = Worker("quick")
        self._actions = Actions(services.history.rewrite_presets, services.settings, self)
        self._task: BackgroundTask | None = None
        self._origin: Origin = "nothing"
        self._awaits_text = False
        self._gave = False
        self._replacing = Replacing(self)
        self._build()
        self._connect()

    def open(self, text: str | None = None, token: str = "") -> None:
        """Come to the front with ``text``, else with what is selected or was copied.

        ``token`` is the right to come to the front, where one was given.
        """
        self._gave = False
        self._replacing.stop()
        self._replacing.remember_window(self.winId())
        self._stop()
        self._load()
        if text is None:
            self._take_text()
        else:
            self._show_text(text, "nothing")
        self._choose_again()
        self._line.clear()
        if not self.isVisible():
            self._place()
        bring_to_front(self, token)

    @property
    def holds_clipboard(self) -> bool:
        """Whether what this window has left in the clipboard would be gone with the program."""
        return self._gave and self._replacing.holds_clipboard

    def put_away(self) -> None:
        """The program ends."""
        self._replacing.put_away()
        if self._task is not None:
            self._task.put_away()
        self._worker.shut_down()

    # --------------------------------------------------------------------------------------------- build

    def _build(self) -> None:
        self._line = Line()
        self._text = TextField()
        self._source = label(role="caption", object_name="quickSource")
        self._list = ActionList()
        self._answer = AnswerPage()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._list)
        self._pages.addWidget(self._answer)
        self._status = Status(self._services.active, self._services.engine.work)
        whole = push_button("openWindowButton", self.tr("Open Parlance"), "caption")
        whole.clicked.connect(self._on_window_requested)
        foot = QHBoxLayout()
        foot.addWidget(self._status, 1)
        foot.addWidget(whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._line)
        column.addWidget(self._text)
        column.addWidget(self._source)
        column.addWidget(self._pages, 1)
        column.addLayout(foot)
        self.resize(theme.current().px(_WIDTH), theme.current().px(_HEIGHT))

    def _connect(self) -> None:
        self._line.textChanged.connect(self._offer)
        self._line.returnPressed.connect(self._on_return_pressed)
        self._line.stepped.connect(self._list.step)
        self._text.textChanged.connect(self._on_text_changed)
        self._list.picked.connect(self._run)
        self._answer.back_requested.connect(self._on_back_requested)
        self._answer.copy_requested.connect(self._on_copy_requested)
        self._answer.replace_requested.connect(self._on_replace_requested)
        self._replacing.ended.connect(self._on_replaced)
        modifier, key = Qt.Modifier, Qt.Key
        for keys, slot in (
            (QKeySequence(key.Key_Escape), self.close),
            (QKeySequence(modifier.CTRL | key.Key_Return), self._on_return_pressed),
            (QKeySequence(modifier.CTRL | modifier.SHIFT | key.Key_C), self._answer.copy),
            (QKeySequence(modifier.ALT | key.Key_Left), self._on_back_requested),
        ):
            QShortcut(keys, self).activated.connect(slot)

    # ---------------------------------------------------------------------------------------------- text

    def _take_text(self) -> None:
        text, origin = current_text()
        self._show_text(text, origin)
        self._awaits_text = not text

    def _show_text(self, text: str, origin: Origin) -> None:
        self._text.show_text(text)
        self._origin = origin
        names = {
            "selection": self.tr("Selected text"),
            "clipboard": self.tr("From the clipboard"),
            "nothing": "",
        }
        self._source.setText(names[origin])
        self._source.setHidden(not names[origin] or self._pages.currentWidget() is self._answer)
        self._actions.language = UNKNOWN
        if text.strip():
            self._worker.start(lambda _work: detect(text)).succeeded.connect(self._on_detected)
        self._offer()

    @Slot(object)
    def _on_detected(self, detected: Detected) -> None:
        self._actions.language = detected.tag
        self._offer()

    @Slot()
    def _on_text_changed(self) -> None:
        self._awaits_text = False
        self._offer()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._awaits_text:
            # Only now does a Wayland compositor show what was copied.
            self._take_text()

    # ------------------------------------------------------------------------------------------- choosing

    @Slot()
    def _offer(self) -> None:
        """What fits the words in the line."""
        words = self._line.text()
        found = self._actions.find(words, with_text=bool(self._text.text.strip()))
        self._list.offer(found, best_first=bool(words))

    @Slot()
    def _on_return_pressed(self) -> None:
        if self._list.isVisible():
            self._list.pick()

    @Slot()
    def _on_back_requested(self) -> None:
        if self._pages.currentWidget() is self._answer:
            self._stop()
            self._choose_again()

    def _choose_again(self) -> None:
        self._show_answer(False)
        self._line.setFocus()
        self._line.selectAll()
        self._status.set_waiting(False)

    def _show_answer(self, shown: bool) -> None:
        """The answer, or what there is to choose."""
        self._pages.setCurrentWidget(self._answer if shown else self._list)
        self._line.setHidden(shown)
        self._text.setHidden(shown)
        self._source.setHidden(shown or not self._source.text())

    # -------------------------------------------------------------------------------------------- running

    @Slot(object)
    def _run(self, action: Action) -> None:
        self._stop()
        self._awaits_text = False
        text = self._text.text
        self._show_answer(True)
        possible, selected = self._replacing.possible, self._origin == "selection"
        self._answer.begin(action.title, replaces=possible and selected, inserts=possible)
        services = self._services
        self._load()
        self._task = task = BackgroundTask(
            services.engine, services.loader, services.active, self._worker, self, WORK_NAME
        )
        task.arrived.connect(self._on_arrived)
        task.ended.connect(self._on_ended)

        def make(loaded: Loaded) -> Task[Outcome]:
            return action.task(text, ModelFacts(loaded.context, LoadSettings().parallel))

        self._status.set_waiting(True)
        task.start(make)

    def _stop(self) -> None:
        """End what is under way, and hear no more of it."""
        if self._task is not None:
            task, self._task = self._task, None
            task.arrived.disconnect(self._on_arrived)
            task.ended.disconnect(self._on_ended)
            task.ended.connect(task.deleteLater)
            task.stop()

    def _load(self) -> None:
        """If no model is loaded or to be loaded, load the one that was used last."""
        if self._services.loader.wanted is None:
            self._services.loader.choose_first(self._services.settings.value.last_model)

    @Slot(object)
    def _on_arrived(self, outcome: Outcome) -> None:
        self._answer.show_outcome(outcome)
        self._status.set_waiting(not outcome.text)

    @Slot(object)
    def _on_ended(self, end: TaskEnd[Outcome]) -> None:
        assert self._task is not None
        self._task.deleteLater()
        self._task = None
        if end.result is not None:
            self._answer.show_outcome(end.result)
        unchanged = self._answer.outcome.text == self._text.text
        remark = self.tr("On Wayland the answer can only be copied.") if is_wayland() else ""
        self._answer.finish(end.error, unchanged=unchanged, remark=remark)
        self._status.set_waiting(False)

    # --------------------------------------------------------------------------------------------- ending

    @Slot()
    def _on_copy_requested(self) -> None:
        self._gave = True
        QGuiApplication.clipboard().setText(self._answer.outcome.text)
        self.close()

    @Slot()
    def _on_replace_requested(self) -> None:
        self._gave = True
        self.hide()
        self._replacing.start(self._answer.outcome.text)

    @Slot(bool)
    def _on_replaced(self, pasted: bool) -> None:
        if pasted:
            self.close()
        else:
            self._answer.say_that_it_waits()
            self.show()

    @Slot()
    def _on_window_requested(self) -> None:
        self.window_requested.emit()
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self._pages.currentWidget() is self._answer:
            self._answer.take()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop()
        super().closeEvent(event)
        self.closed.emit()

    # ----------------------------------------------------------------------------------------- appearance

    def _place(self) -> None:
        """In the upper part of the screen where the pointer is; a Wayland compositor chooses for itself."""
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        self.resize(self.size().boundedTo(room.size()))
        left = room.x() + (room.width() - self.width()) // 2
        self.move(QPoint(left, room.y() + (room.height() - self.height()) // 3))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Without a title bar, the window is moved by what is between its parts."""
        self.windowHandle().startSystemMove()

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.current().colors
        painter = QPainter(self)
        painter.setPen(colors.line)
        painter.setBrush(colors.side)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
