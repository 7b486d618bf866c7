"""Where the KV cache of an idle dialogue lies on disk: known to the engine that writes it, and to the
supervisor that must be able to delete it while no engine runs.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

SUFFIX = ".kv"


def kv_file(folder: Path, cache_key: str) -> Path:
    """The file of a dialogue; its name tells nothing of the dialogue."""
    return folder / (hashlib.blake2b(cache_key.encode(), digest_size=16).hexdigest() + SUFFIX)
