"""The command that makes an answer once more: same model, same sampling, same seed."""

from __future__ import annotations

import os
import shlex
import subprocess

from assistant.engine.values import Sampling
from assistant.storage.records import Message, Recipe

_SAMPLING = ("temperature", "top_p", "top_k", "min_p", "repeat_penalty")


def command(question: Message, recipe: Recipe, sampling: Sampling, seed: int) -> str | None:
    """For the first question of a conversation; None for others, which one command cannot ask."""
    if question.parent is not None or question.attachments:
        return None
    words = ["parlance", "chat", question.text, "--model", recipe.model, "--seed", str(seed)]
    words += ["--system", recipe.system_prompt, "--max-tokens", str(recipe.max_tokens)]
    for name in _SAMPLING:
        words += [f"--{name.replace('_', '-')}", str(getattr(sampling, name))]
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
