"""What a process really takes of the main memory, as the models' estimates and verdicts count it."""

from __future__ import annotations

import sys

import psutil


def own_memory(pid: int | None = None) -> int:
    """Bytes that are free again when the process ends; 0 for one that is gone. None: this process.

    Pages that are mapped from a file are left out: systems count them as available, because they can be
    dropped and read again at any time.
    """
    try:
        process = psutil.Process(pid)
        if sys.platform != "linux":
            return int(process.memory_full_info().uss)
        # There the unique set size counts the pages of a file that nobody else has mapped.
        memory = process.memory_info()
        return int(memory.rss - memory.shared)
    except psutil.NoSuchProcess:
        return 0
