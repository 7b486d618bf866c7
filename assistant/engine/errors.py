"""What can go wrong with the engine, as a person reads it."""

from __future__ import annotations

from typing import ClassVar

from assistant.errors import QT_TRANSLATE_NOOP, ParlanceError


class EngineError(ParlanceError):
    """Base of all failures of the engine."""

    code: ClassVar[str] = "engine"
    message = QT_TRANSLATE_NOOP("errors", "The engine could not do this.")
    hint = QT_TRANSLATE_NOOP("errors", "Try again. The engine log has the details.")


class EngineCrashed(EngineError):
    """The child died. ``reason`` is in words: "segmentation fault (SIGSEGV)", "exit code 3"."""

    code = "engine-crashed"
    message = QT_TRANSLATE_NOOP("errors", "The engine stopped unexpectedly: {reason}.")
    hint = QT_TRANSLATE_NOOP("errors", "What it had written is kept. Send again to start it anew.")


class EngineUnavailable(EngineError):
    """The child could not be started, or said nothing that is understood."""

    code = "engine-unavailable"
    message = QT_TRANSLATE_NOOP("errors", "The engine does not start: {reason}.")
    hint = QT_TRANSLATE_NOOP("errors", "Reinstall Parlance. The engine log has the details.")


class EngineProtocolError(EngineError):
    """A line that is not an event: a bug, or something else writing to the protocol's pipe."""

    code = "engine-protocol"
    message = QT_TRANSLATE_NOOP("errors", "The engine sent something that Parlance does not understand.")
    hint = QT_TRANSLATE_NOOP("errors", "It is started anew. Please report this with the engine log.")


class NoModelLoaded(EngineError):
    code = "no-model-loaded"
    message = QT_TRANSLATE_NOOP("errors", "No model is loaded.")
    hint = QT_TRANSLATE_NOOP("errors", "Choose a model first.")


class ModelNotFound(EngineError):
    code = "model-not-found"
    message = QT_TRANSLATE_NOOP("errors", "There is no model file at {path}.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "It may have been moved or deleted. Choose another model, or import it again."
    )


class ModelNotReadable(EngineError):
    code = "model-not-readable"
    message = QT_TRANSLATE_NOOP("errors", "The model file {path} cannot be read.")
    hint = QT_TRANSLATE_NOOP("errors", "Check that you may read it and that its disk is connected.")


class NotAModel(EngineError):
    """Not GGUF at all, or empty."""

    code = "not-a-model"
    message = QT_TRANSLATE_NOOP("errors", "{path} is not a GGUF model file.")
    hint = QT_TRANSLATE_NOOP("errors", "Parlance runs models in GGUF form. Choose a file that ends in .gguf.")


class ModelDamaged(EngineError):
    """Truncated or inconsistent."""

    code = "model-damaged"
    message = QT_TRANSLATE_NOOP("errors", "The model file {path} is damaged or incomplete.")
    hint = QT_TRANSLATE_NOOP("errors", "Download it again, or verify it under Models.")


class ModelUnsupported(EngineError):
    """llama.cpp of this build does not know the architecture, or refuses the file for another reason."""

    code = "model-unsupported"
    message = QT_TRANSLATE_NOOP("errors", "This version of Parlance cannot run the model {path}.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "It may need a newer version. The engine log has llama.cpp's own words."
    )


class AdapterRefused(EngineError):
    """llama.cpp does not take it, although its header looked right."""

    code = "adapter-refused"
    message = QT_TRANSLATE_NOOP("errors", "The adapter {path} does not work with this model.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "Take it out of the model's settings. The engine log has llama.cpp's own words."
    )


class VocabularyOnly(EngineError):
    code = "vocabulary-only"
    message = QT_TRANSLATE_NOOP("errors", "{path} holds a vocabulary but no weights, so it cannot answer.")
    hint = QT_TRANSLATE_NOOP("errors", "Choose a complete model file.")


