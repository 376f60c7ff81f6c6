"""What comes with the network's weights: the files of a folder that ``training/`` made."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from importlib.resources.abc import Traversable

import msgspec

from onrecord.model import SetupError

MODEL = files(__package__) / "model"  # that of the package
WEIGHTS, TOKENIZER, SETTINGS = "tagger.onnx", "tokenizer.json", "settings.json"


class Settings(msgspec.Struct, frozen=True):
    """What the network needs to be used: its version, its special pieces, its tables.

    ``weights``: the SHA-256 of the file that holds them.  ``chain``: (7, 7), how well a tag
    follows a tag.  ``distances``: (2, 16), how the distance between two spans speaks for
    their link.  ``certainty``: slope and shift that turn the log-likelihood of a statement's
    parts into its likelihood of being right.
    """

    version: str
    weights: str
    opening: int
    closing: int
    chain: list[list[float]]
    distances: list[list[float]]
    certainty: tuple[float, float]

    @classmethod
    def of(cls, model: Traversable) -> Settings:
        """The settings of a model."""
        return msgspec.json.decode((model / SETTINGS).read_bytes(), type=cls)


def weights(model: Traversable, settings: Settings) -> bytes:
    """The weights of a model; ``SetupError`` if they are not those of its settings."""
    data = (model / WEIGHTS).read_bytes()
    if hashlib.sha256(data).hexdigest() != settings.weights:
        raise SetupError(f"{model / WEIGHTS}: the file is damaged; install onrecord again")
    return data
