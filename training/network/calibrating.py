"""Confidence that means something: how often statements of a confidence are right.

Platt scaling (Platt 1999) of the likelihood that the tagger gives to all parts of a
statement; the expected calibration error is that of Guo et al. (ICML 2017).
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from benchmarks.accuracy.__main__ import certainty, measured
from numpy.typing import NDArray

from onrecord.attribution import Attribution
from onrecord.network import Network
from onrecord.network.settings import SETTINGS
from onrecord.pipeline import Pipeline
from onrecord.reading import from_text

Numbers = NDArray[np.float64]


def calibrate(model: Path, dev: Path) -> str:
    """Fit the model's certainty on a corpus; what came of it."""
    path = model / SETTINGS
    settings = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**settings, "certainty": [1.0, 0.0]}) + "\n", encoding="utf-8")
    stages = Pipeline([Network(model), Attribution(model, least=0.0)])
    likely, is_right = judged(stages, dev)
    slope, shift = fitted(np.log(likely / (1 - likely)), is_right)
    settings["certainty"] = [round(slope, 4), round(shift, 4)]
    path.write_text(json.dumps(settings) + "\n", encoding="utf-8")
    return f"certainty {settings['certainty']} from {len(likely)} statements"


def judged(stages: Pipeline, dev: Path) -> tuple[Numbers, Numbers]:
    """For each statement found in the corpus, its confidence and whether it is right."""
    rows = measured(dev)
    texts = [from_text(row["text"], row["id"]) for row in rows]
    articles = [analysis.article for analysis in stages.analysed(texts)]
    confidence, is_right = certainty(rows, articles)
    return np.clip(confidence, 1e-3, 1 - 1e-3), np.array(is_right, float)


def fitted(sure: Numbers, right: Numbers, steps: int = 50) -> tuple[float, float]:
    """Slope and shift of the logistic curve through (sure, right), by Newton's method."""
    design = np.stack([sure, np.ones_like(sure)], axis=1)
    weights = np.zeros(2)
    for _ in range(steps):
        likely = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (right - likely)
        curve = (design * (likely * (1 - likely))[:, None]).T @ design + 1e-6 * np.eye(2)
        weights += np.linalg.solve(curve, slope)
    return float(weights[0]), float(weights[1])
