"""When something happens: the words of a sentence that name a time, in English, Chinese and numbers.

More than dates: "by Friday", "the end of May", "下周三之前" say when something is due, and are no value
that could be compared. What only says how long something takes is left out.
"""

from __future__ import annotations

import functools

import regex

from assistant.documents.sentences import Span

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\b"
)
_UNIT = (
    r"(?:hour|day|night|morning|afternoon|evening|week(?:end)?|fortnight|month|quarter|year|decade|century|term"
    r"|semester|spring|summer|autumn|winter|meeting|session)"
)
_YEAR = r"(?:1[0-9]|20)\d\d"
_COUNT = r"(?:\d+|an?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_HALF_DAY = r"(?:[ap]m\b|[ap]\.m\.)"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_SURE = rf"""
    (?:(?:the[ ])?(?:beginning|start|middle|end|eve)[ ]of[ ])?(?:the[ ])?
    (?:early[ ]|mid-?[ ]?|late[ ])?
    (?: {_ORDINAL}[ ](?:of[ ])?{_MONTH}(?:,?[ ]{_YEAR}\b)?
      | {_MONTH}[ ]{_ORDINAL}\b(?:,?[ ]{_YEAR}\b)?
      | {_MONTH}[ ]{_YEAR}\b
      | \b{_YEAR}-\d\d-\d\d\b | \b\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR}\b
      | (?:next|last|this|coming|following|previous|every|each|same)[ ](?:{_DAY}|{_UNIT}\b)
      | \bQ[1-4](?:[ ]{_YEAR})?\b | {_DAY}\b
    )
  | \b(?:today|tonight|tomorrow|yesterday)\b
  | \b{_COUNT}[ ]{_UNIT}s?[ ](?:ago|later|earlier|from[ ]now)\b
  | \b(?:noon|midnight)\b | \b\d{{1,2}}[:.][0-5]\d\b(?:[ ]?{_HALF_DAY})? | \b\d{{1,2}}[ ]?{_HALF_DAY}
"""
_AFTER_PREPOSITION = rf"""
    (?:the[ ])?(?:(?:beginning|start|middle|end|eve)[ ]of[ ](?:the[ ])?)?(?:early[ ]|mid-?[ ]?|late[ ])?
    (?:(?:spring|summer|autumn|winter)(?:[ ]of)?[ ])?
    (?: {_YEAR}(?:s\b)?(?![\d,.]\d|[ ]?(?:%|per|\p{{Ll}}))
      | {_MONTH}(?:[ ]{_YEAR}\b)? | (?:spring|summer|autumn|winter)\b
    )
  | the[ ](?:beginning|start|middle|end)[ ]of[ ]the[ ]{_UNIT}
  | {_COUNT}[ ]{_UNIT}s?\b
"""
_LIMIT = (
    r"(?:by|before|until|till|since|after|within|not?[ ]later[ ]than|from"
    r"|as[ ]of|due)"
)
_ENGLISH = regex.compile(
    rf"""
    (?<limit>\b{_LIMIT}[ ])?(?<when>{_SURE})(?:,?[ ](?:(?:at|on|in|of)[ ])?(?:{_SURE}))*
  | (?<limit>\b{_LIMIT}[ ])(?<when>{_AFTER_PREPOSITION})
  | \b(?:in|during|on|at|to(?=[ ]{_MONTH}))[ ](?<when>{_SURE}|(?!{_COUNT}[ ]){_AFTER_PREPOSITION})
    """,
    regex.VERBOSE | regex.I,
)
_HINT = regex.compile(
    r"[0-9]{2}|[:./0-9][0-9]|[0-9]\s?[ap]\.?m|day\b|days|night|noon|tomorrow|hour|morning|evening|week|month|quarter"
    r"|year|decade|century|term\b|semester|spring|summer|autumn|winter|meeting|session|\bQ[1-4]"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)",
    regex.I,
)
"""No time without one of these: most sentences need not be looked at closely."""
_HAN_HINT = regex.compile("[年月日天周週号號时時点前后内初底末晚星期]")
_N = r"(?:\d+|[一二三四五六七八九十两半]+|几)"
_WEEKDAY = r"(?:周|星期|礼拜|週)(?:[一二三四五六日天末])"
_CHINESE = regex.compile(
    rf"""
    (?: (?:\d{{4}}|[〇零一二三四五六七八九]{{4}})年(?:底|初|末|{_N}月(?:{_N}[日号號]|底|初|[中上下]旬)?)?
      | {_N}月(?:{_N}[日号號]|底|初|末|[中上下]旬|份)?
      | [今明去前后][年天] | [昨明今]日 | [今明]晚 | [年月](?:底|初|末) | {_WEEKDAY}
      | [本上下这每](?:个|個)?(?:周|星期|礼拜|週)[一二三四五六日天末]?
      | [本上下这每](?:个|個)?(?:月|季度|学期|年度|年)(?:底|初|末)?
      | 第[一二三四]季度 | {_N}(?:天|日|周|个月|年|小时)(?=[之以]?[内后前])
    )
    (?:{_WEEKDAY}|第[一二三四]季度|年底|月底|\d{{1,2}}月(?:\d{{1,2}}[日号])?|\d{{1,2}}[日号])?
    (?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里)?(?:{_N}[点時时](?:半|{_N}分)?|\d{{1,2}}[:：]\d\d)?
    (?:[之以]?[前内后]|前后|起|为止)?(?!的)
    """,
    regex.VERBOSE,
)


@functools.lru_cache(maxsize=1024)
def times(text: str) -> tuple[Span, ...]:
    """Where ``text`` names a time, in order; with "by" or "since", without "on" or "in"."""
    found = []
    if _HINT.search(text):
        for match in _ENGLISH.finditer(text):
            limits = match.spans("limit")
            found.append((limits[-1][0] if limits else match.start("when"), match.end()))
    if _HAN_HINT.search(text):
        found += [match.span() for match in _CHINESE.finditer(text)]
    return tuple(sorted(found))
