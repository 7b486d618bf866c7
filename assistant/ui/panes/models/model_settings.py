"""What the user sets for one model alone; everything else is as in the settings."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, ClassVar

import msgspec
from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.engine.values import Adapter
from assistant.errors import QT_TRANSLATE_NOOP
from assistant.models.entry import ModelEntry, ModelSettings
from assistant.options import OptionInfo, describe, option
from assistant.storage.settings import Settings
from assistant.storage.settings_store import SettingsStore
from assistant.ui import icons
from assistant.ui.active_model import ActiveModel
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.panes.models.adapters import AdapterList
from assistant.ui.panes.models.load_sliders import LoadSliders
from assistant.ui.widgets.controls import paragraph, push_button
from assistant.ui.widgets.options_form import OptionsForm

_LOAD = ("threads", "kv_type", "flash_attention")
_SAMPLING = ("temperature", "top_p", "top_k", "min_p", "repeat_penalty")
_SAVE_AFTER_MS = 400


@dataclass(frozen=True)
class _Template:
    translation_context: ClassVar[str] = "settings"

    template: str = option(
        "",
        QT_TRANSLATE_NOOP("settings", "Chat template"),
        QT_TRANSLATE_NOOP("settings", "In Jinja, instead of the model's own. Empty: the model's own."),
        group=QT_TRANSLATE_NOOP("settings", "Engine"),
        multiline=True,
    )


class ModelSettingsForm(QWidget):
    """Folded up at first. Changes are kept at once, and take effect when the model is loaded next."""

    def __init__(self, library: LibraryBridge, active: ActiveModel, settings: SettingsStore) -> None:
        super().__init__()
        self.setObjectName("modelSettings")
        self._library = library
        self._active = active
        self._settings = settings
        self._entry: ModelEntry | None = None
        self._own = ModelSettings()
        self._save_soon = QTimer(self)
        self._save_soon.setSingleShot(True)
        self._save_soon.setInterval(_SAVE_AFTER_MS)
        self._save_soon.timeout.connect(self._save)
        self._form: OptionsForm | None = None
        self._shown: Settings | None = None
        self._build()

    def show_entry(self, entry: ModelEntry) -> None:
        """Show the settings of a model whose file can be read."""
        if self._entry is None or self._entry.id != entry.id:
            self._save_now()
        self._entry = entry
        self.setVisible(self._library.header(entry.id) is not None)
        if not self._save_soon.isActive():
            self._own = self._library.settings(entry.id)
        if self._unfolded:
            self._show()

    @property
    def _unfolded(self) -> bool:
        return self._fold.isChecked()

    def _build(self) -> None:
        self._fold = push_button("modelSettingsFold", self.tr("Settings for this model"))
        self._fold.setCheckable(True)
        self._fold.setIcon(icons.icon("chevron-right", "muted"))
        self._fold.toggled.connect(self._on_folded)
        self._sliders = LoadSliders(self._library)
        self._sliders.context_changed.connect(self._on_context_changed)
        self._sliders.layers_changed.connect(self._on_layers_changed)
        self._reload = push_button(
            "reloadModelButton", self.tr("Load it again to apply this"), icon="refresh"
        )
        self._reload.clicked.connect(self._on_reload_clicked)
        self._reload.hide()
        words = self.tr("What is not set here is as in the settings.")
        self._contents = QWidget()
        self._column = QVBoxLayout(self._contents)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(paragraph(words, "caption"))
        self._column.addWidget(self._sliders)
        self._column.addWidget(self._reload, 0, Qt.AlignmentFlag.AlignLeft)
        self._adapters = AdapterList(self._library)
        self._adapters.changed.connect(self._on_adapters_changed)
        self._column.addWidget(self._adapters)
        self._contents.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._contents)

    def _show(self) -> None:
        entry, general = self._entry, self._settings.value
        header = self._library.header(entry.id) if entry else None
        if header is None:
            return
        if self._form is None or general != self._shown:
            self._make_form(general)
        values = {info.name: info.default for info in _options(general)}
        values |= {**self._own.load, **self._own.sampling}
        values["template"] = values.get("template") or ""
        assert self._form is not None
        self._form.set_values(SimpleNamespace(**values))
        self._adapters.show_adapters(header, self._own.load_settings().adapters)
        self._show_sliders()

    def _show_sliders(self) -> None:
        assert self._entry is not None
        header = self._library.header(self._entry.id)
        assert header is not None
        self._sliders.show_model(header, self._own)

    def _make_form(self, general: Settings) -> None:
        """The form's defaults are the general settings: going back to a default is to follow them again."""
        if self._form is not None:
            self._column.removeWidget(self._form)
            self._form.deleteLater()
        self._form = OptionsForm(_options(general))
        self._form.changed.connect(self._on_changed)
        self._column.insertWidget(self._column.indexOf(self._adapters), self._form)
        self._shown = general

    # ---------------------------------------------------------------------------------------- changes

    @Slot(bool)
    def _on_folded(self, unfolded: bool) -> None:
        self._fold.setIcon(icons.icon("chevron-down" if unfolded else "chevron-right", "muted"))
        self._contents.setVisible(unfolded)
        if unfolded:
            self._show()

    @Slot(object)
    def _on_context_changed(self, context: int | None) -> None:
        self._set_load("context", context)
        self._show_sliders()

    @Slot(object)
    def _on_layers_changed(self, layers: int | None) -> None:
        self._set_load("gpu_layers", layers)
        self._show_sliders()

    @Slot(object)
    def _on_adapters_changed(self, adapters: list[Adapter]) -> None:
        self._set_load("adapters", [msgspec.to_builtins(adapter) for adapter in adapters] or None)
        self._show_sliders()

    @Slot(str, object)
    def _on_changed(self, name: str, value: Any) -> None:
        general = next(info.default for info in _options(self._settings.value) if info.name == name)
        own = None if value == general else value
        if name in _SAMPLING:
            self._own = ModelSettings(self._own.load, _with(self._own.sampling, name, own))
            self._save_soon.start()
        else:
            self._set_load(name, own)
            self._show_sliders()

    def _set_load(self, name: str, value: object) -> None:
        self._own = ModelSettings(_with(self._own.load, name, value), self._own.sampling)
        self._save_soon.start()
        active = self._active.entry
        self._reload.setVisible(
            active is not None and self._entry is not None and active.id == self._entry.id
        )

    @Slot()
    def _save(self) -> None:
        if self._entry is not None:
            self._library.set_settings(self._entry.id, self._own)

    def _save_now(self) -> None:
        if self._save_soon.isActive():
            self._save_soon.stop()
            self._save()
        self._reload.hide()

    @Slot()
    def _on_reload_clicked(self) -> None:
        self._save_now()
        if self._entry is not None:
            self._active.choose(self._entry.id)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._save_now()


def _options(general: Settings) -> list[OptionInfo]:
    infos = {info.name: info for info in describe(Settings)}
    chosen = [
        dataclasses.replace(infos[name], default=getattr(general, name)) for name in (*_LOAD, *_SAMPLING)
    ]
    return [*chosen[: len(_LOAD)], *describe(_Template), *chosen[len(_LOAD) :]]


def _with(values: dict[str, object], name: str, value: object) -> dict[str, object]:
    """The values with one of them set; None takes it out."""
    others = {key: known for key, known in values.items() if key != name}
    return others if value is None else {**others, name: value}
