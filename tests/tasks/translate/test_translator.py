"""No sentence is lost, whatever the model answers: each is translated, or marked with the true reason."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.engine.errors import EngineCrashed
from assistant.engine.protocol import Failed, Generate, Job
from assistant.tasks.runner import TaskRun
from assistant.tasks.translate import ModelFacts, Progress, Term, TranslateOptions, Translation
from assistant.tasks.translate.errors import ContextTooSmallToTranslate, SameLanguage
from assistant.tasks.translate.protection import protect
from assistant.tasks.translate.translator import translate
from tests.fakes.scripted_model import Listener, ScriptedModel
from tests.tasks.translate.conftest import (
    INTO_GERMAN,
    MODEL,
    answering,
    check,
    in_german,
    is_single,
    lines_asked,
    numbered,
    run_to_end,
    translation_of,
)

LETTER = (
    (
        "The harbour of Kessin is 12 m deep. Nobody was hurt when the crane fell. Call `flood --all` first. "
        "See https://example.org/tides for the tables. The <1>old gate</1> was closed for 14 hours. "
        "Hello {name}, you have 3 new messages."
    ),
    "The committee met again in spring. It was decided to wait for better weather.",
)
SOURCES = 8
"""Sentences of the letter."""


def statuses(translation: Translation) -> list[str]:
    return [segment.status for segment in translation.segments]


def problems(translation: Translation) -> set[str]:
    return {problem.kind for segment in translation.segments for problem in segment.problems}


def test_every_sentence_is_translated_with_what_must_not_change() -> None:
    model = ScriptedModel(answering(in_german))
    translation = translation_of(model, LETTER)
    assert statuses(translation) == ["translated"] * SOURCES
    text = " ".join(translation.texts)
    for kept in ("12", "`flood --all`", "https://example.org/tides", "<1>", "</1>", "14", "{name}", "3"):
        assert kept in text
    # What must not change was never shown to the model.
    assert "example.org" not in " ".join(model.prompts)
    assert len(model.requests) < SOURCES


Fault = Callable[[Generate], str]


def dropping(request: Generate) -> str:
    return numbered([in_german(line) for line in lines_asked(request)][:-1])


def merging(request: Generate) -> str:
    lines = [in_german(line) for line in lines_asked(request)]
    return numbered([" ".join(lines[:2]), *lines[2:]])


def repeating(request: Generate) -> str:
    return numbered([in_german(lines_asked(request)[0])] * len(lines_asked(request)))


def swapping(request: Generate) -> str:
    return numbered([in_german(line) for line in reversed(lines_asked(request))])


def truncating(request: Generate) -> str:
    answer = numbered([in_german(line) for line in lines_asked(request)])
    return answer[: len(answer) // 2]


def misnumbering(request: Generate) -> str:
    return "".join(f"[{number}] {in_german(line)}\n" for number, line in enumerate(lines_asked(request), 7))


def echoing(request: Generate) -> str:
    return numbered(lines_asked(request))


def in_spanish(request: Generate) -> str:
    line = "El gato está sentado en la alfombra y no quiere salir de la casa por la noche."
    return numbered([line] * len(lines_asked(request)))


def in_chinese(request: Generate) -> str:
    return numbered(["猫坐在垫子上，不想离开房子。"] * len(lines_asked(request)))


def never_ending(request: Generate) -> str:
    return "[1] " + "und so weiter " * 400


def silent(_request: Generate) -> str:
    return ""


def talking(request: Generate) -> str:
    return "Sure! Here is the translation you asked for:\n\n" + ", ".join(lines_asked(request))


FAULTS: list[Fault] = [
    dropping,
    merging,
    repeating,
    swapping,
    truncating,
    misnumbering,
    echoing,
    in_spanish,
    in_chinese,
    never_ending,
    silent,
    talking,
]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_group_is_mended_sentence_by_sentence(fault: Fault) -> None:
    """Fewer lines come back than were sent (cherry-studio #3308, immersive-translate #2101)."""

    def write(request: Generate) -> str:
        return answering(in_german)(request) if is_single(request) else fault(request)

    translation = translation_of(ScriptedModel(write), LETTER)
    assert statuses(translation) == ["translated"] * SOURCES
    for segment in translation.segments:
        part = protect(segment.source)
        # Sentences that nothing tells from one another may be swapped; all others are in their places.
        if part.tags or re.search(r"\d", part.text):
            assert segment.target == part.restore(in_german(part.text))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_model_that_cannot_do_it_at_all_leaves_every_sentence_in_its_place(fault: Fault) -> None:
    def write(request: Generate) -> str:
        return re.sub(r"^\[1\] ", "", fault(request)).strip()

    model = ScriptedModel(write)
    translation = translation_of(model, LETTER)
    assert len(model.requests) <= 2 * SOURCES + 4, "asked again without end"
    failed = [segment for segment in translation.segments if segment.status == "failed"]
    if fault in (echoing, in_spanish, in_chinese, never_ending, silent, talking):
        assert len(failed) == SOURCES
        assert tuple(translation.texts) == LETTER


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("The harbour of Kessin is 12 m deep.", "echo"),
        ("El puerto de la ciudad tiene una profundidad de 12 m según la tabla.", "language"),
        ("Der Hafen von Kessin ist 13 m tief.", "number"),
        ("Der Hafen von Kessin ist 112 m tief.", "number"),
        ("Der Hafen von Kessin ist 12 km tief.", "unit"),
        ("", "missing"),
        ("12 12 12", "missing"),
        ("Der Hafen von Kessin ist 12 m tief, sehr tief, sehr tief, sehr tief, sehr tief.", "repetition"),
        (
            (
                "Der Hafen ist 12 m tief, weil die Leute aus der Stadt ihn sehr lange gegraben haben, und "
                "das hat niemand gewusst, bevor das erste Schiff im Frühling kam und an die Mauer stieß."
            ),
            "too long",
        ),
    ],
)
def test_the_reason_is_the_true_one(answer: str, reason: str) -> None:
    model = ScriptedModel(lambda _request: answer)
    (segment,) = translation_of(model, ["The harbour of Kessin is 12 m deep."]).segments
    assert [problem.kind for problem in segment.problems] == [reason]
    assert segment.attempt == answer


