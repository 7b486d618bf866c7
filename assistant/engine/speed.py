"""How fast the loaded model reads and writes here, found by a short answer that nobody sees.

Also the made-up texts of all measurements. They are no noise: a text is needed that a model can repeat.
"""

from __future__ import annotations

import random

import msgspec

from assistant.engine.protocol import Generate, Generated
from assistant.engine.values import Sampling

_PROMPT_SENTENCES = 16
_ANSWER_TOKENS = 32

_OFFICES = ("harbour office", "weather station", "town library", "post office", "railway museum")
_TOWNS = ("Lund", "Ghent", "Porto", "Trieste", "Galway", "Bergen", "Split")
_THINGS = ("boats", "letters", "visitors", "bicycles", "storks", "lanterns")


class Speed(msgspec.Struct, frozen=True):
    """Tokens per second."""

    reading: float
    writing: float


def sentences(seed: int, count: int) -> str:
    """Sentences of more than eight tokens each; another seed, another text."""
    choose = random.Random(seed)  # noqa: S311 - nothing secret
    return "".join(
        f"On day {choose.randint(1, 365)} the {choose.choice(_OFFICES)} of {choose.choice(_TOWNS)} "
        f"counted {choose.randint(2, 9999)} {choose.choice(_THINGS)}. "
        for _ in range(count)
    )


def probe() -> Generate:
    """A job whose end tells the :func:`speed`. Its prompt is a new one each time: nothing of it is cached."""
    return Generate(
        prompt=sentences(random.getrandbits(32), _PROMPT_SENTENCES),
        max_tokens=_ANSWER_TOKENS,
        ignore_eos=True,
        sampling=Sampling(seed=1),
    )


def speed(result: Generated) -> Speed:
    """How fast an answer was; its first token belongs to the reading."""
    usage, timings = result.usage, result.timings
    return Speed(
        reading=(usage.prompt_tokens - usage.cached_tokens) / timings.prompt_s,
        writing=(usage.completion_tokens - 1) / timings.decode_s,
    )
