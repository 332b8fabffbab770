"""What is under the mouse."""

from __future__ import annotations

from dataclasses import dataclass

from lestalk_studio.ui.timeline.scene import CURVES, HEADER_WIDTH, RULER_HEIGHT, TOP, Scene

REACH = 7.0
BUTTON = 18
"""Width of the mute and solo buttons at the right of a lane's name."""
BRACKET_HEIGHT = 9
"""How wide the brackets are that scale the selected keys: over the lanes in time, at the right in value."""
RANGE_HEIGHT = 6
"""The top of the ruler, where the bar of the range is taken."""


@dataclass(frozen=True, slots=True)
class Hit:
    """kind: 'key', 'handle', 'marker', 'in', 'out', 'range', 'scale_start', 'scale_end', 'scale_top',
    'scale_bottom', 'ruler', 'wave', 'lane', 'graph', 'group', 'mute', 'solo', 'name', 'corner' or 'nothing'.

    name: channel or group. time: of the thing itself where it has one, else under the mouse.
    """

    kind: str
    name: str = ""
    time: float = 0.0
    which: int = 0


def hit(scene: Scene, x: float, y: float) -> Hit:
    """What a press at (x, y) of the canvas would take."""
    if x < HEADER_WIDTH:
        return _in_header(scene, x, y)
    time = scene.time(x)
    if y < RULER_HEIGHT:
        return _in_ruler(scene, x, y, time)
    span = scene.selected_span()
    if span is not None and TOP - BRACKET_HEIGHT <= y < TOP:
        for kind, edge in (("scale_start", span[0]), ("scale_end", span[1])):
            if abs(scene.x(edge) - x) <= REACH:
                return Hit(kind, time=edge)
    if y < TOP:
        return Hit("wave", time=time)
    taken = _value_bracket(scene, x, y) or _handle(scene, x, y) or _key(scene, x, y)
    if taken is not None:
        return taken
    if scene.mode == CURVES:
        return Hit("graph", time=time)
    row = scene.row_at(y)
    if row is None or row.is_group:
        return Hit("nothing", time=time)
    return Hit("lane", row.name, time)


def _in_header(scene: Scene, x: float, y: float) -> Hit:
    row = scene.row_at(y)
    if row is None:
        return Hit("corner" if y < TOP else "nothing")
    if row.is_group:
        return Hit("group", row.name)
    for i, kind in enumerate(("solo", "mute"), start=1):
        right = HEADER_WIDTH - 6 - (i - 1) * BUTTON
        if right - BUTTON <= x < right:
            return Hit(kind, row.name)
    return Hit("name", row.name)


def _in_ruler(scene: Scene, x: float, y: float, time: float) -> Hit:
    markers = [m for m in scene.project.markers if abs(scene.x(m.time) - x) <= REACH]
    if markers and y >= RULER_HEIGHT / 2:
        nearest = min(markers, key=lambda m: abs(scene.x(m.time) - x))
        return Hit("marker", nearest.name, nearest.time)
    for kind, edge in (("in", scene.project.start), ("out", scene.project.end)):
        if edge is not None and abs(scene.x(edge) - x) <= REACH and y < RULER_HEIGHT / 2:
            return Hit(kind, time=edge)
    start, end = scene.project.start, scene.project.end
    if start is not None and end is not None and start < time < end and y < RANGE_HEIGHT:
        return Hit("range", time=time)
    return Hit("ruler", time=time)


def _value_bracket(scene: Scene, x: float, y: float) -> Hit | None:
    values = scene.selected_values() if scene.mode == CURVES else None
    if values is None or x < scene.width - BRACKET_HEIGHT:
        return None
    for kind, edge in (("scale_bottom", values[0]), ("scale_top", values[1])):
        if abs(scene.axis.y(edge) - y) <= REACH:
            return Hit(kind, time=scene.time(x))
    return None


def _key(scene: Scene, x: float, y: float) -> Hit | None:
    best, nearest = None, REACH * REACH + 1
    for track, row in scene.keyed_lanes():
        if row is not None and not scene.y(row) <= y < scene.y(row) + row.height:
            continue
        chosen = scene.selection.get(track.name, frozenset())
        for key in scene.visible_keys(track):
            px, py = scene.key_point(key, row)
            if row is not None:
                py = y if abs(py - y) <= row.height / 2 else py  # the whole height of a lane takes its keys
            distance = (px - x) ** 2 + (py - y) ** 2 - (0.5 if key.time in chosen else 0.0)
            if distance < nearest and abs(px - x) <= REACH and abs(py - y) <= REACH:
                best, nearest = Hit("key", track.name, key.time), distance
    return best


def _handle(scene: Scene, x: float, y: float) -> Hit | None:
    if scene.mode != CURVES:
        return None
    for name in scene.active:
        for key, which, hx, hy in scene.handles(scene.project.track(name)):
            if abs(hx - x) <= REACH and abs(hy - y) <= REACH:
                return Hit("handle", name, key.time, which)
    return None


def keys_within(scene: Scene, x0: float, y0: float, x1: float, y1: float) -> list[tuple[str, float]]:
    """(lane, time) of the keys inside a rectangle, in any order of its corners.

    In pixels of the canvas; the rectangle may reach beyond what is seen, and then has the keys there, too.
    """
    (x0, x1), (y0, y1) = sorted((x0, x1)), sorted((y0, y1))
    if scene.mode == CURVES:
        lanes = [(name, None) for name in scene.active]
    else:
        lanes = [(row.name, row) for row in scene.rows if not row.is_group and row.keys]
    found = []
    for name, row in lanes:
        for key in scene.keys_between(scene.project.track(name), x0, x1):
            if y0 <= scene.key_point(key, row)[1] <= y1:
                found.append((name, key.time))
    return found
