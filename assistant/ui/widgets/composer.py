"""Where the user writes: a rounded surface with the prompt, a button that sends or stops, a line of hints."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from assistant.ui import icons, theme
from assistant.ui.widgets.controls import ElidedLabel, label, push_button, tool_button
from assistant.ui.widgets.prompt_edit import PromptEdit, SendKey

_WIDTH = theme.TEXT_COLUMN + 24
_SHARE_OF_WINDOW = 0.4


class Composer(QWidget):
    """Emits ``submitted`` with the prompt, or ``stopped`` while an answer is being written.

    The field's object name is ``composer``; the buttons are ``sendButton`` and ``stopButton``.
    """

    submitted = Signal(str)
    stopped = Signal()
    text_changed = Signal()
    preset_requested = Signal()
    attach_requested = Signal()
    files_given = Signal(list)
    """Paths of files that were dropped on the field or pasted."""
    long_text_given = Signal(str)
    """A pasted text that is too long for the field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._obstacle = ""
        self._streaming = False
        self._tokens: int | None = None
        self._send_key: SendKey = "enter"
        self._surface = _Surface()
        self._edit = self._surface.edit
        self._send = tool_button("sendButton", "send", self.tr("Send"))
        self._send.setIcon(icons.icon("send", "on_accent"))
        self._stop = tool_button("stopButton", "stop", self.tr("Stop"), self.tr("Esc"))
        self._stop.setIcon(icons.icon("stop", "on_accent"))
        self._stop.setShortcut(Qt.Key.Key_Escape)
        self._attach = tool_button("attachButton", "attach", self.tr("Attach a document"))
        self._attach.clicked.connect(self.attach_requested)
        self.preset_button = push_button("presetButton", "", "flat", "chevron-down")
        self.preset_button.clicked.connect(self.preset_requested)
        self._hint = ElidedLabel("composerHint")
        self._count = label(role="caption", object_name="composerTokens")
        self._build()
        self._edit.setObjectName("composer")
        self._edit.send_pressed.connect(self.submit)
        self._edit.textChanged.connect(self._on_text_changed)
        self._edit.focus_changed.connect(self._surface.update)
        self._edit.files_given.connect(self.files_given)
        self._edit.long_text_given.connect(self.long_text_given)
        self._send.clicked.connect(self.submit)
        self._stop.clicked.connect(self.stopped)
        theme.theme_changes().changed.connect(self._on_theme_changed)
        self.setFocusProxy(self._edit)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_model_name("")
        self._refresh()

    # ---------------------------------------------------------------------------------------- state

    def set_model_name(self, name: str) -> None:
        """Whom the placeholder addresses; empty: nobody yet."""
        text = self.tr("Message {0}…").format(name) if name else self.tr("Write a message…")
        self._edit.set_invitation(text)

    def set_obstacle(self, reason: str) -> None:
        """Why nothing can be sent now, as a sentence for the user; empty: something can."""
        self._obstacle = reason
        self._refresh()

    def set_streaming(self, streaming: bool) -> None:
        """While an answer is being written, the stop button stands where the send button was."""
        self._streaming = streaming
        self._refresh()

    def set_token_count(self, count: int | None) -> None:
        """How many tokens the prompt has; None: not known."""
        self._tokens = count
        self._refresh()

    def set_send_key(self, key: SendKey) -> None:
        """Which key sends."""
        self._send_key = key
        self._edit.set_send_key(key)
        self._refresh()

    def set_preset(self, name: str) -> None:
        """The way to talk that is chosen."""
        self.preset_button.setText(name)
        self.preset_button.setAccessibleName(self.tr("Preset: {0}").format(name))
        self.preset_button.setToolTip(self.tr("Choose how the model talks in this conversation"))

    def set_history(self, prompts: list[str]) -> None:
        """Earlier prompts, the oldest first."""
        self._edit.set_history(prompts)

    @property
    def field(self) -> PromptEdit:
        """Where the user writes."""
        return self._edit

    @property
    def text(self) -> str:
        """What has been written so far."""
        return self._edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Replace what has been written, for a draft or a prompt that is edited again."""
        self._edit.setPlainText(text)
        self._edit.moveCursor(self._edit.textCursor().MoveOperation.End)

    # ---------------------------------------------------------------------------------------- inside

    def _build(self) -> None:
        self._surface.add_button(self._attach)
        for button in (self._send, self._stop):
            button.setProperty("kind", "round")
            button.setFixedSize(34, 34)
            self._surface.add_button(button)
        below = QHBoxLayout()
        below.setContentsMargins(14, 0, 14, 0)
        below.addWidget(self.preset_button)
        below.addStretch()
        below.addWidget(self._hint)
        below.addStretch()
        below.addWidget(self._count)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._surface)
        column.addLayout(below)
        middle = QWidget()
        middle.setMaximumWidth(_WIDTH)
        middle.setLayout(column)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 8)
        row.addStretch(1)
        row.addWidget(middle, 1000)
        row.addStretch(1)

    def _refresh(self) -> None:
        empty = not self.text.strip()
        can_send = not empty and not self._obstacle and not self._streaming
        self._send.setVisible(not self._streaming)
        self._send.setEnabled(can_send)
        self._send.setToolTip(
            self._obstacle or (self.tr("Write something first") if empty else self.tr("Send"))
        )
        self._stop.setVisible(self._streaming)
        if self._obstacle:
            hint = self._obstacle
        elif self._send_key == "enter":
            hint = self.tr("Enter to send · Shift+Enter for a new line")
        else:
            hint = self.tr("Ctrl+Enter to send · Enter for a new line")
        self._hint.setText(hint)
        count = "" if self._tokens is None else QLocale().toString(self._tokens)
        self._count.setText(self.tr("Tokens: {0}").format(count) if count else "")
        self._fit()

    def _fit(self) -> None:
        self._surface.fit(round(self.window().height() * _SHARE_OF_WINDOW))

    @Slot()
    def submit(self) -> None:
        """Send what has been written, if it can be sent."""
        if self._send.isEnabled() and self._send.isVisibleTo(self):
            self.submitted.emit(self._edit.take())

    @Slot()
    def _on_text_changed(self) -> None:
        self._refresh()
        self.text_changed.emit()

    @Slot()
    def _on_theme_changed(self) -> None:
        self._edit.set_font()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class _Surface(QWidget):
    """The rounded field; a click anywhere on it goes to the text."""

    def __init__(self) -> None:
        super().__init__()
        self.edit = PromptEdit()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 8, 9, 8)
        self._row.setSpacing(8)
        self._row.addWidget(self.edit, 1)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def add_button(self, button: QToolButton) -> None:
        button.setCursor(Qt.CursorShape.ArrowCursor)
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)

    def fit(self, most: int) -> None:
        """As high as its text, up to ``most`` pixels."""
        height = self.edit.height_of_lines(most)
        self.edit.setFixedHeight(height)
        # Chinese is a little higher than the font says, which alone must not bring up a scroll bar.
        policy = Qt.ScrollBarPolicy
        self.edit.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if height >= most else policy.ScrollBarAlwaysOff
        )

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, 52))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.current().colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colors.accent if self.edit.hasFocus() else colors.line, 1))
        painter.setBrush(colors.surface)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = min(box.height() / 2, 20)
        painter.drawRoundedRect(box, radius, radius)
