"""What the model may answer, as a grammar, and what of an answer belongs to which sentence.

The grammar leaves no way to skip, merge or add a line. Which line says what is for the checks.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import regex

from assistant.documents.translatable.tags import TAG
from assistant.engine.protocol import Generate
from assistant.engine.values import Message, Sampling
from assistant.tasks.translate.protection import Protected

_LINE = regex.compile(r"^\[(\d{1,4})\] ?(.*)$", regex.MULTILINE)
_NO_THINKING: dict[str, bool | str | int] = {"enable_thinking": False}


def group_request(messages: list[Message], parts: Sequence[Protected], most_tokens: int) -> Generate:
    """A request for a numbered line for each part."""
    rules = [f"root ::= {' '.join(f'line{number}' for number in range(1, len(parts) + 1))}"]
    for number, part in enumerate(parts, 1):
        rules.append(f'line{number} ::= "[{number}] " {_loose(part)} "\\n"')
    return _request(messages, "\n".join([*rules, _CHARACTERS]), most_tokens, Sampling(temperature=0))


def single_request(
    messages: list[Message],
    part: Protected,
    most_tokens: int,
    sampling: Sampling,
    *,
    strict: bool = False,
    prefix: str = "",
) -> Generate:
    """A request for one line; ``strict``: with all tags, in the order of the source.

    ``prefix``: how the line begins; the answer is what follows.
    """
    line = _strict(part) if strict and part.tags else _loose(part, begun=bool(prefix))
    grammar = f"root ::= {line}\n{_CHARACTERS}"
    return _request(messages, grammar, most_tokens, sampling, prefix)


def lines_of(answer: str, count: int, *, complete: bool) -> list[str]:
    """The lines of an answer to :func:`group_request`, by their numbers; an empty text where there is none.

    ``complete``: the model has ended; otherwise it was cut off or is still writing, and the last line that it
    has begun is left out. Of a number that comes twice, the first line counts.
    """
    lines = [""] * count
    if not complete:
        answer = answer[: answer.rfind("\n") + 1]
    for match in _LINE.finditer(answer):
        index = int(match[1]) - 1
        if 0 <= index < count and not lines[index]:
            lines[index] = match[2].strip()
    return lines


_CHARACTERS = r"""
begin ::= [^ \n\t<\[]
text ::= [^\n<]
less ::= "<" [^0-9/\n]
"""
"""A line does not begin with another number, and has no tags that are not its own."""


def _loose(part: Protected, *, begun: bool = False) -> str:
    """Text in which the part's own tags may stand; ``begun``: it goes on."""
    inside = ["text", *(_literal(tag) for tag in part.tags)]
    plain = TAG.sub("", part.text)
    if "<" in plain:
        inside.append("less")
    if begun:
        return f"({' | '.join(inside)})*"
    first = ["text" if plain.lstrip().startswith("[") else "begin", *inside[1:]]
    return f"({' | '.join(first)}) ({' | '.join(inside)})*"


def _strict(part: Protected) -> str:
    return f"text* {' text* '.join(map(_literal, part.tags))} text*"


def _literal(tag: str) -> str:
    return json.dumps(tag)


def _request(
    messages: list[Message], grammar: str, most_tokens: int, sampling: Sampling, prefix: str = ""
) -> Generate:
    return Generate(
        messages=messages,
        prefix=prefix,
        sampling=sampling,
        grammar=grammar,
        max_tokens=most_tokens,
        priority="background",
        template_options=_NO_THINKING,
    )
