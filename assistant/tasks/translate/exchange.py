"""What the translation memories of other programs hold, as this one keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.documents.tmx import Variant
from assistant.storage.translation_memory import LanguagePair
from assistant.tasks.translate.languages import known
from assistant.tasks.translate.recall import entry_of


@dataclass
class Adopted:
    """Sentences and their translations, by the languages of this program."""

    sentences: dict[LanguagePair, dict[str, str]] = field(default_factory=dict)
    """Of a sentence that comes twice, the last translation."""
    strange: int = 0
    """How many are left out, because this program does not know one of their languages."""

    @property
    def count(self) -> int:
        return sum(map(len, self.sentences.values()))

    @property
    def largest(self) -> LanguagePair | None:
        """The pair with the most sentences."""
        return max(self.sentences, key=lambda pair: len(self.sentences[pair]), default=None)


def adopt(translations: Iterable[tuple[Variant, Variant]]) -> Adopted:
    """Sort ``translations`` by their languages. Two variants of one language are no translation."""
    adopted = Adopted()
    for source, target in translations:
        languages = known(source.language), known(target.language)
        if languages[0] is None or languages[1] is None:
            adopted.strange += 1
        elif languages[0] is not languages[1]:
            pair = LanguagePair(languages[0].tag, languages[1].tag)
            adopted.sentences.setdefault(pair, {}).update((entry_of(source.text, target.text),))
    return adopted
