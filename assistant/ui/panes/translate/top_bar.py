"""From which language into which, what else can be said, and the buttons to run it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from assistant.documents.language import Detected
from assistant.storage.settings_store import SettingsStore
from assistant.tasks.translate import DETECT, LANGUAGES, TranslateOptions
from assistant.tasks.translate.languages import known
from assistant.ui.actions import keys_text
from assistant.ui.language_names import interface_language
from assistant.ui.panes.translate.language_picker import LanguagePicker
from assistant.ui.panes.translate.wording import SURE, Wording
from assistant.ui.widgets.controls import push_button, tool_button
from assistant.ui.widgets.option_fields import OptionFields
from assistant.ui.widgets.wrapping import WrappingRow

_SHOWN = ("tone", "note", "keep")
_STRETCH = {"note": 2, "keep": 2}
_NARROW = 640
_RECENT = 5


class TopBar(QWidget):
    """Holds the options as the user has set them; remembers the languages that were translated into."""

    changed = Signal()
    swap_requested = Signal()
    clipboard_requested = Signal()
    glossary_requested = Signal()
    memory_requested = Signal()
    run_requested = Signal()
    stop_requested = Signal()

    def __init__(self, settings: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._wording = Wording()
        self._detected: Detected | None = None
        recent = self._recent()
        target = recent[0] if recent else self._first_target()
        self._fields = OptionFields(replace(TranslateOptions(), target=target), _SHOWN, _STRETCH)
        self._fields.changed.connect(self.changed)
        self.source = LanguagePicker("sourceLanguage", self.tr("From"), detects=True)
        self.target = LanguagePicker("targetLanguage", self.tr("To"))
        self._build()
        self._show_languages()
        self.set_running(False)

    # ------------------------------------------------------------------------------------------- options

    @property
    def options(self) -> TranslateOptions:
        """As the user has set them, without a glossary."""
        options = self._fields.options
        assert isinstance(options, TranslateOptions)
        return options

    def set_options(self, options: TranslateOptions) -> None:
        """Show other values."""
        self._fields.show_options(replace(options, glossary=()))
        self._show_languages()

    def show_detected(self, detected: Detected | None) -> None:
        """The language of the text, as it was found; what is in the target language goes to another."""
        self._detected = detected
        found = known(detected.tag) if detected and detected.confidence >= SURE else None
        if self.options.source == DETECT and found and found.tag == self.options.target:
            others = [tag for tag in (*self._recent(), self._first_target(), "en") if tag != found.tag]
            self._set(target=next(iter(others), "zh-Hans"))
        self._show_languages()

    @property
    def from_language(self) -> str:
        """The tag of the language of the text; empty where it is not known."""
        if self.options.source != DETECT:
            return self.options.source
        found = known(self._detected.tag) if self._detected else None
        return found.tag if found else ""

    @Slot()
    def swap(self) -> None:
        """Translate the other way round; needs to know the language of the text."""
        source = self.from_language
        if source:
            self._set(source=self.options.target, target=source)
            self._show_languages()
            self.changed.emit()

    def remember_target(self) -> None:
        """The user translates into this language: it is offered first from now on."""
        tags = dict.fromkeys((self.options.target, *self._recent()))
        self._settings.change(translated_into=",".join(list(tags)[:_RECENT]))
        self._show_languages()

    def set_running(self, running: bool) -> None:
        """While it runs, the stop button stands where the other was."""
        self._run.setVisible(not running)
        self._stop.setVisible(running)

    def set_runnable(self, runnable: bool) -> None:
        """Whether there is anything to translate."""
        self._run.setEnabled(runnable)

    # -------------------------------------------------------------------------------------------- inside

    def _build(self) -> None:
        self.source.language_chosen.connect(self._on_source_chosen)
        self.target.language_chosen.connect(self._on_target_chosen)
        self._swap = tool_button("swapButton", "swap", self.tr("Swap the languages"))
        self._swap.clicked.connect(self.swap_requested)
        self._more = tool_button("optionsButton", "settings", self.tr("Tone, notes, words to keep"))
        self._more.setCheckable(True)
        self._more.toggled.connect(self._arrange)
        glossary = tool_button("glossaryButton", "glossary", self.tr("Glossary"))
        glossary.clicked.connect(self.glossary_requested)
        memory = tool_button("memoryButton", "memory", self.tr("Translation memory"))
        memory.clicked.connect(self.memory_requested)
        keys = keys_text("translate.clipboard")
        paste = tool_button("clipboardButton", "paste", self.tr("Translate the clipboard"), keys)
        paste.clicked.connect(self.clipboard_requested)
        self._run = push_button("runButton", self.tr("Translate"), "primary")
        self._run.setToolTip(keys_text("translate.run"))
        self._run.clicked.connect(self.run_requested)
        self._stop = push_button("stopButton", self.tr("Stop"), icon="stop")
        self._stop.clicked.connect(self.stop_requested)
        room = QWidget()
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = WrappingRow(
            self.source,
            self._swap,
            self.target,
            room,
            self._more,
            glossary,
            memory,
            paste,
            self._run,
            self._stop,
            spacing=4,
        )
        self._options = QWidget()
        below = QVBoxLayout(self._options)
        below.setContentsMargins(12, 2, 0, 4)
        below.setSpacing(8)
        below.addWidget(self._fields)
        self._options.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 20, 6)
        column.setSpacing(6)
        column.addWidget(row)
        column.addWidget(self._options)

    def _recent(self) -> list[str]:
        return [tag for tag in self._settings.value.translated_into.split(",") if tag in LANGUAGES]

    @staticmethod
    def _first_target() -> str:
        language = known(interface_language())
        return language.tag if language else "en"

    def _set(self, *, source: str | None = None, target: str | None = None) -> None:
        options = self.options
        self._fields.show_options(
            replace(options, source=source or options.source, target=target or options.target)
        )

    def _show_languages(self) -> None:
        options = self.options
        text = self._wording.detected(self._detected) if options.source == DETECT else ""
        self.source.show_language(options.source, text)
        self.target.show_language(options.target)
        recent = self._recent()
        self.source.set_recent(recent)
        self.target.set_recent(recent)
        self._swap.setEnabled(bool(self.from_language))

    @Slot(str)
    def _on_source_chosen(self, tag: str) -> None:
        self._set(source=tag)
        self._show_languages()
        self.changed.emit()

    @Slot(str)
    def _on_target_chosen(self, tag: str) -> None:
        self._set(target=tag)
        self._show_languages()
        self.changed.emit()

    @Slot()
    def _arrange(self) -> None:
        self._options.setVisible(self._more.isChecked())
        self._fields.set_columns(2 if self.width() < _NARROW else len(_SHOWN))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
