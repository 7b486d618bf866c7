"""What a run of a translation knows so far, and how it shows that."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.documents.language import Detected, detect, preference
from assistant.tasks.translate.checks import Rules
from assistant.tasks.translate.division import segment_spans
from assistant.tasks.translate.errors import SameLanguage
from assistant.tasks.translate.languages import LANGUAGES, Language, known
from assistant.tasks.translate.options import DETECT, TranslateOptions
from assistant.tasks.translate.protection import Protected, has_words, protect
from assistant.tasks.translate.recall import recalled
from assistant.tasks.translate.result import Problem, Progress, Segment, Status, Translation
from assistant.tasks.translate.tongue import may_stay, words
from assistant.tasks.translate.wording import Pair, Wording
from assistant.tasks.work import ModelFacts, Work

_SURE = 0.8
_LIKELY = 0.5
"""Confidence from which the model is told the language of the text."""
_TELLING = 6
"""Words of a segment from which it can be said to be in the target language already."""
_BEFORE, _BEFORE_LONGEST = 2, 240
"""Segments before a group that are shown with it, and their characters."""
_LAST_NUMBER = 60
"""Of the tags in a row of segments: models know small numbers best."""
_PAIRS, _PAIR_LONGEST = 2, 160


class State:
    """One run. Segments are counted over the whole text; equal ones are asked once."""

    def __init__(
        self,
        units: Sequence[str],
        options: TranslateOptions,
        model: ModelFacts,
        memory: Mapping[str, str],
        resume: Progress | None,
    ) -> None:
        self.model = model
        self.work = Work(model.parallel)
        self._units = tuple(units)
        self._options = options
        self._target = LANGUAGES[options.target]
        self._source, language = self._find_language()
        sure = language if self._source.confidence >= _LIKELY else None
        self.wording = Wording(sure, self._target, options)
        self.rules = Rules(language, self._target, options.glossary, options.kept_words)
        self.segments = [
            Segment(number, start, end, unit[start:end])
            for number, unit in enumerate(self._units)
            for start, end in segment_spans(unit)
        ]
        self.parts = list(_protected(segment.source for segment in self.segments))
        self._alike: dict[str, list[int]] = {}
        for index, part in enumerate(self.parts):
            self._alike.setdefault(_sameness(part), []).append(index)
        self._key = key_of(units, options)
        self._changed: set[int] = set()
        self._left = self._left_at_first = sum(len(segment.source) for segment in self.segments)
        """Characters of segments that are waiting."""
        if resume is not None and resume.key == self._key:
            for index, segment in resume.done:
                self._put(index, segment)
        for index, segment in enumerate(self.segments):
            if segment.status == "waiting":
                self._settle_at_once(index, memory)
        self._left_at_first = self._left

    def waiting(self) -> list[int]:
        """The segments that the model has to be asked for."""
        first: dict[str, int] = {}
        for index, segment in enumerate(self.segments):
            if segment.status == "waiting":
                first.setdefault(_sameness(self.parts[index]), index)
        return list(first.values())

    def before(self, index: int) -> str:
        """What stands in the text before a segment, as it was written."""
        texts: list[str] = []
        room = _BEFORE_LONGEST
        for segment in reversed(self.segments[max(0, index - _BEFORE) : index]):
            room -= len(segment.source)
            if room < 0:
                break
            texts.insert(0, " ".join(segment.source.split()))
        return " ".join(texts)

    def last_done(self, index: int) -> list[Pair]:
        """The last translations before a segment, for the same words and tone."""
        pairs: list[Pair] = []
        for place in range(index - 1, -1, -1):
            segment, part = self.segments[place], self.parts[place]
            if len(pairs) == _PAIRS or index - place > 8 * _PAIRS:
                break
            if (
                segment.status in {"translated", "reused"}
                and not part.tags
                and len(part.text) < _PAIR_LONGEST
            ):
                pairs.insert(0, (part.text, segment.target))
        return pairs

    def write(self, index: int, text: str) -> None:
        """Show what the model has written of a segment so far."""
        if self.segments[index].status == "waiting":
            self._replace(index, "waiting", self.parts[index].restore(text))

    def accept(self, index: int, translation: str) -> None:
        self._settle(index, "translated", self.parts[index].restore(translation))

    def refuse(self, index: int, translation: str, problems: Sequence[Problem]) -> None:
        """Give a segment up; it keeps its source, which a name may do in any language."""
        source = self.segments[index].source
        if [problem.kind for problem in problems] == ["echo"] and may_stay(source):
            self._settle(index, "unchanged", source)
            return
        attempt = self.parts[index].restore(translation)
        self._settle(index, "failed", source, tuple(problems), attempt)

    def translation(self, *, finished: bool = False) -> Translation:
        """As far as it has come; tells what has changed since it was last asked."""
        changed, self._changed = tuple(sorted(self._changed)), set()
        return Translation(
            units=self._units,
            segments=tuple(self.segments),
            source=self._source,
            target=self._target.tag,
            key=self._key,
            finished=finished,
            changed=changed,
            seconds_left=self._seconds_left(),
            usage=self.work.usage,
            timings=self.work.timings,
            wall_s=self.work.seconds,
        )

    def _find_language(self) -> tuple[Detected, Language | None]:
        found = written_in(self._units, self._options)
        language = known(found.tag)
        if language is self._target and found.confidence >= _SURE:
            raise SameLanguage
        return found, language

    def _settle_at_once(self, index: int, memory: Mapping[str, str]) -> None:
        source = self.segments[index].source
        if (remembered := recalled(source, memory)) is not None:
            self._replace(index, "reused", remembered)
        elif not has_words(self.parts[index], self.rules.kept_words) or self._is_done_already(index):
            self._replace(index, "unchanged", source)

    def _is_done_already(self, index: int) -> bool:
        """Whether a segment is in the target language, as a quotation can be."""
        text = self.parts[index].text
        spoken, wanted = self.rules.source, self._target
        if len(words(text)) < _TELLING or spoken is None or spoken.code == wanted.code:
            return False
        found = detect(text)
        return (
            known(found.tag) is wanted
            and found.confidence >= _SURE
            and preference(text, wanted.code, spoken.code) >= _SURE
        )

    def _settle(
        self, index: int, status: Status, target: str, problems: tuple[Problem, ...] = (), attempt: str = ""
    ) -> None:
        for each in self._alike[_sameness(self.parts[index])]:
            if self.segments[each].status == "waiting":
                kept = target if status == "translated" else self.segments[each].source
                self._replace(each, status, kept, problems, attempt)

    def _replace(
        self, index: int, status: Status, target: str, problems: tuple[Problem, ...] = (), attempt: str = ""
    ) -> None:
        changed = replace(
            self.segments[index], status=status, target=target, problems=problems, attempt=attempt
        )
        self._put(index, changed)

    def _put(self, index: int, segment: Segment) -> None:
        if self.segments[index].status == "waiting" != segment.status:
            self._left -= len(segment.source)
        self.segments[index] = segment
        self._changed.add(index)

    def _seconds_left(self) -> float | None:
        done = self._left_at_first - self._left
        return self.work.seconds * self._left / done if done else None


def key_of(units: Sequence[str], options: TranslateOptions) -> str:
    """What :attr:`Progress.key` is for a translation; a name for a file as well."""
    told = "\x00".join((repr(options), *units))
    return hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()


def written_in(units: Sequence[str], options: TranslateOptions) -> Detected:
    """The language of the text: the chosen one, or else the one that is found."""
    if options.source == DETECT:
        return detect("\n".join(units))
    code, _, script = options.source.partition("-")
    return Detected(code, 1.0, "Hant" if script == "Hant" else "Hans" if script else "")


def _protected(sources: Iterable[str]) -> Iterator[Protected]:
    """Neighbours have other numbers in their tags, so that a translation of the wrong one is noticed."""
    first = 1
    for source in sources:
        part = protect(source, first)
        yield part
        first = first + len(part.tags) if first < _LAST_NUMBER else 1


def _sameness(part: Protected) -> str:
    """Equal for segments that have one translation."""
    return part.restore(part.text)
