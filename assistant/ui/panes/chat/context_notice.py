"""What stands above the composer when a conversation no longer fits, and the ways out of it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from assistant.storage.records import WhenFull
from assistant.ui import icons, theme
from assistant.ui.panes.chat.context import ContextUse
from assistant.ui.panes.chat.larger_context import LargerContext
from assistant.ui.widgets.notice import Notice


class ContextNotice(QWidget):
    """Hidden while everything fits."""

    chosen = Signal(str)
    """The :data:`WhenFull` that the user wants for this conversation."""
    enlarged = Signal(object)
    """The :class:`LargerContext` that the user wants."""
    passages_chosen = Signal()
    """Of the attachments only what suits the question is to be sent."""
    about_to_choose = Signal()
    """The choices are about to be shown: :meth:`set_larger` may still be called."""

    def __init__(self) -> None:
        super().__init__()
        self._when_full: WhenFull = "leave-out"
        self._larger: LargerContext | None = None
        self._too_much_attached = False
        self._said = ""
        self._notice = Notice("contextNotice")
        self._notice.setMaximumWidth(theme.TEXT_COLUMN)
        self._notice.action_requested.connect(self._show_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 24, 0)
        row.addStretch(1)
        row.addWidget(self._notice, 1000)
        row.addStretch(1)
        self.hide()

    def show_use(self, use: ContextUse | None, when_full: WhenFull) -> None:
        """Say what does not fit; nothing if all does."""
        self._when_full = when_full
        self._too_much_attached = use is not None and bool(use.attached) and not use.fits
        text = "" if use is None else self._text(use)
        if text == self._said:
            return
        self._said = text
        self.setVisible(bool(text))
        if text:
            self._notice.show_text(text, icon="warning", action=self.tr("Change this…"))

    def set_larger(self, larger: LargerContext | None) -> None:
        """What loading the model anew would give; None: it has no larger context."""
        self._larger = larger

    def menu(self) -> QMenu:
        """The choices: those of this conversation, those of its attachments, and those of the model."""
        self.about_to_choose.emit()
        menu = QMenu(self)
        group = QActionGroup(menu)
        choices: tuple[tuple[WhenFull, str], ...] = (
            ("leave-out", self.tr("Leave out the oldest messages")),
            ("summarise", self.tr("Summarise the oldest messages in a note that you can edit")),
            ("stop", self.tr("Send nothing that does not fit")),
        )
        for choice, words in choices:
            action = menu.addAction(words)
            action.setObjectName(choice)
            action.setCheckable(True)
            action.setChecked(choice == self._when_full)
            action.triggered.connect(lambda _checked, choice=choice: self.chosen.emit(choice))
            group.addAction(action)
        menu.addSeparator()
        if self._too_much_attached:
            words = self.tr("Attach only the parts that suit the question best")
            passages = menu.addAction(icons.icon("attach"), words)
            passages.setObjectName("passages")
            passages.triggered.connect(self.passages_chosen)
        larger = self._larger
        if larger is None:
            enlarge = menu.addAction(self.tr("This model cannot see more"))
            enlarge.setEnabled(False)
        else:
            enlarge = menu.addAction(icons.icon("refresh"), self._enlarging(larger))
            enlarge.setEnabled(larger.fits)
            enlarge.triggered.connect(lambda: self.enlarged.emit(larger))
        enlarge.setObjectName("enlarge")
        return menu

    def _text(self, use: ContextUse) -> str:
        needed, context = QLocale().toString(use.sent), QLocale().toString(use.context)
        if not use.fits and self._when_full == "stop":
            words = self.tr(
                "The conversation needs {0} tokens, and the model can see {1}: it cannot be sent so."
            )
            return words.format(needed, context)
        if not use.fits and use.carried:
            words = self.tr(
                "Your message and what is kept of older ones need {0} tokens, and the model can see {1}."
            )
            return words.format(needed, context)
        if not use.fits:
            words = self.tr("Your message alone needs {0} tokens, and the model can see {1}.")
            return words.format(needed, context)
        if use.left_out and self._when_full == "summarise":
            return self.tr("This has grown too long: a summary is sent of what stands above the line.")
        if use.left_out:
            return self.tr("This has grown too long: the model does not see what stands above the line.")
        return ""

    def _enlarging(self, larger: LargerContext) -> str:
        words = self.tr("Load the model with {0} tokens of context (needs about {1})")
        if not larger.fits:
            words = self.tr("{0} tokens of context would need {1}, more than is free")
        return words.format(QLocale().toString(larger.context), larger.needed)

    @Slot()
    def _show_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        button = self._notice.findChild(QPushButton, "contextNoticeAction")
        assert button is not None
        size = menu.sizeHint()
        menu.popup(button.mapToGlobal(QPoint(0, -size.height())))
