"""Made-up minutes with planted action items and decisions among talk that leads to nothing."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from assistant.tasks.summarize import RowKind


@dataclass(frozen=True)
class Entry:
    """A sentence of the minutes, and the cells that a careful reader would fill; empty: none."""

    kind: RowKind
    text: str
    who: str
    when: str


@dataclass(frozen=True)
class Minutes:
    text: str
    """Markdown, with a heading for each item of the agenda."""
    entries: tuple[Entry, ...]


def _entries(lines: str) -> tuple[Entry, ...]:
    made = []
    for line in lines.strip().splitlines():
        kind, who, when, text = line.split(" | ")
        made.append(Entry("action" if kind == "a" else "decision", text, who.strip("-"), when.strip("-")))
    return tuple(made)


_ENGLISH = _entries(
    """
a | Anna | by Friday | Anna will send the revised budget to the auditors by Friday.
a | Tom Becker | before the end of the month | Tom Becker to get roof offers before the end of the month.
a | Priya | - | Priya agreed to draft the letter to the landlord.
a | the treasurer | until 15 March | The treasurer shall keep the invoices back until 15 March.
a | Carla | tomorrow | Action: Carla to cancel the old insurance tomorrow.
a | Samir Haddad | next week | The board agreed that Samir Haddad will visit the depot next week.
a | - | by 1 June | The emergency exits must be repainted by 1 June.
a | Lena | - | It was pointed out that Lena needs to renew the lease of the van.
a | Tom Becker | - | Tom Becker volunteered to look after the archive.
a | Anna | by the next meeting | Anna should report on the leak by the next meeting.
d | the board | May | In May the board decided to close the reading room on Sundays.
d | - | - | It was decided to raise the fee for members to 40 euros.
d | - | - | The proposal to sell the annex was rejected by seven votes to two.
d | the committee | - | The committee approved the accounts without changes.
d | - | September | The summer party was postponed to September.
d | members | - | Members voted to keep the name of the society.
"""
)
_CHINESE = _entries(
    """
a | 李明 | 下周三之前 | 李明负责在下周三之前提交修改后的预算。
a | 王芳 | 月底前 | 请王芳在月底前联系三家屋顶维修公司。
a | 财务部 | - | 由财务部准备新的租赁合同。
a | 张伟 | 明天 | 张伟将于明天取消旧的保险。
a | 市场部 | 10月8日前 | 市场部需在10月8日前提供嘉宾名单。
a | 陈静 | - | 陈静答应起草给房东的信。
a | 赵磊 | 下周五前 | 下周五前，赵磊必须完成仓库盘点。
d | 会议 | 五月 | 会议决定将年会推迟到五月。
d | 理事会 | - | 理事会批准了去年的决算。
d | - | - | 一致同意把会费提高到四十元。
d | 董事会 | - | 董事会否决了出售附楼的提案。
"""
)
_TALK = (
    "The chair thanked everybody for coming.",
    "There was a lively exchange of views on the state of the garden.",
    "Several people remembered how the old kitchen used to look.",
    "The weather has been dry, which suits the painters.",
    "Attendance was about the same as in the previous year.",
    "Progress on the website was described as steady.",
    "A visitor asked how the society had come by its name.",
    "The noise from the street was mentioned again.",
    "Opinions differed on whether the new chairs are comfortable.",
    "The report on the spring fair met with interest.",
)
_CHINESE_TALK = (
    "主持人感谢大家的到来。",
    "与会者就花园的现状交换了看法。",
    "有人回忆起旧厨房的样子。",
    "最近天气干燥，适合粉刷。",
    "到会人数与往年差不多。",
    "网站的进展比较平稳。",
    "街上的噪音又一次被提起。",
    "新椅子是否舒适，看法不一。",
    "春季集市的情况引起了兴趣。",
)


def minutes(language: Literal["en", "zh"] = "en", talk: int = 4, seed: int = 1) -> Minutes:
    """Every entry once, each with ``talk`` other sentences around it."""
    chance = random.Random(seed)
    entries = list(_ENGLISH if language == "en" else _CHINESE)
    chance.shuffle(entries)
    chatter = _TALK if language == "en" else _CHINESE_TALK
    space, heading = (" ", "Item") if language == "en" else ("", "议题")
    parts = []
    for number, begin in enumerate(range(0, len(entries), 3), 1):
        sentences = [chance.choice(chatter) for _ in range(3 * talk)]
        for entry in entries[begin : begin + 3]:
            sentences.insert(chance.randrange(len(sentences) + 1), entry.text)
        parts.append(f"## {heading} {number}\n\n{space.join(sentences)}\n")
    return Minutes("\n".join(parts), tuple(entries))
