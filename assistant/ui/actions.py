"""What one can do in the window: one list of names and keys, for the palette, the tooltips and the keyboard.

The list stands apart from the panes, because the keys of a pane are shown before the pane is made. The
window, or a pane, says with :func:`bind` what its actions do. Keys of a pane hold while the focus is in it,
those of the window everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from assistant.errors import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class ActionInfo:
    """A line of the list."""

    name: str
    """The pane and what is done there, such as "translate.swap"; without a pane: the window's."""
    label: str
    """Marked for translation in ``context``."""
    keys: tuple[str, ...] = ()
    """The first is the one that is shown where there is room for one."""
    icon: str = ""
    by_widget: bool = False
    """The keys depend on where in the pane the focus is: a widget takes them itself."""
    context: str = "actions"

    @property
    def pane(self) -> str:
        return self.name.partition(".")[0] if "." in self.name else ""

    @property
    def title(self) -> str:
        """The label in the user's language."""
        return QCoreApplication.translate(self.context, self.label)


def _listed(*infos: ActionInfo) -> dict[str, ActionInfo]:
    return {info.name: info for info in infos}


ACTIONS = _listed(
    ActionInfo(
        "palette",
        QT_TRANSLATE_NOOP("actions", "Command palette"),
        ("Ctrl+Shift+P",),
        "command",
    ),
    ActionInfo("new", QT_TRANSLATE_NOOP("actions", "New in this pane"), ("Ctrl+N",), "plus"),
    ActionInfo("search", QT_TRANSLATE_NOOP("actions", "Search in this pane"), ("Ctrl+K",), "search"),
    ActionInfo("input", QT_TRANSLATE_NOOP("actions", "Go to the text field"), ("Ctrl+L",), "edit"),
    ActionInfo("side", QT_TRANSLATE_NOOP("actions", "Show or hide the list"), ("Ctrl+B",), "panel"),
    ActionInfo("model", QT_TRANSLATE_NOOP("actions", "Choose a model"), ("Ctrl+M",), "models"),
    ActionInfo("import-model", QT_TRANSLATE_NOOP("actions", "Import a model…"), icon="import"),
    ActionInfo(
        "larger-text", QT_TRANSLATE_NOOP("actions", "Larger text"), ("Ctrl++", "Ctrl+="), "chevron-up"
    ),
    ActionInfo("smaller-text", QT_TRANSLATE_NOOP("actions", "Smaller text"), ("Ctrl+-",), "chevron-down"),
    ActionInfo("normal-text", QT_TRANSLATE_NOOP("actions", "Text in its normal size"), ("Ctrl+0",), "undo"),
    ActionInfo("full-screen", QT_TRANSLATE_NOOP("actions", "Full screen"), ("F11",), "panel"),
    ActionInfo("shortcuts", QT_TRANSLATE_NOOP("actions", "Keyboard shortcuts"), ("F1", "Ctrl+/"), "keyboard"),
    ActionInfo("log", QT_TRANSLATE_NOOP("actions", "Log of this run, and a report"), icon="info"),
    ActionInfo("about", QT_TRANSLATE_NOOP("actions", "About Parlance"), icon="info"),
    ActionInfo("first-page", QT_TRANSLATE_NOOP("actions", "Show the first page"), icon="local"),
    ActionInfo("quit", QT_TRANSLATE_NOOP("actions", "Quit"), ("Ctrl+Q",), "close"),
    ActionInfo(
        "chat.temporary",
        QT_TRANSLATE_NOOP("actions", "Temporary chat: nothing is kept"),
        ("Ctrl+Shift+N",),
        "temporary",
    ),
    ActionInfo("chat.attach", QT_TRANSLATE_NOOP("actions", "Attach a document…"), ("Ctrl+O",), "attach"),
    ActionInfo("chat.preset", QT_TRANSLATE_NOOP("actions", "Choose how the model talks"), icon="chat"),
    ActionInfo("chat.find", QT_TRANSLATE_NOOP("actions", "Find in the conversation"), ("Ctrl+F",), "search"),
    ActionInfo(
        "chat.send",
        QT_TRANSLATE_NOOP("actions", "Send the message"),
        ("Ctrl+Return", "Return"),
        "send",
        by_widget=True,
    ),
    ActionInfo(
        "chat.line", QT_TRANSLATE_NOOP("actions", "Begin a new line"), ("Shift+Return",), by_widget=True
    ),
    ActionInfo(
        "chat.recall",
        QT_TRANSLATE_NOOP("actions", "Bring back an earlier message, in an empty field"),
        ("Up",),
        by_widget=True,
    ),
    ActionInfo(
        "chat.prompts",
        QT_TRANSLATE_NOOP("actions", "Use a prompt, in an empty field"),
        ("/",),
        by_widget=True,
    ),
    ActionInfo(
        "chat.stop", QT_TRANSLATE_NOOP("actions", "Stop the answer"), ("Esc",), "stop", by_widget=True
    ),
    ActionInfo(
        "chat.next-message",
        QT_TRANSLATE_NOOP("actions", "Next message of the conversation"),
        ("Alt+Down",),
        by_widget=True,
    ),
    ActionInfo(
        "chat.previous-message",
        QT_TRANSLATE_NOOP("actions", "Previous message of the conversation"),
        ("Alt+Up",),
        by_widget=True,
    ),
    ActionInfo(
        "chat.rename",
        QT_TRANSLATE_NOOP("actions", "Rename what is chosen in the list"),
        ("F2",),
        by_widget=True,
    ),
    ActionInfo("chat.archive", QT_TRANSLATE_NOOP("actions", "Archived conversations"), icon="archive"),
    ActionInfo("chat.trash", QT_TRANSLATE_NOOP("actions", "Conversations in the trash"), icon="trash"),
    ActionInfo("chat.import", QT_TRANSLATE_NOOP("actions", "Import a conversation…"), icon="import"),
    ActionInfo("summarize.run", QT_TRANSLATE_NOOP("actions", "Summarize"), ("Ctrl+Return",), "summarize"),
    ActionInfo("summarize.stop", QT_TRANSLATE_NOOP("actions", "Stop"), ("Esc",), "stop", by_widget=True),
    ActionInfo("summarize.open", QT_TRANSLATE_NOOP("actions", "Open a document…"), ("Ctrl+O",), "folder"),
    ActionInfo("translate.run", QT_TRANSLATE_NOOP("actions", "Translate"), ("Ctrl+Return",), "translate"),
    ActionInfo("translate.stop", QT_TRANSLATE_NOOP("actions", "Stop"), ("Esc",), "stop", by_widget=True),
    ActionInfo("translate.open", QT_TRANSLATE_NOOP("actions", "Open a document…"), ("Ctrl+O",), "folder"),
    ActionInfo(
        "translate.clipboard",
        QT_TRANSLATE_NOOP("actions", "Translate the clipboard"),
        ("Ctrl+Shift+V",),
        "paste",
    ),
    ActionInfo("translate.swap", QT_TRANSLATE_NOOP("actions", "Swap the languages"), icon="swap"),
    ActionInfo("translate.glossary", QT_TRANSLATE_NOOP("actions", "Glossary"), icon="glossary"),
    ActionInfo("translate.memory", QT_TRANSLATE_NOOP("actions", "Translation memory"), icon="memory"),
    ActionInfo(
        "write.run",
        QT_TRANSLATE_NOOP("actions", "Proofread, rewrite, go on writing"),
        ("Ctrl+Return",),
        "write",
    ),
    ActionInfo("write.stop", QT_TRANSLATE_NOOP("actions", "Stop"), ("Esc",), "stop", by_widget=True),
    ActionInfo("write.open", QT_TRANSLATE_NOOP("actions", "Open a document…"), ("Ctrl+O",), "folder"),
    ActionInfo("write.next", QT_TRANSLATE_NOOP("actions", "Next edit"), ("Alt+Down",), "chevron-down"),
    ActionInfo("write.previous", QT_TRANSLATE_NOOP("actions", "Previous edit"), ("Alt+Up",), "chevron-up"),
    ActionInfo("write.accept", QT_TRANSLATE_NOOP("actions", "Accept this edit"), ("Alt+Return",), "check"),
    ActionInfo("write.reject", QT_TRANSLATE_NOOP("actions", "Reject this edit"), ("Alt+Delete",), "close"),
    ActionInfo(
        "write.preset",
        QT_TRANSLATE_NOOP("actions", "Rewrite with a preset of your own"),
        tuple(f"Ctrl+Alt+{number}" for number in range(1, 10)),
        by_widget=True,
    ),
    ActionInfo(
        "write.take-suggestion",
        QT_TRANSLATE_NOOP("actions", "Take the words that are suggested"),
        ("Tab",),
        by_widget=True,
    ),
    ActionInfo(
        "write.take-word",
        QT_TRANSLATE_NOOP("actions", "Take one of the words that are suggested"),
        ("Ctrl+Right",),
        by_widget=True,
    ),
    ActionInfo("models.discover", QT_TRANSLATE_NOOP("actions", "Discover models on the hub"), icon="search"),
    ActionInfo(
        "models.installed", QT_TRANSLATE_NOOP("actions", "Find models of other programs…"), icon="folder"
    ),
    ActionInfo("models.trash", QT_TRANSLATE_NOOP("actions", "Models in the trash"), icon="trash"),
)


