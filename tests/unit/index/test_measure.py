import numpy as np
import pytest

from assistant.retrieval.calibration import CALIBRATION
from index.measure import Outcome, rate


def test_rates_of_a_small_outcome() -> None:
    dense = np.array([[0.9, 0.1, 0.0], [0.8, 0.5, 0.1], [0.2, 0.1, 0.1]])
    outcome = Outcome(dense, np.zeros_like(dense), np.array([0, 1, -1]))
    assert rate(outcome, 1.0) == pytest.approx((0.5, 1.0, 0.75, 1.0))


def test_the_calibrated_score_rises_with_both_scores_and_stays_in_range() -> None:
    grid = np.linspace(0, 1, 5, dtype=np.float32)
    zero = np.zeros_like(grid)
    for scores in (CALIBRATION.score(grid, zero), CALIBRATION.score(zero, grid)):
        assert (np.diff(scores) > 0).all()
        assert scores.min() >= 0 and scores.max() <= 1
    assert CALIBRATION.score(zero, zero).max() < CALIBRATION.floor