class NotEnoughMemory(EngineError):
    """``needed`` and ``available`` are texts with units, such as "7.2 GB"."""

    code = "not-enough-memory"
    message = QT_TRANSLATE_NOOP(
        "errors", "The model needs about {needed}, and {available} of memory is free."
    )
    hint = QT_TRANSLATE_NOOP("errors", "Close other programs, choose a smaller model, or a shorter context.")


class CacheNeedsFlashAttention(EngineError):
    """llama.cpp quantizes the cached values only together with flash attention."""

    code = "cache-needs-flash-attention"
    message = QT_TRANSLATE_NOOP(
        "errors", "A cache of lower precision needs flash attention, which is switched off."
    )
    hint = QT_TRANSLATE_NOOP("errors", "Set the cache to 16 bit, or flash attention to automatic.")


class NoChatTemplate(EngineError):
    code = "no-chat-template"
    message = QT_TRANSLATE_NOOP("errors", "This is a base model: it continues text and has no chat template.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "Choose a model whose name has “Instruct” or “Chat”, or set a template for it."
    )


class TemplateFailed(EngineError):
    """The model's chat template raised, ran too long or wrote too much; ``reason`` in words."""

    code = "template-failed"
    message = QT_TRANSLATE_NOOP("errors", "The model's chat template does not work: {reason}.")
    hint = QT_TRANSLATE_NOOP("errors", "Set another template for this model, or choose another model.")


class ContextOverflow(EngineError):
    """What must be read does not fit. Nothing is dropped silently. Numbers are tokens."""

    code = "context-overflow"
    message = QT_TRANSLATE_NOOP("errors", "This needs {needed} tokens, and the model can see {available}.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "Shorten it, start a new conversation, or load the model with a larger context."
    )


class GrammarInvalid(EngineError):
    code = "grammar-invalid"
    message = QT_TRANSLATE_NOOP("errors", "The grammar or JSON schema for the answer is not valid.")
    hint = QT_TRANSLATE_NOOP("errors", "The engine log says where.")


class BadRequest(EngineError):
    """The command contradicts itself: a bug of the caller."""

    code = "bad-request"
    message = QT_TRANSLATE_NOOP("errors", "The engine was asked for something impossible: {reason}.")
    hint = QT_TRANSLATE_NOOP("errors", "Please report this.")


class DecodeFailed(EngineError):
    code = "decode-failed"
    message = QT_TRANSLATE_NOOP("errors", "llama.cpp could not evaluate the text (code {status}).")
    hint = QT_TRANSLATE_NOOP("errors", "Load the model again; if it stays, use a shorter context.")


class SaferSettings(EngineError):
    """Base of notices, not failures: the engine crashed, tried again with a safer setting, and works.

    ``reason`` is how it died, ``value`` the setting that is used now.
    """

    code = "safer-settings"
    message = QT_TRANSLATE_NOOP(
        "errors", "The engine crashed on this machine and now runs with safer settings: {reason}."
    )
    hint = QT_TRANSLATE_NOOP("errors", "This is remembered. Under Settings you can let it try again.")


class RepackingTurnedOff(SaferSettings):
    code = "repacking-turned-off"
    message = QT_TRANSLATE_NOOP(
        "errors", "Weight repacking crashed the engine on this machine, which now runs without it: {reason}."
    )


class GpuTurnedOff(SaferSettings):
    code = "gpu-turned-off"
    message = QT_TRANSLATE_NOOP(
        "errors",
        "The GPU of this machine crashed the engine, which now runs on the processor alone: {reason}.",
    )


class FlashAttentionTurnedOff(SaferSettings):
    code = "flash-attention-turned-off"
    message = QT_TRANSLATE_NOOP(
        "errors", "Flash attention crashed the engine on this machine, which now runs without it: {reason}."
    )


class ContextHalved(SaferSettings):
    """``value``: tokens."""

    code = "context-halved"
    message = QT_TRANSLATE_NOOP(
        "errors",
        "This model crashed the engine, which now runs with a context of {value} tokens: {reason}.",
    )
