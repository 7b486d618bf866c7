"""Every language that can be chosen has a name in the user's language."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from assistant.tasks.translate import LANGUAGES
from assistant.ui.language_names import interface_language, is_right_to_left, language_name


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_language_has_a_name_that_can_be_translated(tag: str) -> None:
    # Without an entry the name would be the one that its speakers use.
    assert language_name(tag).isascii()


def test_a_country_does_not_matter() -> None:
    assert language_name("de-AT") == language_name("de")


def test_a_language_that_is_not_on_the_list_is_called_as_it_calls_itself() -> None:
    assert language_name("ca") == QLocale("ca").nativeLanguageName()


def test_arabic_and_hebrew_are_written_from_the_right() -> None:
    assert [tag for tag in LANGUAGES if is_right_to_left(tag)] == ["ar", "fa", "he"]


@pytest.mark.parametrize(("locale", "tag"), [("zh_CN", "zh-Hans"), ("zh_TW", "zh-Hant"), ("de_AT", "de")])
def test_the_windows_language_is_the_first_to_translate_into(locale: str, tag: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    assert interface_language() == tag
    QLocale.setDefault(before)
