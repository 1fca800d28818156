"""A scan on a real Dask cluster on this machine: scheduler and workers as processes of their own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cse_text.batch import run_key, scan_records
from cse_text.batch.cluster import Order, _laid_out, _rules, read_chunk
from cse_text.errors import ModelError, SettingsError
from cse_text.settings import Settings
from tests.batch.samples import RECORDS, ROOT, TROUBLE

pytest.importorskip("distributed")

QUIET = ["--no-dashboard"]


def start(*arguments: str) -> subprocess.Popen[bytes]:
    """Return a process of the cluster."""
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    if arguments[0] == "worker":
        command[-1] = "distributed.cli.dask_worker"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    return subprocess.Popen(
        [*command, *arguments[1:]], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Cluster:
    """A scheduler with two workers, each of one thread."""

    def __init__(self, folder: Path) -> None:
        self.address = f"tcp://127.0.0.1:{free_port()}"
        port = self.address.rpartition(":")[2]
        self._folder = folder
        self.scheduler = start("scheduler", "--host", "127.0.0.1", "--port", port, *QUIET)
        self.workers = [self.worker(), self.worker()]

    def worker(self) -> subprocess.Popen[bytes]:
        """Return a further worker."""
        return start(
            *("worker", self.address, "--nworkers", "1", "--nthreads", "1", "--no-nanny", *QUIET),
            *("--local-directory", str(self._folder), "--host", "127.0.0.1"),
        )

    def stop(self) -> None:
        """End all processes."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Return a running cluster."""
    made = Cluster(tmp_path_factory.mktemp("dask"))
    yield made
    made.stop()


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_a_cluster_gives_what_one_process_gives_though_a_worker_is_killed(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The results of a cluster that loses one of two workers mid-run are those of one process, in the same order."""
    monkeypatch.setattr("cse_text.batch.cluster.ClusterHands.records", 8)
    items = [*RECORDS, TROUBLE, *RECORDS]
    expected = list(scan_records(items, Settings(depth="quick")))
    found = []
    for n, each in enumerate(scan_records(items, Settings(depth="quick", scheduler=cluster.address))):
        if n == 20:
            cluster.workers[0].kill()
        found.append(each)

    assert found == expected
    assert cluster.workers[0].wait() != 0
    assert cluster.workers[1].poll() is None


def test_rules_of_ones_own_travel(tmp_path: Path) -> None:
    """Rules that only the user has are laid out on a worker as at home, and come to the same key of the run."""
    home = tmp_path / "own"
    (home / "en-GB").mkdir(parents=True)
    (home / "en-GB" / "own.yaml").write_text("category: blame\nrules: []\n", encoding="utf-8")
    settings = Settings(lexicon_folders=(home,))
    (tmp_path / "worker").mkdir()
    there = _laid_out(tmp_path / "worker", _rules(settings))

    assert run_key(Settings(lexicon_folders=tuple(there))) == run_key(settings)
    assert not set(there) & {home}


def test_a_worker_with_other_rules_is_refused() -> None:
    """A worker whose rules or models are not those of the run reads nothing."""
    with pytest.raises(ModelError, match="Install the same on every worker"):
        read_chunk(Order(Settings(depth="quick"), (), b"another"), RECORDS[:1])


@pytest.mark.filterwarnings("default")
def test_no_scheduler_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address where no scheduler answers is named, with a way on."""
    monkeypatch.setattr("cse_text.batch.cluster._WAIT", 0.3)

    with pytest.raises(SettingsError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:1;"):
        list(scan_records(RECORDS[:1], Settings(depth="quick", scheduler="tcp://127.0.0.1:1")))
