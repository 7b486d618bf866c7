"""Files that do not say how they are encoded, as most Chinese text files of the last decades do not."""

from __future__ import annotations

import pytest

from assistant.documents.encoding import decode, decode_faithfully
from assistant.documents.errors import CharactersReplaced, EncodingGuessed

_SIMPLIFIED = "委员会批准了明年的预算，并决定在三月再次开会。今天天气很好，我们去公园散步吧。"
_TRADITIONAL = "委員會批准了明年的預算，並決定在三月再次開會。今天天氣很好，我們去公園散步吧。"
_JAPANESE = "委員会は来年の予算を承認しました。今日は天気がいいので、公園を散歩しましょう。"
_KOREAN = "위원회는 내년 예산을 승인했습니다. 오늘은 날씨가 좋으니 공원에 산책하러 갑시다."
_GERMAN = "Der Ausschuß genehmigte das Budget für das nächste Jahr, und die Gäste übernachteten in Köln."
_FRENCH = "Le comité a approuvé le budget de l’année prochaine, malgré les réserves exprimées à Noël."
_CZECH = "Výbor schválil rozpočet na příští rok a rozhodl se znovu sejít v březnu, řekl ředitel ústavu."
_POLISH = "Komisja zatwierdziła budżet na przyszły rok i zdecydowała się spotkać ponownie w marcu."
_RUSSIAN = "Комитет утвердил бюджет на следующий год и решил снова собраться в марте."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (_SIMPLIFIED, "gb18030"),
        (_SIMPLIFIED, "gbk"),
        (_TRADITIONAL, "big5"),
        (_JAPANESE, "cp932"),
        (_JAPANESE, "euc_jp"),
        (_KOREAN, "cp949"),
        (_GERMAN, "cp1252"),
        (_GERMAN, "iso8859_15"),
        (_FRENCH, "cp1252"),
        (_CZECH, "cp1250"),
        (_POLISH, "cp1250"),
        (_RUSSIAN, "cp1251"),
        (_RUSSIAN, "koi8_r"),
        ("Just one naïve word among many that are plain English and tell nothing.", "cp1252"),
    ],
)
@pytest.mark.parametrize("times", [1, 40])
def test_legacy_encodings_are_recognised(text: str, encoding: str, times: int) -> None:
    decoded = decode((f"{text}\n" * times).encode(encoding), "file.txt")
    assert decoded.text == f"{text}\n" * times
    assert any(isinstance(warning, EncodingGuessed) for warning in decoded.warnings)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", [_GERMAN, _SIMPLIFIED + " mixed with Latin\n", "plain\r\nlines"])
def test_unicode_needs_no_guess(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding), "file.txt")
    assert decoded.text == text.replace("\r\n", "\n")
    assert not decoded.warnings


def test_a_telling_line_far_into_an_ascii_file_is_found() -> None:
    data = b"plain ASCII line\n" * 20_000 + f"{_SIMPLIFIED}\n".encode("gb18030") * 3
    assert _SIMPLIFIED in decode(data, "file.txt").text


def test_a_broken_byte_does_not_make_utf8_into_something_else() -> None:
    data = (_SIMPLIFIED * 20).encode() + b"\xff" + _SIMPLIFIED.encode()
    decoded = decode(data, "file.txt")
    assert decoded.encoding == "utf-8"
    assert [type(warning) for warning in decoded.warnings] == [CharactersReplaced]
    assert "1 characters" in decoded.warnings[0].text


@pytest.mark.parametrize("declared", ["no-such-codec", "rot13", "hex", "a\0b"])
def test_a_declared_encoding_that_does_not_exist_is_ignored(declared: str) -> None:
    assert decode(_GERMAN.encode("cp1252"), "file.html", declared).text == _GERMAN


def test_a_declared_encoding_counts_where_the_text_is_not_utf8() -> None:
    assert decode(_RUSSIAN.encode("iso8859_5"), "file.html", "iso-8859-5").text == _RUSSIAN


def test_a_text_that_is_not_utf8_though_it_says_so_is_looked_at() -> None:
    decoded = decode(_GERMAN.encode("cp1252"), "file.html", "utf-8")
    assert decoded.text == _GERMAN
    assert [type(warning) for warning in decoded.warnings] == [EncodingGuessed]


def test_bytes_that_are_no_characters_are_told_of_and_kept() -> None:
    data = (_SIMPLIFIED * 20).encode() + b"\xff\xfe!"
    decoded = decode_faithfully(data, "file.txt")
    assert [warning.values for warning in decoded.warnings] == [{"count": 2}]
    assert decoded.encode(decoded.text) == data
