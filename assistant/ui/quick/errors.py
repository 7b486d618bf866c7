"""Why a key does not open the quick window, as a person reads it."""

from __future__ import annotations

from assistant.errors import QT_TRANSLATE_NOOP, ParlanceError


class ShortcutNotOffered(ParlanceError):
    """On Wayland, Windows and macOS."""

    code = "shortcut-not-offered"
    message = QT_TRANSLATE_NOOP("errors", "On this desktop Parlance cannot have a key that works everywhere.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "Bind the command “parlance quick” to a key in the desktop's settings."
    )


class ShortcutUnusable(ParlanceError):
    code = "shortcut-unusable"
    message = QT_TRANSLATE_NOOP("errors", "“{keys}” is no key that can open the quick window.")
    hint = QT_TRANSLATE_NOOP("errors", "Enter one such as Ctrl+Alt+Space.")


class ShortcutTaken(ParlanceError):
    code = "shortcut-taken"
    message = QT_TRANSLATE_NOOP("errors", "Another program has the key {keys} already.")
    hint = QT_TRANSLATE_NOOP("errors", "Choose another one for the quick window in the settings.")
