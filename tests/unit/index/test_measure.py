import numpy as np
import pytest

from assistant.retrieval.fusion import Fusion, Scores
from assistant.settings import Settings
from index.measure import describe_calibration, rate


def test_rates_of_a_small_outcome() -> None:
    means = np.array([[0.9, 0.1, 0.0], [0.8, 0.5, 0.1], [0.2, 0.1, 0.1]], dtype=np.float32)
    assert rate(means, np.array([0, 1, -1])) == pytest.approx((0.5, 1.0, 0.75, 1.0))


def test_a_calibration_is_described_with_its_floor() -> None:
    means = np.array([[0.9, 0.1], [0.2, 0.8], [0.3, 0.35], [0.3, 0.1]], dtype=np.float32)
    assert "slope" in describe_calibration(means, np.array([0, 1, 0, -1]))


def test_the_calibrated_score_rises_with_every_method_and_stays_in_range() -> None:
    fusion = Fusion.of(Settings())
    grid = np.linspace(0, 1, 5, dtype=np.float32)
    zero = np.zeros_like(grid)
    for scores in (Scores(grid, zero, zero), Scores(zero, grid, zero), Scores(zero, zero, grid)):
        calibrated = fusion.calibrate(fusion.mean(scores))
        assert (np.diff(calibrated) > 0).all()
        assert calibrated.min() >= 0 and calibrated.max() <= 1
    assert fusion.calibrate(fusion.mean(Scores(zero, zero, zero))).max() < fusion.floor
