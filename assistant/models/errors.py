"""What can go wrong with model files and the library, as a person reads it.

The errors that the engine can meet as well, when it loads a file, are in :mod:`assistant.engine.errors`.
"""

from __future__ import annotations

from pathlib import Path

from assistant.engine.errors import ModelDamaged
from assistant.errors import QT_TRANSLATE_NOOP, ParlanceError, system_reason


class HeaderIncomplete(ModelDamaged):
    """The bytes end inside the header. Expected of the beginning of a file; damage in a whole one."""


class ProjectorOnly(ParlanceError):
    code = "projector-only"
    message = QT_TRANSLATE_NOOP(
        "errors", "{path} only translates images for a model, and cannot answer itself."
    )
    hint = QT_TRANSLATE_NOOP("errors", "Choose the model's own file, which lies beside it as a rule.")


class AdapterOnly(ParlanceError):
    code = "adapter-only"
    message = QT_TRANSLATE_NOOP(
        "errors", "{path} is an adapter that changes a model, and cannot answer itself."
    )
    hint = QT_TRANSLATE_NOOP(
        "errors", "Choose the model it was made for; the adapter is set in its settings."
    )


class AdapterUnusable(ParlanceError):
    """``name`` is the file's, ``reason`` one of the texts of :mod:`.adapter`."""

    code = "adapter-unusable"
    message = QT_TRANSLATE_NOOP("errors", "The adapter {name} cannot be used with this model: {reason}.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "Choose another file, or take the adapter out of the model's settings."
    )


class AdapterLeftOut(ParlanceError):
    """The same when a model is loaded, which goes on without the adapter."""

    code = "adapter-left-out"
    message = QT_TRANSLATE_NOOP("errors", "The model runs without the adapter {name}: {reason}.")
    hint = AdapterUnusable.hint


class LaterPart(ParlanceError):
    """``part`` counts from 1."""

    code = "later-part"
    message = QT_TRANSLATE_NOOP("errors", "{path} is part {part} of {count} of a model.")
    hint = QT_TRANSLATE_NOOP("errors", "Choose the first part; the others are found beside it.")


class PartMissing(ParlanceError):
    code = "part-missing"
    message = QT_TRANSLATE_NOOP("errors", "The model has {count} parts, and {path} is missing.")
    hint = QT_TRANSLATE_NOOP("errors", "Put all parts into one folder, or download the model again.")


class ModelUnknown(ParlanceError):
    """``nearest`` is a list of names with commas, or "none" when the library is empty."""

    code = "model-unknown"
    message = QT_TRANSLATE_NOOP("errors", "There is no model called “{name}”.")
    hint = QT_TRANSLATE_NOOP("errors", "Nearest names: {nearest}.")


class ModelAmbiguous(ParlanceError):
    code = "model-ambiguous"
    message = QT_TRANSLATE_NOOP("errors", "“{name}” is the beginning of several models' names.")
    hint = QT_TRANSLATE_NOOP("errors", "Say which one: {candidates}.")


class DiskFull(ParlanceError):
    """``needed`` and ``available`` are texts with units, such as "7.2 GB"."""

    code = "disk-full"
    message = QT_TRANSLATE_NOOP("errors", "The model needs {needed} on the disk, and {available} is free.")
    hint = QT_TRANSLATE_NOOP("errors", "Make room on the disk, or choose a smaller model.")


class LibraryNotWritable(ParlanceError):
    """``reason`` is as of :func:`~assistant.errors.system_reason`."""

    code = "library-not-writable"
    message = QT_TRANSLATE_NOOP("errors", "The folder of models {path} cannot be changed: {reason}.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "Check that you may write there, and that no other program uses the file."
    )

    @classmethod
    def because(cls, error: OSError, folder: Path) -> LibraryNotWritable:
        return cls(str(error), path=str(folder), reason=system_reason(error))


class SettingsInvalid(ParlanceError):
    """The detail says which value it is."""

    code = "model-settings-invalid"
    message = QT_TRANSLATE_NOOP("errors", "What is set for this model alone cannot be used.")
    hint = QT_TRANSLATE_NOOP("errors", "Set it anew under Models. The log has the details.")
