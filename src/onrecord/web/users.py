"""Who may use a server that can be reached from elsewhere.

The file of users has one a line: name, role and the argon2 hash of the password.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from onrecord.model import SetupError

Role = Literal["read", "review", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)  # each may do what those before it may
MOST = 1_000  # characters of a password that are hashed

hasher = PasswordHasher()
NOBODY = hasher.hash(secrets.token_hex())  # hashed against where there is no such user


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who uses the application; ``name`` stands at what they change."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether this is at least ``role``."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class User:
    """A line of the file."""

    person: Person
    password: str  # hashed


def users_in(path: Path) -> dict[str, User]:
    """The users of a file by name; ``SetupError`` where it is not one."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return {user.person.name: user for user in map(user_from, filter(str.strip, lines))}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise SetupError(f"{path}: not a file of users; make one with `onrecord users`") from error


def user_from(line: str) -> User:
    """The user of a line; ``ValueError`` where it has none."""
    name, role, password = line.split("\t")
    return User(Person(name, role_called(role)), password)


def role_called(name: str) -> Role:
    """The role of a name; ``ValueError`` where there is none."""
    for role in ROLES:
        if role == name:
            return role
    raise ValueError(name)


def add_user(path: Path, name: str, role: Role, password: str) -> None:
    """Writes a user into the file, in place of an earlier one of the same name."""
    if not name.strip() or not name.isprintable():
        raise SetupError("a user's name is one line of letters that can be seen")
    users = users_in(path) | {name: User(Person(name, role), hasher.hash(password[:MOST]))}
    lines = (f"{u.person.name}\t{u.person.role}\t{u.password}\n" for u in users.values())
    path.touch(mode=0o600)
    path.write_text("".join(lines), encoding="utf-8")


def signed_in(path: Path | None, name: str, password: str) -> Person | None:
    """The user with this name and password; as slow for one as for none."""
    user = (users_in(path) if path else {}).get(name)
    try:
        hasher.verify(user.password if user else NOBODY, password[:MOST])
    except (VerificationError, InvalidHashError):
        return None
    return user.person if user else None
