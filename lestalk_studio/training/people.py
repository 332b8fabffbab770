"""Who is who in the corpora, and who is never trained on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lestalk_studio.errors import StudioError

SAME_PERSON = {
    "grid_u_anshsareen_0": "grid_s2",
    "grid_x_pwij3p": "grid_s2",
    "grid_u_raman-brar-iitd_0": "grid_s1",
    "grid_u_anshsareen_1": "grid_s1",
    "grid_u_mohamed-elgemeie_0": "grid_s1",
    "grid_x_lbbc2a": "grid_u_datascientistabhishek_0",
    "grid_x_swiz3n": "grid_s26",
}
"""Labels of one and the same face: their shapes at rest differ by less than 0.014 eye distances (landmarks'
mean), as clips of one talker do (median 0.013); the next nearest labels differ by 0.021 and more."""

HELD_OUT = ("grid_s2", "grid_u_datascientistabhishek_0", "grid_s26", "grid_x_sbwe5n")
"""People never trained on, nor chosen by; none is nearer than 0.026 to anybody trained on."""


def person(identity: str) -> str:
    """The person behind a label of the data."""
    return SAME_PERSON.get(identity, identity)


def held_out_of(people: Iterable[str], asked: Sequence[str] | None = None) -> tuple[str, ...]:
    """The people to leave out of a training, for measuring: those `asked` for; else of HELD_OUT who are there; else
    every tenth by name, and at least one of three."""
    there = sorted(set(people))
    if asked is not None:
        unknown = sorted(set(asked) - set(there))
        if unknown:
            raise StudioError(
                f"Nobody is called {unknown[0]} in the corpus; there are {', '.join(there[:20])}."
            )
        return tuple(sorted(asked))
    known = tuple(who for who in there if who in HELD_OUT)
    return known or (tuple(there[2::10]) if len(there) > 2 else ())
