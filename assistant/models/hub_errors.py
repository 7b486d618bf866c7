"""What can go wrong between Parlance and the hub, as a person reads it.

``transient`` failures may pass by themselves, so that they are tried again; ``retry_after`` is how many
seconds the server asked to wait, or None. A raised error has already been tried as often as makes sense.
"""

from __future__ import annotations

from typing import ClassVar

from assistant.errors import QT_TRANSLATE_NOOP, ParlanceError, Value

_MIRROR = QT_TRANSLATE_NOOP(
    "errors",
    "Check the connection, or choose a mirror in the settings. A download continues where it stopped.",
)


class HubError(ParlanceError):
    """Base of all failures of search, details and transfer."""

    code: ClassVar[str] = "hub"
    transient: ClassVar[bool] = False
    message = QT_TRANSLATE_NOOP("errors", "The hub could not do this.")
    hint = QT_TRANSLATE_NOOP("errors", "Try again. The log has the details.")

    def __init__(self, detail: str = "", *, retry_after: float | None = None, **values: Value) -> None:
        super().__init__(detail, **values)
        self.retry_after = retry_after


class Offline(HubError):
    code = "offline"
    message = QT_TRANSLATE_NOOP("errors", "Parlance works offline, so it sent nothing.")
    hint = QT_TRANSLATE_NOOP("errors", "Switch offline mode off in the settings to use the hub.")


class HubUnreachable(HubError):
    """Base of what goes wrong before an answer has arrived. ``host`` is a name, with its port if any."""

    code = "hub-unreachable"
    transient = True
    message = QT_TRANSLATE_NOOP("errors", "{host} cannot be reached.")
    hint = _MIRROR


class HostUnknown(HubUnreachable):
    code = "hub-host-unknown"
    message = QT_TRANSLATE_NOOP("errors", "The address of {host} was not found.")


class ConnectionRefused(HubUnreachable):
    code = "hub-refused"
    message = QT_TRANSLATE_NOOP("errors", "{host} refuses the connection.")


class NoAnswer(HubUnreachable):
    code = "hub-no-answer"
    message = QT_TRANSLATE_NOOP("errors", "{host} does not answer in time.")


class ConnectionLost(HubUnreachable):
    code = "hub-connection-lost"
    message = QT_TRANSLATE_NOOP("errors", "The connection to {host} broke off.")


class CertificateInvalid(HubUnreachable):
    code = "hub-certificate"
    message = QT_TRANSLATE_NOOP("errors", "{host} shows a certificate that is not valid.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "Something between you and it may be listening. Check the computer's clock and the network."
    )


class ProxyFailed(HubUnreachable):
    code = "hub-proxy"
    message = QT_TRANSLATE_NOOP("errors", "The proxy does not let Parlance through to {host}.")
    hint = QT_TRANSLATE_NOOP("errors", "Check the proxy in the system's settings or in HTTPS_PROXY.")


class HubBusy(HubError):
    """408, 425, 429 and 5xx."""

    code = "hub-busy"
    transient = True
    message = QT_TRANSLATE_NOOP("errors", "{host} is overloaded or limits how often it is asked ({status}).")
    hint = QT_TRANSLATE_NOOP("errors", "Try again in some minutes. A download continues where it stopped.")


class AnswerUnusable(HubError):
    """Not what was asked for: a sign-in page of a network, another part of a file, another length."""

    code = "hub-answer"
    transient = True
    message = QT_TRANSLATE_NOOP("errors", "{host} sent something other than what was asked for.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "If this network has a sign-in page, open it in a browser first; or choose another mirror."
    )


class LinkExpired(HubError):
    """A storage server refuses a signed address; the next attempt gets a fresh one."""

    code = "hub-link-expired"
    transient = True
    message = QT_TRANSLATE_NOOP("errors", "{host} refuses the address of the file, even a fresh one.")
    hint = _MIRROR


class RepositoryNotFound(HubError):
    code = "hub-no-repository"
    message = QT_TRANSLATE_NOOP("errors", "There is no repository {repo} on {host}, or it is private.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "Check its name; for a private one, add your access token in the settings."
    )


