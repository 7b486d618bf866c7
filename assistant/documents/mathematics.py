r"""TeX in Markdown: ``$…$`` and ``\(…\)`` in a line, ``$$…$$`` and ``\[…\]`` as blocks.

The usual plugins do not let a formula follow a line of text directly, or drop what stands behind its closing
bracket; models do both.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

CLOSERS = {"$$": "$$", r"\[": r"\]"}

_INLINE = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r"\$\$((?:\\.|[^$\\])+)\$\$",
        # As in Pandoc, so that "$5 and $6" is money.
        r"\$(?![\s$])((?:\\.|[^$\\])+)(?<!\s)\$(?!\d)",
        r"\\\((.+?)\\\)",
        r"\\\[(.+?)\\\]",
    )
)


def install(markdown: MarkdownIt) -> None:
    """Add the tokens ``math_inline`` and ``math_block`` with the TeX as their content."""
    markdown.inline.ruler.before("escape", "math_inline", _inline)
    interrupted = ["paragraph", "blockquote", "list"]
    markdown.block.ruler.before("fence", "math_block", _block, {"alt": interrupted})


def _inline(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "$\\":
        return False
    for pattern in _INLINE:
        found = pattern.match(state.src, state.pos, state.posMax)
        if found and found[1].strip():
            if not silent:
                state.push("math_inline", "math", 0).content = found[1].strip()
            state.pos = found.end()
            return True
    return False


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    closer = CLOSERS.get(state.src[begin : begin + 2])
    if closer is None:
        return False
    content = [state.src[begin + 2 : state.eMarks[start]]]
    line = start
    while closer not in content[-1]:
        line += 1
        if line >= end or state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            return False
        text = state.src[state.bMarks[line] : state.eMarks[line]]
        if text.lstrip().startswith(("```", "~~~")):
            return False
        content.append(text)
    tex, _, behind = "\n".join(content).partition(closer)
    if not tex.strip() or behind.strip():
        return False
    if not silent:
        token = state.push("math_block", "math", 0)
        token.content = tex.strip()
        token.map = [start, line + 1]
        state.line = line + 1
    return True
