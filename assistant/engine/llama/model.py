"""A model and its context in memory: loading, what is known of it, freeing."""

from __future__ import annotations

import ctypes
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import llama_cpp.llama_cpp as native
import psutil

from assistant.engine.errors import (
    AdapterRefused,
    BadRequest,
    CacheNeedsFlashAttention,
    DecodeFailed,
    ModelDamaged,
    ModelNotFound,
    ModelNotReadable,
    ModelUnsupported,
    NotAModel,
    NotEnoughMemory,
    VocabularyOnly,
)
from assistant.engine.llama import library
from assistant.engine.llama.batch import Batch
from assistant.engine.llama.vocabulary import Vocabulary
from assistant.engine.memory import own_memory
from assistant.engine.protocol import Loaded
from assistant.engine.values import LoadSettings, Offload, ThinkingMarkers, Timings

IDLE_SEQUENCES = 16
"""Sequences, beyond the parallel ones, whose KV cache is kept for a later job."""
OUTPUTS = 128
"""Positions of one batch at most whose logits are wanted; bounds the compute buffer."""

_DEFAULT_CONTEXT = 8192
_KV_TYPES = {"f16": 1, "q8_0": 8, "q4_0": 2}  # enum ggml_type
_KV_BYTES = {"f16": 2.0, "q8_0": 34 / 32, "q4_0": 18 / 32}
_FLASH_ATTENTION = {"auto": -1, "off": 0, "on": 1}  # enum llama_flash_attn_type


class LoadCancelled(Exception):
    """The caller asked to stop loading."""


class AbortFlag:
    """Stops an evaluation that is under way on the CPU.

    ggml asks its abort callback between the nodes of a graph, some hundred times a token. A Python callback
    would cost a noticeable part of every token; C's ``strlen`` on two bytes answers the same question
    without the interpreter: 0 while the first byte is zero, 1 when it is set.
    """

    def __init__(self) -> None:
        self._bytes = ctypes.create_string_buffer(2)
        runtime = ctypes.CDLL("msvcrt" if sys.platform == "win32" else None)
        self.callback = ctypes.cast(runtime.strlen, native.ggml_abort_callback)
        self.address = ctypes.addressof(self._bytes)

    def set(self) -> None:
        """Abort what is under way, and what is begun from now on."""
        self._bytes[0] = b"\x01"

    def clear(self) -> None:
        """Allow evaluation again."""
        self._bytes[0] = b"\x00"


