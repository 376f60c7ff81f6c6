"""Reports about invented people, and a Ray cluster of several nodes on this machine."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from onrecord.cluster import connected

CORES = 1  # of each node: what Ray believes


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of twelve reports in small files and in a table, one of them twice, and two that
    are none.
    """
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(8):
        (folder / f"{number}.txt").write_text(report(number))
    (folder / "again.txt").write_text(report(0))
    (folder / "empty.txt").write_text("")
    (folder / "picture.jpg").write_bytes(b"no report")
    rows = "".join(f'"{report(number)}",Harbour Post\n' for number in range(8, 12))
    (tmp_path / "table.csv").write_text(f"text,outlet\n{rows}")
    return folder


def report(number: int) -> str:
    """One report, unlike the others."""
    return (
        f"Mayor Ida Holm said Monday that the old bridge would hold for {number + 20} years.\n\n"
        f"The {number + 3} tolls will end, Holm told reporters in the harbour.\n"
    )


@pytest.fixture(scope="session")
def nodes() -> Iterator[object]:
    """A cluster of two nodes, this process connected to it."""
    if find_spec("ray") is None:
        pytest.skip("needs Ray: pip install 'onrecord[cluster]'")
    if os.name != "posix":
        pytest.skip("Ray has several nodes on one machine on Linux alone")
    quiet = {"include_log_monitor": False, "num_cpus": CORES, "object_store_memory": 100_000_000}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_AUTH_MODE", "token")  # its ports are open to the network
        patch.setenv("RAY_AUTH_TOKEN", secrets.token_hex(32))
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        from ray.cluster_utils import Cluster

        cluster = Cluster()
        try:
            try:
                cluster.add_node(**quiet, include_dashboard=False, no_monitor=True)
                cluster.add_node(**quiet)
            except Exception as error:  # it gives a node half a minute, however busy a machine is
                pytest.skip(f"Ray does not start here: {error}")
            with connected(cluster.address):
                yield cluster
        finally:
            cluster.shutdown()
