"""The muscles behind the action units (Ekman & Friesen, Facial Action Coding System, 1978; 2002)."""

from __future__ import annotations

MUSCLES: dict[int, str] = {
    1: "frontalis, pars medialis",
    2: "frontalis, pars lateralis",
    4: "corrugator supercilii, depressor supercilii",
    5: "levator palpebrae superioris",
    6: "orbicularis oculi, pars orbitalis",
    7: "orbicularis oculi, pars palpebralis",
    9: "levator labii superioris alaeque nasi",
    10: "levator labii superioris",
    11: "zygomaticus minor",
    12: "zygomaticus major",
    13: "levator anguli oris",
    14: "buccinator",
    15: "depressor anguli oris",
    16: "depressor labii inferioris",
    17: "mentalis",
    18: "incisivii labii",
    19: "genioglossus",
    20: "risorius",
    22: "orbicularis oris",
    23: "orbicularis oris",
    24: "orbicularis oris",
    25: "depressor labii inferioris, relaxed mentalis or orbicularis oris",
    26: "relaxed masseter, temporalis and internal pterygoid",
    27: "pterygoids, digastric",
    32: "orbicularis oris, masseter",
    38: "nasalis, pars alaris",
    39: "nasalis, pars transversa; depressor septi nasi",
}
"""By the number of the unit; one-sided units are moved by the same muscle of their side."""
