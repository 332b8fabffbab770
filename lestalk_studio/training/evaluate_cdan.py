"""How near the face that is made of z comes to the tracked one, on people never trained on.

`python -m lestalk_studio.training.evaluate_cdan DATA` prints it by person; DATA holds grid/ and
voxceleb_val/. Measured on the half of the landmarks that z was not solved from.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lestalk_studio.face.landmarkmodel import SKIN, landmark_model
from lestalk_studio.les.space import ACTION
from lestalk_studio.training.cdan_data import DenseFit, Track, held_out, load_tracks, rigid_fields
from lestalk_studio.training.people import HELD_OUT, person
from lestalk_studio.training.train_cdan import MOST_PER_PERSON, Mlp, split

log = logging.getLogger(__name__)

Way = Callable[[Track, str], np.ndarray]
"""(track, view) -> beta (T, 64)."""


@dataclass(frozen=True)
class PersonError:
    """Landmark errors of one person, % of the distance of the eyes, by the name of the way; `clips` of them."""

    person: str
    clips: int
    errors: dict[str, float]


def landmark_error(track: Track, beta: np.ndarray, view: str, head) -> float:
    """Mean distance of the judged landmarks in the face's own plane, % of the distance of the eyes.

    beta (T, 64). What is left of the head's own motion (turn in the plane, size, shift) is taken off.
    """
    judged = held_out(view)
    apart = DenseFit.of(head).landmarks(beta) - track.moved
    flat = apart[:, judged, :2].reshape(len(beta), -1)
    rigid = rigid_fields(landmark_model(head).mean[SKIN])[2:6, judged, :2].reshape(4, -1)
    basis = np.linalg.qr(rigid.T)[0]
    flat = flat - (flat @ basis) @ basis.T
    return 100 * float(np.linalg.norm(flat.reshape(len(beta), -1, 2), axis=2).mean())


def errors_by_person(
    tracks: list[Track], ways: dict[str, Way], head, views: tuple[str, ...] = ("even", "odd")
) -> list[PersonError]:
    """Each way's error, averaged over the views and clips of each person."""
    found: dict[str, list[dict[str, float]]] = {}
    for track in tracks:
        errors = {
            name: float(np.mean([landmark_error(track, way(track, view), view, head) for view in views]))
            for name, way in ways.items()
        }
        found.setdefault(person(track.identity), []).append(errors)
    return [
        PersonError(who, len(rows), {name: float(np.mean([row[name] for row in rows])) for name in ways})
        for who, rows in sorted(found.items())
    ]


def gain(rows: list[PersonError], way: str, over: str) -> float:
    """How far `way` lies below `over`, %; every person counts the same."""
    mean = {name: np.mean([row.errors[name] for row in rows]) for name in (way, over)}
    return 100 * float(1 - mean[way] / mean[over])


def ways_of(head, cdan: Path | None = None, mlp: Path | None = None) -> dict[str, Way]:
    """'still' (nothing moves), 'linear', 'cdan', 'dense' (the best that 64 coefficients can), and 'mlp'
    where its weights are given."""
    from lestalk_studio.nets.les_to_beta import LesToBeta

    maps = LesToBeta(head, cdan)
    ways: dict[str, Way] = {
        "still": lambda track, view: np.zeros_like(track.beta),
        "linear": lambda track, view: maps.linear(track.z[view], track.aux[view]),
        "cdan": lambda track, view: maps.cdan(track.z[view], track.aux[view], track.source_z),
        "dense": lambda track, view: track.beta,
    }
    if mlp is not None:
        other = load_mlp(mlp, head)
        ways["mlp"] = lambda track, view: ways["linear"](track, view) + other(track, view)
    return ways


def load_mlp(path: Path, head) -> Way:
    """The perceptron's correction; its weights must be of this very head."""
    import torch
    from safetensors.torch import load_file

    state = load_file(str(path))
    state.pop("head_basis")
    network = Mlp(state["linear"], state["spread"])
    network.load_state_dict(state)
    network.eval()

    def correction(track: Track, view: str) -> np.ndarray:
        portrait = torch.from_numpy(track.source_z @ head.units_to_beta)[None]
        with torch.inference_mode():
            return network(torch.from_numpy(track.z[view])[None], portrait.float())[0].numpy()

    return correction


