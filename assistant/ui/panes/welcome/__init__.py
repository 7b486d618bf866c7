"""What someone sees who has never used the program."""

from assistant.ui.panes.welcome.pane import WelcomePane

__all__ = ["WelcomePane"]