class LlamaModel:
    """A loaded model with one context that all sequences share."""

    def __init__(
        self,
        path: str,
        settings: LoadSettings,
        abort: AbortFlag,
        on_progress: Callable[[float], bool] = lambda _fraction: True,
    ) -> None:
        """Load. ``on_progress`` gets fractions and returns False to cancel (:class:`LoadCancelled`).

        Raises the errors of :mod:`assistant.engine.errors` that speak of models and memory.
        """
        began = time.perf_counter()
        self.path = path
        self.settings = settings
        self._model: Any = None
        self.context: Any = None
        self._adapters: list[Any] = []
        # The context keeps its address.
        self._abort = abort
        self._check_file()
        for server in settings.rpc_servers:
            if not library.add_rpc_server(server):
                raise BadRequest(reason=f"there is no llama.cpp RPC server at {server}")
        try:
            before = own_memory()
            self._load(on_progress)
            self._weights_memory = max(own_memory() - before, 0)
            self._create_context()
            self._load_adapters()
            self.partial_removal = self._warm_up()
            self.abortable = self.partial_removal
            if not self.abortable:
                # It would leave a recurrent state that is neither the old nor the new one.
                native.llama_set_abort_callback(self.context, native.ggml_abort_callback(), None)
        except BaseException:
            self.close()
            raise
        self.load_s = time.perf_counter() - began

    # ------------------------------------------------------------------------------------------ loading

    def _check_file(self) -> None:
        file = Path(self.path)
        try:
            size = file.stat().st_size
            with file.open("rb") as stream:
                magic = stream.read(4)
        except (FileNotFoundError, NotADirectoryError):
            raise ModelNotFound(path=self.path) from None
        except IsADirectoryError:
            raise NotAModel(path=self.path) from None
        except OSError as error:
            raise ModelNotReadable(str(error), path=self.path) from None
        if magic != b"GGUF":
            raise NotAModel(path=self.path)
        available = psutil.virtual_memory().available
        if self.settings.gpu_layers == 0 and size > available + 1e8:
            raise NotEnoughMemory(needed=_gigabytes(size), available=_gigabytes(available))

    def _load(self, on_progress: Callable[[float], bool]) -> None:
        params = native.llama_model_default_params()
        params.n_gpu_layers = self.settings.gpu_layers if self.settings.gpu_layers >= 0 else 999
        params.use_extra_bufts = self.settings.extra_buffers
        params.load_mode = native.LLAMA_LOAD_MODE_MMAP if self.settings.mmap else native.LLAMA_LOAD_MODE_NONE
        going_on = True

        def report(fraction: float, _user_data: Any) -> bool:
            nonlocal going_on
            going_on = on_progress(fraction)
            return going_on

        callback = native.llama_progress_callback(report)
        params.progress_callback = callback
        library.log.clear()
        self._model = native.llama_model_load_from_file(os.fsencode(self.path), params)
        if not self._model:
            if not going_on:
                raise LoadCancelled
            raise self._load_failure()
        self.vocabulary = Vocabulary(self._model)

    def _load_failure(self) -> Exception:
        """What llama.cpp's complaints mean."""
        said = "\n".join(library.log.complaints)
        if re.search(r"not within the file bounds|corrupted or incomplete|read error|failed to read", said):
            return ModelDamaged(said, path=self.path)
        if re.search(r"failed to allocate|unable to allocate|out of memory", said):
            needed = _gigabytes(Path(self.path).stat().st_size)
            return NotEnoughMemory(
                said, needed=needed, available=_gigabytes(psutil.virtual_memory().available)
            )
        if re.search(r"token_embd.weight' not found|no tensors", said):
            return VocabularyOnly(said, path=self.path)
        return ModelUnsupported(said, path=self.path)

    def _create_context(self) -> None:
        settings = self.settings
        if settings.kv_type != "f16" and settings.flash_attention == "off":
            raise CacheNeedsFlashAttention
        trained = self.context_trained
        context = settings.context or min(trained, _DEFAULT_CONTEXT)
        needed = self._kv_bytes(context)
        available = psutil.virtual_memory().available
        if settings.gpu_layers == 0 and needed > available:
            raise NotEnoughMemory(needed=_gigabytes(needed), available=_gigabytes(available))
        params = native.llama_context_default_params()
        params.n_ctx = context
        params.n_batch = params.n_ubatch = min(settings.batch, context)
        params.n_seq_max = settings.parallel + IDLE_SEQUENCES
        params.n_outputs_max = min(OUTPUTS, params.n_batch)
        params.n_threads = settings.threads or default_threads()
        params.n_threads_batch = settings.prompt_threads or params.n_threads
        params.type_k = params.type_v = _KV_TYPES[settings.kv_type]
        params.flash_attn_type = _FLASH_ATTENTION[settings.flash_attention]
        params.kv_unified = True
        params.swa_full = True
        params.no_perf = True
        params.abort_callback = self._abort.callback
        params.abort_callback_data = self._abort.address
        library.log.clear()
        self.context = native.llama_init_from_model(self._model, params)
        if not self.context:
            said = "\n".join(library.log.complaints)
            if "alloc" in said:
                raise NotEnoughMemory(said, needed=_gigabytes(needed), available=_gigabytes(available))
            raise ModelUnsupported(said, path=self.path)
        self.memory: Any = native.llama_get_memory(self.context)
        self.context_size: int = native.llama_n_ctx(self.context)
        self.batch_size: int = native.llama_n_batch(self.context)
        self.outputs: int = params.n_outputs_max
        self.threads: int = params.n_threads
        self.prompt_threads: int = params.n_threads_batch

    def _load_adapters(self) -> None:
        for adapter in self.settings.adapters:
            library.log.clear()
            handle = native.llama_adapter_lora_init(self._model, os.fsencode(adapter.path))
            if not handle:
                raise AdapterRefused("\n".join(library.log.complaints), path=adapter.path)
            self._adapters.append(handle)
        if self._adapters:
            handles = (native.llama_adapter_lora_p_ctypes * len(self._adapters))(*self._adapters)
            strengths = (ctypes.c_float * len(self._adapters))(
                *(adapter.strength for adapter in self.settings.adapters)
            )
            native.llama_set_adapters_lora(self.context, handles, len(self._adapters), strengths)

    def _warm_up(self) -> bool:
        """Evaluate a few tokens, so that a setting that crashes does so now and not in the first answer.

        Returns whether the end of a sequence can be removed from the cache.
        """
        count = min(64, self.batch_size)
        batch = Batch(count)
        token = max(self.vocabulary.bos, 0)
        native.llama_set_warmup(self.context, True)
        for size in (count, 1):
            batch.clear()
            batch.add([token] * size, 0 if size > 1 else count, 0, 1)
            status = batch.decode(self.context)
            if status:
                raise DecodeFailed("\n".join(library.log.complaints), status=status)
        native.llama_set_warmup(self.context, False)
        partial = bool(native.llama_memory_seq_rm(self.memory, 0, count - 1, -1))
        native.llama_memory_clear(self.memory, True)
        return partial

    def close(self) -> None:
        """Free everything; may be called twice."""
        if self.context:
            native.llama_free(self.context)
            self.context = None
        for adapter in self._adapters:
            native.llama_adapter_lora_free(adapter)
        self._adapters.clear()
        if self._model:
            native.llama_model_free(self._model)
            self._model = None

    # ------------------------------------------------------------------------------------------- facts

    @property
    def context_trained(self) -> int:
        """Tokens of context the model was trained with."""
        return int(native.llama_model_n_ctx_train(self._model))

    @property
    def layers(self) -> int:
        """Layers as ``gpu_layers`` counts them: the output layer is one more."""
        return int(native.llama_model_n_layer(self._model)) + 1

    @property
    def template(self) -> str | None:
        """The chat template that applies: the user's, else the model's own."""
        if self.settings.template is not None:
            return self.settings.template
        found = native.llama_model_chat_template(self._model, None)
        return found.decode("utf-8", "replace") if found else None

    def set_threads(self, threads: int, prompt_threads: int) -> None:
        """Compute with other numbers of threads from now on."""
        self.threads, self.prompt_threads = threads, prompt_threads
        native.llama_set_n_threads(self.context, threads, prompt_threads)

    def clear_sequence(self, sequence: int) -> None:
        """Empty one sequence of the cache."""
        native.llama_memory_seq_rm(self.memory, sequence, -1, -1)

    def describe(self, thinking: ThinkingMarkers | None) -> Loaded:
        """What the window and the command line are told."""
        return Loaded(
            path=self.path,
            description=self._description(),
            architecture=self._metadata("general.architecture"),
            parameters=native.llama_model_n_params(self._model),
            model_bytes=native.llama_model_size(self._model),
            context=self.context_size,
            context_trained=self.context_trained,
            layers=self.layers,
            threads=self.threads,
            vocabulary=self.vocabulary.size,
            has_template=self.template is not None,
            thinking=thinking,
            kv_type=self.settings.kv_type,
            flash_attention=self.settings.flash_attention != "off",
            extra_buffers=self.settings.extra_buffers,
            partial_removal=self.partial_removal,
            offload=self._offload(),
            weights_memory=self._weights_memory,
            timings=Timings(load_s=self.load_s),
        )

    def _offload(self) -> list[Offload]:
        gpus = [d for d in library.devices() if d.type in ("gpu", "igpu")]
        wanted = self.layers if self.settings.gpu_layers < 0 else min(self.settings.gpu_layers, self.layers)
        if not gpus or not wanted:
            return []
        # llama.cpp splits by free memory; which layer lies where is not exposed.
        return [Offload(device=", ".join(d.name for d in gpus), layers=wanted)]

    def _kv_bytes(self, context: int) -> int:
        heads = max(native.llama_model_n_head(self._model), 1)
        width = native.llama_model_n_embd(self._model) / heads * native.llama_model_n_head_kv(self._model)
        layers = native.llama_model_n_layer(self._model)
        return int(2 * layers * width * context * _KV_BYTES[self.settings.kv_type])

    def _description(self) -> str:
        buffer = ctypes.create_string_buffer(256)
        native.llama_model_desc(self._model, buffer, len(buffer))
        return buffer.value.decode("utf-8", "replace")

    def _metadata(self, key: str) -> str:
        buffer = ctypes.create_string_buffer(1024)
        found = native.llama_model_meta_val_str(self._model, key.encode(), buffer, len(buffer))
        return buffer.value.decode("utf-8", "replace") if found >= 0 else ""


def default_threads() -> int:
    """Physical cores; above four, one stays free for the window."""
    cores = psutil.cpu_count(logical=False) or os.cpu_count() or 1
    return cores if cores <= 4 else cores - 1


def _gigabytes(size: float) -> str:
    return f"{size / 1e9:.1f} GB"
