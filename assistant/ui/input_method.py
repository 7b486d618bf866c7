"""Whether one can type here as on the rest of the desktop.

Qt as it comes from the package index has plugins for ibus and for compose keys. Fcitx, by which many write
Chinese on Linux, brings its own plugin for the Qt of the distribution, which this Qt does not load.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QLibraryInfo

_FCITX = "fcitx"


def lacks_fcitx(environment: Mapping[str, str], platform: str, plugins: Path | None = None) -> bool:
    """Whether the session types by Fcitx, and this Qt cannot.

    ``platform`` is Qt's name of it: a Wayland compositor brings the input method along, unless Qt was told to
    use a plugin. ``plugins`` is the folder of Qt's plugins.
    """
    own = environment.get("QT_IM_MODULE", "")
    if platform not in ("xcb", "wayland") or (own and not own.startswith(_FCITX)):
        return False
    if platform == "wayland" and not own:
        return False
    named = (
        own,
        environment.get("GTK_IM_MODULE", ""),
        environment.get("XMODIFIERS", "").removeprefix("@im="),
    )
    if not any(name.startswith(_FCITX) for name in named):
        return False
    folder = plugins or Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    return not any(_FCITX in file.name for file in (folder / "platforminputcontexts").glob("*"))
