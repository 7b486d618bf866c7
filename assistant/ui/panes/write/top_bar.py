"""What is to be done with the text, with which options, and the buttons to do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from assistant.storage.rewrite_presets import RewritePreset
from assistant.tasks.proofread import ProofreadOptions
from assistant.tasks.rewrite import PRESETS, RewriteOptions
from assistant.tasks.rewrite.options import DEFAULT, MOST_VARIANTS
from assistant.ui.actions import ACTIONS, keys_text, native_text
from assistant.ui.widgets.controls import push_button, tool_button
from assistant.ui.widgets.fields import LineField
from assistant.ui.widgets.segments import Segments
from assistant.ui.widgets.wrapping import WrappingRow

_OWN = "own"
_LONGEST_NAME = 40
PRESET_KEYS = ACTIONS["write.preset"].keys
"""Those of the first presets of one's own."""


MODES = ("draft", "proofread", "rewrite")


class TopBar(QWidget):
    """``mode`` is one of :data:`MODES`."""

    mode_chosen = Signal(str)
    run_requested = Signal()
    stop_requested = Signal()
    open_requested = Signal()
    keep_requested = Signal(str, str)
    """Name and instruction of a preset of one's own."""
    back_requested = Signal()
    """The text is to go back to the draft that it came from."""
    drop_requested = Signal(object)
    """The :class:`RewritePreset` that is to go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mode = "proofread"
        self._runnable = False
        self._running = False
        self._selected = False
        self._returnable = False
        self._build()
        self._arrange()

    @property
    def proofread_options(self) -> ProofreadOptions:
        return ProofreadOptions(locked=self._locked.text())

    @property
    def rewrite_options(self) -> RewriteOptions:
        options = RewriteOptions(variants=self._variants.currentData())
        preset = self._preset.currentData()
        if preset == _OWN:
            return replace(options, instruction=self._instruction.text())
        if isinstance(preset, RewritePreset):
            return replace(options, instruction=preset.instruction)
        return replace(options, preset=preset)

    def set_presets(self, presets: Sequence[RewritePreset], current: str = "") -> None:
        """Offer these beside those of the program; ``current`` is the key of the one to choose."""
        with QSignalBlocker(self._preset):
            while self._preset.count() > len(PRESETS) + 1:
                self._preset.removeItem(self._preset.count() - 1)
            for number, preset in enumerate(presets):
                keys = f"  {native_text(PRESET_KEYS[number])}" if number < len(PRESET_KEYS) else ""
                self._preset.addItem(f"{preset.name}{keys}", preset)
                if preset.key == current:
                    self._preset.setCurrentIndex(self._preset.count() - 1)
        self._arrange()

    def show_options(self, mode: str, proofread: ProofreadOptions, rewrite: RewriteOptions | None) -> None:
        """Show what was chosen for another text; ``rewrite`` None: it was not rewritten."""
        self._locked.setText(proofread.locked)
        if rewrite is not None:
            self._variants.setCurrentIndex(self._variants.findData(rewrite.variants))
            self._preset.setCurrentIndex(self._preset_of(rewrite))
            own = self._preset.currentData() == _OWN
            self._instruction.setText(rewrite.instruction if own else "")
        self.choose_mode(mode)

    def _preset_of(self, options: RewriteOptions) -> int:
        for index in range(self._preset.count()):
            preset = self._preset.itemData(index)
            if options.instruction:
                if isinstance(preset, RewritePreset) and preset.instruction == options.instruction:
                    return index
            elif preset == options.preset:
                return index
        return self._preset.findData(_OWN if options.instruction else DEFAULT)

    def choose_own(self, number: int) -> bool:
        """Choose the preset of one's own of this number, counted from 0; whether there is one."""
        index = len(PRESETS) + 1 + number
        if index >= self._preset.count():
            return False
        self._preset.setCurrentIndex(index)
        self.choose_mode("rewrite")
        return True

    def set_running(self, running: bool) -> None:
        """While it runs, the stop button stands where the other was."""
        self._running = running
        self._arrange()

    @property
    def runnable(self) -> bool:
        """Whether the button to run it can be pressed."""
        return self._run.isEnabled() and not self._running

    def set_runnable(self, runnable: bool) -> None:
        """Whether there is a text."""
        self._runnable = runnable
        self._arrange()

    def set_selected(self, selected: bool) -> None:
        """Whether a part of it is selected, which alone is rewritten then."""
        if selected != self._selected:
            self._selected = selected
            self._arrange()

    def set_returnable(self, returnable: bool) -> None:
        """Whether the text came from the draft."""
        self._returnable = returnable
        self._arrange()

    def choose_mode(self, mode: str) -> None:
        """As if the user had chosen it."""
        self._modes.set_current(mode)
        self._on_mode_chosen(mode)

    # --------------------------------------------------------------------------------------------- inside

    def _build(self) -> None:
        self._modes = Segments(
            "writeMode",
            self.tr("What to do"),
            [
                ("draft", self.tr("Draft")),
                ("proofread", self.tr("Proofread")),
                ("rewrite", self.tr("Rewrite")),
            ],
        )
        self._modes.set_current(self.mode)
        self._modes.chosen.connect(self._on_mode_chosen)
        self._locked = LineField()
        self._locked.setObjectName("lockedWords")
        self._locked.setAccessibleName(self.tr("Words that are never changed"))
        self._locked.setPlaceholderText(self.tr("Words never to change, with commas"))
        self._locked.setToolTip(self.tr("Words that are never changed"))
        self._locked.setMinimumWidth(120)
        self._locked.setMaximumWidth(320)
        self._locked.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._preset = QComboBox()
        self._preset.setObjectName("presetPicker")
        self._preset.setAccessibleName(self.tr("How to rewrite it"))
        for preset in PRESETS.values():
            self._preset.addItem(QCoreApplication.translate("rewrite", preset.label), preset.id)
        self._preset.addItem(self.tr("As I say…"), _OWN)
        self._preset.currentIndexChanged.connect(self._arrange)
        self._instruction = LineField()
        self._instruction.setObjectName("instructionField")
        self._instruction.setAccessibleName(self.tr("Instruction"))
        self._instruction.setPlaceholderText(self.tr("What should become of the text?"))
        self._instruction.setMinimumWidth(160)
        self._instruction.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._instruction.textChanged.connect(self._arrange)
        self._instruction.returnPressed.connect(self._on_run)
        self._name = LineField()
        self._name.setObjectName("presetName")
        self._name.setMaxLength(_LONGEST_NAME)
        self._name.setAccessibleName(self.tr("Name of the preset"))
        self._name.setPlaceholderText(self.tr("Keep it as…"))
        self._name.setToolTip(self.tr("A name, then Enter: the instruction becomes a preset"))
        self._name.setMaximumWidth(150)
        self._name.returnPressed.connect(self._on_named)
        self._drop = tool_button("dropPresetButton", "trash", self.tr("Delete this preset"))
        self._drop.clicked.connect(lambda: self.drop_requested.emit(self._preset.currentData()))
        self._variants = QComboBox()
        self._variants.setObjectName("variantsPicker")
        self._variants.setAccessibleName(self.tr("How many variants"))
        for number in range(1, MOST_VARIANTS + 1):
            text = self.tr("1 variant") if number == 1 else self.tr("{0} variants").format(number)
            self._variants.addItem(text, number)
        self._rest = QWidget()
        self._rest.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._open = tool_button("openButton", "folder", self.tr("Open a document"))
        self._open.clicked.connect(self.open_requested)
        self._back = push_button("backToDraftButton", self.tr("Back to the draft"))
        self._back.setToolTip(self.tr("Put the text as it is now in its place in the draft"))
        self._back.clicked.connect(self.back_requested)
        self._run = push_button("runButton", self.tr("Proofread"), "primary")
        self._run.setToolTip(keys_text("write.run"))
        self._run.clicked.connect(self.run_requested)
        self._stop = push_button("stopButton", self.tr("Stop"), icon="stop")
        self._stop.clicked.connect(self.stop_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 4, 20, 8)
        column.addWidget(
            WrappingRow(
                self._modes,
                self._locked,
                self._preset,
                self._drop,
                self._variants,
                self._instruction,
                self._name,
                self._rest,
                self._open,
                self._back,
                self._run,
                self._stop,
            )
        )

    @Slot(str)
    def _on_mode_chosen(self, mode: str) -> None:
        self.mode = mode
        self._arrange()
        self.mode_chosen.emit(mode)

    @Slot()
    def _on_run(self) -> None:
        if self._run.isEnabled() and self._run.isVisible():
            self.run_requested.emit()

    @Slot()
    def _on_named(self) -> None:
        name, instruction = self._name.text().strip(), self._instruction.text().strip()
        if name and instruction:
            self._name.clear()
            self._instruction.clear()
            self.keep_requested.emit(name, instruction)

    @Slot()
    def _arrange(self) -> None:
        drafting, rewriting = self.mode == "draft", self.mode == "rewrite"
        own = rewriting and self._preset.currentData() == _OWN
        self._locked.setVisible(self.mode == "proofread")
        self._preset.setVisible(rewriting)
        self._variants.setVisible(rewriting)
        self._instruction.setVisible(own)
        self._rest.setVisible(drafting or (rewriting and not own))
        self._name.setVisible(own and bool(self._instruction.text().strip()))
        self._drop.setVisible(rewriting and isinstance(self._preset.currentData(), RewritePreset))
        self._back.setVisible(self._returnable and not drafting)
        if drafting:
            self._run.setText(self.tr("Continue here"))
        elif not rewriting:
            self._run.setText(self.tr("Proofread"))
        elif self._selected:
            self._run.setText(self.tr("Rewrite selection"))
        else:
            self._run.setText(self.tr("Rewrite"))
        self._run.setAccessibleName(self._run.text())
        self._run.setEnabled(self._runnable and (not own or bool(self._instruction.text().strip())))
        self._run.setVisible(not self._running)
        self._stop.setVisible(self._running)
