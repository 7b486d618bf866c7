from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.engine.protocol import Generate
from assistant.tasks.runner import TaskEnd, TaskRun
from assistant.tasks.steps import Task
from assistant.tasks.translate import ModelFacts, TranslateOptions, Translation
from assistant.tasks.translate.translator import translate
from tests.fakes.scripted_model import ScriptedModel

MODEL = ModelFacts(context=4096, parallel=4)
INTO_GERMAN = TranslateOptions(source="en", target="de")
_LINE = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)

Speak = Callable[[str], str]
"""What a model says for one line."""


def lines_asked(request: Generate) -> list[str]:
    """The sentences that a prompt wants translated; a single one has no number."""
    content = request.messages[0].content
    last = content.split("\n\n")[-1]
    return [text for _number, text in _LINE.findall(last)] or [last]


def is_single(request: Generate) -> bool:
    return not _LINE.search(request.messages[0].content.split("\n\n")[-1])


def answering(speak: Speak) -> Callable[[Generate], str]:
    """A model that answers as it is asked."""

    def write(request: Generate) -> str:
        lines = lines_asked(request)
        if is_single(request):
            return speak(lines[0])
        return numbered([speak(line) for line in lines])

    return write


def numbered(lines: Sequence[str]) -> str:
    return "".join(f"[{number}] {line}\n" for number, line in enumerate(lines, 1))


_WORDS = (
    "Katze Haus Wasser Brücke Garten Straße Fenster Schlüssel Blume Wolke Zeitung Küche Gabel Löffel".split()
)


def in_german(line: str) -> str:
    """German for ``line``, as far as the checks can tell: with its numbers and tags, and no two alike."""
    plain = re.sub(r"</?\d+/?>", "", line)
    seed = sum(ord(letter) * place for place, letter in enumerate(plain, 1))
    first, second = _WORDS[seed % len(_WORDS)], _WORDS[seed // 17 % len(_WORDS)]
    kept = " ".join(re.findall(r"<\d+>|</\d+>|<\d+/>|\d[\d.,:]*\d|\d", line))
    kept = re.sub(r"(<\d+>) (</)", r"\1hier\2", kept)
    mood = ("schön", "groß", "klein", "alt", "neu", "kalt", "warm")[seed // 5 % 7]
    body = f"Die {first} ist heute {mood} und nicht weit von der {second} entfernt"
    return f"{body} {kept}.".replace(" .", ".")


def run_to_end(
    model: ScriptedModel, task: Task[Translation]
) -> tuple[TaskEnd[Translation], list[Translation]]:
    partials: list[Translation] = []
    run = TaskRun(model, task, on_partial=partials.append)
    run.start()
    return run.wait(), partials


def translation_of(
    model: ScriptedModel, units: Sequence[str], options: TranslateOptions = INTO_GERMAN
) -> Translation:
    """The result of a run that ends well; every segment of it is accounted for."""
    end, partials = run_to_end(model, translate(units, options, MODEL))
    assert end.error is None, end.error
    assert end.result is not None
    check(end.result, units)
    assert partials[0].done <= end.result.done
    return end.result


def check(translation: Translation, units: Sequence[str]) -> None:
    """What holds for every translation, whatever the model said."""
    assert translation.finished
    assert translation.done == len(translation.segments)
    for segment in translation.segments:
        assert units[segment.unit][segment.start : segment.end] == segment.source
        if segment.status == "failed":
            assert segment.problems
            assert segment.target == segment.source
        elif segment.status == "unchanged":
            assert segment.target == segment.source
        else:
            assert segment.status in {"translated", "reused"}
            assert segment.target
            assert not segment.problems
            assert segment.target != segment.source
