"""A sentence is the same one wherever it stands in its paragraph: the numbers of its tags do not count."""

from __future__ import annotations

from assistant.documents.tmx import Variant
from assistant.storage.translation_memory import LanguagePair
from assistant.tasks.translate.exchange import adopt
from assistant.tasks.translate.recall import adapted, entry_of, memory_key, recalled
from assistant.tasks.translate.translator import remembered_as, translate
from tests.fakes.scripted_model import ScriptedModel
from tests.tasks.translate.conftest import INTO_GERMAN, MODEL, answering, in_german, run_to_end


def test_tags_are_counted_from_one() -> None:
    assert entry_of("Read <7>this</7> <3/>first.", "Lies <3/><7>dies</7> zuerst.") == (
        "Read <1>this</1> <2/>first.",
        "Lies <2/><1>dies</1> zuerst.",
    )
    assert memory_key("No <\\1> tag, 3 < 4 > 2.") == "No <\\1> tag, 3 < 4 > 2."


def test_a_sentence_gets_its_own_tags_back() -> None:
    memory = dict([entry_of("Read <1>this</1> <2/>first.", "Lies <2/><1>dies</1> zuerst.")])
    assert recalled("Read <5>this</5> <1/>first.", memory) == "Lies <1/><5>dies</5> zuerst."
    assert recalled("Read this first.", memory) is None
    # Of a sentence that is only alike, tags that it has not are left out.
    assert adapted("Lies <2/><1>dies</1> zuerst.", "Read <4>that</4> first.") == "Lies <4>dies</4> zuerst."


def test_a_translation_without_a_tag_of_the_sentence_is_not_used_unasked() -> None:
    """A link that was dropped on purpose in one document is wanted in the next one."""
    memory = dict([entry_of("Read <1>this</1>.", "Lies dies.")])
    assert recalled("Read <2>this</2>.", memory) is None


def test_a_sentence_with_other_numbers_is_not_asked_again() -> None:
    model = ScriptedModel(answering(in_german))
    memory = dict([entry_of("Nobody saw <1>the crane</1> fall.", "Niemand sah <1>den Kran</1> fallen.")])
    unit = "The harbour is <1>deep</1>. Nobody saw <2>the crane</2> fall."
    assert memory.keys() <= set(remembered_as([unit]))
    end, _ = run_to_end(model, translate([unit], INTO_GERMAN, MODEL, memory))
    assert end.result is not None
    assert end.result.texts[0].endswith("Niemand sah <2>den Kran</2> fallen.")
    assert [segment.status for segment in end.result.segments] == ["translated", "reused"]


def test_memories_of_other_programs_are_sorted_by_their_languages() -> None:
    source = Variant("EN-us", "Read <4>this</4>.")
    adopted = adopt(
        [
            (source, Variant("zh-TW", "請看<4>這個</4>。")),
            (source, Variant("ZH-HANT-HK", "看<4>這</4>。")),
            (source, Variant("zh_cn", "看<4>这</4>。")),
            (source, Variant("en-GB", "Read this.")),
            (source, Variant("tlh", "yIlaD")),
        ]
    )
    assert adopted.sentences == {
        LanguagePair("en", "zh-Hant"): {"Read <1>this</1>.": "看<1>這</1>。"},
        LanguagePair("en", "zh-Hans"): {"Read <1>this</1>.": "看<1>这</1>。"},
    }
    assert (adopted.count, adopted.strange) == (2, 1)
