"""Small closed classes of English and Chinese words that tell a correction of grammar from another word."""

from __future__ import annotations

ARTICLES = frozenset(("a", "an", "the"))

FUNCTION_WORDS = ARTICLES | frozenset(
    (
        "am is are was were be been being do does did done has have had having will would shall "
        "to of in on at by for from with into onto upon about as than that which who whom whose what "
        "and or but so if then there here it its this these those such i me my mine you your yours he him "
        "his she her hers we us our ours they them their theirs myself yourself himself herself itself "
        "ourselves themselves up out off over under through during between among since until while because "
        "although though whether how when where why any each every both either too also very just again "
        "的 地 得 了 着 过 吗 呢 吧 啊 在 是 把 被 和 与 及 于 对 从 向 到 为 给 跟 "
        "个 这 那 就 也 而 之 其 所 以"
    ).split()
)
"""Words that hold a sentence together. One more or less of them is a matter of grammar."""

VERB_FORMS = tuple(
    frozenset(forms.split())
    for forms in (
        "am is are was were be been being 's 're",
        "do does did done doing",
        "has have had having",
        "go goes went gone going",
        "see sees saw seen seeing",
        "come comes came coming",
        "take takes took taken taking",
        "give gives gave given giving",
        "get gets got gotten getting",
        "make makes made making",
        "say says said saying",
        "write writes wrote written writing",
        "begin begins began begun beginning",
        "know knows knew known knowing",
        "think thinks thought thinking",
        "buy buys bought buying",
        "bring brings brought bringing",
        "teach teaches taught teaching",
        "catch catches caught catching",
        "find finds found finding",
        "tell tells told telling",
        "leave leaves left leaving",
        "feel feels felt feeling",
        "keep keeps kept keeping",
        "eat eats ate eaten eating",
        "speak speaks spoke spoken speaking",
        "break breaks broke broken breaking",
        "choose chooses chose chosen choosing",
        "drive drives drove driven driving",
        "run runs ran running",
        "send sends sent sending",
        "sit sits sat sitting",
        "stand stands stood standing",
        "child children",
        "man men",
        "woman women",
        "person people",
        "foot feet",
        "tooth teeth",
        "mouse mice",
        "good better best well",
        "bad worse worst badly",
    )
)
"""Irregular words and their forms."""

ALIKE = tuple(
    frozenset(words.split())
    for words in (
        "their there they're",
        "your you're",
        "its it's",
        "whose who's",
        "to too two",
        "then than",
        "were where we're",
        "affect effect",
        "lose loose",
        "accept except",
        "advice advise",
        "weather whether",
        "here hear",
        "by buy bye",
        "principal principle",
        "quiet quite",
        "passed past",
        "of off",
        "threw through",
        "的 地 得",
        "在 再",
        "做 作",
        "帐 账",
        "象 像",
        "以 已",
        "那 哪",
        "座 坐",
        "须 需",
    )
)
"""Words that sound or look alike and are taken for one another."""

WEIGHTY = frozenset(
    (
        "all some most many few several only always often sometimes rarely seldom may might must can could "
        "should ought more less before after unless except if he she they we i you him her them us "
        "increase decrease increased decreased up down "
        "只 都 他 她 它 我 你 前 后 多 少 上 下 增 减 大 小 必 可 应 全 若"
    ).split()
)
"""Words with which the meaning of a sentence changes although they are short."""

NUMERALS = frozenset(
    (
        "one two three four five six seven eight nine ten eleven twelve hundred thousand million billion "
        "first second third half quarter dozen 零 〇 一 二 三 四 五 六 七 八 九 十 百 千 万 亿 两 半"
    ).split()
)
"""Numbers that are written as single words or characters."""

CONTRACTED = tuple("do does did is are was were ca could would should has have had must need".split())
"""Verbs that are written in one word with "not", as in "don't"."""