def test_what_is_refused_is_asked_again_alone_with_the_reason() -> None:
    asked: list[str] = []

    def write(request: Generate) -> str:
        if is_single(request):
            asked.append(request.messages[0].content)
            return in_german(lines_asked(request)[0])
        return numbered([in_german(line).replace("12", "13") for line in lines_asked(request)])

    translation = translation_of(ScriptedModel(write), LETTER)
    assert statuses(translation) == ["translated"] * SOURCES
    (prompt,) = asked
    assert "Do not lose 12." in prompt
    assert prompt.endswith("The harbour of Kessin is 12 m deep.")


def test_a_lost_tag_is_demanded_by_the_grammar() -> None:
    def write(request: Generate) -> str:
        if is_single(request):
            assert request.grammar is not None
            assert '"<2>" text* "</2>"' in request.grammar
            return in_german(lines_asked(request)[0])
        return numbered([re.sub(r"</?2>", "", in_german(line)) for line in lines_asked(request)])

    translation = translation_of(
        ScriptedModel(write), ["The long word `it` was found in the book.", "The <1>old gate</1> was closed."]
    )
    assert statuses(translation) == ["translated"] * 2


def test_a_model_that_never_gets_better_is_not_asked_without_end() -> None:
    units = [f"The harbour number {number} is closed for the winter." for number in range(100)]
    model = ScriptedModel(answering(lambda line: line))
    translation = translation_of(model, units)
    assert problems(translation) == {"echo"}
    assert len(model.requests) < 70


def test_what_has_no_words_is_not_asked_for() -> None:
    units = [
        "42",
        "https://example.org",
        "`x = 1`",
        "12.5 kg",
        "{name}: %s",
        "Parlance 2.0",
        "—",
        "a@b.example",
    ]
    model = ScriptedModel(answering(in_german))
    options = dataclasses.replace(INTO_GERMAN, keep="Parlance, Kessin")
    translation = translation_of(model, units, options)
    assert set(statuses(translation)) == {"unchanged"}
    assert translation.texts == units
    assert not model.requests


def test_names_may_stay_but_are_not_called_translated() -> None:
    translation = translation_of(
        ScriptedModel(answering(lambda line: line)), ["Marie Curie", "the river", "Paris"]
    )
    assert statuses(translation) == ["unchanged", "failed", "unchanged"]


