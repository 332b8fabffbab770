"""The CDAN against the linear map and a perceptron of equal size, on people it was not trained on."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import numpy as np

from lestalk_studio.face.head import Head
from lestalk_studio.les.space import AUX, DIM
from lestalk_studio.nets.les_to_beta import LesToBeta

MLP = Path(__file__).with_name("cdan_mlp.safetensors")
"""Made by `python -m lestalk_studio.training train-cdan grid --mlp --out` this file."""


def compare(data: Path) -> tuple[dict[str, tuple[float, str]], str]:
    """Return {'linear', 'mlp': (% of landmark error less on GRID's held-out people, note)} and a table."""
    from lestalk_studio.training import evaluate_cdan
    from lestalk_studio.training.cdan_data import load_tracks

    head = Head.load()
    ways = evaluate_cdan.ways_of(head, mlp=MLP)
    sets = {
        "GRID's held-out people": evaluate_cdan.held_out_tracks(data, head),
        "VoxCeleb": load_tracks(data / "voxceleb_val", head),
    }
    rows = {name: evaluate_cdan.errors_by_person(tracks, ways, head) for name, tracks in sets.items()}
    held, wild = rows.values()
    found = {
        over: (
            evaluate_cdan.gain(held, "cdan", over),
            f"{len(held)} unseen people of GRID; VoxCeleb's {len(wild)} "
            f"{evaluate_cdan.gain(wild, 'cdan', over):.1f} %",
        )
        for over in ("linear", "mlp")
    }
    text = "\n".join(f"{name}, % of the eyes' distance\n{evaluate_cdan.table(r)}" for name, r in rows.items())
    return found, f"LES to 3DMM\n{text}"


def seconds(frames: int = 1000) -> float:
    """Return the least time of five for `frames` at once."""
    maps = LesToBeta(Head.load())
    z = np.random.default_rng(0).random((frames, DIM), np.float32) * 0.3
    aux = np.zeros((frames, len(AUX)), np.float32)
    taken = []
    for _ in range(6):
        start = perf_counter()
        maps.cdan(z, aux, z[0])
        taken.append(perf_counter() - start)
    return min(taken[1:])
