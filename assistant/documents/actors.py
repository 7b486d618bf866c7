"""Who does something: the subjects of a sentence that are persons or bodies, in English and Chinese.

A subject is what stands between the beginning of a clause and a verb. It counts when its head is a name, or a
noun for people ("the night guard", "two members", "the board"). What is not found is not guessed: names of
places, things and pronouns are no actors. Other languages give those names that stand before a verb
by their capitals alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import regex

from assistant.documents.sentences import Span
from assistant.documents.times import times

_PEOPLE = frozenset(
    "administration agency archbishop army assembly assistant association audience author authorities "
    "authority bank bishop board body boy bureau burglars cabinet captain chair chairman chairwoman "
    "chief child children city claimant clerk coach college commission committee company congress "
    "consortium contractor cooperative council couple court crew customer daughter defendant delegation "
    "department deputy developer director division editor employee employees engineer everybody "
    "everyone executive experts faculty families family farmer father federation fighters firm "
    "fishermen foundation friend girl government governor group guard guards guest inspector "
    "inspectorate institute journalist judge jury king landlord lawyer leader majority man manager "
    "mayor member members men minister ministry mother nobody nurse observers office officer officers "
    "official officials operator organisation organization owner panel parent parents parish parliament "
    "participant partner patient people person pilot police policeman president principal prosecutor "
    "pupils queen reader readers regulator researchers resident residents reviewer school scientist "
    "secretariat secretary senate sergeant shareholders sister society somebody someone son spokesman "
    "spokeswoman staff state student students supervisor supplier surgeon surveyor team tenant trainee "
    "treasurer trustees union unit units university user users vendor village villagers volunteers "
    "voters widow witness woman women worker workers workgroup writer".split()
)
_BY_ENDING = regex.compile(
    r"\p{Ll}{3,}(?:ists?|ians?|men|women|ees|eers?|iers|ors|ers|ants)\Z(?<!papers|numbers|letters|matters|members"
    r"|orders|offers|meters|errors|sensors|motors|towers|rivers|quarters|computers|servers|figures|corners|layers"
    r"|factors|doors|floors|colors|chapters|centers|powers|parameters|characters|registers|headers|folders|plants"
    r"|grants|restaurants)"
)
"""Nouns of people that need not be listed."""
_VERB = (
    r"(?:will|shall|must|should|would|can|could|may|might|is|are|was|were|has|have|had|does|did|do|needs?|to(?=\s\p{Ll})|agrees?"
    r"|takes?|asks?|plans?|wants?|says?|gets?|makes?|gives?|sends?|prepares?|presents?|reports?|writes?|checks?"
    r"|became|began|bought|broke|brought|built|burned|came|caught|chose|cut|drew|drove|fell|felt|fought|found|fled"
    r"|flew|gave|got|grew|held|hid|kept|knew|laid|left|led|lent|lost|made|met|paid|put|ran|rang|read|rode|rose|said"
    r"|sank|saw|sent|set|shot|sold|spent|spoke|spread|stole|stood|swore|taught|thought|threw|told|took|understood"
    r"|voted|went|withdrew|woke|won|wrote|\p{Ll}{2,}ed)\b"
)
_WORD = r"[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’.-]*"
_SUBJECT = regex.compile(
    rf"(?P<who>{_WORD}(?:,?[ ](?:and[ ])?{_WORD}){{0,8}}?)[ ]"
    rf"(?:(?:also|then|never|not|finally|\p{{Ll}}+ly)[ ])?(?P<verb>{_VERB})"
)
_PREPOSITION = r"(?:of|at|in|on|for|from|to|with|by|near|above|under|who|which|that|whose|than|as)"
_NOT_ACTING = frozenset(
    "he she it they we you i this that these those there here what which who when where if while because as "
    "since although after before in on at by for from with under during however its their his her our not no "
    "all both most many some such only one".split()
)
_CLAUSE = regex.compile(
    # After an introduction, such as a time or a place, after "that", and after what the line is called.
    r"\A\W*(?:(?:action|todo|to[ -]do|task|decision|ai)\b[ \p{N}]*[:–—-]?\s*)?(?P<here>)"
    r"|\A[^,.;:]{1,70},\s(?:and\s|but\s)?(?P<here>)|[.!?;]\s(?P<here>)"
    r"|\b(?:that|and|but|because|while|when)[ ](?P<here>)",
    regex.I,
)
_NAMES = r"\p{Lu}[\p{L}\p{M}'’-]+(?:[ ]\p{Lu}[\p{L}\p{M}'’-]+)*+"
_ASSIGNED = regex.compile(
    rf"\b(?i:responsible|owner|assignee|assigned to|lead|who)\s*[:=]\s*(?P<who>{_NAMES})"
    rf"|\A\W*(?:(?i:action|todo|to[ -]do|task|ai)\b\W*)?(?P<who>{_NAMES})\)?\s?[:–—]\s"
    r"|(?:负责人|责任人|承办人|经办人)[:：]\s*(?P<who>[\p{L}·]{2,12})"
)
_IN = regex.compile(r"(?:(?:in|on|at|during)\s)?", regex.I)
_CAPITAL = regex.compile(r"(?<=[\p{L}\p{N},;:&(]\s)\p{Lu}[\p{L}\p{M}]+")
_SMALL = regex.compile(r"\b\p{Ll}[\p{L}\p{M}]+")
_ABSTRACT = regex.compile(r"(?:[st]ion|ment|ing|ness|ity|ance|ence|age|ure|ies|ices|ogy|ism|cy|ship)s?\Z")
_NAMES_OF_LINES = frozenset(
    "action actions todo task decision decisions note notes minutes agenda present item due".split()
)
_AGENT = regex.compile(rf"(?:ed|en|made|found|sold|won|built)\sby\s(?P<who>{_NAMES})(?!\s\p{{Ll}}|\p{{L}})")

_HAN_VERB = (
    r"(?:将|(?<![议员事协商学工大])会(?!议)|须|需|应|必须|负责|已经?|正在|决定|表示|指出|认为|宣布|提出|提议|同意|批准|否决|要求|建议|承诺|答应|完成|提交"
    r"|发现|当选|担任|辞去|投票|一致|起草|跟进|安排|准备|汇报|联系|回答|解释|补充|强调|撤回|发布|收购|签署|组织|测量|拒绝|购买|出售|建议|希望|说)"
)
_HAN_SUBJECT = regex.compile(
    r"(?:\A[\s\p{P}]*|[，,；;：:。]\s?|由|请|前|后)(?P<who>[\p{Han}\p{Latin}·、]{2,14}?)"
    rf"(?:于|在|并|也|仍|都|均)?(?={_HAN_VERB})"
)
_HAN_CHARGED = regex.compile(
    r"(?:由|请)(?P<who>[\p{Han}·、]{2,8}?)"
    r"(?=在|于|将|负责|提交|准备|起草|跟进|完成|联系|安排|整理|汇报|牵头|组织|\p{N})"
)
_HAN_NOT_ACTING = regex.compile(
    r"[的了着过是不没把被给向对从到所]"
    r"|\A(?:这|那|该|此|其|它|他|她|我|你|但|因|如|若|虽|而|则|并|且|以|为|有|在|于|经|据|按|根据|同时|目前|另外|随后|最后"
    r"|今后|下一步|一致|大家|费用|预算|报告|工作|项目|系统|会上)"
)


@dataclass(frozen=True, slots=True)
class Actor:
    """``assigned``: what is said is what this one is to do: "Anna will", "李明负责"."""

    start: int
    end: int
    assigned: bool
    named: bool
    """By a name, not by a word for people."""


_DUTY = regex.compile(r"(?:will|shall|must|should|to|needs?)\b(?!\sbe\b)")
""""Minutes will be circulated" gives nobody anything to do."""
_PROMISE = regex.compile(r"(?:agreed|undertook|promised|offered|volunteered|(?:was|were)\sasked)\sto\b")
"""A duty of persons; when a body agrees to something, it decides."""
_HAN_DUTY = regex.compile(
    r"[于在并]?(?:将|会|须|需|应|必须|负责|跟进|起草|安排|准备|完成|提交|联系|答应|承诺|同意(?=负责|承担|提供|起草|牵头))"
)


def actors(text: str, known: Collection[str] = ()) -> list[Actor]:
    """Who does something in ``text``, one sentence or a few; the likeliest first.

    ``known`` are words that are names though they begin a sentence, such as others of the same document.
    """
    taken = times(text)
    found: dict[Span, Actor] = {}
    for actor in (*_assigned(text), *_subjects(text, known), *_agents(text), *_han(text)):
        span = (actor.start, actor.end)
        if not any(start < actor.end and actor.start < end for start, end in (*taken, *found)):
            found[span] = actor
    return list(found.values())


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """Words that have a capital within sentences, and never stand there without one."""
    capitals: set[str] = set()
    small: set[str] = set()
    for text in texts:
        capitals.update(_CAPITAL.findall(text))
        small.update(_SMALL.findall(text))
    return frozenset(word for word in capitals if word.lower() not in small)


def _assigned(text: str) -> list[Actor]:
    matches = (match.span("who") for match in _ASSIGNED.finditer(text))
    return [
        Actor(*span, True, True)
        for span in matches
        if text[slice(*span)].split()[0].casefold() not in _NAMES_OF_LINES
    ]


def _subjects(text: str, known: Collection[str]) -> list[Actor]:
    found = []
    begins = [clause.start("here") for clause in _CLAUSE.finditer(text)]
    # A time at the beginning needs no comma: "In March 1987 the council decided".
    begins += [end + 1 for start, end in times(text) if _IN.fullmatch(text, 0, start)]
    for begin in begins:
        match = _SUBJECT.match(text, begin)
        if match is None:
            continue
        start, end = match.span("who")
        has_duty = _DUTY.match(match["verb"] + text[match.end() :]) is not None
        promises = _PROMISE.match(text, match.start("verb")) is not None
        named = _is_acting(match["who"], has_duty or promises or start > 0, known)
        if named is not None:
            found.append(Actor(start, end, has_duty or (promises and named), named))
    return found


def _is_acting(phrase: str, sure: bool, known: Collection[str]) -> bool | None:
    """Whether it is a name; None: neither that nor a word for people."""
    words = regex.split(rf"(?:,? )(?={_PREPOSITION}\b)", phrase)[0].split()
    if words[0].casefold() in _NOT_ACTING or times(phrase):
        return None
    head = words[-1].rstrip(",")
    if not head[0].isupper():
        return _is_people(head)
    # Any word can begin a sentence with a capital: "Copies of it", "Construction will begin".
    alone = len(words) == 1 and head not in known
    if alone and (not sure or len(phrase) > len(head) or _ABSTRACT.search(head)):
        return _is_people(head)
    return True


def _is_people(noun: str) -> bool | None:
    folded = noun.casefold()
    return False if folded in _PEOPLE or _BY_ENDING.search(folded) else None


def _agents(text: str) -> list[Actor]:
    return [Actor(*match.span("who"), False, True) for match in _AGENT.finditer(text)]


def _han(text: str) -> list[Actor]:
    found = []
    for pattern in (_HAN_CHARGED, _HAN_SUBJECT):
        for match in pattern.finditer(text, overlapped=True):
            start, end = match.span("who")
            start = max([start, *(time_end for _, time_end in times(text) if start < time_end < end)])
            who = text[start:end]
            if len(who) >= 2 and not _HAN_NOT_ACTING.search(who):
                assigned = pattern is _HAN_CHARGED or _HAN_DUTY.match(text, end) is not None
                found.append(Actor(start, end, assigned, True))
    return found
