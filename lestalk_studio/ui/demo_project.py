"""The project that plays at once: built-in portrait and speech, with feelings that change."""

from __future__ import annotations

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.settings import Marker
from lestalk_studio.document.track import Track
from lestalk_studio.document.transition import EASE_OUT, OVERSHOOT


def demo_project() -> Project:
    """About nine seconds of speech."""
    happy = Track("happy", (Keyframe(0.0, 0.0), Keyframe(0.8, 1.8), Keyframe(2.4, 1.4), Keyframe(3.2, 0.0)))
    surprised = Track(
        "surprised",
        (Keyframe(2.8, 0.0, OVERSHOOT), Keyframe(3.2, 1.6, EASE_OUT), Keyframe(4.2, 0.0)),
    )
    sad = Track("sad", (Keyframe(4.0, 0.0), Keyframe(5.2, 2.0), Keyframe(6.4, 2.0), Keyframe(7.2, 0.0)))
    brows = Track("AU01", (Keyframe(2.8, 0.0), Keyframe(3.2, 0.5), Keyframe(4.0, 0.0)))
    return Project(
        portrait="builtin:hopper",
        audio="builtin:speech",
        tracks=(happy, surprised, sad, brows),
        markers=(Marker(3.2, "surprise"),),
    )