class RevisionNotFound(HubError):
    code = "hub-no-revision"
    message = QT_TRANSLATE_NOOP("errors", "The repository {repo} has no version {revision} on {host}.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "Its author may have changed it. Look it up again, or use the main hub."
    )


class FileNotFound(HubError):
    code = "hub-no-file"
    message = QT_TRANSLATE_NOOP("errors", "The repository {repo} has no file {file} on {host}.")
    hint = QT_TRANSLATE_NOOP("errors", "Look the repository up again, and choose one of its files.")


class NoModelInRepository(HubError):
    code = "hub-no-model"
    message = QT_TRANSLATE_NOOP("errors", "The repository {repo} has no GGUF model that is called {name}.")
    hint = QT_TRANSLATE_NOOP("errors", "Its models: {known}.")


class LicenceNotAccepted(HubError):
    """A gated repository: its authors want a licence accepted, in a browser, by a named person."""

    code = "hub-gated"
    message = QT_TRANSLATE_NOOP("errors", "The authors of {repo} ask you to accept their licence first.")
    hint = QT_TRANSLATE_NOOP(
        "errors",
        "Accept it at {page}, then add your access token in the settings. Mirrors cannot deliver it.",
    )


class TokenRejected(HubError):
    code = "hub-token"
    message = QT_TRANSLATE_NOOP("errors", "{host} does not accept your access token.")
    hint = QT_TRANSLATE_NOOP("errors", "It may have expired. Make a new one at {page}, or remove it.")


class AccessDenied(HubError):
    code = "hub-denied"
    message = QT_TRANSLATE_NOOP("errors", "{host} does not let you have {repo}.")
    hint = QT_TRANSLATE_NOOP("errors", "Check what your access token may read, or choose another model.")


class UnsafeName(HubError):
    """The name would leave the folder of models, or is one that Windows reserves."""

    code = "hub-unsafe-name"
    message = QT_TRANSLATE_NOOP("errors", "The hub calls a file {name}, which cannot be a file here.")
    hint = QT_TRANSLATE_NOOP("errors", "Choose another repository, and tell the author of this one.")


class AddressInvalid(HubError):
    code = "hub-address"
    message = QT_TRANSLATE_NOOP("errors", "{address} is not the address of a hub.")
    hint = QT_TRANSLATE_NOOP("errors", "Type one that looks like https://huggingface.co.")


class FileDamaged(HubError):
    """The file's SHA-256 was wrong twice; both are hexadecimal."""

    code = "hub-damaged"
    message = QT_TRANSLATE_NOOP("errors", "{file} arrives damaged: its SHA-256 is {actual}, not {expected}.")
    hint = QT_TRANSLATE_NOOP("errors", "The damaged copy is deleted. Try another mirror.")


class HashUnknown(HubError):
    """Neither the listing nor the file's own address has a SHA-256: the file could not be verified."""

    code = "hub-hash-unknown"
    message = QT_TRANSLATE_NOOP(
        "errors", "{host} does not say what {file} must contain, so it cannot be verified."
    )
    hint = QT_TRANSLATE_NOOP("errors", "Choose another mirror, or a network that reaches the main hub.")


class SizeUnknown(HubError):
    code = "hub-size-unknown"
    message = QT_TRANSLATE_NOOP("errors", "{host} does not say how large {file} is.")
    hint = QT_TRANSLATE_NOOP("errors", "Choose another mirror.")


class AlreadyDownloading(HubError):
    code = "hub-already-downloading"
    message = QT_TRANSLATE_NOOP("errors", "{file} is already being downloaded.")
    hint = QT_TRANSLATE_NOOP("errors", "Wait for it, or stop it where it was started.")


class PartialNotWritable(ParlanceError):
    """``reason`` is as of :func:`~assistant.errors.system_reason`."""

    code = "partial-not-writable"
    message = QT_TRANSLATE_NOOP("errors", "The file {file} cannot be written: {reason}.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "Check the disk and that you may write there. What has arrived is kept."
    )


class KeyringUnavailable(HubError):
    code = "keyring"
    message = QT_TRANSLATE_NOOP("errors", "This system has no keyring that could keep the access token.")
    hint = QT_TRANSLATE_NOOP("errors", "Set it in the environment variable HF_TOKEN instead.")
