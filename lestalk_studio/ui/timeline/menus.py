"""Right-click menus of the timeline."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu

from lestalk_studio.document.channels import channels_of
from lestalk_studio.document.selection import keys_between
from lestalk_studio.document.transition import NAMED
from lestalk_studio.ui.commands.keys import InsertKeys, SetTransition
from lestalk_studio.ui.commands.lanes import ClearLane, MuteLane, SoloLane
from lestalk_studio.ui.commands.markers import AddMarker, RemoveMarker, RenameMarker, SetRange
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.timeline.hit import Hit
from lestalk_studio.ui.timeline.hover import transition_title
from lestalk_studio.ui.timeline.key_dialogs import ScaleDialog, ValueDialog
from lestalk_studio.ui.timeline.lanes import GROUPS


class TimelineMenus:
    """`menu(under)` for what was clicked. actions: the window's, by name; entries that are one of them use it."""

    def __init__(self, canvas) -> None:
        self._canvas, self._session = canvas, canvas.session
        self.actions: Mapping[str, QAction] = {}
        canvas.rename_asked.connect(self.rename_marker)

    def menu(self, under: Hit) -> QMenu:
        """The menu for a hit; without entries where nothing can be done."""
        menu = QMenu(self._canvas)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        match under.kind:
            case "key":
                self._on_key(menu)
            case "lane" | "name" | "mute" | "solo" | "graph":
                name = under.name or (self._canvas.active[0] if self._canvas.active else "")
                if name:
                    self._on_lane(menu, name, under)
            case "marker":
                self._on_marker(menu, under)
            case "in" | "out" | "range":
                self._on_range(menu)
            case "ruler" | "wave" | "corner":
                self._on_ruler(menu, under)
            case "group":
                self._on_group(menu, under.name)
            case "scale_start" | "scale_end" | "scale_top" | "scale_bottom":
                self._add(menu, tr("Scale keys …"), self.scale_keys)
            case "nothing":
                self._on_ground(menu)
        return menu

    def _do(self, command, *arguments) -> None:
        self._session.attempt(command, *arguments)

    @staticmethod
    def _add(menu: QMenu, text: str, call: Callable[[], object], checked: bool | None = None) -> None:
        action = menu.addAction(text)
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
        action.triggered.connect(lambda _=False: call())

    def _use(self, menu: QMenu, *names: str) -> None:
        for name in names:
            if name in self.actions:
                menu.addAction(self.actions[name])

    # --- by what was clicked

    def _on_key(self, menu: QMenu) -> None:
        session = self._session
        kinds = {
            key.transition.kind
            for name, times in session.selection.items()
            for time in times
            if (key := session.project.track(name).key_at(time)) is not None
        }
        for kind, transition in NAMED.items():
            self._add(
                menu,
                transition_title(kind),
                lambda t=transition: self._do(SetTransition, t),
                kinds == {kind},
            )
        menu.addSeparator()
        self._add(menu, tr("Value …"), self.set_value)
        if self._canvas.scene().selected_span() is not None:
            self._add(menu, tr("Scale keys …"), self.scale_keys)
        menu.addSeparator()
        self._use(menu, "cut", "copy", "duplicate", "delete")

    def _on_lane(self, menu: QMenu, name: str, under: Hit) -> None:
        session = self._session
        track = session.project.track(name)
        time = under.time if under.kind in ("lane", "graph") else session.playhead
        time = round(time * session.project.fps) / session.project.fps
        here = under.kind in ("lane", "graph")
        self._add(
            menu,
            tr("Add key here") if here else tr("Add key at playhead"),
            lambda: self._do(InsertKeys, time, (name,)),
        )
        self._add(
            menu,
            tr("Select keys of lane"),
            lambda: session.select(keys_between(session.project, [name], 0, float("inf"))),
        )
        self._use(menu, "paste")
        menu.addSeparator()
        self._add(menu, tr("Mute"), lambda: self._do(MuteLane, (name,), not track.muted), track.muted)
        self._add(menu, tr("Solo"), lambda: self._do(SoloLane, (name,), not track.soloed), track.soloed)
        menu.addSeparator()
        if track.channel.group == "emotion":
            self._add(menu, tr("Auto intensity from voice"), lambda: self._canvas.fill_asked.emit(name))
        if track.keys:
            self._add(menu, tr("Clear lane"), lambda: self._do(ClearLane, name))

    def _on_marker(self, menu: QMenu, under: Hit) -> None:
        self._add(menu, tr("Rename …"), lambda: self.rename_marker(under.time))
        self._add(menu, tr("Go to marker"), lambda: self._session.seek(under.time))
        self._add(menu, tr("Delete marker"), lambda: self._do(RemoveMarker, under.time))

    def _on_range(self, menu: QMenu) -> None:
        self._add(menu, tr("Clear in and out"), lambda: self._do(SetRange, None, None))
        self._use(menu, "loop")

    def _on_ruler(self, menu: QMenu, under: Hit) -> None:
        project = self._session.project
        time = under.time if under.kind != "corner" else self._session.playhead
        time = round(time * project.fps) / project.fps
        self._add(menu, tr("Add marker here …"), lambda: self.add_marker(time))
        self._add(menu, tr("Set in point here"), lambda: self._do(SetRange, time, project.end))
        self._add(
            menu,
            tr("Set out point here"),
            lambda: self._session.attempt(SetRange, project.start, time, moved="end"),
        )
        if project.start is not None or project.end is not None:
            self._add(menu, tr("Clear in and out"), lambda: self._do(SetRange, None, None))
        menu.addSeparator()
        self._use(menu, "frames", "snapping", "loop")
        menu.addSeparator()
        self._add(menu, tr("Fit all"), self._canvas.fit)

    def _on_group(self, menu: QMenu, group: str) -> None:
        canvas, session = self._canvas, self._session
        names = tuple(channel.name for channel in channels_of(group))
        tracks = [session.project.track(name) for name in names]
        self._add(
            menu,
            tr("Unfold") if group in canvas.folded else tr("Fold"),
            lambda: canvas.set_folded(canvas.folded ^ {group}),
        )
        self._add(menu, tr("Fold all"), lambda: canvas.set_folded(set(GROUPS)))
        self._add(menu, tr("Unfold all"), lambda: canvas.set_folded(set()))
        menu.addSeparator()
        muted, soloed = all(t.muted for t in tracks), all(t.soloed for t in tracks)
        self._add(menu, tr("Mute all of them"), lambda: self._do(MuteLane, names, not muted), muted)
        self._add(menu, tr("Solo all of them"), lambda: self._do(SoloLane, names, not soloed), soloed)
        self._add(
            menu,
            tr("Select their keys"),
            lambda: session.select(keys_between(session.project, names, 0, float("inf"))),
        )

    def _on_ground(self, menu: QMenu) -> None:
        self._use(menu, "paste", "select_all")
        menu.addSeparator()
        self._use(menu, "curves", "keyed_only", "fit")

    # --- asked for

    def add_marker(self, time: float) -> None:
        """Ask for a name and set a marker."""
        name, agreed = QInputDialog.getText(self._canvas, tr("Marker"), tr("Name of the marker"))
        if agreed:
            self._do(AddMarker, time, name.strip())

    def rename_marker(self, time: float) -> None:
        """Ask for another name."""
        old = next((m.name for m in self._session.project.markers if m.time == time), "")
        name, agreed = QInputDialog.getText(self._canvas, tr("Marker"), tr("Name of the marker"), text=old)
        if agreed:
            self._do(RenameMarker, time, name.strip())

    def scale_keys(self) -> None:
        """A dialog that scales the selected keys by numbers."""
        self._show(ScaleDialog(self._session, self._canvas))

    def set_value(self) -> None:
        """A dialog for the value of the selected keys."""
        self._show(ValueDialog(self._session, self._canvas))

    @staticmethod
    def _show(dialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
