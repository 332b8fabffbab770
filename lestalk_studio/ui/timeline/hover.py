"""What a tooltip of the timeline says."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from lestalk_studio.ui.texts import timecode, tr
from lestalk_studio.ui.timeline.hit import hit
from lestalk_studio.ui.timeline.scene import Scene
from lestalk_studio.ui.timeline.texts import lane_title, short_title, value_of


def transition_title(kind: str) -> str:
    """Name of a transition in menus and tooltips."""
    return {
        "hold": tr("Hold"),
        "linear": tr("Linear"),
        "ease_in": tr("Ease in"),
        "ease_out": tr("Ease out"),
        "ease_both": tr("Ease in and out"),
        "overshoot": tr("Overshoot"),
        "cubic": tr("Custom"),
    }[kind]


def hover_text(scene: Scene, point: QPointF, wave_trouble: str = "") -> str:
    """Time and value under the mouse, or why there is no voice; '' where there is nothing to say."""
    under = hit(scene, point.x(), point.y())
    project = scene.project
    when = f"{timecode(under.time, project.fps)} ({tr('frame')} {round(under.time * project.fps)})"
    match under.kind:
        case "key":
            key = project.track(under.name).key_at(under.time)
            way = transition_title(key.transition.kind)
            return f"{short_title(under.name)} {value_of(under.name, key.value)} · {way}\n{when}"
        case "lane":
            value = project.track(under.name).value_at(under.time)
            return f"{lane_title(under.name)} {value_of(under.name, value)}\n{when}"
        case "graph":
            values = (
                f"{short_title(n)} {value_of(n, project.track(n).value_at(under.time))}" for n in scene.active
            )
            return "\n".join((when, *values))
        case "marker":
            return f"{under.name or tr('Marker')}\n{when}"
        case "wave" if wave_trouble:
            return wave_trouble
        case "ruler" | "wave":
            return when
        case "in":
            return tr("In point {when}").format(when=when)
        case "out":
            return tr("Out point {when}").format(when=when)
        case "scale_start" | "scale_end":
            return tr("Drag to scale the selected keys in time")
        case "scale_top" | "scale_bottom":
            return tr("Drag to scale the selected keys in value; Shift: about 0")
        case "range":
            return tr("Drag to move the range between in and out")
        case "name":
            return lane_title(under.name)
        case "mute":
            return tr("Mute (M)")
        case "solo":
            return tr("Solo (S)")
    return ""
