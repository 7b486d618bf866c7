"""From the nodes of another program's conversation to a tree of questions and answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

from assistant.storage.records import Conversation, Message, Parameters, Role


@dataclass(frozen=True)
class Node:
    """A message of another program; ids are its own."""

    id: str
    parent: str | None
    role: str
    """Only "user" and "assistant" become messages."""
    text: str
    thinking: str = ""
    model: str | None = None
    created: float = 0.0
    """Seconds since the epoch."""


@dataclass(frozen=True)
class Imported:
    """A conversation with all its messages, a parent before its children."""

    conversation: Conversation
    messages: Sequence[Message]
    left_out: int = 0
    """How many parts are no text, and were not taken over."""


@dataclass
class Omissions:
    """Counts what is left out, and gives the words that stand in its place."""

    count: int = 0

    def of(self, what: object) -> str:
        """The mark for a part; ``what`` is what the other program calls it."""
        self.count += 1
        return f"[not imported: {what or 'unknown'}]"


@dataclass
class _Builder:
    nodes: dict[str, Node]
    children: defaultdict[str | None, list[str]] = field(default_factory=lambda: defaultdict(list))
    messages: list[Message] = field(default_factory=list)
    numbers: dict[str, int | None] = field(default_factory=dict)
    """For each node the message that it has become, or that it belongs to."""


def to_conversation(
    nodes: Iterable[Node],
    current: str | None,
    *,
    title: str,
    created: float,
    updated: float,
    system_prompt: str = "",
    archived: bool = False,
    pinned: bool = False,
    omissions: Omissions,
) -> Imported:
    """``current`` is the last node of the branch that was shown; None: that of the newest message.

    Empty nodes and those of other roles are passed over, and what follows them follows what was before them.
    An answer in several pieces, one below the other, becomes one.
    """
    builder = _Builder({node.id: node for node in nodes})
    for node in builder.nodes.values():
        builder.children[node.parent if node.parent in builder.nodes else None].append(node.id)
    waiting: list[tuple[str, int | None]] = [(each, None) for each in reversed(builder.children[None])]
    while waiting:
        node_id, above = waiting.pop()
        number = _take(builder, builder.nodes[node_id], above)
        builder.numbers[node_id] = number
        waiting += [(each, number) for each in reversed(builder.children[node_id])]
    # What is its own ancestor is reached from nowhere.
    omissions.count += len(builder.nodes) - len(builder.numbers)
    newest = builder.messages[-1].id if builder.messages else None
    conversation = Conversation(
        id=0,
        title=title,
        title_source="user" if title else "auto",
        created=created,
        updated=updated,
        pinned=pinned,
        archived=archived,
        trashed_at=None,
        cache_key=None,
        leaf=builder.numbers.get(current or "", newest) or newest,
        parameters=Parameters(),
        system_prompt=system_prompt,
        draft="",
    )
    return Imported(conversation, builder.messages, omissions.count)


def _take(builder: _Builder, node: Node, above: int | None) -> int | None:
    """The message that a node has become; the one ``above`` if it is none of its own."""
    if node.role not in ("user", "assistant") or not (node.text.strip() or node.thinking.strip()):
        return above
    before = builder.messages[above - 1] if above is not None else None
    only = len(builder.children[node.parent]) == 1
    if before is not None and before.role == node.role == "assistant" and only:
        builder.messages[before.id - 1] = _joined(before, node)
        return before.id
    role: Role = "user" if node.role == "user" else "assistant"
    message = Message(
        id=len(builder.messages) + 1,
        conversation=0,
        parent=above,
        role=role,
        state="complete",
        created=node.created,
        model=node.model if role == "assistant" else None,
        outcome=None,
        failure=None,
        text=node.text.strip(),
        thinking=node.thinking.strip(),
    )
    builder.messages.append(message)
    return message.id


def _joined(message: Message, node: Node) -> Message:
    def both(*texts: str) -> str:
        return "\n\n".join(filter(None, (text.strip() for text in texts)))

    return msgspec.structs.replace(
        message,
        text=both(message.text, node.text),
        thinking=both(message.thinking, node.thinking),
        model=message.model or node.model,
    )
