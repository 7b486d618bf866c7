"""How smooth the transcript is, measured by hand.

``QT_QPA_PLATFORM=offscreen python -m tests.tools.bench_transcript`` opens long conversations, streams into
one, and shows texts that are made to hurt. What counts are ratios and the worst case: how late the event loop
was at the longest. Goals: 16 ms while streaming (33 ms at most), 100 ms for hostile texts, 300 ms for opening
20,000 messages. Numbers of a busy machine are noise.
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from assistant.ui import theme
from assistant.ui.widgets.transcript import Transcript, TranscriptMessage

ANSWER = '''## What the cache stores

During decoding, each layer keeps the **keys** and **values** of every earlier token, so that a new token
needs just *one* step instead of `n`. 键值缓存保存每一层已经算过的键和值，用内存换取速度。

```python
def kv_bytes(layers: int, heads: int, dim: int, ctx: int, size: float = 2.0) -> float:
    """Size of the cache in bytes."""
    return 2 * layers * heads * dim * ctx * size
```

| Model | Context | f16 |
|:--|--:|--:|
| 3B | 8,192 | 0.44 GiB |
| 8B | 8,192 | 1.00 GiB |

1. Shorten the context, or
2. quantise the cache (`q8_0`), see [the docs](https://example.org).

'''
HOSTILE = {
    "a line of 1 MB": "x" * 1_000_000,
    "a line of 1 MB in code": "```json\n" + '{"a": 1}, ' * 100_000 + "\n```",
    "100,000 lines of code": "```python\n" + "value = [1, 2, 3]\n" * 100_000 + "```",
    "words without a break": "word " * 200_000,
    "a table of 5,000 rows": "| a | b | c |\n|---|---|---|\n" + "| one | `two` | three |\n" * 5_000,
    "a table of 3,000 columns": "|" * 3_000 + "\n" + "|-" * 3_000 + "|\n" + "| x " * 3_000,
    "nested lists": "".join("  " * depth + "- item\n" for depth in range(500)),
    "nested quotes": ">" * 20_000 + " deep",
    "brackets": "![[" * 100_000,
    "stars": "*a **b " * 50_000,
    "backticks": "`" * 50_000 + " " + "`" * 49_999,
    "dollars": "$a " * 100_000,
    "different formulas": "".join(rf"$\frac{{x_{{{n}}}}}{{{n}}}$ and " for n in range(400)),
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)>" * 5_000,
    "data addresses": f"![a](data:image/png;base64,{'A' * 100_000}) [b](file:///etc/passwd) " * 10,
    "bidi controls": "\u202e\u2066abc\u2069" * 50_000,
}


class Heartbeat(QObject):
    """How late a timer of 2 ms comes: what a key press would have waited.

    ``busy`` is the most processor time of this thread between two beats: the same without the other programs.
    """

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start(2)
        self.restart()

    def restart(self) -> None:
        self._last = time.perf_counter()
        self._worked = time.thread_time()
        self.busy = 0.0
        self.late: list[float] = []

    def _on_beat(self) -> None:
        now = time.perf_counter()
        self.late.append(max((now - self._last) * 1000 - 2, 0.0))
        self._last = now
        worked = time.thread_time()
        self.busy = max(self.busy, (worked - self._worked) * 1000)
        self._worked = worked

    def __str__(self) -> str:
        late = sorted(self.late)
        p50, p99 = late[len(late) // 2], late[int(len(late) * 0.99)]
        return f"p50 {p50:.1f}, p99 {p99:.1f}, worst {late[-1]:.1f} ms; busy at most {self.busy:.1f} ms"


def run_until(done: Callable[[], bool], limit: float = 60.0) -> None:
    application = QApplication.instance()
    assert application is not None
    end = time.perf_counter() + limit
    while not done() and time.perf_counter() < end:
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def settle(transcript: Transcript) -> None:
    """Wait until everything in sight is laid out."""
    end = time.perf_counter() + 20
    run_until(
        lambda: (
            time.perf_counter() > end
            or not any(transcript.layout_of(row).pending for row in transcript.visible_rows())
        )
    )


def dialogue(count: int) -> list[TranscriptMessage]:
    return [
        TranscriptMessage(
            number, "assistant" if number % 2 else "user", ANSWER if number % 2 else "A question about it."
        )
        for number in range(count)
    ]


def measure_opening(transcript: Transcript, heart: Heartbeat) -> None:
    for count in (200, 2_000, 20_000):
        messages = dialogue(count)
        began = time.perf_counter()
        transcript.set_messages(messages)
        transcript.grab()
        print(f"opening {count:6} messages: {(time.perf_counter() - began) * 1000:6.1f} ms")
    bar = transcript.verticalScrollBar()
    costs = []
    for _ in range(300):
        began = time.perf_counter()
        bar.setValue(bar.value() - 120)
        transcript.repaint()
        costs.append((time.perf_counter() - began) * 1000)
    print(f"scrolling by a notch: median {statistics.median(costs):.1f}, worst {max(costs):.1f} ms")


def measure_streaming(transcript: Transcript, heart: Heartbeat, rate: int = 200, tokens: int = 8_000) -> None:
    transcript.set_messages(dialogue(2_000))
    transcript.begin_answer(TranscriptMessage(90_000, "assistant"))
    pieces = (re.findall(r"\s?\S+|\s", ANSWER) * (tokens // 60))[:tokens]
    sent = 0
    costs: list[float] = []
    take_in = transcript._pace._update

    def timed() -> None:
        began = time.perf_counter()
        take_in()
        costs.append((time.perf_counter() - began) * 1000)

    def feed() -> None:
        nonlocal sent
        due = min(int((time.perf_counter() - began) * rate), tokens)
        for piece in pieces[sent:due]:
            transcript.append_text(90_000, piece)
        sent = due

    transcript._pace._update = timed
    feeder = QTimer()
    feeder.timeout.connect(feed)
    feeder.start(5)
    heart.restart()
    began, processor = time.perf_counter(), time.process_time()
    run_until(lambda: sent >= tokens, limit=2 * tokens / rate)
    share = (time.process_time() - processor) / (time.perf_counter() - began)
    feeder.stop()
    transcript._pace._update = take_in
    transcript.end_answer(90_000, None)
    print(f"streaming {tokens} tokens at {rate}/s into 2,000 messages: {share:.0%} of a core")
    print(f"  event loop late: {heart}")
    quarters = [statistics.median(costs[i * len(costs) // 4 : (i + 1) * len(costs) // 4]) for i in range(4)]
    print("  cost of an update by quarter:", ", ".join(f"{cost:.2f}" for cost in quarters), "ms")


def measure_hostile(transcript: Transcript, heart: Heartbeat) -> None:
    for name, text in HOSTILE.items():
        transcript.set_messages([])
        heart.restart()
        transcript.set_messages(
            [TranscriptMessage(1, "user", "Show me"), TranscriptMessage(2, "assistant", text)]
        )
        settle(transcript)
        for value in (
            0,
            transcript.verticalScrollBar().maximum() // 2,
            transcript.verticalScrollBar().maximum(),
        ):
            transcript.verticalScrollBar().setValue(value)
            settle(transcript)
        shown = f"{max(heart.late):6.1f} (busy {heart.busy:5.1f})"
        transcript.set_messages([])
        transcript.begin_answer(TranscriptMessage(3, "assistant"))
        heart.restart()
        size = max(len(text) // 150, 1)
        rest = [text[at : at + size] for at in range(0, len(text), size)]
        feeder = QTimer()
        feeder.timeout.connect(lambda rest=rest: rest and transcript.append_text(3, rest.pop(0)))
        feeder.start(10)
        run_until(lambda rest=rest: not rest)
        feeder.stop()
        transcript.end_answer(3, None)
        settle(transcript)
        streamed = f"{max(heart.late):6.1f} (busy {heart.busy:5.1f})"
        print(f"{name:26} worst lateness in ms: shown {shown}, streamed {streamed}")


def main() -> None:
    application = QApplication([])
    theme.apply(application, "light")
    transcript = Transcript()
    transcript.resize(1180, 900)
    transcript.show()
    run_until(lambda: not transcript._prewarmer.isActive())
    heart = Heartbeat()
    measure_opening(transcript, heart)
    measure_streaming(transcript, heart)
    measure_hostile(transcript, heart)


if __name__ == "__main__":
    main()
