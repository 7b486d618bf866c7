"""The ways to talk: presets, as a menu of the composer."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QMenu

from assistant.storage.presets import presets
from assistant.ui.language import interface_language
from assistant.ui.panes.chat.dialogue import Dialogue
from assistant.ui.widgets.composer import Composer


class PresetsMenu(QObject):
    """Keeps the name on the composer's button that of the open conversation's preset."""

    def __init__(self, dialogue: Dialogue, composer: Composer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dialogue = dialogue
        self._composer = composer
        dialogue.parameters_changed.connect(self._show_name)
        composer.preset_requested.connect(self._on_requested)

    def menu(self) -> QMenu:
        """One action a preset; the system prompt of each is its tooltip."""
        menu = QMenu(self._composer)
        menu.setToolTipsVisible(True)
        language = interface_language()
        for each in presets():
            action = menu.addAction(each.name_in(language))
            action.setObjectName(each.id)
            action.setToolTip(each.system_prompt_in(language) or self.tr("As in the settings"))
            action.setCheckable(True)
            action.setChecked(each.id == self._dialogue.preset.id)
            action.triggered.connect(lambda _checked, each=each: self._dialogue.set_preset(each, language))
        return menu

    @Slot()
    def _show_name(self) -> None:
        self._composer.set_preset(self._dialogue.preset.name_in(interface_language()))

    @Slot()
    def _on_requested(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        above = QPoint(0, -menu.sizeHint().height())
        menu.popup(self._composer.preset_button.mapToGlobal(above))
