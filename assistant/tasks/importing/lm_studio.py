"""A conversation of LM Studio: ``*.conversation.json`` in its folder of conversations.

``messages`` is a row; each has ``versions``, of which ``currentlySelected`` is shown and the rest are
siblings. A version is a ``singleStep`` with ``content``, or a ``multiStep`` with ``steps``, whose blocks of
content have a ``style`` of "thinking" where the model thinks. Times are in milliseconds.
"""

from __future__ import annotations

from typing import Any

from assistant.tasks.importing.tree import Imported, Node, Omissions, to_conversation

_NOT_SAID = ("debugInfoBlock",)
"""Steps that are no part of what was said."""


def conversation(data: dict[str, Any]) -> Imported:
    """The conversation of a file. Raises what foreign data makes Python raise."""
    omissions = Omissions()
    created = (data.get("createdAt") or 0) / 1000
    nodes: list[Node] = []
    parent: str | None = None
    system_prompt = data.get("systemPrompt") or ""
    for row, message in enumerate(data["messages"]):
        selected = message.get("currentlySelected") or 0
        above = parent
        for number, version in enumerate(message["versions"]):
            text, thinking = _content(version, omissions)
            if version.get("role") == "system":
                system_prompt = system_prompt or text
            key = f"{row}.{number}"
            sender = (version.get("senderInfo") or {}).get("senderName")
            nodes.append(Node(key, above, version.get("role", ""), text, thinking, sender, created))
            if number == selected:
                parent = key
    return to_conversation(
        nodes,
        parent,
        title=data.get("name") or "",
        created=created,
        updated=(data.get("userLastMessagedAt") or data.get("createdAt") or 0) / 1000,
        system_prompt=system_prompt,
        pinned=bool(data.get("pinned")),
        omissions=omissions,
    )


def _content(version: dict[str, Any], omissions: Omissions) -> tuple[str, str]:
    """The text and the thinking of a version."""
    if version.get("type") != "multiStep":
        return _texts(version.get("content") or "", omissions), ""
    said: list[str] = []
    thought: list[str] = []
    for step in version.get("steps") or ():
        if step.get("type") == "contentBlock":
            thinks = (step.get("style") or {}).get("type") == "thinking"
            (thought if thinks else said).append(_texts(step.get("content") or "", omissions))
        elif step.get("type") not in _NOT_SAID:
            said.append(omissions.of(step.get("type")))
    return "\n\n".join(filter(None, said)), "\n\n".join(filter(None, thought))


def _texts(content: str | list[dict[str, Any]], omissions: Omissions) -> str:
    if isinstance(content, str):
        return content
    return "\n\n".join(
        part["text"] if part.get("type") == "text" else omissions.of(part.get("name") or part.get("type"))
        for part in content
    )
