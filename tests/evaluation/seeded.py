"""Clean texts with known errors put into them, so that what proofreading finds can be counted.

Each error is one that people make: a slip of the hand, a word twice, a lost apostrophe, a wrong form, words
that sound alike. All of the prose is made up.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex

from assistant.documents.sentences import spans

CLEAN = """\
Our reading club has met on the first Thursday of every month since the spring of 2009. It was founded \
by three teachers and a baker who wanted to talk about books that nobody had told them to read. Today it \
has 24 members, and the oldest of them is 91 years old.

We do not choose books by vote, because a vote always ends with the book that nobody dislikes. Instead, \
every member has one month in which she or he decides alone. The others promise to read at least fifty \
pages before they complain. It's a simple rule, and it has taught us more than any list of great novels \
could.

Some evenings are quiet. In January we sat in the library with our coats on, since the heating had \
failed, and talked for an hour about a single poem. On other evenings people raise their voices. When \
Clara Wennberg chose a cookbook, two members wanted to leave the club, but they stayed for the soup and \
changed their minds. Nobody has left since then.

The library lends us the room and asks for nothing in return. We wash the cups, we put the chairs back, \
and once a year we sort the books that have been returned in the wrong boxes. It isn't hard work. Last \
autumn we found a letter from 1954 between two pages of an atlas. It had been written by a boy who was \
too shy to post it, and we didn't know whether we should read it aloud. In the end we gave it to the \
town archive, where it is kept in a drawer with the other things that were never sent.

If you would like to join us, come to the side entrance at half past seven. The main door is locked at \
that time. You don't have to bring anything, and you don't have to speak. There is tea, there are \
usually biscuits, and there is always someone who has not finished the book. We're happy to lend you a \
copy.

There are a few things that we have learned over the years. A long book is better than a bad one. It is \
easier to talk about a book that you did not like than about one that you loved. People remember where \
they were sitting when they read a good sentence, and they forget who wrote it. Children who are brought \
along because nobody could look after them ask the best questions. An author who visits us should be \
given a chair, a glass of water and time.

Next month it's my turn to choose. I have been thinking about it for weeks, and my family is tired of \
hearing about it. I want to read something about the sea, because we live three hours away from it and \
most of us see it once a year. My daughter says that I should choose the book that I am afraid of. Then \
she asks whether we will have cake. I think that she's right on both counts.

Whatever I decide, I know how the evening will begin. Somebody will put the kettle on, and the lamp \
beside the window will be switched on as well. We will wait five minutes for those who are late. Then \
the one who chose the book will read its first page aloud, and for a moment nobody will have an opinion.
"""
"""Some 600 words."""

CLEAN_CHINESE = """\
我们的读书会每个月的第一个星期四聚会，已经坚持了十五年。大家高兴地坐在图书馆里，谈论自己喜欢的书。有人读得很快，有人读得很慢，但是没有人着急。

去年秋天，我们在一本旧地图册里发现了一封信。写信的男孩太害羞，一直没有把它寄出去。我们把信交给了档案馆，再也没有打开过它。
"""


@dataclass(frozen=True)
class Seed:
    """``wrong`` stands at ``start`` of the seeded text, where ``right`` belongs."""

    start: int
    wrong: str
    right: str
    kind: str

    @property
    def end(self) -> int:
        return self.start + len(self.wrong)


@dataclass(frozen=True)
class SeededText:
    text: str
    clean: str
    seeds: tuple[Seed, ...]

    @property
    def corrections(self) -> dict[str, str]:
        """Each sentence of the seeded text, and the clean one that belongs to it."""
        pairs = {}
        for start, end in spans(self.text):
            right = self.text[start:end]
            for seed in reversed(self.seeds):
                if start <= seed.start < end:
                    at = seed.start - start
                    right = right[:at] + seed.right + right[at + len(seed.wrong) :]
            pairs[" ".join(self.text[start:end].split())] = " ".join(right.split())
        return pairs


_Wrong = Callable[[str, random.Random], str]


def _swapped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _shortened(word: str, chance: random.Random) -> str:
    at = chance.randrange(2, len(word) - 1)
    return word[:at] + word[at + 1 :]


def _among(pairs: str) -> _Wrong:
    table = dict(pair.split(">") for pair in pairs.split())
    return lambda word, _chance: table[word]


def _words(pairs: str) -> str:
    return "|".join(pair.partition(">")[0] for pair in pairs.split())


_FORMS = "has>have have>has was>were were>was is>are are>is asks>ask wants>want says>say"
_ALIKE = "their>there there>their than>then where>were too>to whether>weather"
_CHINESE = "地坐>的坐 读得>读的 再也>在也"
_ERRORS: tuple[tuple[str, str, _Wrong], ...] = (
    ("letters exchanged", r"\b[a-z]{6,}\b", _swapped),
    ("letter lost", r"\b[a-z]{6,}\b", _shortened),
    ("word twice", r"\b[a-z]{2,4}\b(?= )", lambda word, _chance: f"{word} {word}"),
    ("apostrophe", r"\b\w+'(?:t|s|re)\b", lambda word, _chance: word.replace("'", "")),
    ("form", rf"\b(?:{_words(_FORMS)})\b", _among(_FORMS)),
    ("alike", rf"\b(?:{_words(_ALIKE)})\b", _among(_ALIKE)),
    ("article", r"\ban?\b(?= )", _among("a>an an>a")),
    ("Chinese", _words(_CHINESE), _among(_CHINESE)),
)


def seeded(clean: str = CLEAN, every: int = 1, seed: int = 11) -> SeededText:
    """``clean`` with one error in every ``every``-th sentence, the kinds in turn."""
    chance = random.Random(seed)
    parts: list[str] = []
    seeds: list[Seed] = []
    last = length = 0
    kinds = _turns(chance)
    for number, (start, end) in enumerate(spans(clean)):
        if number % every:
            continue
        found = next(filter(None, (_placed(clean, start, end, next(kinds), chance) for _ in _ERRORS)), None)
        if found is None:
            continue
        at, right, wrong, kind = found
        parts += [clean[last:at], wrong]
        length += at - last
        seeds.append(Seed(length, wrong, right, kind))
        length += len(wrong)
        last = at + len(right)
    return SeededText("".join((*parts, clean[last:])), clean, tuple(seeds))


def _turns(chance: random.Random) -> Iterator[tuple[str, str, _Wrong]]:
    while True:
        yield from chance.sample(_ERRORS, len(_ERRORS))


def _placed(
    clean: str, start: int, end: int, error: tuple[str, str, _Wrong], chance: random.Random
) -> tuple[int, str, str, str] | None:
    """Where in the sentence an error of this kind can stand: offset, what is right, what is wrong."""
    kind, pattern, make = error
    places = [
        match
        for match in regex.finditer(pattern, clean, pos=start, endpos=end)
        if make(match[0], random.Random(0)) != match[0]
    ]
    if not places:
        return None
    match = chance.choice(places)
    wrong = make(match[0], chance)
    return (match.start(), match[0], wrong, kind) if wrong != match[0] else None
