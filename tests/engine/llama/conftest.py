from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.engine.client import EngineClient
from assistant.engine.protocol import (
    Cancelled,
    Event,
    Failed,
    Finished,
    Generate,
    Generated,
    Job,
    Load,
    Loaded,
    Result,
    Started,
    Text,
)
from assistant.engine.values import LoadSettings, Message, Sampling

GREEDY = Sampling(temperature=0, seed=1)
CAPITAL = [Message(role="user", content="What is the capital of France? One word.")]


class Recorder:
    """Everything a job has said."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.ended = threading.Event()
        self.spoken = threading.Event()

    def __call__(self, event: Event) -> None:
        self.events.append(event)
        if isinstance(event, Text):
            self.spoken.set()
        if isinstance(event, Finished | Failed | Cancelled):
            self.ended.set()

    @property
    def text(self) -> str:
        return "".join(e.text for e in self.events if isinstance(e, Text))

    @property
    def started(self) -> Started:
        return next(e for e in self.events if isinstance(e, Started))

    @property
    def end(self) -> Event:
        assert self.ended.wait(120), "the job has not ended"
        return self.events[-1]

    @property
    def result(self) -> Result:
        end = self.end
        assert isinstance(end, Finished), end
        return end.result

    @property
    def generated(self) -> Generated:
        result = self.result
        assert isinstance(result, Generated)
        return result


class EngineUnderTest:
    """The real child with a model, and short ways to ask it."""

    def __init__(self, client: EngineClient) -> None:
        self.client = client

    def begin(self, command: Job) -> tuple[int, Recorder]:
        recorder = Recorder()
        return self.client.submit(command, recorder), recorder

    def run(self, command: Job) -> Recorder:
        recorder = self.begin(command)[1]
        assert recorder.end
        return recorder

    def load(self, path: Path | str, settings: LoadSettings | None = None) -> Loaded:
        result = self.run(Load(path=str(path), settings=settings or LoadSettings())).result
        assert isinstance(result, Loaded)
        return result

    def ask(self, text: str, **options: object) -> Recorder:
        options.setdefault("sampling", GREEDY)
        return self.run(Generate(messages=[Message(role="user", content=text)], **options))  # type: ignore[arg-type]


StartEngine = Callable[[], EngineUnderTest]


@pytest.fixture
def start_engine() -> Iterator[StartEngine]:
    """Starts engines that are closed after the test."""
    clients: list[EngineClient] = []

    def start() -> EngineUnderTest:
        client = EngineClient()
        clients.append(client)
        client.start()
        return EngineUnderTest(client)

    yield start
    for client in clients:
        client.close()


@pytest.fixture(scope="module")
def starter(starter_model: Path) -> Iterator[EngineUnderTest]:
    """The starter model, loaded with 2,048 tokens of context, for all tests of a module."""
    client = EngineClient()
    client.start()
    engine = EngineUnderTest(client)
    engine.load(starter_model, LoadSettings(context=2048))
    yield engine
    client.close()
