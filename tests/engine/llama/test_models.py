"""Models that are not as one would like: damaged, without a template, with a sliding window, elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from assistant.engine.protocol import (
    Cancelled,
    DeviceList,
    Devices,
    Failed,
    Generate,
    Load,
    Score,
    Scored,
    Tune,
    Tuned,
    Unload,
    Unloaded,
)
from assistant.engine.values import LoadSettings, Message
from tests.engine.llama.conftest import CAPITAL, GREEDY, EngineUnderTest, StartEngine
from tests.engine.llama.test_generation import KERNEL_BOUND

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def bad_models(tmp_path_factory: pytest.TempPathFactory, starter_model: Path) -> dict[str, Path]:
    """Files that must be refused, by the code of the failure."""
    folder = tmp_path_factory.mktemp("bad")
    data = starter_model.read_bytes()
    files = {
        "empty": b"",
        "text": b"This is not a model at all.",
        "magic": b"GGUF",
        "header": data[:5000],
        "half": data[: len(data) // 2],
    }
    for name, content in files.items():
        (folder / f"{name}.gguf").write_bytes(content)
    return {name: folder / f"{name}.gguf" for name in [*files, "gone"]} | {"folder": folder}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("empty", "not-a-model"),
        ("text", "not-a-model"),
        ("folder", "not-a-model"),
        ("gone", "model-not-found"),
        ("magic", "model-damaged"),
        ("header", "model-damaged"),
        ("half", "model-damaged"),
    ],
)
def test_a_bad_model_is_one_clear_failure(
    start_engine: StartEngine, bad_models: dict[str, Path], name: str, code: str
) -> None:
    end = start_engine().run(Load(path=str(bad_models[name]))).end
    assert isinstance(end, Failed)
    assert end.code == code


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_a_model_without_read_permission(start_engine: StartEngine, tmp_path: Path) -> None:
    model = tmp_path / "secret.gguf"
    model.write_bytes(b"GGUF")
    model.chmod(0)
    end = start_engine().run(Load(path=str(model))).end
    assert isinstance(end, Failed)
    assert end.code == "model-not-readable"


def test_more_context_than_memory(start_engine: StartEngine, starter_model: Path) -> None:
    end = start_engine().run(Load(path=str(starter_model), settings=LoadSettings(context=30_000_000))).end
    assert isinstance(end, Failed)
    assert end.code == "not-enough-memory"


def test_a_quantized_cache_without_flash_attention(start_engine: StartEngine, starter_model: Path) -> None:
    settings = LoadSettings(context=256, kv_type="q8_0", flash_attention="off")
    end = start_engine().run(Load(path=str(starter_model), settings=settings)).end
    assert isinstance(end, Failed)
    assert end.code == "cache-needs-flash-attention"


def test_without_a_model_nothing_can_be_asked(start_engine: StartEngine) -> None:
    end = start_engine().ask("Hello").end
    assert isinstance(end, Failed)
    assert end.code == "no-model-loaded"


def test_loading_can_be_cancelled(start_engine: StartEngine, starter_model: Path) -> None:
    engine = start_engine()
    number, load = engine.begin(Load(path=str(starter_model), settings=LoadSettings(mmap=False)))
    engine.client.cancel(number)
    assert isinstance(load.end, Cancelled)
    engine.load(starter_model)
    assert "Paris" in engine.run(Generate(messages=CAPITAL, sampling=GREEDY)).text


def test_unloading_gives_the_memory_back(start_engine: StartEngine, starter_model: Path) -> None:
    engine = start_engine()
    process = psutil.Process(engine.client.hello.pid)
    before = process.memory_info().rss
    engine.load(starter_model, LoadSettings(context=8192))
    loaded = process.memory_info().rss
    result = engine.run(Unload()).result
    assert isinstance(result, Unloaded)
    assert loaded - before > 200_000_000
    assert result.memory - before < 40_000_000


def test_a_base_model_is_said_to_be_one(start_engine: StartEngine, gemma_model: Path) -> None:
    engine = start_engine()
    loaded = engine.load(gemma_model, LoadSettings(context=1024))
    assert not loaded.has_template
    end = engine.ask("Hello").end
    assert isinstance(end, Failed)
    assert end.code == "no-chat-template"
    assert engine.run(Generate(prompt="The capital of France is", sampling=GREEDY, max_tokens=3)).text


def test_a_template_of_the_users_own_makes_a_base_model_answer(
    start_engine: StartEngine, gemma_model: Path
) -> None:
    engine = start_engine()
    template = "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}assistant:"
    engine.load(gemma_model, LoadSettings(context=512, template=template))
    assert engine.ask("What is the capital of France?", max_tokens=8).text


def test_a_template_that_never_ends_is_stopped(start_engine: StartEngine, starter_model: Path) -> None:
    engine = start_engine()
    template = "{% for a in range(99999) %}{% for b in range(99999) %}{{ '' }}{% endfor %}{% endfor %}"
    engine.load(starter_model, LoadSettings(context=512, template=template))
    end = engine.ask("Hello").end
    assert isinstance(end, Failed)
    assert end.code == "template-failed"
    assert engine.run(Generate(prompt="Hello", max_tokens=2)).text


def test_a_sliding_window_forgets_nothing_when_a_prefix_is_reused(
    start_engine: StartEngine, gemma_model: Path
) -> None:
    """Beyond the window (512 tokens), a wrongly reused cache talks on without what it has lost."""
    engine = start_engine()
    engine.load(gemma_model, LoadSettings(context=2048))
    common = "The secret word is umbrella. " + "The sun rises over the quiet hills of the valley. " * 70
    asked = common + "Once more: the secret word is"
    first = engine.run(Generate(prompt=common + "And then", sampling=GREEDY, max_tokens=12))
    assert first.started.prompt_tokens > 700
    reused = engine.run(Score(prompt=asked, continuations=[" umbrella", " banana"]))
    assert reused.started.cached_tokens > 500
    fresh = start_engine()
    fresh.load(gemma_model, LoadSettings(context=2048))
    cold = fresh.run(Score(prompt=asked, continuations=[" umbrella", " banana"]))
    assert cold.started.cached_tokens == 0
    assert isinstance(reused.result, Scored)
    assert isinstance(cold.result, Scored)
    for (with_cache, count), (without, _) in zip(reused.result.scores, cold.result.scores, strict=True):
        assert abs(with_cache - without) < KERNEL_BOUND * count


def test_many_languages_come_out_whole(start_engine: StartEngine, gemma_model: Path) -> None:
    engine = start_engine()
    engine.load(gemma_model, LoadSettings(context=512))
    answer = engine.run(Generate(prompt="中国的首都是北京。日本的首都是", sampling=GREEDY, max_tokens=24))
    assert answer.text
    assert "\ufffd" not in answer.text


# The server occupies its process, so it gets one of its own.
RPC_SERVER = """
import ctypes, sys
from assistant.engine.llama import library
start = library._function(
    "ggml_backend_rpc_start_server", None, ctypes.c_char_p, ctypes.c_char_p,
    ctypes.c_size_t, ctypes.c_size_t, ctypes.POINTER(ctypes.c_void_p))
