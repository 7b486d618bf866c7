"""Questions to the hub, through the real huggingface_hub, to a fake one."""

from __future__ import annotations

import subprocess
import sys

import huggingface_hub
import pytest

from assistant.models import hub_errors
from assistant.models.beginning import model_card, open_beginning
from assistant.models.hub import Hub
from assistant.models.mirrors import Mirrors
from assistant.models.network import Network
from assistant.models.remote import RemoteFile
from tests.fakes.fault_table import QUICK
from tests.fakes.hub import COMMIT, DATA, FILE, REPO, TOKEN, FakeHub, FakeRepository, Fault


def test_search_tells_what_a_list_of_results_shows(fake_hub: FakeHub, hub: Hub) -> None:
    fake_hub.repositories["other/Unrelated"] = FakeRepository({"a.gguf": b"GGUF"})

    (found,) = hub.search("tiny")

    assert (found.id, found.downloads, found.likes, found.gated) == (REPO, 10, 3, False)
    assert (found.licence, found.languages) == ("apache-2.0", ("en", "zh"))
    assert (found.parameters, found.architecture, found.context_length) == (135_000_000, "llama", 4096)
    assert found.files == (FILE,)
    assert found.updated is not None
    assert found.updated.startswith("2025-05-01T12:00:00")


def test_a_repository_is_pinned_to_its_commit(hub: Hub) -> None:
    repository = hub.repository(REPO)

    assert repository.commit == COMMIT
    assert repository.base_models == ("someone/Tiny-Chat",)
    assert [(file.path, file.size) for file in repository.files] == [(FILE, len(DATA))]
    assert hub.repository(REPO, COMMIT) == repository


def test_nothing_but_the_questions_is_sent(fake_hub: FakeHub, hub: Hub) -> None:
    hub.search("tiny")
    hub.repository(REPO)

    assert [request.path.partition("?")[0] for request in fake_hub.received] == [
        "/api/models",
        f"/api/models/{REPO}",
    ]
    agent = fake_hub.received[0].headers["user-agent"]
    assert agent.startswith("parlance/")
    assert "agent/" not in agent


def test_the_model_card_comes_without_its_metadata(hub: Hub) -> None:
    assert model_card(hub, hub.repository(REPO)) == "# Card"


def test_a_repository_without_a_card_has_an_empty_one(fake_hub: FakeHub, hub: Hub) -> None:
    del fake_hub.repositories[REPO].files["README.md"]

    assert model_card(hub, hub.repository(REPO)) == ""


def test_a_header_is_read_without_its_file(fake_hub: FakeHub, hub: Hub) -> None:
    fake_hub.repositories[REPO].files[FILE] = DATA * 10
    repository = hub.repository(REPO)

    with open_beginning(hub, REPO, COMMIT, repository.files[0]) as file:
        assert file.read(4) == b"GGUF"
        file.seek(280_000)
        assert file.read(100_000) == (DATA * 2)[280_000:380_000]
        file.seek(4)
        assert file.read(50) == DATA[4:54]

    ranges = [request.headers["range"] for request in fake_hub.requests(part="/blob/")]
    assert ranges == ["bytes=0-262143", "bytes=262144-524287"]


@pytest.mark.parametrize("kind", ["no range", "reset", "drop", "page", "shifted"])
def test_a_header_is_read_from_a_server_that_fails(fake_hub: FakeHub, hub: Hub, kind: str) -> None:
    fake_hub.faults.append(Fault("storage", kind, at=1000))  # type: ignore[arg-type]

    with open_beginning(hub, REPO, COMMIT, hub.repository(REPO).files[0]) as file:
        assert file.read() == DATA


def test_a_header_needs_a_known_size(hub: Hub) -> None:
    with pytest.raises(hub_errors.SizeUnknown):
        open_beginning(hub, REPO, COMMIT, RemoteFile(FILE))


