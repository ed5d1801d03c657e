"""Finding the files that come with the program."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """Path of a bundled file or folder, for example ``resource("fonts", "Lato-Regular.ttf")``.

    Installed, `resources/` travels in the package as `_resources`; in a checkout it lies beside it.
    """
    installed = _PACKAGE / "_resources"
    root = installed if installed.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)
