"""``parlance models``: the library, and the hub that a fake one stands in for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.cli.session import Session
from assistant.models.hub import Hub
from assistant.models.mirrors import Mirrors
from assistant.models.network import Network
from tests.cli.conftest import Invoke
from tests.fakes.fault_table import QUICK
from tests.fakes.gguf_files import gguf_bytes, write_gguf
from tests.fakes.hub import REPO, FakeHub, FakeRepository, Fault

MODEL = gguf_bytes()
FILE = "Tiny-Q4_K_M.gguf"


@pytest.fixture
def fake_hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    """The commands take it for the main hub."""
    with FakeHub({REPO: FakeRepository({FILE: MODEL, "Tiny-Q8_0.gguf": MODEL})}) as fake:

        def hub(session: Session, endpoint: str | None = None, token: str | None = None) -> Hub:
            return Hub(Network(limits=QUICK), Mirrors(fake.url, (fake.url,), fake.url), token)

        monkeypatch.setattr(Session, "hub", hub)
        yield fake


def test_a_file_of_the_users_is_listed_verified_and_removed_untouched(invoke: Invoke, tmp_path: Path) -> None:
    file = write_gguf(tmp_path / "own" / "tiny-F16.gguf")
    imported = json.loads(invoke("models", "import", str(file), "--json").stdout)
    listed = json.loads(invoke("models", "list", "--json").stdout)
    assert imported in listed
    assert imported["id"] == "tiny-f16"
    assert list(imported) == [
        "id",
        "name",
        "path",
        "size",
        "architecture",
        "parameters",
        "quantization",
        "context_length",
        "source",
        "sha256",
        "verified",
    ]
    assert invoke("models", "remove", "tiny-f16").exit_code == 0
    assert "tiny-f16" not in invoke("models", "list").stdout
    assert file.exists()
    assert invoke("models", "remove", "tiny-f16").exit_code == 1


def test_a_listing_in_a_pipe_is_made_of_tabs(invoke: Invoke) -> None:
    header, *rows = invoke("models", "list").stdout.splitlines()
    assert header.split("\t")[0] == "id"
    assert {len(row.split("\t")) for row in rows} == {len(header.split("\t"))}


def test_a_damaged_download_is_found(invoke: Invoke, fake_hub: FakeHub) -> None:
    """A file that still "loads" and talks gibberish (gpt4all #722)."""
    pulled = invoke("models", "pull", REPO, "Q4_K_M", "--json")
    assert pulled.exit_code == 0, pulled.stderr
    answer = json.loads(pulled.stdout)
    digest = hashlib.sha256(MODEL).hexdigest()
    assert answer == {"path": answer["path"], "sha256": digest, "size": len(MODEL), "resumed_from": 0}
    (entry,) = [
        e for e in json.loads(invoke("models", "list", "--json").stdout) if e["source"] == "downloaded"
    ]
    assert (entry["path"], entry["sha256"], entry["verified"]) == (answer["path"], digest, True)

    with Path(answer["path"]).open("r+b") as file:
        file.seek(-1, 2)
        file.write(b"\x55")
    result = invoke("models", "verify", entry["id"], "--json")
    assert result.exit_code == 1
    (verdict,) = json.loads(result.stdout)
    assert verdict["verified"] is False
    assert verdict["expected"] == digest
    assert verdict["actual"] not in (digest, None)


def test_a_download_goes_on_where_it_broke_off(invoke: Invoke, fake_hub: FakeHub) -> None:
    """Downloads that restart from zero (LM Studio #1031)."""
    half = len(MODEL) // 2
    fake_hub.faults += [Fault("storage", "drop", at=half), Fault("storage", "status", times=None)]
    broken = invoke("models", "pull", f"{REPO}:Q4_K_M", "--json")
    assert (broken.exit_code, broken.stdout) == (1, "")
    fake_hub.faults.clear()
    answer = json.loads(invoke("models", "pull", f"{REPO}:Q4_K_M", "--json").stdout)
    assert answer["resumed_from"] == half
    assert answer["sha256"] == hashlib.sha256(MODEL).hexdigest()


def test_without_a_name_the_usual_quantization_is_taken(invoke: Invoke, fake_hub: FakeHub) -> None:
    assert json.loads(invoke("models", "pull", REPO, "--json").stdout)["path"].endswith(FILE)


def test_search_and_show(invoke: Invoke, fake_hub: FakeHub) -> None:
    (found,) = json.loads(invoke("models", "search", "tiny", "--json").stdout)
    assert found.keys() == {"id", "downloads", "likes", "license", "updated", "gated", "files"}
    assert REPO in invoke("models", "search", "tiny").stdout
    shown = json.loads(invoke("models", "show", REPO, "--json").stdout)
    assert {file["name"]: file["fit"] for file in shown["files"]} == {
        FILE: "green",
        "Tiny-Q8_0.gguf": "green",
    }
    assert "Q8_0" in invoke("models", "show", REPO).stdout


def test_what_the_hub_does_not_have_is_said(invoke: Invoke, fake_hub: FakeHub) -> None:
    assert "Q4_K_M" in invoke("models", "pull", REPO, "Q2_K").stderr
    assert invoke("models", "show", "someone/nothing").exit_code == 1


def test_the_token_comes_from_standard_input(invoke: Invoke, fake_hub: FakeHub) -> None:
    assert invoke("models", "show", REPO, "--token-stdin", stdin="hf_valid\n").exit_code == 0
    sent = {name.lower(): value for name, value in fake_hub.requests()[-1].headers.items()}
    assert sent["authorization"] == "Bearer hf_valid"


def test_offline_nothing_is_asked(invoke: Invoke) -> None:
    result = invoke("models", "search", "tiny", "--offline")
    assert result.exit_code == 1
    assert result.stderr.startswith("Parlance works offline")


def test_recommendations_are_made_without_the_hub(invoke: Invoke) -> None:
    rows = json.loads(invoke("models", "recommend", "--language", "zh", "--offline", "--json").stdout)
    assert rows
    assert rows[0].keys() == {"id", "file", "size", "fit", "reason"}
