"""Conversations of other programs: trees stay trees, and what is left out is said."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest

from assistant.storage.history import History
from assistant.tasks.errors import NotAConversation
from assistant.tasks.export import to_json
from assistant.tasks.importing import Imported, read_conversations


def node(key: str, parent: str | None, role: str, content: Any, **more: Any) -> dict[str, Any]:
    content = {"content_type": "text", "parts": [content]} if isinstance(content, str) else content
    message = {
        "author": {"role": role},
        "content": content,
        "create_time": 1700000001.5,
        "metadata": {},
        **more,
    }
    return {"id": key, "parent": parent, "message": message, "children": []}


PICTURE = {"content_type": "image_asset_pointer", "asset_pointer": "file-service://file-abc"}
CHATGPT = {
    "title": "Harbour",
    "create_time": 1700000000.0,
    "update_time": 1700000900.0,
    "current_node": "a2",
    "is_archived": True,
    "mapping": {
        # A child may stand before its parent.
        "a2": node("a2", "thought", "assistant", "12 m", metadata={"model_slug": "gpt-4o"}),
        "root": {"id": "root", "parent": None, "message": None, "children": ["s"]},
        "s": node("s", "root", "system", "Be brief."),
        "q": node(
            "q",
            "s",
            "user",
            {
                "content_type": "multimodal_text",
                "parts": [{"content_type": "image_asset_pointer"}, "港口有多深？"],
            },
        ),
        "a1": node("a1", "q", "assistant", "Deep."),
        "thought": node(
            "thought", "q", "assistant", {"content_type": "thoughts", "thoughts": [{"content": "Depth…"}]}
        ),
        "run": node("run", "a2", "assistant", {"content_type": "code", "language": "python", "text": "12"}),
        "tool": node("tool", "run", "tool", {"content_type": "execution_output", "text": "12"}),
    },
}
OPEN_WEBUI = {
    "title": "Letter",
    "created_at": 1700000000,
    "updated_at": 1700000500,
    "pinned": True,
    "chat": {
        "params": {"system": "Be kind."},
        "timestamp": 1700000000123,
        "history": {
            "currentId": "a1",
            "messages": {
                "q": {"id": "q", "parentId": None, "role": "user", "content": "写信", "timestamp": 1700000001,
                      "files": [{"type": "file", "name": "信.pdf"}]},
                "a1": {"id": "a1", "parentId": "q", "role": "assistant", "model": "qwen3:8b",
                       "content": '<details type="reasoning" done="true">\n<summary>Thought</summary>\n'
                       "&gt; Kind &amp; short\n</details>\nDear"},
                "a2": {"id": "a2", "parentId": "q", "role": "assistant", "content": "Hello"},
            },
        },
    },
}  # fmt: skip
LM_STUDIO = {
    "name": "Tea",
    "createdAt": 1700000000000,
    "systemPrompt": "Drink.",
    "messages": [
        {"currentlySelected": 0, "versions": [{"type": "singleStep", "role": "user",
         "content": [{"type": "text", "text": "Tea?"}, {"type": "file", "name": "cup.png"}]}]},
        {"currentlySelected": 1, "versions": [
            {"type": "singleStep", "role": "assistant", "content": [{"type": "text", "text": "No."}]},
            {"type": "multiStep", "role": "assistant", "senderInfo": {"senderName": "qwen3"}, "steps": [
                {"type": "contentBlock", "style": {"type": "thinking"},
                 "content": [{"type": "text", "text": "Hm"}]},
                {"type": "contentBlock", "content": [{"type": "text", "text": "Yes."}]},
                {"type": "toolStatus"},
                {"type": "debugInfoBlock", "debugInfo": "x"},
            ]}]},
        {"currentlySelected": 0, "versions": [{"type": "singleStep", "role": "user",
         "content": [{"type": "text", "text": "Why?"}]}]},
    ],
}  # fmt: skip


def only(data: object) -> Imported:
    (found,) = read_conversations(json.dumps(data).encode(), "export.json")
    return found


def shown(imported: Imported) -> list[str]:
    """The texts of the branch that is shown, as the history has them."""
    with History.in_memory() as history:
        added = history.add_copy(imported.conversation, imported.messages)
        return [message.text for message in history.messages_on_path(added.leaf)]


def test_chatgpt() -> None:
    found = only([CHATGPT])
    conversation = found.conversation
    assert (conversation.title, conversation.system_prompt) == ("Harbour", "Be brief.")
    assert (conversation.created, conversation.updated, conversation.archived) == (1.7e9, 1700000900.0, True)
    question, first, second = found.messages
    assert question.text == "[not imported: image_asset_pointer]\n\n港口有多深？"
    assert (first.parent, second.parent) == (question.id, question.id)
    assert (first.text, second.thinking, second.model) == ("Deep.", "Depth…", "gpt-4o")
    assert second.text == "12 m\n\n```python\n12\n```"
    assert found.left_out == 2, "the picture, and the output of the tool"
    assert shown(found) == [question.text, second.text]


def test_open_webui() -> None:
    found = only([OPEN_WEBUI])
    question, first, second = found.messages
    assert question.text == "[not imported: 信.pdf]\n\n写信"
    assert (first.text, first.thinking, first.model) == ("Dear", "Kind & short", "qwen3:8b")
    assert (first.parent, second.parent) == (question.id, question.id)
    assert (found.conversation.pinned, found.conversation.system_prompt) == (True, "Be kind.")
    assert found.conversation.updated == 1700000500
    assert shown(found) == [question.text, "Dear"]
    assert only(OPEN_WEBUI["chat"]).conversation.created == pytest.approx(1700000000.123)


def test_old_chats_of_open_webui_are_a_row() -> None:
    rows = [{"role": "user", "content": "1"}, {"role": "assistant", "content": "2"}]
    assert shown(only({"title": "Row", "chat": {"messages": rows}})) == ["1", "2"]


def test_lm_studio() -> None:
    found = only(LM_STUDIO)
    question, no, yes, why = found.messages
    assert question.text == "Tea?\n\n[not imported: cup.png]"
    assert (no.parent, yes.parent, why.parent) == (question.id, question.id, yes.id)
    assert (yes.text, yes.thinking, yes.model) == ("Yes.\n\n[not imported: toolStatus]", "Hm", "qwen3")
    assert (found.conversation.system_prompt, found.left_out) == ("Drink.", 2)
    assert shown(found) == [question.text, yes.text, "Why?"]


def test_the_archive_of_chatgpt_is_read_as_it_came() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("chat.html", "<html>")
        for number in range(2):
            archive.writestr(f"conversations-{number:03}.json", json.dumps([CHATGPT]))
    assert len(read_conversations(packed.getvalue(), "export.zip")) == 2


def test_ones_own_file_is_read_too() -> None:
    with History.in_memory() as history:
        made = history.create_conversation(title="Own")
        history.add_message(made.id, "user", "1", parent=None)
        data = to_json(history.conversation(made.id), history.all_messages(made.id)).encode()
    (found,) = read_conversations(data, "own.json")
    assert [message.text for message in found.messages] == ["1"]


def test_a_circle_of_messages_is_left_out_and_counted() -> None:
    circle = {"a": node("a", "b", "user", "1"), "b": node("b", "a", "assistant", "2")}
    found = only([{**CHATGPT, "mapping": circle}])
    assert (list(found.messages), found.left_out) == ([], 2)


def test_a_very_long_conversation_is_no_deeper_than_it_can_be() -> None:
    mapping = {
        str(n): node(str(n), str(n - 1) if n else None, ("user", "assistant")[n % 2], str(n))
        for n in range(5000)
    }
    found = only([{**CHATGPT, "mapping": mapping, "current_node": "4999"}])
    assert len(shown(found)) == 5000


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe", b"[]", b"[1]", b'{"a": 1}', b"PK\x03\x04 no archive", b'[{"mapping": {"a": 3}}]',
     b'{"messages": [{"versions": 3}]}', b'[{"mapping": {}}, {"other": 1}]'],
)  # fmt: skip
def test_another_file_is_refused_by_its_name(data: bytes) -> None:
    with pytest.raises(NotAConversation, match=r"holiday\.jpg"):
        read_conversations(data, "holiday.jpg")
