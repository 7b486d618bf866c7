"""Conversations are trees: nothing is lost by accident, and nothing is left that was deleted on purpose."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from assistant.engine.errors import ContextOverflow
from assistant.engine.values import Sampling, Timings, Usage
from assistant.storage.errors import NotInHistory
from assistant.storage.history import History
from assistant.storage.records import Attachment, Conversation, Failure, Message, Outcome, Parameters


def dialogue(history: History, *texts: str) -> tuple[Conversation, list[Message]]:
    """A conversation in which user and model take turns."""
    conversation = history.create_conversation()
    messages: list[Message] = []
    for number, text in enumerate(texts):
        parent = messages[-1].id if messages else None
        role = "assistant" if number % 2 else "user"
        messages.append(history.add_message(conversation.id, role, text, parent=parent))
    return history.conversation(conversation.id), messages


def shown(history: History, conversation: Conversation) -> list[str]:
    leaf = history.conversation(conversation.id).leaf
    return [message.text for message in history.messages_on_path(leaf)]


# ---------------------------------------------------------------------------------------- conversations


def test_everything_is_there_after_opening_again(tmp_path: Path) -> None:
    parameters = Parameters("qwen/q4", Sampling(temperature=0.2, seed=7), 300)
    with History(tmp_path / "h.sqlite3") as history:
        conversation = history.create_conversation(system_prompt="Be brief. 简短。", parameters=parameters)
        history.set_draft(conversation.id, "half a quest")
        question = history.add_message(conversation.id, "user", "你好", parent=None)
        answer = history.add_message(
            conversation.id, "assistant", "", parent=question.id, state="streaming", model="Qwen"
        )
        finished = history.finish_message(
            answer.id,
            "failed",
            "Hello",
            "The user greets me.",
            outcome=Outcome(Usage(prompt_tokens=9), Timings(decode_s=0.5), 42, "stop"),
            failure=Failure.of(ContextOverflow("log line", needed=10, available=5)),
        )
    with History(tmp_path / "h.sqlite3") as history:
        again = history.conversation(conversation.id)
        assert (again.system_prompt, again.parameters, again.draft) == (
            "Be brief. 简短。",
            parameters,
            "half a quest",
        )
        assert again.leaf == answer.id
        assert history.messages_on_path(again.leaf) == [question, finished]
        assert finished.model == "Qwen"
        assert finished.failure is not None
        assert isinstance(finished.failure.error, ContextOverflow)
        assert finished.failure.error.values == {"needed": 10, "available": 5}


def test_shelves_and_their_order(history: History) -> None:
    first, second, third = (history.create_conversation(title=title) for title in "abc")
    assert [each.title for each in history.list_conversations()] == ["c", "b", "a"]
    history.pin(first.id, True)
    history.add_message(second.id, "user", "news", parent=None)
    assert [each.title for each in history.list_conversations()] == ["a", "b", "c"]
    history.archive(third.id, True)
    history.trash(first.id)
    assert [each.title for each in history.list_conversations()] == ["b"]
    assert [each.title for each in history.list_conversations("archived")] == ["c"]
    assert [each.title for each in history.list_conversations("trash")] == ["a"]
    history.restore(first.id)
    history.archive(third.id, False)
    assert [each.title for each in history.list_conversations()] == ["a", "b", "c"]


def test_a_made_up_title_never_replaces_the_users(history: History) -> None:
    conversation = history.create_conversation()
    assert history.rename(conversation.id, "Greeting", "auto").title == "Greeting"
    assert history.rename(conversation.id, "My trip").title_source == "user"
    assert history.rename(conversation.id, "A talk about travelling", "auto").title == "My trip"


def test_what_another_window_deleted_is_said_to_be_gone(history: History) -> None:
    conversation, (message,) = dialogue(history, "hello")
    history.delete_for_good([conversation.id])
    for action in (
        lambda: history.conversation(conversation.id),
        lambda: history.set_draft(conversation.id, "x"),
        lambda: history.add_message(conversation.id, "user", "x", parent=None),
        lambda: history.message(message.id),
        lambda: history.save_streaming(message.id, "x"),
        lambda: history.finish_message(message.id, "complete", "x"),
        lambda: history.siblings(message.id),
        lambda: history.select(message.id),
        lambda: history.branch(message.id),
        lambda: history.delete_message(message.id),
    ):
        with pytest.raises(NotInHistory):
            action()
    # Deleting what is gone is no failure: it is what was wanted.
    assert history.delete_for_good([conversation.id]) == ()


def test_nothing_is_left_of_what_was_deleted_for_good(tmp_path: Path) -> None:
    """Confidential at rest: neither pages, nor the write-ahead log, nor the search index keep the text."""
    path = tmp_path / "history.sqlite3"
    with History(path) as history:
        kept, _ = dialogue(history, "an ordinary question", "an ordinary answer")
        secret, messages = dialogue(history, "zyxsecret " * 2000, "the zyxanswer")
        history.set_draft(secret.id, "zyxdraft")
        history.rename(secret.id, "zyxtitle")
        history.save_streaming(messages[-1].id, "zyxstream")
        history.finish_message(messages[-1].id, "complete", "zyxend", "zyxthought")
        attached = (Attachment("zyx.txt", "zyxattached " * 500),)
        last = history.add_message(secret.id, "user", "", parent=messages[-1].id, attachments=attached)
        history.set_note(last.id, "zyxnote")
        assert history.delete_for_good([secret.id]) == (secret.cache_key,)
        left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert b"ordinary question" in left
        assert b"zyx" not in left
        assert shown(history, kept) == ["an ordinary question", "an ordinary answer"]
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, message_search, row)")
        words = {word for (word,) in connection.execute("SELECT term FROM temp.words")}
    connection.close()
    assert "ord" in words
    assert not words & {"zyx", "yxs", "yxt"}


def test_nothing_of_a_temporary_conversation_reaches_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with History.in_memory() as history:
        conversation, _ = dialogue(history, "between us", "of course")
        assert not history.persistent
        assert conversation.cache_key is None, "the engine would write a KV cache"
        assert [hit.snippet for hit in history.search("between")] == ["between us"]
        assert history.delete_for_good([conversation.id]) == ()
    assert list(tmp_path.iterdir()) == []


# --------------------------------------------------------------------------------------------- the tree


def test_asking_again_keeps_both_answers(history: History) -> None:
    conversation, (question, answer) = dialogue(history, "question", "answer")
    other = history.add_message(conversation.id, "assistant", "other answer", parent=question.id)
    follow_up = history.add_message(conversation.id, "user", "and?", parent=other.id)
    assert shown(history, conversation) == ["question", "other answer", "and?"]
    assert history.siblings(answer.id) == history.siblings(other.id) == (answer.id, other.id)
    assert history.siblings(question.id) == (question.id,)

    assert history.select(answer.id) == answer.id
    assert shown(history, conversation) == ["question", "answer"]
    assert history.select(other.id) == follow_up.id
    assert shown(history, conversation) == ["question", "other answer", "and?"]


def test_editing_the_first_question_makes_a_second_root(history: History) -> None:
    conversation, (first, _) = dialogue(history, "helo", "hi")
    second = history.add_message(conversation.id, "user", "hello", parent=None)
    dialogue(history, "another conversation has roots of its own")
    assert history.siblings(first.id) == (first.id, second.id)
    assert history.forks(conversation.id) == {None: (first.id, second.id)}
    assert shown(history, conversation) == ["hello"]


def test_deleting_a_message_takes_what_follows_and_can_be_undone(history: History) -> None:
    conversation, (question, answer, thanks) = dialogue(history, "question", "answer", "thanks")
    before = history.messages_on_path(thanks.id)
    deleted = history.delete_message(answer.id)
    assert shown(history, conversation) == ["question"]
    assert history.search("thanks") == []
    history.restore_message(deleted)
    assert history.messages_on_path(history.conversation(conversation.id).leaf) == before
    assert [hit.message for hit in history.search("thanks")] == [thanks.id]
    assert history.siblings(answer.id) == (answer.id,)
    assert question in before


def test_after_deleting_an_answer_the_other_one_is_shown(history: History) -> None:
    conversation, (question, _) = dialogue(history, "question", "answer")
    other = history.add_message(conversation.id, "assistant", "other answer", parent=question.id)
    history.delete_message(other.id)
    assert shown(history, conversation) == ["question", "answer"]
    history.delete_message(question.id)
    assert shown(history, conversation) == []


def test_deleting_a_branch_that_is_not_shown_changes_nothing_on_the_screen(history: History) -> None:
    conversation, (question, answer) = dialogue(history, "question", "answer")
    history.add_message(conversation.id, "assistant", "other answer", parent=question.id)
    history.delete_message(answer.id)
    assert shown(history, conversation) == ["question", "other answer"]


def test_undo_after_the_conversation_is_gone_is_refused(history: History) -> None:
    conversation, (question, _) = dialogue(history, "question", "answer")
    deleted = history.delete_message(question.id)
    history.delete_for_good([conversation.id])
    with pytest.raises(NotInHistory):
        history.restore_message(deleted)


def test_a_branch_becomes_a_conversation_of_its_own(history: History) -> None:
    conversation, (_, answer, _) = dialogue(history, "question", "answer", "follow-up")
    history.rename(conversation.id, "Talk")
    branch = history.branch(answer.id)
    assert (branch.title, branch.title_source) == ("Talk", "user")
    assert branch.cache_key != conversation.cache_key
    assert shown(history, branch) == ["question", "answer"]
    history.delete_for_good([conversation.id])
    assert shown(history, branch) == ["question", "answer"]


def test_a_conversation_deeper_than_sqlites_recursion_limit(history: History) -> None:
    """SQLite ends a cascade at a depth of 1,000: a long conversation could then never be deleted."""
    conversation, messages = dialogue(history, *(str(number) for number in range(2500)))
    assert len(history.messages_on_path(messages[-1].id)) == 2500
    assert history.select(messages[0].id) == messages[-1].id
    history.restore_message(history.delete_message(messages[1].id))
    assert shown(history, conversation)[-1] == "2499"
    history.delete_for_good([conversation.id])
    assert history.list_conversations() == []


# ---------------------------------------------------------------------------------------------- crashes

_WRITER = """
import sys
from pathlib import Path
from assistant.storage.history import History

