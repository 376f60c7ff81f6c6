"""Ray as we use it: tells nobody of its use, has no dashboard, and lets in who has the token."""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.model import ReadError, SetupError

BLOCK = 256 * 1024  # bytes that travel together: the articles that one actor reads in half a minute
INSTALL = "python -m pip install 'onrecord[cluster]'"
# What holds where a person has not set it otherwise.
QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",  # would report to its makers
    "RAY_DATA_USAGE_DISABLED": "1",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
    "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
}


@contextmanager
def connected(address: str | None = None, cores: int | None = None) -> Iterator[None]:
    """The cluster at an address ("auto": the one this machine is a part of); without one, the
    cores of this machine, or so many of them.  One that is connected already stays so.

    ``SetupError`` where Ray is not installed, ``ReadError`` where there is no such cluster.
    """
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    if address is None:
        keep_to_ourselves()
    try:
        import ray
        from ray.data import DataContext
    except ModuleNotFoundError as error:
        raise SetupError(
            f"a cluster needs the package {error.name}, of the extra “cluster”; "
            f"install it: {INSTALL}"
        ) from error
    ours = not ray.is_initialized()
    if ours:
        try:
            ray.init(
                address=address or "local",
                num_cpus=cores,
                include_dashboard=False if address is None else None,
                log_to_driver=False,
                logging_level=logging.ERROR,
            )
        except Exception as error:  # Ray has no class of its own for it
            raise ReadError(
                f"{address or 'this machine'}: no cluster answers ({first_line(error)}); see "
                "that it runs (`ray start --head`) and is not too busy"
            ) from error
    context = DataContext.get_current()
    context.target_max_block_size = BLOCK
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    try:
        yield
    finally:
        if ours:
            ray.shutdown()


def keep_to_ourselves() -> None:
    """Gives a cluster of this machine alone a token of its own: its ports are open to the network,
    and whoever is let in may run anything.
    """
    if "RAY_AUTH_MODE" not in os.environ:
        os.environ["RAY_AUTH_MODE"] = "token"
        os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex(32))


def first_line(error: BaseException) -> str:
    """The first line of what an error says."""
    return str(error).strip().partition("\n")[0]
