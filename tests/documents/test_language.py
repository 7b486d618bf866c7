"""The language of a text, found without asking anyone: offline tools must not call an online detector."""

from __future__ import annotations

import pytest

from assistant.documents.language import UNKNOWN, chinese_script, detect


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "The committee approved the budget for the next year."),
        ("de", "Der Ausschuss genehmigte den Haushalt für das nächste Jahr."),
        ("fr", "Le comité a approuvé le budget de l'année prochaine."),
        ("es", "El comité aprobó el presupuesto del próximo año."),
        ("pt", "A comissão aprovou o orçamento para o próximo ano, mas não decidiu."),
        ("it", "Il comitato ha approvato il bilancio per il prossimo anno."),
        ("nl", "De commissie heeft de begroting voor het volgende jaar goedgekeurd."),
        ("pl", "Komisja zatwierdziła budżet na przyszły rok."),
        ("tr", "Komite gelecek yılın bütçesini onayladı ve dağıldı."),
        ("vi", "Ủy ban đã phê duyệt ngân sách cho năm tới."),
        ("ru", "Комитет утвердил бюджет на следующий год."),
        ("uk", "Комітет затвердив бюджет на наступний рік."),
        ("ar", "وافقت اللجنة على ميزانية العام المقبل."),
        ("he", "הוועדה אישרה את התקציב לשנה הבאה."),
        ("hi", "समिति ने अगले वर्ष के बजट को मंजूरी दी।"),
        ("th", "คณะกรรมการอนุมัติงบประมาณสำหรับปีหน้า"),
        ("ko", "위원회는 내년 예산을 승인했습니다."),
        ("ja", "委員会は来年の予算を承認しました。"),
        ("zh-Hans", "委员会批准了明年的预算。"),
        ("zh-Hant", "委員會批准了明年的預算。"),
    ],
)
def test_languages(tag: str, text: str) -> None:
    detected = detect(text)
    assert detected.tag == tag
    assert detected.confidence > 0.6


@pytest.mark.parametrize(
    "text", ["", "  \n", "12345", "https://example.org/page", "me@example.org", "😀 !!!"]
)
def test_what_is_in_no_language(text: str) -> None:
    assert detect(text).code == UNKNOWN
    assert detect(text).confidence == 0.0


@pytest.mark.parametrize("text", ["ok", "hello", "Hi", "no", "taxi", "人"])
def test_a_word_is_not_enough_to_be_sure(text: str) -> None:
    assert detect(text).confidence < 0.5


def test_addresses_and_numbers_do_not_vote() -> None:
    text = "https://www.example.com/the/english/path 12345 " * 20 + "Der Ausschuss genehmigte den Haushalt."
    assert detect(text).code == "de"


def test_a_foreign_preface_does_not_decide_for_a_book() -> None:
    book = "This preface is written in English. " * 150 + "Der Ausschuss genehmigte den Haushalt. " * 4000
    assert detect(book).code == "de"


def test_chinese_with_foreign_words_is_chinese() -> None:
    assert detect("我们用GPT和Python写了一个很好的程序，大家都很喜欢它。").tag == "zh-Hans"


def test_characters_that_both_scripts_share_tell_nothing() -> None:
    assert chinese_script("今天很好") == ""
