"""Where the inline markup of Markdown stands: emphasis, links, images, code spans and the like, with offsets.

markdown-it knows the rules, and tells what it finds but not where. So its rules are watched while they work.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    emphasis,
    escape,
    html_inline,
    image,
    link,
    newline,
    strikethrough,
)
from markdown_it.utils import EnvType

from assistant.documents.translatable.tags import Role

Rule = Callable[[StateInline, bool], bool]

# Extensions that CommonMark would read as text: footnotes, check boxes, mathematics, templates,
# attributes, wiki links, emoji.
_EXTENSION = re.compile(
    r"\[\^[^\]\s]{1,100}\](?::(?=\s))?"
    r"|\[[ xX]\](?=\s)"
    r"|\$\$[^$]{1,2000}\$\$|\$(?=[^\s$])(?:[^$\n\\]|\\.){0,500}(?<=\S)\$(?!\d)"
    r"|\{[#.:][^{}\n]{1,200}\}|\{\{[^{}]{1,500}\}\}|\{%[^{}]{1,500}%\}|\[\[[^\[\]]{1,200}\]\]|:[a-z0-9_+-]{1,40}:(?!\w)"
)
_TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")
_VOID = frozenset("br hr img input wbr".split())
_DELIMITERS = {
    # How much of the delimiter lies before and after the place of its token.
    "em_open": (0, 1),
    "em_close": (0, 1),
    "strong_open": (1, 1),
    "strong_close": (0, 2),
    "s_open": (0, 2),
    "s_close": (0, 2),
}


class Mark(NamedTuple):
    """Markup in ``content[start:end]``."""

    start: int
    end: int
    role: Role
    name: str = ""
    label: str = ""
    """Of the end of a link that is named by its text alone: that text, by which it stays known."""


class InlineParser:
    """CommonMark with tables and strikethrough."""

    def __init__(self, max_nesting: int) -> None:
        self.blocks = MarkdownIt("commonmark", {"maxNesting": max_nesting})
        """Parses a text into blocks, and leaves what is inside them to :meth:`marks`."""
        self.blocks.enable(["table", "strikethrough"]).disable("inline")
        self._state: StateInline | None = None
        self._marks: list[Mark] = []
        ruler = self.blocks.inline.ruler
        ruler.at("newline", self._watched(newline, self._note_break))
        ruler.at("escape", self._watched(escape, self._note_break))
        ruler.at("backticks", self._watched(backtick, self._note_standing))
        ruler.at("autolink", self._watched(autolink, self._note_standing))
        ruler.at("html_inline", self._watched(html_inline, self._note_tag))
        ruler.at("link", self._watched(link, self._note_link))
        ruler.at("image", self._watched(image, self._note_image))
        ruler.at("emphasis", self._watched(emphasis.tokenize, self._note_delimiters))
        ruler.at("strikethrough", self._watched(strikethrough.tokenize, self._note_delimiters))
        ruler.before("escape", "extension", self._watched(_extension, self._note_standing))
        self.blocks.inline.ruler2.disable(
            "fragments_join"
        )  # tokens that are joined have no place of their own

    def marks(self, content: str, env: EnvType) -> list[Mark]:
        """The markup in the ``content`` of a block, in order; ``env`` is that of the document's blocks."""
        self._marks = []
        self._state = state = StateInline(content, self.blocks, env, [])
        self.blocks.inline.tokenize(state)
        for rule in self.blocks.inline.ruler2.getRules(""):
            rule(state)
        self._state = None
        return sorted([*self._marks, *_paired_delimiters(state)])

    def _watched(self, rule: Rule, note: Callable[[StateInline, int, int], None]) -> Rule:
        def watched(state: StateInline, silent: bool) -> bool:
            if silent or state is not self._state:
                return rule(state, silent)
            start = state.pos
            made = len(state.tokens) + bool(state.pending)
            if not rule(state, silent):
                return False
            note(state, start, made)
            return True

        return watched

    def _note_standing(self, state: StateInline, start: int, made: int) -> None:
        # Backticks without a partner are text, and so make no token.
        if not state.pending:
            self._marks.append(Mark(start, state.pos, "standing"))

    def _note_break(self, state: StateInline, start: int, made: int) -> None:
        if state.tokens and not state.pending and state.tokens[-1].type == "hardbreak":
            while start and state.src[start - 1] == " ":  # which make the break, and end what was pending
                start -= 1
            self._marks.append(Mark(start, state.pos, "standing"))

    def _note_tag(self, state: StateInline, start: int, made: int) -> None:
        tag = state.src[start : state.pos]
        name = _TAG_NAME.match(tag)
        role: Role = "standing"
        if name and name[1].lower() not in _VOID and not tag.endswith("/>"):
            role = "close" if tag.startswith("</") else "open"
        self._marks.append(Mark(start, state.pos, role, f"<{name[1].lower()}" if name else ""))

    def _note_link(self, state: StateInline, start: int, made: int) -> None:
        self._note_bracket(state, start, start + 1, "link")

    def _note_image(self, state: StateInline, start: int, made: int) -> None:
        self._note_bracket(state, start, start + 2, "image")

    def _note_bracket(self, state: StateInline, start: int, text: int, name: str) -> None:
        end = state.md.helpers.parseLinkLabel(state, text - 1, name == "link")
        label = state.src[text:end] if state.src[end : state.pos] in {"]", "][]"} else ""
        self._marks.append(Mark(start, text, "open", name))
        self._marks.append(Mark(end, state.pos, "close", name, label))

    def _note_delimiters(self, state: StateInline, start: int, made: int) -> None:
        for token in state.tokens[made:]:
            token.meta["at"] = start
            start += len(token.content)


def _paired_delimiters(state: StateInline) -> Iterator[Mark]:
    for token in state.tokens:
        if token.type in _DELIMITERS and "at" in token.meta:
            before, after = _DELIMITERS[token.type]
            at = token.meta["at"]
            role: Role = "open" if token.nesting > 0 else "close"
            yield Mark(at - before, at + after, role, token.tag)


def _extension(state: StateInline, silent: bool) -> bool:
    found = _EXTENSION.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("extension", "", 0)
    state.pos = found.end()
    return True
