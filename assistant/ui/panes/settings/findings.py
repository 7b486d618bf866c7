"""What the engine has learnt to avoid on this machine, and the way to try it again."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.engine.safety import EngineSafety, Finding
from assistant.ui.error_text import error_sentence
from assistant.ui.message_bar import UNDO_SECONDS, Message
from assistant.ui.model_text import joined
from assistant.ui.widgets.controls import paragraph, push_button


class SafetyFindings(QWidget):
    """Says so when there are none. Read anew whenever the widget is shown."""

    message_raised = Signal(object)

    def __init__(self, safety: EngineSafety) -> None:
        super().__init__()
        self.setObjectName("safetyFindings")
        self._safety = safety
        self._text = paragraph(role="caption")
        self._forget = push_button("forgetFindingsButton", self.tr("Forget and try again"), icon="refresh")
        self._forget.clicked.connect(self._on_forget_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addWidget(paragraph(self.tr("Safer settings on this computer"), "section"))
        column.addWidget(self._text)
        column.addWidget(self._forget, 0, Qt.AlignmentFlag.AlignLeft)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        findings = self._safety.findings
        nothing = self.tr("The engine runs as it is set: nothing has made it stop on this computer.")
        self._text.setText("\n".join(self._line(finding) for finding in findings) or nothing)
        self._forget.setVisible(bool(findings))

    def _line(self, finding: Finding) -> str:
        when = QDateTime.fromSecsSinceEpoch(round(finding.when.timestamp())).date()
        day = QLocale().toString(when, QLocale.FormatType.ShortFormat)
        return joined((error_sentence(finding.notice), finding.model or "", day))

    @Slot()
    def _on_forget_clicked(self) -> None:
        forgotten = self._safety.findings
        self._safety.clear()
        self._refresh()

        def undo() -> None:
            self._safety.learn(forgotten)
            self._refresh()

        self.message_raised.emit(
            Message(
                self.tr("The next load tries the settings as you have set them."),
                action=self.tr("Undo"),
                on_action=undo,
                seconds=UNDO_SECONDS,
            )
        )
