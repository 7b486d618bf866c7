"""Plain text and subtitles: what is not text stays, to the byte, and translations land where they belong."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents.errors import DocumentDamaged, DocumentError, DocumentNotTranslatable
from assistant.documents.translatable import TranslatableDocument, open_translatable
from assistant.documents.translatable.lines import balance, wrap
from tests.documents.translatable.samples import shouting, sources, texts

Save = Callable[[str, str | bytes], Path]

_ANY_TEXT = st.text(
    alphabet=st.sampled_from(list("aB中é 　\t\n\r\f-*1.<>/\\{}&\x00\x85\u2028\ufeff\u200f#=_`|:>"))
    | st.characters(codec="utf-8")
)
SRT = """1
00:00:01,000 --> 00:00:02,500
<i>We are late
for the train.</i>

2
00:00:03,000 --> 00:00:04,000  X1:40 Y1:20
- Hello!
- {\\an8}Good <b>evening</b>.

3
00:00:05,000 --> 00:00:06,000
♪ 123 ♪

"""
VTT = """WEBVTT - A film

STYLE
::cue { color: white }

NOTE this is not said

intro
00:01.000 --> 00:04.000 align:start
<v Roger Bingham>Fish &amp; <c.loud>chips</c> <00:02.000>now

00:05.000 --> 00:06.000
Second cue
"""


def _opened(data: bytes, name: str) -> TranslatableDocument:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return open_translatable(path)


class TestAnyText:
    @settings(deadline=None)
    @given(_ANY_TEXT, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
    def test_targets_equal_to_their_sources_give_the_bytes_back(self, text: str, encoding: str) -> None:
        data = text.encode(encoding)
        try:
            document = _opened(data, "any.txt")
        except DocumentError:
            return
        assert document.render(sources(document)) == data
        assert document.render(sources(document), bilingual=True) == data
        for unit in document.units:
            assert unit.text == unit.text.strip()
            unit.text.encode("utf-8")

    @settings(deadline=None)
    @given(st.lists(st.text(st.sampled_from("ab c中文 '\u00a0-")), min_size=1, max_size=6), st.data())
    def test_a_new_target_lands_in_its_place_and_nowhere_else(
        self, paragraphs: list[str], data: st.DataObject
    ) -> None:
        text = "\n\n".join(paragraphs)
        try:
            document = _opened(text.encode(), "any.txt")
        except DocumentError:
            return
        index = data.draw(st.integers(0, len(document.units) - 1))
        targets = sources(document)
        targets[index] = "qqq"
        again = _opened(document.render(targets), "any.txt")
        assert [unit.text for unit in again.units] == targets


class TestPlainText:
    def test_units_and_their_places(self, save: Save) -> None:
        document = open_translatable(
            save("a.txt", "CHAPTER ONE\n\nIt rained.\n\n- first\n- second\n\n*** 42 ***\n")
        )
        assert [(unit.kind, unit.text, unit.place.text) for unit in document.units] == [
            ("heading", "CHAPTER ONE", "Line 1"),
            ("paragraph", "It rained.", "Line 3"),
            ("list item", "first", "Line 5"),
            ("list item", "second", "Line 6"),
        ]

    def test_a_paragraph_of_broken_lines_is_one_unit_and_is_broken_again(self, save: Save) -> None:
        text = (
            "The committee of regional water boards agreed last week that the\r\n"
            "consumption in urban areas should be reported every quarter, and\r\n"
            "that all districts follow the same rules.\r\n"
        )
        document = open_translatable(save("a.txt", text))
        assert texts(document) == [("paragraph", " ".join(text.split()))]
        assert document.render(shouting(document)).decode() == text.upper()
        long = document.render(["Wort " * 40]).decode()
        assert max(len(line) for line in long.splitlines()) <= 66
        assert long.count("\r\n") == long.count("\n") == 4

    def test_chinese_lines_are_joined_without_a_space_and_broken_between_characters(self, save: Save) -> None:
        lines = ["今天天气很好我们去公园散步吧今天天气很好我", "们去公园散步吧今天天气很好，我们去公园吧。"]
        document = open_translatable(save("a.txt", "\n".join(lines)))
        assert texts(document) == [("paragraph", "".join(lines))]
        rendered = document.render([f"{lines[0]}{lines[1]}好"]).decode().splitlines()
        assert rendered == [*lines, "好"]

    def test_both_languages(self, save: Save) -> None:
        document = open_translatable(save("a.txt", "Title\n=====\n\nOne.\n\nTwo.\n- item\n"))
        both = document.render(["Titel", "Eins.", "Zwei.", "Punkt"], bilingual=True).decode()
        assert both == "Title\nTitel\n=====\n\nOne.\n\nEins.\n\nTwo.\nZwei.\n- item\n  Punkt\n"

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "gb18030"])
    def test_the_encoding_and_its_mark_stay(self, encoding: str, save: Save) -> None:
        text = (
            "委员会批准了明年的预算，并决定在三月再次开会。今天天气很好。\r\n\r\n第二段在这里，大家好。\r\n"
        )
        document = open_translatable(save("a.txt", text.encode(encoding)))
        first, second = (unit.text for unit in document.units)
        translated = document.render([first, "The second."])
        assert translated == text.replace(second, "The second.").encode(encoding)

    def test_what_an_encoding_cannot_say_is_written_in_utf8(self, save: Save) -> None:
        text = "Le comité a approuvé le budget de l'année prochaine, malgré les réserves à Noël."
        document = open_translatable(save("a.txt", text.encode("cp1252")))
        assert document.render(["委员会"]) == "委员会".encode()

    def test_bytes_that_are_no_characters_are_kept(self, save: Save) -> None:
        data = b"It rained.\n\n" * 30 + b"Broken \xff byte.\n\nLast \xe4\xb8\xad.\n"
        document = open_translatable(save("a.txt", data))
        assert document.render(sources(document)) == data
        targets = sources(document)
        targets[0] = "Es regnete."
        assert document.render(targets) == data.replace(b"It rained.", b"Es regnete.", 1)

    def test_a_blank_target_leaves_the_source(self, save: Save) -> None:
        document = open_translatable(save("a.txt", "One.\n\nTwo."))
        assert document.render(["", " \n"]) == b"One.\n\nTwo."

    def test_too_few_targets_are_refused(self, save: Save) -> None:
        with pytest.raises(ValueError):
            open_translatable(save("a.txt", "One.\n\nTwo.")).render(["Eins."])


class TestSubtitles:
    @pytest.mark.parametrize(("name", "text"), [("a.srt", SRT), ("a.vtt", VTT)])
    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_nothing_is_lost(self, name: str, text: str, end: str, save: Save) -> None:
        data = b"\xef\xbb\xbf" + text.replace("\n", end).encode()
        document = open_translatable(save(name, data))
        assert document.render(sources(document)) == data
        assert document.source_format == name[2:]

    def test_units_of_subrip(self, save: Save) -> None:
        document = open_translatable(save("a.srt", SRT))
        assert [(unit.text, unit.place.text) for unit in document.units] == [
            ("We are late for the train.", "00:00:01"),
            ("Hello!", "00:00:03"),
            ("Good <1>evening</1>.", "00:00:03"),
        ]

    def test_translations_keep_times_tags_and_the_number_of_lines(self, save: Save) -> None:
        document = open_translatable(save("a.srt", SRT))
        rendered = document.render(
            ["Wir sind spät dran und der Zug fährt ohne uns ab.", "Hallo!", "Guten <1>Abend</1>."]
        ).decode()
        assert rendered == SRT.replace(
            "We are late\nfor the train.", "Wir sind spät dran und der\nZug fährt ohne uns ab."
        ).replace("Hello!", "Hallo!").replace("Good <b>evening</b>", "Guten <b>Abend</b>")

    def test_webvtt_writes_its_escapes(self, save: Save) -> None:
        document = open_translatable(save("a.vtt", VTT))
        assert [unit.text for unit in document.units] == ["Fish & <1>chips</1> <2/>now", "Second cue"]
        rendered = document.render(["Fisch & <1>Fritten</1> <2/>-> <jetzt>", "Zwei\n\nZeilen"]).decode()
        assert "<v Roger Bingham>Fisch &amp; <c.loud>Fritten</c> <00:02.000>-&gt; &lt;jetzt&gt;\n" in rendered
        assert rendered.endswith("\nZwei Zeilen\n")

    def test_both_languages_are_two_lines(self, save: Save) -> None:
        document = open_translatable(save("a.srt", SRT))
        rendered = document.render(
            ["Wir sind spät.", "Hallo!", "Guten <1>Abend</1>."], bilingual=True
        ).decode()
        assert "<i>We are late\nfor the train.\nWir sind spät.</i>\n\n2" in rendered
        assert "- Hello!\n- Hallo!\n- {\\an8}Good <b>evening</b>.\n- Guten <b>Abend</b>.\n\n3" in rendered

    def test_a_long_line_becomes_two(self, save: Save) -> None:
        document = open_translatable(save("a.vtt", VTT))
        rendered = document.render(["Fisch", "Der zweite Untertitel ist viel länger als der erste"]).decode()
        assert "\nDer zweite Untertitel ist\nviel länger als der erste\n" in rendered

    def test_what_has_no_cues_is_damaged(self, save: Save) -> None:
        with pytest.raises(DocumentDamaged):
            open_translatable(save("a.srt", "no times here"))


class TestLines:
    def test_wide_characters_count_twice_and_punctuation_does_not_begin_a_line(self) -> None:
        assert wrap("今天天气很好，我们去。", 12) == ["今天天气很", "好，我们去。"]

    @given(st.text(st.sampled_from("ab 中，<i>")), st.integers(1, 4))
    def test_balanced_lines_are_not_more_than_asked_for(self, text: str, count: int) -> None:
        lines = balance(text, count)
        assert len(lines) <= count
        assert "".join("".join(lines).split()) == "".join(text.split())


class TestWhatCannotBeWritten:
    def test_a_format_that_is_only_read(self, save: Save) -> None:
        with pytest.raises(DocumentNotTranslatable):
            open_translatable(save("a.py", "print('hello')\n"))