def fitted_linear(tracks: list[Track], head, ridge: float = 3.0) -> Way:
    """A linear map trained on the same people: what of the gain needs no net."""
    units, aux = head.units_to_beta, head.aux_to_beta
    people = [person(t.identity) for t in tracks]
    rows, wanted = [], []
    for track in tracks:
        weight = people.count(person(track.identity)) ** -0.5
        for view, z in track.z.items():
            rows.append(weight * z)
            wanted.append(weight * (track.beta - z @ units - track.aux[view] @ aux))
    x, y = np.concatenate(rows), np.concatenate(wanted)
    learned = np.linalg.solve(x.T @ x + ridge * np.eye(x.shape[1]), x.T @ y)
    return lambda track, view: track.z[view] @ (units + learned) + track.aux[view] @ aux


def control(head, cdan: Path | None = None, amount: float = 0.8) -> np.ndarray:
    """(17, 3) for each unit alone at `amount` on a mean face: cosine of its landmarks' displacement with the
    linear one's, size beside it, and R2 of the line through five amounts up to `amount`."""
    from lestalk_studio.les.space import AUX, DIM
    from lestalk_studio.nets.les_to_beta import LesToBeta

    maps = LesToBeta(head, cdan)
    fields = DenseFit.of(head).fields[:, :, :2].reshape(64, -1)
    levels = np.linspace(0, amount, 6, dtype=np.float32)[1:]
    still = np.zeros(DIM, np.float32)
    out = []
    for unit in range(ACTION.start, ACTION.stop):
        shown = []
        for level in levels:
            z, aux = np.zeros((9, DIM), np.float32), np.zeros((9, len(AUX)), np.float32)
            z[:, unit] = level
            shown.append(maps.cdan(z, aux, still)[4] @ fields)
        right = amount * head.units_to_beta[unit] @ fields
        size = float(np.linalg.norm(shown[-1]) / np.linalg.norm(right))
        cosine = float(shown[-1] @ right / np.linalg.norm(shown[-1]) / np.linalg.norm(right))
        along = np.array(shown) @ right / (right @ right)
        off = along - np.polyval(np.polyfit(levels, along, 1), levels)
        out.append((cosine, size, 1 - float((off**2).sum() / ((along - along.mean()) ** 2).sum())))
    return np.array(out)


def table(rows: list[PersonError]) -> str:
    """The errors by person as lines, % of the eyes' distance, and the mean over people."""
    names = list(rows[0].errors)
    lines = [f"  {'person':32s} clips  " + "  ".join(f"{name:>8s}" for name in names)]
    for row in rows:
        values = "  ".join(f"{row.errors[name]:8.3f}" for name in names)
        lines.append(f"  {row.person:32s} {row.clips:5d}  {values}")
    means = "  ".join(f"{np.mean([row.errors[name] for row in rows]):8.3f}" for name in names)
    lines.append(f"  {'every person alike':32s} {sum(r.clips for r in rows):5d}  {means}")
    return "\n".join(lines)


def held_out_tracks(data: Path, head) -> list[Track]:
    """The clips of GRID's held-out people."""
    return load_tracks(data / "grid", head, only=lambda identity: person(identity) in HELD_OUT)


def main() -> None:
    """Print the errors by person; see the module."""
    from lestalk_studio.face.head import Head

    parser = argparse.ArgumentParser(prog="python -m lestalk_studio.training.evaluate_cdan")
    parser.add_argument("data", type=Path)
    parser.add_argument("--cdan", type=Path, help="weights; the shipped ones when left out")
    parser.add_argument("--mlp", type=Path, help="weights of the perceptron it is compared with")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    head = Head.load()
    train_on, held = split(load_tracks(given.data / "grid", head, MOST_PER_PERSON))
    wild = load_tracks(given.data / "voxceleb_val", head)
    ways = ways_of(head, given.cdan, given.mlp)
    ways["fitted"] = fitted_linear(train_on, head)
    for name, tracks in (("GRID, held out", held), ("VoxCeleb, in the wild", wild)):
        for views, text in ((("even", "odd"), "judged by the other half"), (("all",), "z of all landmarks")):
            rows = errors_by_person(tracks, ways, head, views)
            log.info("%s, %s\n%s", name, text, table(rows))
            below = {over: gain(rows, "cdan", over) for over in ("linear", "mlp", "fitted") if over in ways}
            log.info("  CDAN below %s\n", ", ".join(f"{k} by {v:.1f} %" for k, v in below.items()))
    found = control(head, given.cdan)
    log.info(
        "Units alone at 0.8: cosine with linear, least %.3f, mean %.3f; size %.2f to %.2f; R2 of amount, least %.4f",
        *(found[:, 0].min(), found[:, 0].mean(), found[:, 1].min(), found[:, 1].max(), found[:, 2].min()),
    )


if __name__ == "__main__":
    main()
