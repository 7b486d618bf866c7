"""The export of Open WebUI: one chat, or a list of them.

``chat.history.messages`` maps ids to messages with ``parentId``; ``currentId`` is the last one of the branch
that was shown. Old exports have nothing but ``messages``, in a row. Thinking stands in the text, in a
``<details type="reasoning">`` block whose lines are quoted.
"""

from __future__ import annotations

import html
import re
from typing import Any

from assistant.tasks.importing.tree import Imported, Node, Omissions, to_conversation

_MILLISECONDS = 1e11
"""No time in seconds is as large as that; times in milliseconds are."""
_REASONING = re.compile(
    r'<details type="reasoning"[^>]*>\s*(?:<summary>.*?</summary>)?(.*?)</details>\s*', re.DOTALL
)


def conversation(data: dict[str, Any]) -> Imported:
    """One chat. Raises what foreign data makes Python raise."""
    chat = data.get("chat") or data
    omissions = Omissions()
    history = chat.get("history") or {}
    messages = history.get("messages") or _in_a_row(chat.get("messages") or [])
    nodes, system_prompt = [], (chat.get("params") or {}).get("system") or chat.get("system") or ""
    for key, message in messages.items():
        text, thinking = _content(message, omissions)
        if message.get("role") == "system":
            system_prompt = system_prompt or text
        model = message.get("modelName") or message.get("model")
        created = _seconds(message.get("timestamp"))
        nodes.append(
            Node(key, message.get("parentId"), message.get("role", ""), text, thinking, model, created)
        )
    created = _seconds(data.get("created_at") or chat.get("timestamp"))
    return to_conversation(
        nodes,
        history.get("currentId"),
        title=data.get("title") or chat.get("title") or "",
        created=created,
        updated=_seconds(data.get("updated_at")) or created,
        system_prompt=system_prompt,
        archived=bool(data.get("archived")),
        pinned=bool(data.get("pinned")),
        omissions=omissions,
    )


def _in_a_row(messages: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {
        str(number): {**message, "parentId": str(number - 1) if number else None}
        for number, message in enumerate(messages)
    }


def _content(message: dict[str, Any], omissions: Omissions) -> tuple[str, str]:
    """The text and the thinking of a message."""
    content = message.get("content") or ""
    if isinstance(content, list):
        pieces = [
            part["text"] if part.get("type") == "text" else omissions.of(part.get("type")) for part in content
        ]
        content = "\n\n".join(pieces)
    thoughts = [html.unescape(found[1]) for found in _REASONING.finditer(content)]
    thinking = "\n".join(re.sub(r"^> ?", "", thought.strip(), flags=re.MULTILINE) for thought in thoughts)
    text = _REASONING.sub("", content)
    files = [omissions.of(each.get("name") or each.get("type")) for each in message.get("files") or ()]
    return "\n\n".join([*files, text] if text else files), thinking


def _seconds(value: float | None) -> float:
    value = float(value or 0.0)
    return value / 1000 if value > _MILLISECONDS else value