def test_what_is_in_the_target_language_already_stays() -> None:
    german = "Der Hafen ist im Winter geschlossen, weil das Wasser gefriert."
    model = ScriptedModel(answering(in_german))
    translation = translation_of(model, ["The sign at the gate says the following.", german])
    assert statuses(translation) == ["translated", "unchanged"]


def test_equal_sentences_are_asked_once() -> None:
    model = ScriptedModel(answering(in_german))
    translation = translation_of(model, ["The gate is closed."] * 40)
    assert statuses(translation) == ["translated"] * 40
    assert len(model.requests) == 1


def test_the_glossary_and_the_words_to_keep_are_told_and_checked() -> None:
    options = dataclasses.replace(
        INTO_GERMAN,
        keep="Kessin",
        tone="formal",
        note="a letter to a harbour master",
        glossary=(Term("crane", "Kran"), Term("reactor", "Reaktor")),
    )
    source = "The crane of Kessin fell into the water at night."
    bad = "Der Hebel von Kissin fiel in der Nacht in das Wasser."
    model = ScriptedModel(lambda _request: bad)
    (segment,) = translation_of(model, [source], options).segments
    assert [(problem.kind, problem.text) for problem in segment.problems] == [
        ("term", "Kran"),
        ("keep", "Kessin"),
    ]
    for words in ("formally", "a letter to a harbour master", "Kessin", "crane = Kran"):
        assert words in model.prompts[0]
    assert "Reaktor" not in " ".join(model.prompts)
    good = "Die Kräne von Kessin fielen in der Nacht in das Wasser.".replace("Kräne", "Krane")
    (segment,) = translation_of(ScriptedModel(lambda _request: good), [source], options).segments
    assert segment.status == "translated"


def test_what_was_translated_before_is_used_again() -> None:
    model = ScriptedModel(answering(in_german))
    memory = {"Nobody was hurt when the crane fell.": "Niemand kam zu Schaden, als der Kran fiel."}
    end, _ = run_to_end(model, translate(LETTER, INTO_GERMAN, MODEL, memory))
    assert end.result is not None
    check(end.result, LETTER)
    assert statuses(end.result).count("reused") == 1
    assert "Niemand kam zu Schaden" in end.result.texts[0]


def test_spaces_between_sentences_are_those_of_the_target_language() -> None:
    into_chinese = TranslateOptions(source="en", target="zh-Hans")
    model = ScriptedModel(answering(lambda line: f"猫坐在第{len(line)}张垫子上。"))
    assert " " not in translation_of(model, ["The cat sat. The dog ran away."], into_chinese).texts[0]
    from_chinese = TranslateOptions(source="zh-Hans", target="de")
    german = translation_of(
        ScriptedModel(answering(in_german)),
        [
            "猫坐在窗边的旧垫子上，看着外面的雨。狗从花园里跑了出去，没有回来。\n他走到门口，看了看外面的天气。"
        ],
        from_chinese,
    )
    assert re.search(r"\. Die .*\.\nDie ", german.texts[0])


words = st.sampled_from(
    "The cat 12 3.5 kg was <1> </1> <2/> {x} `c` https://a.example closed. Nobody! 港口 深。 قطة".split()
)
units_of_text = st.lists(st.lists(words, min_size=1, max_size=60).map(" ".join), min_size=1, max_size=12)


@given(
    units_of_text,
    st.sampled_from([FAULTS, [answering(in_german)]]),
    st.randoms(use_true_random=False),
    st.sampled_from([512, 1024, 4096]),
)
@settings(max_examples=60, deadline=None)
def test_every_segment_is_accounted_for(
    units: list[str], faults: list[Fault], chance: object, context: int
) -> None:
    model = ScriptedModel(lambda request: chance.choice(faults)(request), context=context)  # type: ignore[attr-defined]
    end, partials = run_to_end(model, translate(units, INTO_GERMAN, ModelFacts(context, 3)))
    assert end.error is None
    assert end.result is not None
    check(end.result, units)
    assert partials[-1].segments == end.result.segments or end.result.finished
    changed = {index for partial in partials for index in partial.changed}
    assert changed >= {index for index, each in enumerate(end.result.segments) if each.status == "translated"}


