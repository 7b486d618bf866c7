"""Ways to rewrite a text that the user has made are kept, changed and erased."""

from __future__ import annotations

from pathlib import Path

import msgspec

from assistant.storage.history import History
from assistant.storage.rewrite_presets import RewritePreset


def test_presets_keep_their_order_when_they_are_changed(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    with History(path) as history:
        first = history.rewrite_presets.save(RewritePreset("", "Polite", "Make it polite."))
        second = history.rewrite_presets.save(RewritePreset("", "海盗", "像海盗一样说话。"))
        changed = msgspec.structs.replace(first, instruction="Make it very polite.")
        assert history.rewrite_presets.save(changed) == changed
    with History(path) as history:
        assert history.rewrite_presets.all() == [changed, second]
        history.rewrite_presets.delete(first.key)
        assert history.rewrite_presets.all() == [second]
