"""The version of the tool."""

from __future__ import annotations

import typer

NAME = "cse-text"


def show_version(value: bool) -> None:  # noqa: FBT001 - typer calls it so
    """Print the version and end, if it was asked for."""
    if value:
        typer.echo(f"{NAME} {tool_version()}")
        raise typer.Exit


def tool_version() -> str:
    """Return the installed version, or the one of the checkout this runs from."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(NAME)
    except PackageNotFoundError:
        return _checkout_version()


def _checkout_version() -> str:
    import tomllib
    from pathlib import Path

    path = Path(__file__).resolve().parents[2] / "pyproject.toml"
    try:
        return str(tomllib.loads(path.read_text(encoding="utf-8"))["project"]["version"])
    except (OSError, KeyError, ValueError):
        return "of unknown number"
