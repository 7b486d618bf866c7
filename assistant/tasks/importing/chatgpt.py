"""The export of ChatGPT: ``conversations.json``, a list of conversations.

Each has a ``mapping`` from ids to nodes with ``parent`` and ``message``; ``current_node`` is the last one of
the branch that was shown. A message's ``content`` has a ``content_type``: ``text`` and ``multimodal_text``
have ``parts``, of which strings are text; ``code`` has a text of its own; ``thoughts`` are what the model
thought.
"""

from __future__ import annotations

from typing import Any

from assistant.tasks.importing.tree import Imported, Node, Omissions, to_conversation

_ABOUT_OTHERS = ("reasoning_recap", "model_editable_context")
"""Kinds of content that only tell of other messages: how long the model thought, what it was shown."""


def conversation(data: dict[str, Any]) -> Imported:
    """One conversation of the list. Raises what foreign data makes Python raise."""
    omissions = Omissions()
    nodes, system_prompt = [], ""
    for key, value in data["mapping"].items():
        message = value.get("message") or {}
        role = (message.get("author") or {}).get("role", "")
        text, thinking = _content(message, omissions)
        if role == "system":
            system_prompt = system_prompt or text
        elif role == "tool" and text:
            omissions.of("tool")
        model = (message.get("metadata") or {}).get("model_slug")
        created = message.get("create_time") or data.get("create_time") or 0.0
        nodes.append(Node(key, value.get("parent"), role, text, thinking, model, created))
    return to_conversation(
        nodes,
        data.get("current_node"),
        title=data.get("title") or "",
        created=data.get("create_time") or 0.0,
        updated=data.get("update_time") or data.get("create_time") or 0.0,
        system_prompt=system_prompt,
        archived=bool(data.get("is_archived")),
        omissions=omissions,
    )


def _content(message: dict[str, Any], omissions: Omissions) -> tuple[str, str]:
    """The text and the thinking of a message."""
    content = message.get("content") or {}
    match kind := content.get("content_type"):
        case None:
            return "", ""
        case "text" | "multimodal_text":
            return "\n\n".join(_parts(content.get("parts") or [], omissions)), ""
        case "code":
            language = content.get("language", "")
            language = "" if language == "unknown" else language
            return f"```{language}\n{content.get('text', '')}\n```", ""
        case "thoughts":
            thoughts = content.get("thoughts") or ()
            return "", "\n\n".join(each.get("content") or each.get("summary") or "" for each in thoughts)
        case "execution_output":
            return content.get("text", ""), ""
        case _ if kind in _ABOUT_OTHERS:
            return "", ""
    return omissions.of(kind), ""


def _parts(parts: list[Any], omissions: Omissions) -> list[str]:
    texts = []
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
        elif isinstance(part, dict) and isinstance(part.get("text"), str):
            texts.append(part["text"])  # what was said, written down
        else:
            texts.append(omissions.of(part.get("content_type") if isinstance(part, dict) else ""))
    return [text for text in texts if text]
