"""What can go wrong around the window as a whole, as a person reads it."""

from __future__ import annotations

from assistant.errors import QT_TRANSLATE_NOOP, ParlanceError


class NotAnswering(ParlanceError):
    """Another process has the data folder and is busy, or hangs."""

    code = "instance-not-answering"
    message = QT_TRANSLATE_NOOP("errors", "Parlance is running already, but does not answer.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "Try again in a moment. If that does not help, end it with the system's task manager."
    )


class OneTextAtATime(ParlanceError):
    """``count`` files were to be opened."""

    code = "one-text-at-a-time"
    message = QT_TRANSLATE_NOOP("errors", "Of {count} texts only the first was opened: {name}.")
    hint = QT_TRANSLATE_NOOP("errors", "Open the others one by one.")


class NoFcitx(ParlanceError):
    """The session's input method has no plugin here."""

    code = "no-fcitx"
    message = QT_TRANSLATE_NOOP(
        "errors", "Fcitx cannot type into this window: the Qt of Parlance lacks its plugin."
    )
    hint = QT_TRANSLATE_NOOP(
        "errors", "Fcitx 5 also serves programs that ask for ibus: start Parlance with QT_IM_MODULE=ibus."
    )
