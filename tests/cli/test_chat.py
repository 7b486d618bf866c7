"""``parlance chat`` as a user runs it: a process of its own, real pipes, a real model."""

from __future__ import annotations

import json
import re
import signal
import subprocess
from pathlib import Path

import pytest

from assistant.storage.history import History
from tests.cli.conftest import COMMAND, Parlance
from tests.fakes.gguf_files import LLAMA, gguf_bytes

PARIS = "What is the capital of France? One word."
GREEDY = ("--seed", "1", "--temperature", "0")


@pytest.mark.model
def test_json_is_one_value_with_text_usage_and_timings(parlance: Parlance) -> None:
    result = parlance("chat", PARIS, *GREEDY, "--json")
    assert (result.returncode, result.stderr) == (0, "")
    answer = json.loads(result.stdout)
    assert "Paris" in answer["text"]
    assert answer.keys() == {"model", "text", "thinking", "usage", "timings", "finish_reason"}
    assert answer["thinking"] is None
    assert answer["finish_reason"] == "stop"
    assert answer["usage"].keys() == {"prompt_tokens", "cached_tokens", "completion_tokens"}
    timings = answer["timings"]
    assert timings.keys() == {"load_s", "prompt_s", "decode_s", "wall_s", "busy_s", "tokens_per_second"}
    assert timings["load_s"] > 0
    assert 0 < timings["busy_s"] < timings["wall_s"]


@pytest.mark.model
def test_bytes_that_are_no_text_do_no_harm(parlance: Parlance) -> None:
    assert parlance("chat", "Hi \udcff", "--max-tokens", "1").returncode == 0
    result = parlance("chat", "Hi", "--system", "\udcff")
    assert (result.returncode, result.stdout) == (1, "")
    assert "not valid Unicode" in result.stderr


@pytest.mark.model
def test_the_answer_alone_goes_to_standard_output(parlance: Parlance) -> None:
    result = parlance("chat", "-", *GREEDY, "--max-tokens", "4", stdin=PARIS)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("The capital of France")
    assert result.stdout.endswith("\n")


@pytest.mark.model
def test_files_go_before_the_prompt_and_too_much_of_them_is_said_with_numbers(
    parlance: Parlance, tmp_path: Path
) -> None:
    """Context overflow that silently drops what the model was told (ollama #4967)."""
    long, short = tmp_path / "long.txt", tmp_path / "short.md"
    long.write_text("An apple a day. " * 300)
    short.write_text("# Fruit\n\nA pear.")
    arguments = ("chat", "Which fruit?", "--file", str(short), "--context", "512", "--max-tokens", "1")
    assert parlance(*arguments).returncode == 0
    result = parlance(*arguments, "--file", str(long))
    assert (result.returncode, result.stdout) == (1, "")
    sentence, _ = result.stderr.splitlines()
    needed, available = map(int, re.findall(r"\d+", sentence))
    assert needed > 1000
    assert available == 512


@pytest.mark.model
def test_a_dialogue_is_kept_in_the_history(parlance: Parlance, data_dir: Path) -> None:
    lines = "My name is Ada.\nWhat is my name?\n/new\nHello\n/quit\nnot read\n"
    result = parlance("chat", *GREEDY, "--max-tokens", "5", stdin=lines)
    assert (result.returncode, result.stderr) == (0, "")
    with History(data_dir / "history.sqlite3") as history:
        second, first = history.list_conversations()
        assert (first.title, second.title) == ("My name is Ada.", "Hello")
        messages = history.messages_on_path(first.leaf)
        assert [(message.role, message.state) for message in messages] == [
            ("user", "complete"),
            ("assistant", "complete"),
        ] * 2
        outcome = messages[-1].outcome
        assert outcome is not None
        assert outcome.usage.cached_tokens > 10, "the second turn reads the first one again"


