"""Libraries that reach out of the machine as they are loaded, kept from it."""

from __future__ import annotations

import os
import socket
import sys


def stay_offline() -> None:
    """Comes before the import of onnxruntime, spaCy, trafilatura or htmldate: after is too late."""
    # onnxruntime would make a device id in the home folder and report to its maker.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    if "urllib3" not in sys.modules:
        load_urllib3()


def load_urllib3() -> None:
    """Load urllib3, which the others load, without the socket by which it looks for IPv6."""
    compiled_in, socket.has_ipv6 = socket.has_ipv6, False
    try:
        from urllib3.util import connection
    finally:
        socket.has_ipv6 = compiled_in
    connection.HAS_IPV6 = compiled_in
