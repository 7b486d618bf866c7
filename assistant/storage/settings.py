"""What the user can choose.

A setting is one field of :class:`Settings`: its metadata is all that the preferences form needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from assistant.engine.values import FlashAttention, KvType, Sampling
from assistant.errors import QT_TRANSLATE_NOOP
from assistant.options import option

RANDOM_SEED = -1

_SAMPLING = Sampling()
_APPEARANCE = QT_TRANSLATE_NOOP("settings", "Appearance")
_CHAT = QT_TRANSLATE_NOOP("settings", "Chat")
_ANSWERS = QT_TRANSLATE_NOOP("settings", "Answers")
_PRIVACY = QT_TRANSLATE_NOOP("settings", "Privacy")
_ENGINE = QT_TRANSLATE_NOOP("settings", "Engine")
_QUICK = QT_TRANSLATE_NOOP("settings", "Quick window")
_NETWORK = QT_TRANSLATE_NOOP("settings", "Network")


@dataclass(frozen=True)
class Settings:
    """All settings. Fields that are no options are what the program remembers by itself."""

    translation_context: ClassVar[str] = "settings"

    theme: Literal["system", "light", "dark"] = option(
        "system",
        QT_TRANSLATE_NOOP("settings", "Theme"),
        group=_APPEARANCE,
        choices={
            "system": QT_TRANSLATE_NOOP("settings", "As the system"),
            "light": QT_TRANSLATE_NOOP("settings", "Light"),
            "dark": QT_TRANSLATE_NOOP("settings", "Dark"),
        },
    )
    language: Literal["system", "en", "zh_CN"] = option(
        "system",
        QT_TRANSLATE_NOOP("settings", "Language"),
        QT_TRANSLATE_NOOP("settings", "Changes at once, or at the next start while a text is open."),
        group=_APPEARANCE,
        # Languages call themselves by their own names.
        choices={
            "system": QT_TRANSLATE_NOOP("settings", "As the system"),
            "en": "English",
            "zh_CN": "简体中文",
        },
    )
    text_zoom: int = option(
        100,
        QT_TRANSLATE_NOOP("settings", "Text size"),
        group=_APPEARANCE,
        minimum=50,
        maximum=200,
        step=10,
        unit="%",
    )
    notifications: bool = option(
        True,
        QT_TRANSLATE_NOOP("settings", "Notifications"),
        QT_TRANSLATE_NOOP(
            "settings",
            "When long work or a download ends while you are elsewhere. Nothing of your texts is in them.",
        ),
        group=_APPEARANCE,
    )
    send_on_enter: bool = option(
        True,
        QT_TRANSLATE_NOOP("settings", "Enter sends"),
        QT_TRANSLATE_NOOP("settings", "Off: Ctrl+Enter sends, and Enter begins a new line."),
        group=_CHAT,
    )
    system_prompt: str = option(
        "",
        QT_TRANSLATE_NOOP("settings", "System prompt"),
        QT_TRANSLATE_NOOP("settings", "What new conversations tell the model before anything else."),
        group=_CHAT,
        multiline=True,
    )

    temperature: float = option(
        _SAMPLING.temperature,
        QT_TRANSLATE_NOOP("settings", "Temperature"),
        QT_TRANSLATE_NOOP("settings", "Low: predictable answers. High: surprising ones."),
        group=_ANSWERS,
        minimum=0.0,
        maximum=2.0,
        step=0.05,
        special=QT_TRANSLATE_NOOP("settings", "always the likeliest"),
    )
    top_p: float = option(
        _SAMPLING.top_p,
        QT_TRANSLATE_NOOP("settings", "Top P"),
        QT_TRANSLATE_NOOP(
            "settings", "Choose among the likeliest tokens that have this probability together."
        ),
        group=_ANSWERS,
        minimum=0.0,
        maximum=1.0,
        step=0.05,
    )
    top_k: int = option(
        _SAMPLING.top_k,
        QT_TRANSLATE_NOOP("settings", "Top K"),
        QT_TRANSLATE_NOOP("settings", "Choose among this many of the likeliest tokens."),
        group=_ANSWERS,
        minimum=0,
        maximum=1000,
        special=QT_TRANSLATE_NOOP("settings", "all"),
    )
    min_p: float = option(
        _SAMPLING.min_p,
        QT_TRANSLATE_NOOP("settings", "Min P"),
        QT_TRANSLATE_NOOP("settings", "Leave out tokens less likely than this share of the likeliest one."),
        group=_ANSWERS,
        minimum=0.0,
        maximum=1.0,
        step=0.01,
    )
    repeat_penalty: float = option(
        _SAMPLING.repeat_penalty,
        QT_TRANSLATE_NOOP("settings", "Repeat penalty"),
        QT_TRANSLATE_NOOP("settings", "Above 1: words that were just used become less likely."),
        group=_ANSWERS,
        minimum=1.0,
        maximum=2.0,
        step=0.05,
    )
    max_tokens: int = option(
        0,
        QT_TRANSLATE_NOOP("settings", "Longest answer"),
        group=_ANSWERS,
        minimum=0,
        maximum=131_072,
        step=64,
        special=QT_TRANSLATE_NOOP("settings", "until the model ends"),
        unit=QT_TRANSLATE_NOOP("settings", "tokens"),
    )
    seed: int = option(
        RANDOM_SEED,
        QT_TRANSLATE_NOOP("settings", "Seed"),
        QT_TRANSLATE_NOOP(
            "settings",
            "A number makes answers repeatable: a new chat that begins with the same question, model and "
            "settings gets the same answer.",
        ),
        group=_ANSWERS,
        minimum=RANDOM_SEED,
        maximum=2**31 - 1,
        special=QT_TRANSLATE_NOOP("settings", "new each time"),
    )

    keep_summaries: bool = option(
        True,
        QT_TRANSLATE_NOOP("settings", "Keep summaries"),
        QT_TRANSLATE_NOOP(
            "settings", "With the texts they were made of. Off: new ones are gone when you leave them."
        ),
        group=_PRIVACY,
    )

    keep_translations: bool = option(
        True,
        QT_TRANSLATE_NOOP("settings", "Keep translations"),
        QT_TRANSLATE_NOOP(
            "settings",
            "With their texts, and the sentences you correct. Off: new ones are gone when you leave them.",
        ),
        group=_PRIVACY,
    )
    keep_writings: bool = option(
        True,
        QT_TRANSLATE_NOOP("settings", "Keep proofread and rewritten texts"),
        QT_TRANSLATE_NOOP(
            "settings", "As they were and as they are now. Off: new ones are gone when you leave them."
        ),
        group=_PRIVACY,
    )
    translation_memory: bool = option(
        True,
        QT_TRANSLATE_NOOP("settings", "Use the translation memory"),
        QT_TRANSLATE_NOOP("settings", "Sentences that you have corrected before are translated as you did."),
        group=_ANSWERS,
    )

    quick_shortcut: str = option(
        "",
        QT_TRANSLATE_NOOP("settings", "Key that opens the quick window"),
        QT_TRANSLATE_NOOP(
            "settings",
            "In every program, while Parlance runs; empty: none. Offered on X11 only. Elsewhere, bind the "
            "command “parlance quick” to a key in the desktop's settings.",
        ),
        group=_QUICK,
        suggestions=("", "Ctrl+Alt+Space", "Meta+Space"),
    )
    keep_running: bool = option(
        False,
        QT_TRANSLATE_NOOP("settings", "Keep running when the window is closed"),
        QT_TRANSLATE_NOOP(
            "settings",
            "With the model in memory and an icon in the tray, where there is one, so that the quick window "
            "answers at once. Ctrl+Q ends it.",
        ),
        group=_QUICK,
    )

    load_at_start: bool = option(
        True,
        QT_TRANSLATE_NOOP("settings", "Load the last model at start"),
        group=_ENGINE,
    )
    idle_unload_minutes: int = option(
        0,
        QT_TRANSLATE_NOOP("settings", "Unload an idle model after"),
        QT_TRANSLATE_NOOP("settings", "Gives its memory back. It is loaded again when it is needed."),
        group=_ENGINE,
        minimum=0,
        maximum=1440,
        step=5,
        special=QT_TRANSLATE_NOOP("settings", "never"),
        unit=QT_TRANSLATE_NOOP("settings", "minutes"),
    )
    context: int = option(
        0,
        QT_TRANSLATE_NOOP("settings", "Context"),
        QT_TRANSLATE_NOOP("settings", "How much the model can see at once. More needs more memory."),
        group=_ENGINE,
        minimum=0,
        maximum=1_048_576,
        step=1024,
        special=QT_TRANSLATE_NOOP("settings", "automatic"),
        unit=QT_TRANSLATE_NOOP("settings", "tokens"),
    )
    gpu_layers: int = option(
        -1,
        QT_TRANSLATE_NOOP("settings", "Layers on the GPU"),
        QT_TRANSLATE_NOOP("settings", "Automatic: as many as fit. 0: none."),
        group=_ENGINE,
        minimum=-1,
        maximum=999,
        special=QT_TRANSLATE_NOOP("settings", "automatic"),
    )
    threads: int = option(
        0,
        QT_TRANSLATE_NOOP("settings", "Processor threads"),
        group=_ENGINE,
        minimum=0,
        maximum=512,
        special=QT_TRANSLATE_NOOP("settings", "automatic"),
    )
    kv_type: KvType = option(
        "f16",
        QT_TRANSLATE_NOOP("settings", "Cache precision"),
        QT_TRANSLATE_NOOP(
            "settings", "Lower precision saves memory in long contexts and costs some quality."
        ),
        group=_ENGINE,
        choices={
            "f16": QT_TRANSLATE_NOOP("settings", "16 bit"),
            "q8_0": QT_TRANSLATE_NOOP("settings", "8 bit"),
            "q4_0": QT_TRANSLATE_NOOP("settings", "4 bit"),
        },
    )
    flash_attention: FlashAttention = option(
        "auto",
        QT_TRANSLATE_NOOP("settings", "Flash attention"),
        group=_ENGINE,
        choices={
            "auto": QT_TRANSLATE_NOOP("settings", "Automatic"),
            "on": QT_TRANSLATE_NOOP("settings", "On"),
            "off": QT_TRANSLATE_NOOP("settings", "Off"),
        },
    )

    offline: bool = option(
        False,
        QT_TRANSLATE_NOOP("settings", "Offline"),
        QT_TRANSLATE_NOOP("settings", "Parlance makes no connection at all."),
        group=_NETWORK,
    )
    hub_address: str = option(
        "https://huggingface.co",
        QT_TRANSLATE_NOOP("settings", "Address of the model hub"),
        QT_TRANSLATE_NOOP(
            "settings", "The hub itself, or a mirror of it where the hub is slow or out of reach."
        ),
        group=_NETWORK,
        suggestions=("https://huggingface.co", "https://hf-mirror.com"),
    )
    downloads_at_once: int = option(
        2,
        QT_TRANSLATE_NOOP("settings", "Downloads at once"),
        QT_TRANSLATE_NOOP("settings", "The others wait for their turn. On a slow network one is fastest."),
        group=_NETWORK,
        minimum=1,
        maximum=3,
    )

    welcomed: bool = False
    """The first page has been shown."""
    told_of_fcitx: bool = False
    """That it cannot be typed with has been said."""
    last_model: str = ""
    """The id of the model that was used last; empty: none yet."""
    translated_into: str = ""
    """The languages that were last translated into, the latest first: BCP 47 tags with commas between."""
    writing_page: str = "proofread"
    """The page of the Write pane that was used last: "draft", "proofread" or "rewrite"."""
    inline_suggestions: bool = False
    """Whether the Draft page suggests words while one writes. Off at first: on a processor each pause would
    cost seconds of computing, a small model is seldom right, and Tab would do what nobody has asked for."""
    measured_threads: int = 0
    """The number of threads that was found to decode best on this machine; 0: not measured."""
    measured_prompt_threads: int = 0
    """The same for reading prompts."""

    @property
    def sampling(self) -> Sampling:
        """The sampling of answers where a conversation has none of its own."""
        return Sampling(
            temperature=self.temperature,
            top_p=self.top_p,
            top_k=self.top_k,
            min_p=self.min_p,
            repeat_penalty=self.repeat_penalty,
            seed=None if self.seed == RANDOM_SEED else self.seed,
        )
