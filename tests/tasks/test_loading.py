"""How many threads a model gets. Complaint: a setting of the user's own is overruled by a clever default."""

from __future__ import annotations

import psutil
import pytest

from assistant.models.entry import ModelSettings
from assistant.storage.settings import Settings
from assistant.tasks.loading import wanted_settings

CORES = psutil.cpu_count(logical=False) or 1


@pytest.mark.parametrize(
    ("settings", "own", "threads"),
    [
        (Settings(), {}, (0, 0)),
        (Settings(measured_threads=1, measured_prompt_threads=CORES), {}, (1, CORES)),
        (Settings(measured_threads=CORES + 9, measured_prompt_threads=CORES + 9), {}, (CORES, CORES)),
        (Settings(threads=3, measured_threads=1, measured_prompt_threads=1), {}, (3, 0)),
        (Settings(measured_threads=1, measured_prompt_threads=1), {"threads": 3}, (3, 0)),
    ],
    ids=["not measured", "measured", "on a larger machine", "the user's number", "this model's number"],
)
def test_measured_threads_count_where_the_user_has_set_none(
    settings: Settings, own: dict[str, object], threads: tuple[int, int]
) -> None:
    wanted, _ = wanted_settings(ModelSettings(load=own), settings)
    assert (wanted.threads, wanted.prompt_threads) == threads