devices = (ctypes.c_void_p * 1)(library._dev_get(0))
print("ready", flush=True)
start(sys.argv[1].encode(), None, 2, 1, devices)
"""


@pytest.fixture
def rpc_server(free_port: int) -> Iterator[str]:
    """A llama.cpp RPC server on loopback: a device that is not this process's CPU."""
    endpoint = f"127.0.0.1:{free_port}"
    process = subprocess.Popen(
        [sys.executable, "-c", RPC_SERVER, endpoint], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    deadline = 200
    while deadline and not _listens(free_port):
        deadline -= 1
    yield endpoint
    process.kill()
    process.wait()
    process.stdout.close()


def _listens(port: int) -> bool:
    return any(c.laddr.port == port and c.status == "LISTEN" for c in psutil.net_connections("tcp"))


@pytest.fixture
def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _offers_rpc(engine: EngineUnderTest) -> bool:
    return engine.client.hello.build.rpc


def test_layers_are_offloaded_to_another_device(
    start_engine: StartEngine, starter_model: Path, rpc_server: str
) -> None:
    """The GPU that is silently not used: the offload path, on a real second device."""
    engine = start_engine()
    if not _offers_rpc(engine):
        pytest.skip("this llama.cpp is built without RPC")
    listed = engine.run(Devices(rpc_servers=[rpc_server])).result
    assert isinstance(listed, DeviceList)
    remote = [device for device in listed.devices if device.name.startswith("RPC")]
    assert remote
    assert remote[0].memory_total > 0
    settings = LoadSettings(context=512, gpu_layers=-1, rpc_servers=[rpc_server])
    loaded = engine.load(starter_model, settings)
    assert sum(offload.layers for offload in loaded.offload) == loaded.layers
    assert "RPC" in loaded.offload[0].device
    assert "Paris" in engine.run(Generate(messages=CAPITAL, sampling=GREEDY)).text
    some = engine.load(starter_model, LoadSettings(context=512, gpu_layers=10, rpc_servers=[rpc_server]))
    assert sum(offload.layers for offload in some.offload) == 10
    assert engine.run(Generate(messages=[Message(role="user", content="Hi")], max_tokens=3)).text


def test_threads_are_chosen_by_measuring(start_engine: StartEngine, starter_model: Path) -> None:
    engine = start_engine()
    engine.load(starter_model, LoadSettings(context=512))
    _, tuning = engine.begin(Tune())
    other, answer = engine.begin(Generate(messages=CAPITAL))
    engine.client.cancel(other)
    assert isinstance(answer.end, Cancelled)
    tuned = tuning.result
    assert isinstance(tuned, Tuned), "another job was cancelled, not this one"
    tried = [speed.threads for speed in tuned.speeds]
    assert tried[-1] == psutil.cpu_count(logical=False)
    assert {tuned.threads, tuned.prompt_threads} <= set(tried)
    assert all(speed.decode > 0 and speed.prompt > 0 for speed in tuned.speeds)
    assert "Paris" in engine.run(Generate(messages=CAPITAL, sampling=GREEDY)).text


def test_tuning_ends_when_it_is_cancelled(start_engine: StartEngine, starter_model: Path) -> None:
    engine = start_engine()
    engine.load(starter_model, LoadSettings(context=512))
    number, tuning = engine.begin(Tune())
    engine.client.cancel(number)
    assert isinstance(tuning.end, Cancelled)
    assert "Paris" in engine.run(Generate(messages=CAPITAL, sampling=GREEDY)).text
