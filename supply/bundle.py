"""`python -m supply.bundle --target windows --out DIR`: everything a machine without network needs, in one folder.

The wheels of the lock file for one system, checked by hash, the tool's own wheel, the lock for that system, and how to
install them. docs/offline-install.md says more.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from packaging.markers import Marker

from supply.lock import ROOT, RUNTIME, Pin, read_lock

WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64", "os_name": "nt"}
TARGETS = ("windows", "here")
_INSTALL = """Installing cse_text without network
===================================

In this folder, with Python {python} (64 bit) for {target}:

    python -m venv C:\\cse_text                   (or any other folder)
    C:\\cse_text\\Scripts\\activate                 (Linux, macOS: . FOLDER/bin/activate)
    python -m pip install --no-index --find-links wheels --require-hashes -r requirements.txt
    python -m pip install --no-index --no-deps wheels/{wheel}
    cse-text doctor

requirements.txt holds the SHA-256 of every wheel; pip refuses any other file. SHA256SUMS.txt lists all files here.
"""


def main() -> None:
    """Read what is asked for and make the bundle."""
    parser = argparse.ArgumentParser(prog="python -m supply.bundle", description="Make an offline install bundle.")
    parser.add_argument("--target", choices=TARGETS, default="windows", help="Windows (x64), or a system like this one")
    parser.add_argument("--python", default="3.11", help="version of Python there (default 3.11); 'here' has this one")
    parser.add_argument("--out", type=Path, required=True, help="an empty or new folder")
    asked = parser.parse_args()
    make_bundle(asked.target, asked.python if asked.target == "windows" else _here(), asked.out)


def make_bundle(target: str, python: str, out: Path) -> None:
    """Fetch and build the wheels, and write beside them what installs them."""
    wheels = out / "wheels"
    wheels.mkdir(parents=True)
    pins = [pin for pin in read_lock(RUNTIME) if applies(pin, environment(target, python))]
    lock = out / "requirements.txt"
    lock.write_text(lock_text(pins), encoding="utf-8", newline="\n")
    _pip(
        "download",
        "--no-deps",
        "--require-hashes",
        "--only-binary=:all:",
        *platform_words(target, python),
        "-r",
        lock,
        "-d",
        wheels,
    )
    _pip("wheel", "--no-deps", "-w", wheels, ROOT)
    (own,) = wheels.glob("cse_text-*.whl")
    page = _INSTALL.format(python=python, target=target, wheel=own.name)
    (out / "INSTALL.txt").write_text(page, encoding="utf-8", newline="\r\n" if target == "windows" else "\n")
    (out / "SHA256SUMS.txt").write_text(_sums(out), encoding="utf-8", newline="\n")
    size = sum(path.stat().st_size for path in wheels.iterdir())
    print(f"{out}: {len(pins) + 1} wheels, {size / 1e6:.0f} MB")


def applies(pin: Pin, there: Mapping[str, str]) -> bool:
    """Return whether a package is needed in an environment."""
    return not pin.marker or Marker(pin.marker).evaluate(dict(there))


def environment(target: str, python: str) -> dict[str, str]:
    """Return what markers ask about a system; what is not said is as it is here."""
    if target == "here":
        return {}
    return WINDOWS | {"python_version": python, "python_full_version": f"{python}.9"}


def lock_text(pins: list[Pin]) -> str:
    """Return a lock file of these packages, for one system, with their hashes."""
    return "".join(
        " \\\n".join([f"{pin.name}=={pin.version}", *(f"    --hash={each}" for each in pin.hashes)]) + "\n"
        for pin in pins
    )


def platform_words(target: str, python: str) -> list[str]:
    """Return what makes pip fetch for a system that it does not run on."""
    if target == "here":
        return []
    plain = python.replace(".", "")
    abis = [word for abi in (f"cp{plain}", "abi3", "none") for word in ("--abi", abi)]
    return ["--platform", "win_amd64", "--python-version", python, "--implementation", "cp", *abis]


def _sums(folder: Path) -> str:
    """Return the SHA-256 of every file in the form that sha256sum and CertUtil's readers know."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = (
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}" for path in files
    )
    return "\n".join(lines) + "\n"


def _here() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _pip(*words: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", *map(str, words)]
    subprocess.run(command, check=True)  # noqa: S603 - pip by its own name, with words made here


if __name__ == "__main__":
    main()
