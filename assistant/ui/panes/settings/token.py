"""The access token for the hub: for models whose authors ask to accept a licence, and for private ones."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from assistant.errors import ParlanceError
from assistant.ui.hub_bridge import HubBridge, TokenState
from assistant.ui.widgets.controls import label, paragraph, push_button, tool_button
from assistant.ui.widgets.notice import Notice
from assistant.ui.widgets.wrapping import WrappingRow
from assistant.ui.worker import Work


class AccessToken(QWidget):
    """Kept in the system's keyring, which is asked when this is first shown; never shown itself."""

    def __init__(self, hub: HubBridge) -> None:
        super().__init__()
        self.setObjectName("accessToken")
        self._hub = hub
        self._known = False
        self._state = paragraph(object_name="tokenState", role="caption")
        self._field = QLineEdit()
        self._field.setObjectName("tokenField")
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.setPlaceholderText(self.tr("Paste an access token"))
        self._field.setAccessibleName(self.tr("Access token for the hub"))
        self._field.returnPressed.connect(self._on_keep_clicked)
        self._field.textChanged.connect(self._on_text_changed)
        self._keep = push_button("keepTokenButton", self.tr("Keep it"))
        self._keep.clicked.connect(self._on_keep_clicked)
        self._check = push_button("checkTokenButton", self.tr("Ask the hub whose it is"))
        self._check.clicked.connect(self._on_check_clicked)
        self._remove = push_button("removeTokenButton", self.tr("Remove it"), icon="trash")
        self._remove.clicked.connect(self._on_remove_clicked)
        self._notice = Notice("tokenNotice")
        page = tool_button("tokenPageButton", "link", self.tr("Make a token in the browser"))
        page.clicked.connect(self._on_page_clicked)
        self._field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Access token"), "section"))
        column.addWidget(self._state)
        column.addWidget(WrappingRow(self._field, self._keep, page, spacing=6))
        column.addWidget(WrappingRow(self._check, self._remove))
        column.addWidget(self._notice)
        self._show(TokenState(kept=False, from_environment=False))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._known:
            self._known = True
            self._follow(self._hub.token_state())

    def _show(self, state: TokenState) -> None:
        if state.from_environment:
            text = self.tr("The token is taken from HF_TOKEN.")
        elif state.kept:
            text = self.tr("A token is kept in the system's keyring. Only the hub itself gets it, no mirror.")
        else:
            text = self.tr(
                "Needed only for models whose authors ask you to accept a licence, and private ones."
            )
        self._state.setText(text)
        self._check.setVisible(state.kept)
        self._remove.setVisible(state.kept and not state.from_environment)
        self._field.setEnabled(not state.from_environment)
        self._on_text_changed(self._field.text())

    def _follow(self, work: Work) -> None:
        self._notice.hide()
        work.succeeded.connect(self._on_state)
        work.failed.connect(self._on_failed)

    @Slot(object)
    def _on_state(self, state: TokenState) -> None:
        self._show(state)
        if state.account:
            text = self.tr("It belongs to {0}, and the hub accepts it.").format(state.account)
            self._notice.show_text(text, icon="success")

    @Slot(object)
    def _on_failed(self, error: ParlanceError) -> None:
        self._notice.show_error(error)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._keep.setEnabled(bool(text.strip()))

    @Slot()
    def _on_keep_clicked(self) -> None:
        token = self._field.text().strip()
        if token:
            work = self._hub.store_token(token)
            work.succeeded.connect(self._field.clear)
            self._follow(work)

    @Slot()
    def _on_check_clicked(self) -> None:
        self._follow(self._hub.check_token())

    @Slot()
    def _on_remove_clicked(self) -> None:
        self._follow(self._hub.store_token(""))

    @Slot()
    def _on_page_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl(f"{self._hub.hub.mirrors.main}/settings/tokens"))
