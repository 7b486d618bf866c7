"""How a question gets to the model: with what is known of the conversation, the settings and the model."""

from __future__ import annotations

from functools import partial

from assistant.engine.protocol import Loaded
from assistant.storage.records import WhenFull
from assistant.storage.settings_store import SettingsStore
from assistant.tasks.context import TokenCounts, Window
from assistant.tasks.prompt import as_prompt
from assistant.ui.active_model import ActiveModel
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.model_loader import ModelLoader
from assistant.ui.panes.chat.answering import Answering
from assistant.ui.panes.chat.answers import Answers
from assistant.ui.panes.chat.open_conversation import OpenConversation
from assistant.ui.panes.chat.variants import AS_IT_IS, Variant


class Asking:
    """Begins answers; what becomes of them is told by :class:`Answers`."""

    def __init__(
        self,
        engine: EngineBridge,
        loader: ModelLoader,
        active: ActiveModel,
        settings: SettingsStore,
        answers: Answers,
    ) -> None:
        self._engine = engine
        self._loader = loader
        self._active = active
        self._settings = settings
        self._answers = answers
        self._counts = TokenCounts()
        self._counted_with: Loaded | None = None

    def window(self, when_full: WhenFull) -> Window | None:
        """What the loaded model can see, and what has been counted with it; None: no model is loaded."""
        loaded = self._active.loaded
        if loaded is None:
            return None
        if loaded is not self._counted_with:
            self._counted_with, self._counts = loaded, TokenCounts()
        summarises = when_full == "summarise"
        return Window(loaded.context, self._counts, self._settings.value.max_tokens, summarises)

    def add_answer(self, conversation: OpenConversation, question: int | None, text: str = "") -> int:
        """An answer that begins with ``text``, for :meth:`begin`."""
        model = self._loader.wanted
        answer = conversation.history.add_message(
            conversation.created.id,
            "assistant",
            text,
            parent=question,
            state="streaming",
            model=model.name if model else None,
        )
        conversation.refresh()
        return answer.id

    def begin(
        self,
        conversation: OpenConversation,
        message_id: int,
        prefix: str = "",
        thinking: str = "",
        variant: Variant = AS_IT_IS,
    ) -> None:
        """Have an answer written that is in the history, from its ``prefix`` on."""
        history, record = conversation.history, conversation.created
        prompt = as_prompt(history.messages_on_path(history.message(message_id).parent))
        options = variant.options(record, self._settings.value, self._loader.sampling)
        answering = Answering(
            self._engine, self._loader, history, message_id, prefix=prefix, thinking=thinking
        )
        # The model may have to be loaded first: only then is known how much it sees.
        when_full = record.parameters.when_full
        window = partial(self.window, when_full) if when_full != "stop" else lambda: None
        start = partial(answering.start, prompt, options, record.cache_key, window)
        self._answers.begin(conversation.key, answering, start)
