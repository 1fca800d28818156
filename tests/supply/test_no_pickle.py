"""Nothing that a file could use to run code: no pickle, no loader that trusts what it reads.

Values pass between our own worker processes of one run by pickle, since that is how multiprocessing speaks. No such
bytes are ever written to a file or read from one, and no other program hands them in. The rooms that start workers
are named below, so that a new one is noticed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from cse_text.lexicon.yaml_files import safe_loader

PACKAGE = Path(__file__).resolve().parents[2] / "cse_text"
PICKLERS = {
    "pickle",
    "cPickle",
    "_pickle",
    "dill",
    "cloudpickle",
    "joblib",
    "shelve",
    "marshal",
    "jsonpickle",
    "copyreg",
}
WORKERS = {"multiprocessing", "distributed", "dask"}
ROOMS_WITH_WORKERS = {"batch"}  # a name of a module or a folder directly in the package
SAFE = "loader = safe_loader()\nyaml.load(t, Loader=loader)"
FORBIDDEN_NAMES = {"eval", "exec"}  # as methods they are something else: tagger.eval() is a mode of torch
FORBIDDEN_CALLS = {"read_pickle", "to_pickle", "unsafe_load", "full_load"}


def modules() -> list[Path]:
    """Return every Python file of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def imported(tree: ast.AST) -> set[str]:
    """Return the top names of all modules that a file imports, wherever it does."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {each.name.split(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add((node.module or "").split(".")[0])
    return names


def safe_loaders(tree: ast.AST) -> set[str]:
    """Return YAML's safe loaders, and the names that a file gives to one of them."""
    safe = {"yaml.SafeLoader", "yaml.CSafeLoader", "safe_loader()"}
    given = {
        ast.unparse(node.targets[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and ast.unparse(node.value) in safe
    }
    return safe | given


def faults(tree: ast.AST) -> Iterator[str]:
    """Yield what a file does that could run code out of data."""
    safe = safe_loaders(tree)
    yield from (f"imports {name}" for name in sorted(imported(tree) & PICKLERS))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from call_faults(node, safe)


def call_faults(call: ast.Call, safe: set[str]) -> Iterator[str]:
    """Yield what is wrong with one call: a forbidden one, or a loader told to trust its file."""
    where, name = ast.unparse(call.func), ast.unparse(call.func).rsplit(".", 1)[-1]
    options = {each.arg: ast.unparse(each.value) for each in call.keywords}
    if name in FORBIDDEN_CALLS or where in FORBIDDEN_NAMES:
        yield f"calls {where}"
    if options.get("allow_pickle", "False") != "False":
        yield f"{where} allows pickle"
    if where == "torch.load" and options.get("weights_only") != "True":
        yield "torch.load without weights_only=True"
    if where == "torch.save":
        yield "torch.save writes a pickle; safetensors does not"
    if where == "yaml.load" and options.get("Loader") not in safe:
        yield "yaml.load without a safe loader"


def test_no_pickle_anywhere() -> None:
    """No module of the package imports a pickler or calls a loader that could run what it reads."""
    found = {
        path.relative_to(PACKAGE).as_posix(): list(faults(ast.parse(path.read_text(encoding="utf-8"))))
        for path in modules()
    }

    assert len(found) > 200
    assert {name: each for name, each in found.items() if each} == {}


def test_the_one_loader_is_safe() -> None:
    """What every reader of YAML takes for its loader makes plain values only."""
    assert safe_loader() in {yaml.SafeLoader, yaml.CSafeLoader}


def test_rooms_that_start_workers_are_known() -> None:
    """Pickle between processes is used by these rooms alone; add a room here and to SECURITY.md on purpose."""
    rooms = {
        path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for path in modules()
        if imported(ast.parse(path.read_text(encoding="utf-8"))) & WORKERS
    }

    assert rooms <= ROOMS_WITH_WORKERS


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("import pickle", "imports pickle"),
        ("def f():\n    from joblib import load", "imports joblib"),
        ("np.load(p, allow_pickle=True)", "np.load allows pickle"),
        ("torch.load(p)", "torch.load without weights_only=True"),
        ("torch.save(x, p)", "torch.save writes a pickle; safetensors does not"),
        ("yaml.load(t, Loader=yaml.Loader)", "yaml.load without a safe loader"),
        ("loader = yaml.Loader\nyaml.load(t, Loader=loader)", "yaml.load without a safe loader"),
        ("pd.read_pickle(p)", "calls pd.read_pickle"),
        ("eval(t)", "calls eval"),
    ],
)
def test_the_search_finds_what_it_is_for(code: str, fault: str) -> None:
    """Each kind of fault is found, also within a function."""
    assert list(faults(ast.parse(code))) == [fault]


@pytest.mark.parametrize(
    "code", ["np.load(p)", "torch.load(p, weights_only=True)", "import json", "re.compile(t)", SAFE]
)
def test_the_search_leaves_the_rest_alone(code: str) -> None:
    """What reads data as data is no fault."""
    assert list(faults(ast.parse(code))) == []


def test_no_shipped_file_is_a_pickle() -> None:
    """No model or rule file begins as a pickle does, nor has the ending of one."""
    root = PACKAGE.parent
    shipped = [
        path for folder in ("models", "lexicons", "decks") for path in (root / folder).rglob("*") if path.is_file()
    ]

    assert shipped
    assert [
        path.name for path in shipped if path.suffix in {".pkl", ".pickle", ".joblib", ".npy", ".npz", ".pt", ".bin"}
    ] == []
    assert [
        path.name for path in shipped if path.read_bytes()[:2] in {b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05"}
    ] == []
