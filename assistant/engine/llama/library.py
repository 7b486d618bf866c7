"""The loaded llama.cpp: what this build is, what it can compute on, and what it says in its log.

llama-cpp-python binds llama.h but not ggml's device registry; those functions are declared here, on the
library that is loaded already (a second copy of ggml would have a registry of its own).
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections import deque
from pathlib import Path
from typing import Any, Literal

# An abort inside ggml would otherwise start a debugger to print a backtrace.
os.environ.setdefault("GGML_NO_BACKTRACE", "1")
# ggml's threads meet at a barrier after every operation. GNU OpenMP lets them spin there for milliseconds; as
# soon as another program wants the core that one of them needs, all wait for it, and decoding falls to a
# hundredth. A short spin costs next to nothing while the cores are free, and otherwise they soon sleep.
os.environ.setdefault("GOMP_SPINCOUNT", "5000")

import llama_cpp.llama_cpp as native

from assistant.engine.values import Build, Device

# enum ggml_backend_dev_type, in its order.
DeviceType = Literal["cpu", "gpu", "igpu", "accelerator", "meta"]
_DEVICE_TYPES: tuple[DeviceType, ...] = ("cpu", "gpu", "igpu", "accelerator", "meta")

_LOG_LEVEL_WARNING = 3
_LOG_LEVEL_ERROR = 4
_LOG_LEVEL_CONTINUE = 5


def _libraries() -> list[ctypes.CDLL]:
    """llama first. Where the loader does not look into its dependencies (Windows), ggml's own ones follow."""
    found = [native._lib]
    folder = Path(native._lib._name).parent
    if sys.platform == "win32":
        for name in ("ggml", "ggml-base", "ggml-rpc"):
            path = folder / f"{name}.dll"
            if path.exists():
                found.append(ctypes.CDLL(str(path)))
    return found


def _function(name: str, result: Any, *arguments: Any) -> Any:
    for library in _libraries():
        function = getattr(library, name, None)
        if function is not None:
            function.restype = result
            function.argtypes = list(arguments)
            return function
    return None


_dev_count = _function("ggml_backend_dev_count", ctypes.c_size_t)
_dev_get = _function("ggml_backend_dev_get", ctypes.c_void_p, ctypes.c_size_t)
_dev_name = _function("ggml_backend_dev_name", ctypes.c_char_p, ctypes.c_void_p)
_dev_description = _function("ggml_backend_dev_description", ctypes.c_char_p, ctypes.c_void_p)
_dev_type = _function("ggml_backend_dev_type", ctypes.c_int, ctypes.c_void_p)
_dev_memory = _function(
    "ggml_backend_dev_memory",
    None,
    ctypes.c_void_p,
    ctypes.POINTER(ctypes.c_size_t),
    ctypes.POINTER(ctypes.c_size_t),
)
_ggml_commit = _function("ggml_commit", ctypes.c_char_p)
_rpc_add_server = _function("ggml_backend_rpc_add_server", ctypes.c_void_p, ctypes.c_char_p)
_register = _function("ggml_backend_register", None, ctypes.c_void_p)

_rpc_servers: set[str] = set()


class Log:
    """llama.cpp's log: written to standard error, and its last complaints kept to explain a failure."""

    def __init__(self) -> None:
        self.complaints: deque[str] = deque(maxlen=20)
        self._level = 0
        # ctypes callbacks must outlive the library's use of them.
        self._callback = native.llama_log_callback(self._on_line)
        native.llama_log_set(self._callback, None)

    def _on_line(self, level: int, text: bytes, _user_data: Any) -> None:
        if level != _LOG_LEVEL_CONTINUE:
            self._level = level
        if self._level >= _LOG_LEVEL_WARNING:
            line = text.decode("utf-8", "replace")
            sys.stderr.write(line)
            if self._level == _LOG_LEVEL_ERROR:
                self.complaints.append(line.strip())

    def clear(self) -> None:
        """Forget earlier complaints: what comes from now on belongs to the next step."""
        self.complaints.clear()


log = Log()
native.llama_backend_init()


def build() -> Build:
    """What was compiled."""
    return Build(
        version=_text(native.llama_version()),
        commit=_text(_ggml_commit() if _ggml_commit else None),
        gpu_offload=bool(native.llama_supports_gpu_offload()),
        rpc=bool(native.llama_supports_rpc()),
        system_info=_text(native.llama_print_system_info()).strip(),
    )


def add_rpc_server(endpoint: str) -> bool:
    """Make the devices of a llama.cpp RPC server (``host:port``) available; False where that fails."""
    if endpoint in _rpc_servers:
        return True
    if _rpc_add_server is None or _register is None:
        return False
    registry = _rpc_add_server(endpoint.encode())
    if not registry:
        return False
    _register(registry)
    _rpc_servers.add(endpoint)
    return True


def devices() -> list[Device]:
    """All devices of all backends, in llama.cpp's order."""
    found = []
    for index in range(_dev_count()):
        handle = _dev_get(index)
        free, total = ctypes.c_size_t(), ctypes.c_size_t()
        _dev_memory(handle, ctypes.byref(free), ctypes.byref(total))
        found.append(
            Device(
                name=_text(_dev_name(handle)),
                description=_text(_dev_description(handle)),
                type=_DEVICE_TYPES[_dev_type(handle)],
                memory_total=total.value,
                memory_free=free.value,
            )
        )
    return found


def _text(value: bytes | None) -> str:
    return (value or b"").decode("utf-8", "replace")
