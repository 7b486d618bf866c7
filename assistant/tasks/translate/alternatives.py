"""Other ways to say a sentence: the model is asked again, with more freedom each time.

For another word in a place, the sentence is given up to there, and the model goes on.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.engine.protocol import Generate, Tokenize
from assistant.engine.values import Sampling
from assistant.tasks.steps import Answer, Counted, Scored, Task
from assistant.tasks.translate import reply
from assistant.tasks.translate.checks import Rules, problems_of
from assistant.tasks.translate.grouping import most_tokens_for
from assistant.tasks.translate.languages import LANGUAGES, known
from assistant.tasks.translate.options import TranslateOptions
from assistant.tasks.translate.protection import protect
from assistant.tasks.translate.state import written_in
from assistant.tasks.translate.wording import Wording
from assistant.tasks.work import ModelFacts, Work

_TEMPERATURES = (0.0, 0.5, 0.7, 0.9, 1.0, 1.1, 1.2, 1.3)
"""Of the attempts."""


def alternatives(
    source: str,
    shown: str,
    options: TranslateOptions,
    model: ModelFacts,
    *,
    text: str = "",
    kept: str = "",
    most: int = 3,
) -> Task[tuple[str, ...]]:
    """Up to ``most`` translations of the sentence ``source`` (a ``Segment.source``) other than ``shown``.

    Each has passed the checks that any translation passes; so there may be none. ``text``: the text around
    it, by which its language is known. ``kept``: the beginning of ``shown`` up to the word that another one
    is wanted for; all begin with it. Shows each as it is found, in a tuple with those before.
    """
    part = protect(source)
    target = LANGUAGES[options.target]
    language = known(written_in([text or source], options).tag)
    rules = Rules(language, target, options.glossary, options.kept_words)
    wording = Wording(language, target, options)
    work = Work(model.parallel)
    (tokens,) = yield from work.count([Tokenize(text=part.text)])
    bound = most_tokens_for(target, tokens)
    messages = wording.single(part.text, terms=rules.terms_in(part.text), before="")
    begun = part.hide(kept.rstrip())
    found: list[str] = []

    def requests() -> Iterator[tuple[int, Generate]]:
        for number, temperature in enumerate(_TEMPERATURES):
            if len(found) < most:
                sampling = Sampling(temperature=temperature, top_p=0.95, seed=number)
                yield number, reply.single_request(messages, part, bound, sampling, prefix=begun)

    def take(_number: int, end: Answer | Scored | Counted) -> tuple[str, ...] | None:
        assert isinstance(end, Answer)
        written = (begun + end.text).strip()
        if len(found) == most or end.finish_reason == "length" or problems_of(part, written, rules):
            return None
        other = part.restore(written)
        if other.casefold() in {each.casefold() for each in (shown, *found)}:
            return None
        found.append(other)
        return tuple(found)

    yield from work.complete(requests(), take)
    return tuple(found)
