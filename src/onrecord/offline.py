"""Libraries that reach out of the machine as they are loaded, kept from it; and what is loaded
with a library for nothing.
"""

from __future__ import annotations

import os
import socket
import sys
from types import ModuleType
from typing import Any

WARNING = 2  # onnxruntime's number for it
EXACT = "session.x64quantprecision"
SPACY_COMMANDS = ("spacy.cli", "spacy.cli.info")


def load_spacy() -> None:
    """Load spaCy without its command line, with which it takes half as long again.

    Who imports ``spacy.cli`` afterwards, or calls ``spacy.info``, gets it then.
    """
    if "spacy" in sys.modules:
        return
    sort_entry_points()
    empty = {name: ModuleType(name) for name in SPACY_COMMANDS}
    empty["spacy.cli.info"].__dict__["info"] = info
    sys.modules.update(empty)
    try:
        import spacy  # noqa: F401
    finally:
        for name in SPACY_COMMANDS:
            if sys.modules.get(name) is empty[name]:
                del sys.modules[name]


def sort_entry_points() -> None:
    """Have spaCy find what packages add to it at once: while it loads a model, it looks 250 times
    through all that all packages here offer anybody.
    """
    import catalogue  # type: ignore[import-untyped]

    offered = catalogue.AVAILABLE_ENTRY_POINTS  # it takes a dictionary as well
    if hasattr(offered, "select"):
        groups = {group: offered.select(group=group) for group in offered.groups}
        catalogue.AVAILABLE_ENTRY_POINTS = groups


def info(*given: Any, **options: Any) -> Any:
    """What ``spacy.info`` tells."""
    from spacy.cli.info import info as told

    return told(*given, **options)


def stay_offline() -> None:
    """Comes before the import of onnxruntime, trafilatura or htmldate: after is too late."""
    quiet_onnxruntime()
    if "urllib3" not in sys.modules:
        load_urllib3()


def session(weights: bytes, *, severity: int = WARNING, ready: bool = False) -> Any:
    """A network in onnxruntime, each run of which goes through one thread: what it is given is what
    runs side by side.  It says on standard error what is at least of a severity.  Sums of products
    of eight-bit integers are exact on every processor: those without instructions for them would
    cut off what does not fit into 16 bits, and find next to nothing.

    One that is ``ready`` was put together for onnxruntime when it was made, its weights in seven
    bits, of which two products always fit; it is there in a sixth of the time.
    """
    quiet_onnxruntime()
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = severity
    options.add_session_config_entry(EXACT, "1")
    if ready:
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    made = onnxruntime.InferenceSession(weights, options, ["CPUExecutionProvider"])
    made._model_bytes = None  # has its own by now, and would keep these to be made anew from
    return made


def quiet_onnxruntime() -> None:
    """Comes before the import of onnxruntime, which would make a device id in the home folder and
    report to its maker.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def load_urllib3() -> None:
    """Load urllib3, which the others load, without the socket by which it looks for IPv6."""
    compiled_in, socket.has_ipv6 = socket.has_ipv6, False
    try:
        from urllib3.util import connection
    finally:
        socket.has_ipv6 = compiled_in
    connection.HAS_IPV6 = compiled_in