def test_the_token_goes_to_the_main_hub_alone(fake_hub: FakeHub) -> None:
    with FakeHub() as mirror:
        fake_hub.repositories[REPO].gated = True
        hub = Hub(Network(limits=QUICK), Mirrors(mirror.url, (mirror.url, fake_hub.url), fake_hub.url), TOKEN)
        repository = hub.repository(REPO)
        hub.confirmed(REPO, repository.commit, repository.files)
        for endpoint in hub.mirrors.files:
            with hub.open(endpoint, REPO, COMMIT, FILE) as stream:
                assert b"".join(stream) == DATA

    def authorized(fake: FakeHub) -> set[tuple[str, bool]]:
        return {(request.server, "authorization" in request.headers) for request in fake.received}

    assert authorized(mirror) == {("hub", False), ("storage", False)}
    assert authorized(fake_hub) == {("hub", True), ("storage", False)}, (
        "storage servers have signed addresses"
    )


def test_a_token_in_the_environment_is_not_sent_by_itself(
    fake_hub: FakeHub, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", TOKEN)

    hub.search("tiny")

    assert "authorization" not in fake_hub.received[0].headers


def test_the_account_shows_that_a_token_works(hub: Hub) -> None:
    hub.token = TOKEN
    assert hub.account() == "ada"

    hub.token = "hf_wrong"
    with pytest.raises(hub_errors.TokenRejected):
        hub.account()


def test_the_main_hub_has_the_last_word_on_hashes(fake_hub: FakeHub) -> None:
    """A mirror that lists a wrong hash, by mistake or not, is found out."""
    with FakeHub(faults=(Fault("api", "other hash", times=None),)) as mirror:
        hub = Hub(Network(limits=QUICK), Mirrors(mirror.url, (mirror.url,), fake_hub.url))
        repository = hub.repository(REPO)
        confirmed = hub.confirmed(REPO, repository.commit, repository.files)

    assert confirmed == Hub(hub.network, Mirrors(fake_hub.url, main=fake_hub.url)).repository(REPO).files
    assert confirmed != repository.files


def test_a_mirror_is_trusted_where_the_main_hub_cannot_be_reached(fake_hub: FakeHub) -> None:
    hub = Hub(Network(limits=QUICK), Mirrors(fake_hub.url, (fake_hub.url,), "http://127.0.0.1:9"))
    files = hub.repository(REPO).files

    assert hub.confirmed(REPO, COMMIT, files) == files


@pytest.mark.parametrize("fault", ["reset", "drop", "hang", "page", "garbage", "status"])
def test_a_question_is_asked_again(fake_hub: FakeHub, hub: Hub, fault: str) -> None:
    fake_hub.faults.append(Fault("api", fault))  # type: ignore[arg-type]

    assert hub.search("tiny")
    assert len(fake_hub.received) == 2


def test_a_long_pause_that_the_hub_asks_for_is_an_error(fake_hub: FakeHub, hub: Hub) -> None:
    fake_hub.faults.append(Fault("api", "status", status=429, headers={"RateLimit": '"api";r=0;t=55'}))

    with pytest.raises(hub_errors.HubBusy) as caught:
        hub.search("tiny")

    assert caught.value.retry_after == 55
    assert len(fake_hub.received) == 1


def test_a_name_that_is_none_is_not_sent(fake_hub: FakeHub, hub: Hub) -> None:
    with pytest.raises(hub_errors.RepositoryNotFound):
        hub.repository("no such/na me")

    assert not fake_hub.received


def test_a_proxy_of_the_environment_is_used(fake_hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", fake_hub.url)
    address = "http://127.0.0.3:9"
    hub = Hub(Network(limits=QUICK), Mirrors(address, (address,), address))
    huggingface_hub.close_session()  # the client reads the environment when it is made
    try:
        assert hub.search("tiny")
    finally:
        huggingface_hub.close_session()

    assert fake_hub.received[0].headers["host"] == "127.0.0.3:9"


def test_importing_the_modules_does_not_import_the_library() -> None:
    """It would cost every start of the program a good part of a second."""
    code = (
        "import sys, assistant.models.downloads, assistant.models.beginning, assistant.models.catalogue\n"
        "print([name for name in ('huggingface_hub', 'httpx2', 'keyring') if name in sys.modules])"
    )

    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )
