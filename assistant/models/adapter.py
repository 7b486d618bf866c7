"""LoRA adapters: whether a file is one, and whether it was made for a given model.

Follows what llama.cpp checks when it applies an adapter (``llama-adapter.cpp``), so that a person hears of a
wrong file where it is chosen, and not when the model is loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.engine.errors import EngineError, ModelNotFound, ModelNotReadable, NotAModel
from assistant.engine.values import Adapter
from assistant.errors import QT_TRANSLATE_NOOP
from assistant.models.errors import AdapterUnusable
from assistant.models.header import GgufHeader
from assistant.models.model_file import read_header

_DOWN, _UP = ".lora_a", ".lora_b"
"""Endings of the two matrices whose product is added to the tensor they are called after."""
_IGNORED = "_norm.weight"
"""Vectors that llama.cpp passes over."""
_EMBEDDINGS = "token_embd.weight"

_MISSING = QT_TRANSLATE_NOOP("errors", "its file is not there")
_UNREADABLE = QT_TRANSLATE_NOOP("errors", "its file cannot be read")
_DAMAGED = QT_TRANSLATE_NOOP("errors", "its file is damaged or incomplete")
_NO_ADAPTER = QT_TRANSLATE_NOOP("errors", "the file is not a LoRA adapter in GGUF form")
_OTHER_ARCHITECTURE = QT_TRANSLATE_NOOP("errors", "it was made for models of another architecture")
_OTHER_MODEL = QT_TRANSLATE_NOOP("errors", "it was made for another model of the same architecture")


def check_adapter(path: Path, model: GgufHeader) -> None:
    """Check that the file at ``path`` is a LoRA adapter for ``model``.

    Raises :class:`AdapterUnusable`, which says why it is not.
    """
    try:
        adapter = read_header(path)
    except ModelNotFound as error:
        raise _unusable(path, _MISSING, error) from error
    except ModelNotReadable as error:
        raise _unusable(path, _UNREADABLE, error) from error
    except NotAModel as error:
        raise _unusable(path, _NO_ADAPTER, error) from error
    except EngineError as error:
        raise _unusable(path, _DAMAGED, error) from error
    if adapter.kind != "adapter" or adapter.text("adapter.type") != "lora":
        raise _unusable(path, _NO_ADAPTER)
    if adapter.architecture != model.architecture:
        raise _unusable(path, _OTHER_ARCHITECTURE)
    if not _matches(adapter, model):
        raise _unusable(path, _OTHER_MODEL)


def adapters_size(adapters: Sequence[Adapter]) -> int:
    """Bytes of main memory that adapters take: that of their files, as far as these are there."""
    paths = (Path(adapter.path) for adapter in adapters)
    return sum(path.stat().st_size for path in paths if path.is_file())


def _matches(adapter: GgufHeader, model: GgufHeader) -> bool:
    """Whether each pair of matrices has the shape of the tensor that it changes."""
    shapes = {tensor.name: tensor.shape for tensor in model.tensors}
    given = {tensor.name: tensor.shape for tensor in adapter.tensors}
    changed = {name.removesuffix(_DOWN).removesuffix(_UP) for name in given if not name.endswith(_IGNORED)}
    for name in changed:
        down, up, target = given.get(name + _DOWN), given.get(name + _UP), shapes.get(name)
        if down is None or up is None or target is None:
            return False
        if len(down) < 2 or len(up) < 2 or len(target) < 2:
            return False
        if name.endswith(_EMBEDDINGS):  # a lookup: the two change places
            fits = target[:2] == (up[1], down[1])
        else:
            fits = target[:2] == (down[0], up[1]) and down[1] == up[0]
        if not fits:
            return False
    return bool(changed)


def _unusable(path: Path, reason: str, cause: Exception | None = None) -> AdapterUnusable:
    return AdapterUnusable(str(cause or ""), name=path.name, reason=reason)
