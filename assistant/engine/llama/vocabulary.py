"""Text to tokens and back.

What a person or a document says must not become a control token: a text that contains ``<|im_end|>`` would
otherwise end its own turn and speak in another's name. Such texts are shielded before the chat template sees
them, and tokenized as plain characters.
"""

from __future__ import annotations

import ctypes
import re
from functools import cached_property
from typing import Any

import llama_cpp.llama_cpp as native

# Private-use characters around the number of a shielded control token.
_SHIELD_OPEN, _SHIELD_CLOSE = "\ue0f0", "\ue0f1"
_SHIELDED = re.compile(f"{_SHIELD_OPEN}(\\d+){_SHIELD_CLOSE}")


class Vocabulary:
    """The tokenizer of a loaded model."""

    def __init__(self, model: Any) -> None:
        self.handle: Any = native.llama_model_get_vocab(model)
        self.size: int = native.llama_vocab_n_tokens(self.handle)
        self.bos: int = native.llama_vocab_bos(self.handle)
        self.eos: int = native.llama_vocab_eos(self.handle)
        self._adds_bos: bool = native.llama_vocab_get_add_bos(self.handle)
        self._pieces: dict[int, bytes] = {}
        self._buffer = ctypes.create_string_buffer(256)

    @cached_property
    def end_tokens(self) -> list[int]:
        """Tokens that end an answer."""
        return [token for token in range(self.size) if native.llama_vocab_is_eog(self.handle, token)]

    def is_end(self, token: int) -> bool:
        """Whether ``token`` ends an answer."""
        return bool(native.llama_vocab_is_eog(self.handle, token))

    def text_of(self, token: int) -> str:
        """The token's own text, control tokens included; empty for a token that the vocabulary lacks."""
        return "" if token < 0 else self.piece(token, special=True).decode("utf-8", "replace")

    def piece(self, token: int, *, special: bool = False) -> bytes:
        """The bytes that ``token`` stands for; control tokens are empty unless ``special``."""
        if not special and (known := self._pieces.get(token)) is not None:
            return known
        length = native.llama_token_to_piece(self.handle, token, self._buffer, len(self._buffer), 0, special)
        if length < 0:
            self._buffer = ctypes.create_string_buffer(-length)
            length = native.llama_token_to_piece(self.handle, token, self._buffer, -length, 0, special)
        data = self._buffer.raw[:length]
        if not special:
            self._pieces[token] = data
        return data

    def tokenize(self, text: str, *, special: bool) -> list[int]:
        """The tokens of ``text``; with ``special``, control tokens in it are recognised."""
        data = text.encode("utf-8", "replace")
        room = len(data) + 2
        tokens = (native.llama_token * room)()
        count = native.llama_tokenize(self.handle, data, len(data), tokens, room, False, special)
        if count < 0:
            tokens = (native.llama_token * -count)()
            count = native.llama_tokenize(self.handle, data, len(data), tokens, -count, False, special)
        return list(tokens[:count])

    def tokenize_prompt(self, text: str) -> list[int]:
        """A whole prompt: control tokens recognised, shielded ones not, begun as the model expects."""
        tokens: list[int] = []
        for index, part in enumerate(_SHIELDED.split(text)):
            if index % 2:
                tokens += self.tokenize(self._controls[int(part)], special=False)
            elif part:
                tokens += self.tokenize(part, special=True)
        if self._adds_bos and (not tokens or tokens[0] != self.bos):
            tokens.insert(0, self.bos)
        return tokens

    def reveal(self, text: str) -> None:
        """Let the control tokens that make up ``text`` appear in answers."""
        for token in self.tokenize(text, special=True):
            self._pieces[token] = self.piece(token, special=True)

    def shield(self, text: str) -> str:
        """Mark control tokens that stand in ``text``, for :meth:`tokenize_prompt` to read as plain text."""
        text = text.replace(_SHIELD_OPEN, "").replace(_SHIELD_CLOSE, "")
        if self._control_pattern is None:
            return text
        return self._control_pattern.sub(
            lambda match: f"{_SHIELD_OPEN}{self._control_index[match[0]]}{_SHIELD_CLOSE}", text
        )

    @cached_property
    def _controls(self) -> list[str]:
        attr = native.llama_vocab_get_attr
        control = native.LLAMA_TOKEN_ATTR_CONTROL
        texts = {self.text_of(t) for t in range(self.size) if attr(self.handle, t) & control}
        return sorted(text for text in texts if text)

    @cached_property
    def _control_index(self) -> dict[str, int]:
        return {text: index for index, text in enumerate(self._controls)}

    @cached_property
    def _control_pattern(self) -> re.Pattern[str] | None:
        longest_first = sorted(self._controls, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first))) if longest_first else None
