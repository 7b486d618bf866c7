"""What can go wrong on the command line alone, as a person reads it."""

from __future__ import annotations

from assistant.errors import QT_TRANSLATE_NOOP, ParlanceError


class NoModel(ParlanceError):
    code = "no-model"
    message = QT_TRANSLATE_NOOP("errors", "There is no model on this computer yet.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "See which one to take with “parlance models recommend”, then “parlance models pull”."
    )


class DataFolderUnusable(ParlanceError):
    """``reason`` is the system's own word for it."""

    code = "data-folder-unusable"
    message = QT_TRANSLATE_NOOP("errors", "The folder {path} cannot be used: {reason}.")
    hint = QT_TRANSLATE_NOOP("errors", "Name another folder with --data-dir.")


class FileNameUnusable(ParlanceError):
    code = "file-name-unusable"
    message = QT_TRANSLATE_NOOP("errors", "The name of the file {path} is not valid text.")
    hint = QT_TRANSLATE_NOOP("errors", "Rename the file.")


class NoDisplay(ParlanceError):
    code = "no-display"
    message = QT_TRANSLATE_NOOP(
        "errors",
        "There is no display to open a window on; “parlance chat” and the other commands work without one.",
    )
    hint = QT_TRANSLATE_NOOP("errors", "“parlance --help” lists the commands.")


class NotWritten(ParlanceError):
    """``reason`` is the system's own word for it."""

    code = "file-not-written"
    message = QT_TRANSLATE_NOOP("errors", "{path} cannot be written: {reason}.")
    hint = QT_TRANSLATE_NOOP("errors", "Name another file, or make room for it.")
