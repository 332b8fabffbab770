"""What is heard: joins the voice, the playhead, the device and what the user set."""

from __future__ import annotations

import time
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction

from lestalk_studio.audio.devices import Device
from lestalk_studio.audio.playback import Report, SoundOutput
from lestalk_studio.audio.pyramid import Pyramid
from lestalk_studio.audio.sound import Sound
from lestalk_studio.errors import StudioError
from lestalk_studio.pipeline.analysis import voice_path
from lestalk_studio.ui.playback import Playback
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.sound_settings import SoundSettings
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.voice_loader import VoiceLoader

WATCH_MS = 2000
"""While nothing plays it is looked this often whether an open device still asks for sound."""


class SoundControl(QObject):
    """changed(): settings, device or its state differ. listed(list of Device). told(sentence): for the status bar.

    `settings` are in force; `set_…` changes and remembers them.
    """

    changed = Signal()
    listed = Signal(list)
    told = Signal(str)
    _device_reported = Signal(object)

    def __init__(
        self, session: Session, output: SoundOutput, playback: Playback, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._output, self._playback = session, output, playback
        self._playhead = session.playhead
        self.settings = SoundSettings.stored()
        self._report = Report()
        self._loader = VoiceLoader(self)
        self._loader.loaded.connect(self._loaded)
        output.gain = self.settings.gain
        output.choose(Device.of(self.settings.device))
        self._looked = time.monotonic()
        self._watch = QTimer(self, interval=WATCH_MS)
        self._watch.timeout.connect(self._look_after)
        # Both are called by the device's thread; a signal brings them over to this one.
        self._device_reported.connect(self._reported)
        output.reported = self._device_reported.emit
        output.listed = self.listed.emit
        session.document_changed.connect(self._document_changed)
        session.playhead_changed.connect(self._moved)

    def bind(self, mute: QAction, scrub: QAction) -> None:
        """Keep these switches as the settings are."""

        def show() -> None:
            mute.setChecked(self.settings.muted)
            scrub.setChecked(self.settings.scrub)

        self.changed.connect(show)
        show()

    # --- settings

    def set_volume(self, volume: float) -> None:
        """0..1 along the slider; ends a mute."""
        self._set(volume=min(max(volume, 0.0), 1.0), muted=False)

    def set_muted(self, muted: bool) -> None:
        """Off and on without losing the volume."""
        self._set(muted=muted)

    def set_scrub(self, scrub: bool) -> None:
        """Whether the sound under a dragged or stepped playhead is heard."""
        self._set(scrub=scrub)

    def set_device(self, device: Device | None) -> None:
        """Play on this device, None = the system's default."""
        self._set(device="" if device is None else device.key)
        self._output.choose(device)
        self._report = self._output.report
        self.changed.emit()

    def _set(self, **values: object) -> None:
        settings = replace(self.settings, **values)
        if settings != self.settings:
            self.settings = settings
            settings.store()
            self._output.gain = settings.gain
            self.changed.emit()

    # --- the device

    @property
    def device(self) -> Device | None:
        """The one that was chosen, None = the system's default."""
        return Device.of(self.settings.device)

    def list_devices(self) -> None:
        """Look which there are; `listed` tells."""
        self._output.list_devices()

    @property
    def text(self) -> str:
        """How it stands, for the status bar."""
        if not self._output.has_sound:
            return tr("Sound: no voice yet")
        if self._report.state == "absent":
            return tr("Sound: no device, playing silently")
        if self.settings.muted or self.settings.volume == 0.0:
            return tr("Sound: muted")
        return tr("Sound: on") if self._report.state == "open" else tr("Sound: ready")

    def _look_after(self) -> None:
        """Playing notices by itself that the device went away."""
        now, before = time.monotonic(), self._looked
        self._looked = now
        # After a standstill of the whole program the device has not been asked either.
        if now - before < 1.5 * WATCH_MS / 1000:
            self._output.look_after()

    def _reported(self, report: Report) -> None:
        self._report = report
        if report.state == "open":
            self._watch.start()
        else:
            self._watch.stop()
        if report.trouble == "missing":
            name = "" if self.device is None else self.device.name
            self.told.emit(
                tr("The sound device {name} is not there; the system's default is used.").format(name=name)
            )
        elif report.trouble == "lost":
            self.told.emit(tr("The sound device went away; the sound goes on through another one."))
        elif report.trouble == "silent":
            self.told.emit(tr("There is no sound device; everything plays silently."))
        elif report.trouble == "stuck":
            self.told.emit(
                tr(
                    "The sound device does not answer any more; it plays on silently. Start the program again."
                )
            )
        self.changed.emit()

    # --- the voice

    def set_wave(self, wave: Pyramid | None) -> None:
        """The voice, as it was analysed; the file's full sound takes its place as soon as it is read."""
        self._output.set_sound(None if wave is None else Sound(wave.samples, wave.rate))
        audio = self._session.project.audio
        if wave is not None and audio is not None:
            self._output.prepare()
            try:
                self._loader.ask(voice_path(audio))
            except StudioError as error:
                self.told.emit(str(error))
        self.changed.emit()

    def _loaded(self, path: object, sound: Sound) -> None:
        audio = self._session.project.audio
        if audio is not None and self._output.has_sound and voice_path(audio) == path:
            self._output.set_sound(sound)

    def _document_changed(self, what: tuple[str, ...]) -> None:
        if "audio" in what:
            self._output.set_sound(None)  # it is another one's sound until the new voice is read
            self.changed.emit()

    # --- scrubbing

    def _moved(self, time: float) -> None:
        before, self._playhead = self._playhead, time
        if self.settings.scrub and not self._playback.moving and self._output.has_sound:
            # The middle of the frame that is seen.
            self._output.scrub(time + 0.5 / self._session.project.fps, time - before)

    def close(self) -> None:
        """End the threads and give the device back."""
        self._watch.stop()
        self._loader.let_go()
        self._output.close()
