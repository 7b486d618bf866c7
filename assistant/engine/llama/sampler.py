"""Drawing the next token: llama.cpp's sampler chain, with a grammar beside it.

A grammar inside the chain would test the whole vocabulary at every step (10 to 19 ms); so the chain draws
first, the grammar looks at that one token, and only a rejected draw is repeated over what the grammar allows.
Where nothing but the likeliest token is wanted, no chain is needed to find it.
"""

from __future__ import annotations

import ctypes
import secrets
from typing import Any

import llama_cpp.llama_cpp as native
import numpy as np
import numpy.typing as npt

from assistant.engine.errors import GrammarInvalid
from assistant.engine.llama.vocabulary import Vocabulary
from assistant.engine.values import Sampling

_DRY_BREAKERS = (b"\n", b":", b'"', b"*")
_CANDIDATE = np.dtype([("id", np.int32), ("logit", np.float32), ("p", np.float32)])


class Sampler:
    """The chain of one answer. :meth:`close` frees it."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        sampling: Sampling,
        context_trained: int,
        *,
        grammar: str | None = None,
        ignore_eos: bool = False,
    ) -> None:
        self.seed = secrets.randbits(31) if sampling.seed is None else sampling.seed & 0xFFFFFFFF
        self._vocabulary = vocabulary
        self._greedy = _is_greedy(sampling)
        self._banned = frozenset(vocabulary.end_tokens if ignore_eos else ())
        self._grammar: Any = None
        if grammar is not None:
            self._grammar = native.llama_sampler_init_grammar(vocabulary.handle, grammar.encode(), b"root")
            if not self._grammar:
                raise GrammarInvalid(grammar)
        self._chain: Any = native.llama_sampler_chain_init(native.llama_sampler_chain_default_params())
        for part in _parts(vocabulary, sampling, context_trained, self.seed, ignore_eos=ignore_eos):
            native.llama_sampler_chain_add(self._chain, part)

    def sample(self, context: Any, index: int) -> int:
        """Draw from the logits of batch position ``index``, and remember what was drawn."""
        logits = native.llama_get_logits_ith(context, index)
        token = self._likeliest(logits) if self._greedy else None
        if self._grammar is None:
            return int(native.llama_sampler_sample(self._chain, context, index)) if token is None else token
        if token is None:
            token = self._draw(logits, grammar_first=False)
        if not self._allows(token):
            token = self._draw(logits, grammar_first=True)
        native.llama_sampler_accept(self._grammar, token)
        native.llama_sampler_accept(self._chain, token)
        return token

    def close(self) -> None:
        """Free the native memory."""
        if self._chain:
            native.llama_sampler_free(self._chain)
            self._chain = None
        if self._grammar:
            native.llama_sampler_free(self._grammar)
            self._grammar = None

    def _likeliest(self, logits: Any) -> int | None:
        """What greedy sampling draws; None if it is a token that is banned."""
        token = int(np.ctypeslib.as_array(logits, shape=(self._vocabulary.size,)).argmax())
        return None if token in self._banned else token

    def _draw(self, logits: Any, *, grammar_first: bool) -> int:
        size = self._vocabulary.size
        candidates = np.zeros(size, _CANDIDATE)
        candidates["id"] = np.arange(size, dtype=np.int32)
        candidates["logit"] = np.ctypeslib.as_array(logits, shape=(size,))
        array = _array(candidates)
        if grammar_first:
            native.llama_sampler_apply(self._grammar, ctypes.byref(array))
        native.llama_sampler_apply(self._chain, ctypes.byref(array))
        return int(array.data[array.selected].id)

    def _allows(self, token: int) -> bool:
        candidate = np.zeros(1, _CANDIDATE)
        candidate["id"], candidate["logit"] = token, 1.0
        array = _array(candidate)
        native.llama_sampler_apply(self._grammar, ctypes.byref(array))
        return bool(np.isfinite(candidate["logit"][0]))


def _is_greedy(sampling: Sampling) -> bool:
    """Whether nothing moves the logits, and the likeliest token is drawn."""
    return sampling.temperature <= 0 and not _penalizes(sampling) and not sampling.dry_multiplier


def _penalizes(sampling: Sampling) -> bool:
    return bool(sampling.repeat_penalty != 1.0 or sampling.frequency_penalty or sampling.presence_penalty)


def _array(candidates: npt.NDArray[Any]) -> Any:
    data = candidates.ctypes.data_as(ctypes.POINTER(native.llama_token_data))
    return native.llama_token_data_array(data=data, size=len(candidates), selected=-1, sorted=False)


def _parts(
    vocabulary: Vocabulary, sampling: Sampling, context_trained: int, seed: int, *, ignore_eos: bool
) -> list[Any]:
    """The samplers that have an effect, in llama.cpp's own order."""
    parts = []
    if ignore_eos:
        ends = vocabulary.end_tokens
        biases = (native.llama_logit_bias * len(ends))(*((token, float("-inf")) for token in ends))
        parts.append(native.llama_sampler_init_logit_bias(vocabulary.size, len(ends), biases))
    if _penalizes(sampling):
        parts.append(
            native.llama_sampler_init_penalties(
                vocabulary.size,
                sampling.repeat_last,
                sampling.repeat_penalty,
                sampling.frequency_penalty,
                sampling.presence_penalty,
            )
        )
    if sampling.dry_multiplier:
        breakers = (ctypes.c_char_p * len(_DRY_BREAKERS))(*_DRY_BREAKERS)
        parts.append(
            native.llama_sampler_init_dry(
                vocabulary.handle, sampling.dry_multiplier, 1.75, 2, context_trained, breakers, len(breakers)
            )
        )
    if sampling.temperature <= 0:
        parts.append(native.llama_sampler_init_greedy())
        return parts
    if sampling.top_k > 0:
        parts.append(native.llama_sampler_init_top_k(sampling.top_k))
    if sampling.top_p < 1:
        parts.append(native.llama_sampler_init_top_p(sampling.top_p, 1))
    if sampling.min_p > 0:
        parts.append(native.llama_sampler_init_min_p(sampling.min_p, 1))
    parts.append(native.llama_sampler_init_temp(sampling.temperature))
    parts.append(native.llama_sampler_init_dist(seed))
    return parts


def grammar_of(grammar: str | None, json_schema: str | None) -> str | None:
    """The GBNF grammar that a request asks for. Raises :class:`GrammarInvalid`."""
    if json_schema is None:
        return grammar
    from llama_cpp.llama_grammar import json_schema_to_gbnf

    try:
        return str(json_schema_to_gbnf(json_schema))
    except Exception as error:
        # The converter raises whatever a strange schema makes it stumble over.
        raise GrammarInvalid(repr(error)) from error
