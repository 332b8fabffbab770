"""What every exported file says of itself: that a machine made it, and with what."""

from __future__ import annotations

from lestalk_studio import __version__

SYNTHETIC_NOTE = (
    f"Synthetic video made with LES Talker Studio {__version__}: "
    "the person shown did not say or do this in front of a camera."
)
SYNTHETIC_PICTURE_NOTE = (
    f"Synthetic picture made with LES Talker Studio {__version__}: the person shown did not pose for it."
)
DIGITAL_SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic"
"""IPTC's term for a picture that a program made from a captured one (IPTC NewsCodes, digitalsourcetype)."""


def video_metadata() -> dict[str, str]:
    """Container tags of an exported video. No date among them: the same project gives the same bytes."""
    return {
        "title": "Synthetic talking portrait",
        "comment": SYNTHETIC_NOTE,
        "description": SYNTHETIC_NOTE,
        "copyright": f"Digital source type: {DIGITAL_SOURCE_TYPE}",
    }


def picture_metadata() -> dict[str, str]:
    """PNG text chunks of an exported picture."""
    return {
        "Title": "Synthetic portrait",
        "Description": SYNTHETIC_PICTURE_NOTE,
        "Software": f"LES Talker Studio {__version__}",
        "Comment": f"Digital source type: {DIGITAL_SOURCE_TYPE}",
    }
