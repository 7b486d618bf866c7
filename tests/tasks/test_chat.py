from __future__ import annotations

from assistant.engine.errors import EngineCrashed
from assistant.engine.supervisor import Engine
from assistant.engine.values import Message, Sampling
from assistant.options import describe
from assistant.storage.settings import Settings
from assistant.tasks.chat import ChatAnswer, ChatOptions, ChatPartial, chat
from assistant.tasks.runner import TaskRun
from tests.fakes import Crash, Read, Say, ScriptedEngine, WaitFor

HELLO = [Message(role="user", content="Hello")]


def test_the_answer_grows_and_the_thinking_stays_apart(engine: Engine, script: ScriptedEngine) -> None:
    """Thinking that leaks into answers (immersive-translate #3903)."""
    script.script(generate=[[Read(4, 10), Say("Let me see.", thinking=True), Say("Good "), Say("day")]])
    partials: list[ChatPartial] = []
    run: TaskRun[ChatAnswer] = TaskRun(engine, chat(HELLO, ChatOptions()), on_partial=partials.append)
    run.start()
    answer = run.wait().result
    assert partials == [
        ChatPartial("", "", (4, 10)),
        ChatPartial("", "Let me see."),
        ChatPartial("Good ", "Let me see."),
        ChatPartial("Good day", "Let me see."),
    ]
    assert answer is not None
    assert (answer.text, answer.thinking, answer.finish_reason) == ("Good day", "Let me see.", "stop")


def test_options_reach_the_engine(engine: Engine, script: ScriptedEngine) -> None:
    options = ChatOptions(system_prompt="Be brief.", temperature=0.0, seed=7, max_tokens=3)
    run: TaskRun[ChatAnswer] = TaskRun(engine, chat(HELLO, options, "key", prefix="Well, "))
    run.start()
    assert run.wait().result is not None
    (command,) = [command for command in script.received if command["command"] == "generate"]
    assert [message["role"] for message in command["messages"]] == ["system", "user"]
    assert command["sampling"] == {"temperature": 0.0, "seed": 7}
    assert (command["max_tokens"], command["cache_key"], command["prefix"]) == (3, "key", "Well, ")


def test_a_continued_answer_contains_its_beginning(engine: Engine) -> None:
    run: TaskRun[ChatAnswer] = TaskRun(engine, chat(HELLO, ChatOptions(), prefix="So: "))
    run.start()
    answer = run.wait().result
    assert answer is not None
    assert answer.text == "So: The answer is 42."


def test_a_cancelled_answer_keeps_its_text_and_usage(engine: Engine, script: ScriptedEngine) -> None:
    script.script(generate=[[Say("Half an"), WaitFor("never")]])
    run: TaskRun[ChatAnswer] = TaskRun(
        engine, chat(HELLO, ChatOptions()), on_partial=lambda _partial: run.cancel()
    )
    run.start()
    end = run.wait()
    assert end.cancelled
    assert end.result is not None
    assert (end.result.text, end.result.finish_reason) == ("Half an", None)
    assert end.result.usage.prompt_tokens == 10


def test_a_crash_in_the_middle_is_an_error_after_the_partial(engine: Engine, script: ScriptedEngine) -> None:
    """The partial answer that a crash takes along (gpt4all #2182)."""
    script.script(generate=[[Say("Half an"), Crash("SIGSEGV")]])
    partials: list[ChatPartial] = []
    run: TaskRun[ChatAnswer] = TaskRun(engine, chat(HELLO, ChatOptions()), on_partial=partials.append)
    run.start()
    assert isinstance(run.wait().error, EngineCrashed)
    assert partials == [ChatPartial("Half an", "")]


def test_options_are_those_of_the_settings_with_the_models_own_sampling() -> None:
    settings = Settings(system_prompt="Be kind.", temperature=0.3, max_tokens=64)
    options = ChatOptions.of(settings, Sampling(temperature=1.5, dry_multiplier=0.8, seed=3))
    assert (options.system_prompt, options.max_tokens) == ("Be kind.", 64)
    assert options.sampling == Sampling(temperature=1.5, dry_multiplier=0.8, seed=3)
    assert ChatOptions.of(Settings()).sampling == Settings().sampling


def test_a_form_shows_the_options_as_the_settings_do() -> None:
    shown = {info.name: info for info in describe(Settings)}
    assert [info for info in describe(ChatOptions) if info != shown[info.name]] == []
