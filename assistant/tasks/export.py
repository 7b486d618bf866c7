"""Conversations as texts: Markdown and HTML for people, JSON for this program on another machine.

People get the branch that is shown. JSON has all versions, and comes back as it was, but for the numbers that
messages have in a history and for what belongs to one machine, such as the names of caches.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from assistant.documents import mathematics
from assistant.storage.records import Conversation, Message
from assistant.tasks.errors import ConversationNewer, NotAConversation

Form = Literal["markdown", "html", "json", "pdf"]

FORMAT = "parlance-conversation"
VERSION = 1

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ max-width: 45rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif }}
.who {{ margin: 2rem 0 .25rem; font-size: .8rem; opacity: .7 }}
.asked {{ white-space: pre-wrap }}
.asked, pre {{ padding: .75rem 1rem; border-radius: .75rem; background: #8882 }}
pre {{ overflow-x: auto }}
table {{ border-collapse: collapse }}
td, th {{ padding: .25rem .75rem; border-bottom: 1px solid #8886 }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


class ConversationFile(msgspec.Struct, frozen=True, kw_only=True):
    """The JSON form. The ids of messages have a meaning in it alone; a parent stands before its children."""

    format: str
    version: int
    conversation: Conversation
    messages: list[Message]


def to_markdown(conversation: Conversation, branch: Sequence[Message], you: str) -> str:
    """``you`` is what the one who asked is called."""
    parts = [f"# {_line(conversation.title)}"]
    if conversation.system_prompt:
        parts.append("\n".join(f"> {line}" for line in conversation.system_prompt.splitlines()))
    for message in branch:
        parts += [f"**{_line(_who(message, you))}** · {_line(_circumstances(message))}", message.text.strip()]
    return "\n\n".join(part for part in parts if part) + "\n"


def to_html(conversation: Conversation, branch: Sequence[Message], you: str, language: str) -> str:
    """One page that needs no other file; what was asked is plain text. ``language`` is a BCP 47 tag."""
    return _PAGE.format(
        language=html.escape(language),
        title=html.escape(conversation.title),
        body=to_html_body(conversation, branch, you),
    )


def to_html_body(conversation: Conversation, branch: Sequence[Message], you: str) -> str:
    """What stands in the body of that page."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    # An image would be fetched from somewhere when the page is opened.
    markdown.disable("image")
    mathematics.install(markdown)
    markdown.add_render_rule("math_inline", _inline_math)
    markdown.add_render_rule("math_block", _block_math)
    parts = [f"<h1>{html.escape(conversation.title)}</h1>"]
    for message in branch:
        who = f"{_who(message, you)} · {_circumstances(message)}"
        parts.append(f'<p class="who">{html.escape(who)}</p>')
        if message.role == "user":
            parts.append(f'<div class="asked">{html.escape(message.text.strip())}</div>')
        else:
            parts.append(f"<div>{markdown.render(message.text)}</div>")
    return "\n".join(parts)


def to_json(conversation: Conversation, messages: Sequence[Message]) -> str:
    """``messages`` are all there are, a parent before its children."""
    kept = msgspec.structs.replace(conversation, cache_key=None, trashed_at=None, draft="")
    file = ConversationFile(format=FORMAT, version=VERSION, conversation=kept, messages=list(messages))
    return msgspec.json.format(msgspec.json.encode(file)).decode() + "\n"


def from_json(data: bytes, name: str) -> ConversationFile:
    """Read what :func:`to_json` has written; ``name`` is for the sentence when it is something else.

    Raises :class:`NotAConversation` and :class:`ConversationNewer`.
    """
    try:
        header = msgspec.json.decode(data, type=_Header)
        if header.format != FORMAT:
            raise NotAConversation(name=name)
        if header.version > VERSION:
            raise ConversationNewer(name=name, found=header.version, known=VERSION)
        file = msgspec.json.decode(data, type=ConversationFile)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotAConversation(repr(error), name=name) from error
    known: set[int] = set()
    for message in file.messages:
        if message.id in known or not (message.parent is None or message.parent in known):
            raise NotAConversation(f"message {message.id} is out of place", name=name)
        known.add(message.id)
    if file.conversation.leaf is not None and file.conversation.leaf not in known:
        raise NotAConversation("the branch that is shown ends nowhere", name=name)
    return file


class _Header(msgspec.Struct, frozen=True):
    format: str
    version: int


def _inline_math(
    _renderer: RendererProtocol, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    """TeX as it was written, which people and other programs read; not as Markdown, which would damage it."""
    return f'<span class="math">${html.escape(tokens[index].content)}$</span>'


def _block_math(
    _renderer: RendererProtocol, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    return f'<p class="math">$${html.escape(tokens[index].content)}$$</p>\n'


def _who(message: Message, you: str) -> str:
    return you if message.role == "user" else message.model or "Parlance"


def _circumstances(message: Message) -> str:
    """When it was written, and the names of what was attached."""
    when = datetime.fromtimestamp(message.created).astimezone().isoformat(" ", "minutes")[:16]
    return " · ".join([when, *(each.name for each in message.attachments)])


def _line(text: str) -> str:
    return " ".join(text.split())
