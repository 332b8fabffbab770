"""Where the base mesh's rings are, by vertex number of hm08, and where the teeth made for it stand."""

from __future__ import annotations

# Vertices of hm08 that name a ring: a seed on the upper midline (mouth, neck) or on a lid.
LIP_CONTACT, LIP_BORDER, INNER_MOUTH = 474, 455, 673
MOUTH_RINGS = (
    291,
    5342,
    362,
    455,
    466,
    467,
    509,
    468,
    474,
    520,
    537,
    554,
    571,
    588,
    605,
    622,
    639,
    656,
    673,
    690,
)
# Head space: the incisors' face behind the lips' contact line, the dental arch's half width and depth.
TEETH_BEHIND_LIPS, ARCH_HALF_WIDTH, ARCH_DEPTH = 0.088, 0.46, 0.66
NECK_CUT, FACE_SEED = 815, 131
LID_MARGIN, LID_WATERLINE, CANTHUS_RING = 13368, 7762, 6827
LID_RINGS = (13368, 6831, 11480, 6827, 6823, 11503, 6875, 6931, 6949, 6954)
