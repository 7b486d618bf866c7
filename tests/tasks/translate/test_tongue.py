"""A wrong language is noticed in a few words, and a right one is not refused for its names."""

from __future__ import annotations

import pytest

from assistant.tasks.translate.languages import LANGUAGES
from assistant.tasks.translate.tongue import is_in_language, may_stay, repeats_source

RIGHT = [
    ("fr", "The cat is sitting.", "Le chat est assis."),
    ("fr", "Getting started", "Pour commencer"),
    ("fr", "Installation guide", "Guide d'installation"),
    ("fr", "Marie Curie was born in Warsaw.", "Marie Curie est née à Varsovie."),
    ("de", "First steps", "Erste Schritte"),
    ("de", "Click on the button.", "Klicken Sie auf die Schaltfläche."),
    ("es", "See also", "Ver también"),
    ("it", "The cat is sitting.", "Il gatto è seduto."),
    ("pt", "The cat is sitting.", "O gato está sentado."),
    ("nl", "Contents", "Inhoud"),
    ("sv", "The cat is sitting.", "Katten sitter."),
    ("pl", "Contents", "Spis treści"),
    ("tr", "Contents", "İçindekiler"),
    ("id", "Contents", "Daftar isi"),
    ("vi", "The cat is sitting.", "Con mèo đang ngồi."),
    ("ru", "The cat is sitting on the mat.", "Кошка сидит на коврике."),
    ("uk", "The cat is sitting on the mat.", "Кішка сидить на килимку."),
    ("zh-Hans", "I write with Microsoft Visual Studio Code.", "我用 Microsoft Visual Studio Code 写作。"),
    ("zh-Hant", "The harbour is closed today.", "港口今天關閉。"),
    ("ja", "The cat is sitting on the mat.", "猫がマットの上に座っている。"),
    ("ko", "The cat is sitting on the mat.", "고양이가 매트 위에 앉아 있다."),
    ("ar", "The cat is sitting on the mat.", "القطة جالسة على السجادة."),
    ("hi", "The cat is sitting on the mat.", "बिल्ली चटाई पर बैठी है।"),
    ("th", "The cat is sitting on the mat.", "แมวนั่งอยู่บนเสื่อ"),
]
WRONG = [
    ("fr", "The cat sat.", "The cat is sitting."),
    ("fr", "The server replied at once.", "It replied right away, the server."),
    ("fr", "The gate was closed for the winter.", "Das Tor war den ganzen Winter über geschlossen."),
    ("de", "All files are stored here.", "Everything is kept in this place."),
    ("zh-Hans", "The cat is sitting on the mat.", "The cat sits there."),
    ("zh-Hans", "The harbour is closed today.", "港口今天關閉，請明天再來。"),
    ("zh-Hans", "The cat is sitting on the mat.", "猫がマットの上に座っている。"),
    ("ru", "The cat is sitting on the mat.", "Koshka sidit na kovrike."),
    ("ar", "The cat is sitting on the mat.", "The cat is on السجادة and sits."),
]


@pytest.mark.parametrize(("tag", "source", "translation"), RIGHT)
def test_a_right_translation_is_taken(tag: str, source: str, translation: str) -> None:
    assert is_in_language(translation, LANGUAGES[tag], source, LANGUAGES["en"])
    assert not repeats_source(translation, source)


@pytest.mark.parametrize(("tag", "source", "translation"), WRONG)
def test_another_language_is_noticed(tag: str, source: str, translation: str) -> None:
    assert not is_in_language(translation, LANGUAGES[tag], source, LANGUAGES["en"])


@pytest.mark.parametrize(
    ("translation", "source", "repeats"),
    [
        ("The Cat sat!", "the cat sat", True),
        ("On 22 March 2024, the gate was closed.", "On 22 March 2024 the gate was closed.", True),
        ("Le port de Rotterdam", "The port of Rotterdam", False),
        ("港口很深。", "港口很深", True),
    ],
)
def test_a_source_with_hardly_a_change_is_an_echo(translation: str, source: str, repeats: bool) -> None:
    assert repeats_source(translation, source) == repeats


def test_only_names_may_stay() -> None:
    assert may_stay("Marie Curie")
    assert may_stay("Paris")
    assert not may_stay("the river")
    assert not may_stay("Nobody May Enter The Dock")