@pytest.mark.model
def test_a_dialogue_goes_on_when_the_context_is_full_and_says_what_is_left_out(parlance: Parlance) -> None:
    """Context overflow that silently drops what the model was told (ollama #4967)."""
    lines = "".join(f"{number} {'apples ' * 150}\n" for number in range(3))
    result = parlance("chat", *GREEDY, "--max-tokens", "2", "--context", "512", stdin=lines)
    assert result.returncode == 0
    (said,) = result.stderr.splitlines()
    assert "no longer sees the first 4 messages" in said


@pytest.mark.model
def test_a_temporary_dialogue_leaves_nothing(parlance: Parlance, data_dir: Path) -> None:
    result = parlance("chat", "--temporary", "--max-tokens", "2", stdin="Hello\n")
    assert result.returncode == 0
    assert not (data_dir / "history.sqlite3").exists()
    assert not list((data_dir / "kv").iterdir())


@pytest.mark.model
def test_ctrl_c_keeps_what_was_written(data_dir: Path) -> None:
    command = [*COMMAND, "chat", "Write a very long story.", *GREEDY]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        beginning = process.stdout.read(20)
        process.send_signal(signal.SIGINT)
        rest, errors = process.stdout.read(), process.stderr.read()
    assert process.returncode == 130
    assert len(beginning) == 20
    assert rest.endswith(b"\n")
    assert errors == b""


@pytest.mark.model
def test_ctrl_c_while_the_model_loads(data_dir: Path) -> None:
    command = [*COMMAND, "chat", "Hi"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while not (data_dir / "logs" / "engine.log").exists():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate()
    assert (process.returncode, output, errors) == (130, b"", b"")


@pytest.mark.model
def test_a_second_process_finds_the_model_that_was_chosen(parlance: Parlance, starter_model: Path) -> None:
    result = parlance("chat", "Hi", "--model", str(starter_model), "--max-tokens", "1", "--json")
    assert json.loads(result.stdout)["model"] == "smollm2-135m-instruct-q4_1"
    unknown = parlance("chat", "Hi", "--model", "smolm2")
    assert unknown.returncode == 1
    assert "smollm2-135m-instruct-q4_1" in unknown.stderr, "the nearest name is not offered"


def broken_models(folder: Path, starter: Path) -> dict[str, Path]:
    """One file for each way in which a model can be unusable."""
    truncated = folder / "truncated.gguf"
    truncated.write_bytes(starter.read_bytes()[:50_000_000])
    empty = folder / "empty.gguf"
    empty.touch()
    text = folder / "text.gguf"
    text.write_text("This is no model.")
    vocabulary = folder / "vocabulary.gguf"
    vocabulary.write_bytes(gguf_bytes(LLAMA, []))
    return {
        "damaged or incomplete": truncated,
        "is not a GGUF": text,
        "empty.gguf is not a GGUF": empty,
        "no weights": vocabulary,
        "no model file": folder / "gone.gguf",
        "not a GGUF model file": folder,
    }


@pytest.mark.model
def test_unusable_models_are_one_sentence_each(
    parlance: Parlance, tmp_path: Path, starter_model: Path
) -> None:
    """ "exit code 18446744072635810000" instead of a reason (LM Studio #1620)."""
    for reason, path in broken_models(tmp_path, starter_model).items():
        result = parlance("chat", "Hi", "--model", str(path))
        assert (result.returncode, result.stdout) == (1, ""), path
        sentence, hint = result.stderr.splitlines()
        assert reason in sentence
        assert hint


@pytest.mark.model
def test_a_model_that_may_not_be_read(parlance: Parlance, tmp_path: Path, starter_model: Path) -> None:
    path = tmp_path / "secret.gguf"
    path.write_bytes(starter_model.read_bytes()[:1000])
    path.chmod(0)
    try:
        path.read_bytes()
    except PermissionError:
        result = parlance("chat", "Hi", "--model", str(path))
        assert result.returncode == 1
        assert "cannot be read" in result.stderr
    else:
        pytest.skip("this user may read everything")


@pytest.mark.model
def test_a_base_model_is_said_to_be_one(parlance: Parlance, gemma_model: Path) -> None:
    result = parlance("chat", "Hi", "--model", str(gemma_model), "--context", "512")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("This is a base model")