class Action(QAction):
    """A line of the list that does something now."""

    def __init__(
        self, info: ActionInfo, owner: QWidget, do: Callable[[], object], when: Callable[[], bool] | None
    ) -> None:
        super().__init__(owner)
        self.info = info
        self._do = do
        self._when = when
        self.setObjectName(info.name)
        if not info.by_widget:
            self.setShortcuts([QKeySequence(keys) for keys in info.keys])
        if info.pane:
            self.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.triggered.connect(self._on_triggered)

    @property
    def possible(self) -> bool:
        """Whether it would do anything now."""
        return self._when is None or self._when()

    def _on_triggered(self) -> None:
        if self.possible:
            self._do()


def bind(
    owner: QWidget,
    action: str | ActionInfo,
    do: Callable[[], object],
    when: Callable[[], bool] | None = None,
) -> None:
    """Let ``owner``, the window or a pane, do ``do`` for an action of the list, ``when`` that is possible."""
    info = ACTIONS[action] if isinstance(action, str) else action
    owner.addAction(Action(info, owner, do, when))


def bound(owner: QWidget) -> list[Action]:
    """What ``owner`` can do."""
    return [action for action in owner.actions() if isinstance(action, Action)]


def keys_text(action: str) -> str:
    """The first keys of an action, for a tooltip."""
    return native_text(ACTIONS[action].keys[0])


def native_text(keys: str) -> str:
    """Keys as this system writes them. The key that ends a line is known as Enter, not as Return."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")