history = History(Path(sys.argv[1]))
conversation = history.create_conversation()
question = history.add_message(conversation.id, "user", "Tell me a story", parent=None)
answer = history.add_message(conversation.id, "assistant", "", parent=question.id, state="streaming")
history.save_streaming(answer.id, "Once upon", "Which story?")
history.save_streaming(answer.id, "Once upon a time 从前", "Which story?")
print(answer.id, flush=True)
sys.stdin.read()
"""


def test_a_killed_program_keeps_what_was_streamed_so_far(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        answer_id = int(writer.stdout.readline())
        writer.kill()
    assert writer.returncode == -signal.SIGKILL
    with History(path) as history:
        assert history.message(answer_id).state == "streaming"
        assert history.recover_interrupted() == 1
        message = history.message(answer_id)
        assert (message.state, message.text, message.thinking) == (
            "interrupted",
            "Once upon a time 从前",
            "Which story?",
        )
        assert [hit.message for hit in history.search("从前")] == [answer_id]
        assert history.recover_interrupted() == 0


def test_the_search_index_agrees_with_the_texts_after_every_kind_of_change(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    with History(path) as history:
        conversation, (question, answer) = dialogue(history, "question one", "answer one")
        attached = (Attachment("report.pdf", "The harbour is 12 m deep."), Attachment("信.txt", "你好吗"))
        history.add_message(conversation.id, "user", "?", parent=answer.id, attachments=attached)
        history.save_streaming(answer.id, "answer one goes on")
        assert history.search("answer") == [], "what is being written is not found yet"
        history.finish_message(answer.id, "stopped", "answer one goes on and on")
        streaming = history.add_message(
            conversation.id, "assistant", "", parent=question.id, state="streaming"
        )
        history.save_streaming(streaming.id, "second answer")
        history.restore_message(history.delete_message(streaming.id))
        history.recover_interrupted()
        history.restore_message(history.delete_message(question.id))
        assert {hit.snippet for hit in history.search("answer")} == {
            "answer one goes on and on",
            "second answer",
        }
    with closing(sqlite3.connect(path)) as connection:
        assert words_of(connection, "main.message_search") == words_of_a_new_index(connection)


def words_of(connection: sqlite3.Connection, index: str) -> list[tuple[str, int]]:
    """All trigrams of an index, and how many messages have each."""
    schema, _, table = index.partition(".")
    connection.execute("DROP TABLE IF EXISTS temp.vocabulary")
    connection.execute(f"CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab({schema}, {table}, row)")
    return connection.execute("SELECT term, doc FROM temp.vocabulary ORDER BY term").fetchall()


def words_of_a_new_index(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """Those of an index that is made of the texts as they are now."""
    connection.execute("CREATE VIRTUAL TABLE temp.anew USING fts5(text, tokenize='trigram', detail=none)")
    connection.execute("INSERT INTO temp.anew(rowid, text) SELECT id, text FROM message_words")
    return words_of(connection, "temp.anew")


def test_attachments_stay_with_their_message(history: History) -> None:
    attached = (Attachment("report.pdf", "The harbour is 12 m deep."), Attachment("信.txt", "你好"))
    conversation = history.create_conversation(title="Harbour")
    question = history.add_message(conversation.id, "user", "How deep?", parent=None, attachments=attached)
    assert history.message(question.id).attachments == attached
    copy = history.branch(question.id)
    assert history.messages_on_path(copy.leaf)[0].attachments == attached
    history.restore_message(history.delete_message(question.id))
    assert history.message(question.id).attachments == attached
