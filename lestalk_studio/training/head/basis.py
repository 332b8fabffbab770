"""The orthonormal expression basis (beta) that spans units and aux shapes."""

from __future__ import annotations

import numpy as np

from lestalk_studio.les.space import AUX

COMPONENTS = 64
# An aux channel's usual size, so that degrees weigh as much as 0..1 channels.
AUX_SIZE = {"gaze_yaw": 30.0, "gaze_pitch": 30.0}


def expression_basis(units: np.ndarray, aux: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """beta (64, V, 3) orthonormal rows, units_to_beta (41, 64), aux_to_beta (n_aux, 64), and the span error:
    |shapes - projected| / |shapes| in the Frobenius norm, each aux channel at its usual size."""
    size = np.array([AUX_SIZE.get(name, 1.0) for name in AUX])
    flat_units = units.reshape(len(units), -1).astype(np.float64)
    flat_aux = aux.reshape(len(aux), -1).astype(np.float64)
    data = np.concatenate([flat_units, flat_aux * size[:, None]])
    values, vectors = np.linalg.eigh(data @ data.T)
    order = np.argsort(values)[::-1][:COMPONENTS]
    rows = (vectors[:, order] / np.sqrt(np.maximum(values[order], 1e-12))).T @ data
    beta = np.linalg.qr(rows.T)[0].T
    error = np.linalg.norm(data - data @ beta.T @ beta) / np.linalg.norm(data)
    return (
        beta.reshape(COMPONENTS, *units.shape[1:]).astype(np.float32),
        (flat_units @ beta.T).astype(np.float32),
        (flat_aux @ beta.T).astype(np.float32),
        float(error),
    )
