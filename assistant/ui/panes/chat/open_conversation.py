"""The conversation that is open, also before it has a message: where it is kept, what it has of its own."""

from __future__ import annotations

import msgspec

from assistant.engine.values import Sampling
from assistant.storage.history import History
from assistant.storage.presets import Preset, preset
from assistant.storage.records import Conversation, Parameters, WhenFull
from assistant.storage.settings_store import SettingsStore
from assistant.ui.panes.chat.answers import Key


class OpenConversation:
    """A conversation comes into being with its first message; what is chosen before waits here."""

    def __init__(self, history: History, settings: SettingsStore) -> None:
        self.kept = history
        self.history = history
        """That of the open conversation: another one, in memory, for a temporary conversation."""
        self.record: Conversation | None = None
        """None: a new conversation that has no message yet."""
        self._settings = settings
        self._new = Parameters()
        self._new_system_prompt: str | None = None

    @property
    def temporary(self) -> bool:
        """Whether it is kept in memory alone."""
        return self.history is not self.kept

    @property
    def key(self) -> Key:
        """Ids begin with 1: nothing is known of a conversation that has no message yet."""
        return self.history, self.record.id if self.record else 0

    @property
    def created(self) -> Conversation:
        """The conversation, which has a message."""
        assert self.record is not None
        return self.record

    def leave(self) -> History | None:
        """Have a new conversation instead; returns the history of a temporary one, which goes with it."""
        left = self.history if self.temporary else None
        self.history, self.record = self.kept, None
        self._new, self._new_system_prompt = Parameters(), None
        return left

    def create(self, title: str) -> Conversation:
        """The conversation; it begins now, with what was chosen for it, if there was none."""
        if self.record is None:
            new = self.history.create_conversation(system_prompt=self.system_prompt, parameters=self._new)
            self.record = self.history.rename(new.id, title, "auto")
        return self.record

    def refresh(self) -> None:
        """Read it from the history again."""
        self.record = self.history.conversation(self.created.id)

    @property
    def system_prompt(self) -> str:
        """What the model is told before the messages."""
        if self.record is not None:
            return self.record.system_prompt
        if self._new_system_prompt is not None:
            return self._new_system_prompt
        return self._settings.value.system_prompt

    @property
    def parameters(self) -> Parameters:
        return self.record.parameters if self.record else self._new

    def set_parameters(self, parameters: Parameters) -> None:
        if self.record is None:
            self._new = parameters
        else:
            self.history.set_parameters(self.record.id, parameters)
            self.refresh()

    def set_when_full(self, choice: WhenFull) -> None:
        """Decide for this conversation alone what happens when it outgrows the context."""
        self.set_parameters(msgspec.structs.replace(self.parameters, when_full=choice))

    @property
    def preset(self) -> Preset:
        """Where system prompt and sampling come from."""
        return preset(self.parameters.preset)

    def set_preset(self, chosen: Preset, language: str, sampling: Sampling) -> None:
        """Take over the system prompt, in ``language``, and the sampling of a preset, over ``sampling``."""
        prompt = chosen.system_prompt_in(language)
        if self.record is None:
            self._new_system_prompt = prompt or None
        else:
            self.history.set_system_prompt(self.record.id, prompt or self._settings.value.system_prompt)
        own = chosen.sampling_over(sampling)
        self.set_parameters(msgspec.structs.replace(self.parameters, preset=chosen.id, sampling=own))
