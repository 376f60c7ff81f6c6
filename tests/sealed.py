"""``python sealed.py SCRIPT``: runs a script, and ends it as soon as it opens a socket.

Python's own sockets are seen by an audit hook, those of native code by the kernel (seccomp),
on Linux; between processes of one machine they are allowed.
"""

from __future__ import annotations

import ctypes
import os
import platform
import runpy
import sys
import traceback

OPENED = 97  # the exit status where Python opens a socket; the kernel kills with SIGSYS
AF_UNIX = 1
SOCKET_CALL = {"x86_64": 41, "aarch64": 198}  # the number of socket(2), by machine
NO_NEW_PRIVILEGES, SECCOMP, FILTER = 38, 22, 2  # of prctl(2)
LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06  # of the Berkeley packet filter
KILL, ALLOW = 0x80000000, 0x7FFF0000
NUMBER_AT, FAMILY_AT = 0, 16  # in what the kernel shows of a call


class Instruction(ctypes.Structure):
    """One step of the filter: what to do, how far to jump if so and if not, and its value."""

    _fields_ = (
        ("code", ctypes.c_ushort),
        ("so", ctypes.c_ubyte),
        ("not_so", ctypes.c_ubyte),
        ("value", ctypes.c_uint32),
    )


class Program(ctypes.Structure):
    """A filter."""

    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.POINTER(Instruction)))


def watch(event: str, args: tuple[object, ...]) -> None:
    """End the process, with the way that led here, if Python opens a socket."""
    if event == "socket.__new__" and args[1] != AF_UNIX:
        traceback.print_stack()
        os._exit(OPENED)


def seal() -> None:
    """Let the kernel kill this process, and those that it starts, if they open a socket."""
    steps = (
        (LOAD, 0, 0, NUMBER_AT),
        (EQUAL, 0, 3, SOCKET_CALL[platform.machine()]),
        (LOAD, 0, 0, FAMILY_AT),
        (EQUAL, 1, 0, AF_UNIX),
        (RETURN, 0, 0, KILL),
        (RETURN, 0, 0, ALLOW),
    )
    program = Program(len(steps), (Instruction * len(steps))(*steps))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.prctl(
        SECCOMP, FILTER, ctypes.byref(program), 0, 0
    ):
        raise OSError(ctypes.get_errno(), "the kernel takes no filter")


def has_seal() -> bool:
    """Whether native code can be watched here."""
    return sys.platform == "linux" and platform.machine() in SOCKET_CALL


if __name__ == "__main__":
    script = sys.argv[1]
    if "--native-only" in sys.argv:
        seal()
    else:
        sys.addaudithook(watch)
        if has_seal():
            seal()
    runpy.run_path(script, run_name="__main__")
