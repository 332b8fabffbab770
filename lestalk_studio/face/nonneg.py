"""Regularised least squares whose unknowns may not be negative, for many right-hand sides at once."""

from __future__ import annotations

import numpy as np


def solve_nonnegative(
    matrix: np.ndarray,
    right: np.ndarray,
    free: np.ndarray | None = None,
    sweeps: int = 200,
    tolerance: float = 1e-6,
) -> np.ndarray:
    """argmin_z z A z / 2 - b z with z >= 0, by coordinate descent in all rows at once.

    matrix: (n, n) symmetric positive definite A; right: (T, n) or (n,) b; free: (n,) bool, unknowns of either
    sign. Returns z like `right`. The descent converges for every positive definite A (Luo & Tseng 1992).
    """
    single = right.ndim == 1
    b = np.atleast_2d(right).T.astype(np.float64)  # (n, T): one row an unknown
    floor = np.zeros(len(matrix)) if free is None else np.where(free, -np.inf, 0.0)
    z = np.maximum(np.linalg.solve(matrix, b), floor[:, None])  # the unbounded solution is a good start
    gradient = matrix @ z - b
    diagonal = np.diag(matrix)
    for _ in range(sweeps):
        largest = 0.0
        for i in range(len(matrix)):
            step = np.maximum(z[i] - gradient[i] / diagonal[i], floor[i]) - z[i]
            size = float(np.abs(step).max(initial=0.0))
            if size > tolerance:
                z[i] += step
                gradient += matrix[:, i : i + 1] * step
            largest = max(largest, size)
        if largest <= tolerance:
            break
    return z[:, 0] if single else z.T