def test_a_cancelled_run_keeps_what_it_has_and_goes_on_from_there() -> None:
    units = [f"The harbour number {number} is closed for the winter season." for number in range(60)]
    model = ScriptedModel(answering(in_german), holds_from=4)

    def cancel(partial: Translation) -> None:
        if partial.done:
            run.cancel()

    run: TaskRun[Translation] = TaskRun(model, translate(units, INTO_GERMAN, MODEL), on_partial=cancel)
    run.start()
    end = run.wait()
    assert end.cancelled
    assert end.result is not None
    done = end.result.done
    assert 0 < done < 60
    assert not end.result.finished
    stored = msgspec.json.decode(msgspec.json.encode(end.result.progress), type=Progress)
    again = ScriptedModel(answering(in_german))
    end, _ = run_to_end(again, translate(units, INTO_GERMAN, MODEL, resume=stored))
    assert end.result is not None
    check(end.result, units)
    assert sum(len(lines_asked(request)) for request in again.requests) == 60 - done  # type: ignore[arg-type]
    # Another text, or other options, begin anew.
    other = ScriptedModel(answering(in_german))
    options = dataclasses.replace(INTO_GERMAN, tone="formal")
    run_to_end(other, translate(units, options, MODEL, resume=stored))
    assert sum(len(lines_asked(request)) for request in other.requests) == 60  # type: ignore[arg-type]


def test_the_text_is_shown_while_it_is_written() -> None:
    model = ScriptedModel(answering(in_german))
    _, partials = run_to_end(model, translate(LETTER, INTO_GERMAN, MODEL))
    drafts = [
        each for partial in partials for each in partial.segments if each.status == "waiting" and each.target
    ]
    assert drafts
    assert all(draft.text == draft.source for draft in drafts)


def test_an_engine_that_fails_once_is_asked_again_and_twice_is_an_error() -> None:
    class Failing(ScriptedModel):
        left = 1

        def submit(self, command: Job, listener: Listener) -> int:
            if isinstance(command, Generate) and self.left:
                self.left -= 1
                self._jobs += 1
                listener(Failed(job=self._jobs, code=EngineCrashed.code, values={"reason": "exit code 3"}))
                return self._jobs
            return super().submit(command, listener)

    translation_of(Failing(answering(in_german)), LETTER)
    broken = Failing(answering(in_german))
    broken.left = 99
    end, _ = run_to_end(broken, translate(LETTER, INTO_GERMAN, MODEL))
    assert isinstance(end.error, EngineCrashed)


def test_what_cannot_be_begun_is_said() -> None:
    end, _ = run_to_end(ScriptedModel(), translate(LETTER, TranslateOptions(target="en"), MODEL))
    assert isinstance(end.error, SameLanguage)
    end, _ = run_to_end(ScriptedModel(), translate(LETTER, INTO_GERMAN, ModelFacts(200, 1)))
    assert isinstance(end.error, ContextTooSmallToTranslate)


def test_nothing_to_translate_is_a_result() -> None:
    for units in ([], [""], [" \n "]):
        end, _ = run_to_end(ScriptedModel(), translate(units, INTO_GERMAN, MODEL))
        assert end.result is not None
        assert end.result.texts == units


def test_a_sentence_too_long_for_the_context_is_marked() -> None:
    units = ["字" * 900, "The gate is closed."]
    end, _ = run_to_end(
        ScriptedModel(answering(in_german), context=700), translate(units, INTO_GERMAN, ModelFacts(700, 1))
    )
    assert end.result is not None
    check(end.result, units)


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("Das Dock fasst 26.500 Liter Wasser.", "translated"),
        ("Das Dock fasst 26 500 Liter Wasser.", "translated"),
        ("Das Dock fasst ٢٦٬٥٠٠ Liter Wasser.", "translated"),
        ("Das Dock fasst 26 und 500 Liter Wasser.", "failed"),
        ("Das Dock fasst 26,050 Liter Wasser.", "failed"),
    ],
)
def test_a_number_may_be_written_as_the_language_does_and_not_fall_apart(answer: str, status: str) -> None:
    model = ScriptedModel(lambda _request: answer)
    (segment,) = translation_of(model, ["The dock holds 26,500 litres of water."]).segments
    assert segment.status == status, segment.problems
