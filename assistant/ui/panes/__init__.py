"""The registry of panes: what the rail shows, from top to bottom. A pane is made when it is first shown."""

from __future__ import annotations

from assistant.errors import QT_TRANSLATE_NOOP
from assistant.ui.pane import Pane, PaneEntry
from assistant.ui.services import Services


def _chat(services: Services) -> Pane:
    from assistant.ui.panes.chat import ChatPane

    return ChatPane(
        services.history,
        services.settings,
        services.engine,
        services.loader,
        services.active,
        services.library,
    )


def _summarize(services: Services) -> Pane:
    from assistant.ui.panes.summarize import SummarizePane

    return SummarizePane(
        services.engine, services.loader, services.active, services.history.summaries, services.settings
    )


def _translate(services: Services) -> Pane:
    from assistant.ui.panes.translate import TranslatePane

    return TranslatePane(
        services.engine, services.loader, services.active, services.history, services.settings
    )


def _write(services: Services) -> Pane:
    from assistant.ui.panes.write import WritePane

    return WritePane(services.engine, services.loader, services.active, services.history, services.settings)


def _models(services: Services) -> Pane:
    from assistant.ui.panes.models import ModelsPane

    return ModelsPane(
        services.library,
        services.active,
        services.hub,
        services.downloads,
        services.engine,
        services.settings,
    )


def _settings(services: Services) -> Pane:
    from assistant.ui.panes.settings import SettingsPane

    return SettingsPane(
        services.settings,
        services.safety,
        services.active,
        services.library,
        services.hub,
        services.history,
        services.paths,
    )


def _welcome(services: Services) -> Pane:
    from assistant.ui.panes.welcome import WelcomePane

    return WelcomePane(services.settings, services.active, services.library, services.hub, services.downloads)


WELCOME = PaneEntry("welcome", QT_TRANSLATE_NOOP("panes", "Welcome"), "local", _welcome)
"""Shown at the first start, and when it is asked for: the rail has no button for it."""

PANES: tuple[PaneEntry, ...] = (
    PaneEntry("chat", QT_TRANSLATE_NOOP("panes", "Chat"), "chat", _chat),
    PaneEntry("summarize", QT_TRANSLATE_NOOP("panes", "Summarize"), "summarize", _summarize),
    PaneEntry("translate", QT_TRANSLATE_NOOP("panes", "Translate"), "translate", _translate),
    PaneEntry("write", QT_TRANSLATE_NOOP("panes", "Write"), "write", _write),
    PaneEntry("models", QT_TRANSLATE_NOOP("panes", "Models"), "models", _models),
    PaneEntry("settings", QT_TRANSLATE_NOOP("panes", "Settings"), "settings", _settings, at_bottom=True),
)
