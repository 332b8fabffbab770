"""Between session and workers: asks for frames and analyses, and shows what comes back."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from lestalk_studio.errors import StudioError
from lestalk_studio.les.performance import Performance
from lestalk_studio.paths import cache_dir
from lestalk_studio.pipeline.analysis import AnalysisKey
from lestalk_studio.pipeline.coverage import Covered
from lestalk_studio.pipeline.frame_store import FrameStore
from lestalk_studio.pipeline.parts import Parts
from lestalk_studio.ui.preview_settings import PreviewSettings
from lestalk_studio.ui.preview_worker import FrameRequest, PreviewWorker
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.shown import Shown
from lestalk_studio.ui.store_worker import StoreWorker
from lestalk_studio.ui.texts import tr_name
from lestalk_studio.ui.workers import AnalysisWorker

STALE_AFTER_MS = 150
MEGABYTE = 1024 * 1024
_ANALYSED = {"audio", "au_source", "lips", "fps", "seed", "blinks", "head_motion"}


class PreviewControl(QObject):
    """frame_ready(PreviewFrame or None), shown(Shown or None): the same with its picture; stale_changed(bool),
    busy(text, '' = nothing), failed(sentence), wave_ready(Pyramid or None), covered(Covered: the frames that lie
    ready), told(sentence): something to know, nothing failed; disk_used(bytes): of frames kept on the disk.
    progress(done, total): of analysing. halted, unheard(whether preparing the portrait, or analysing, was stopped
    and waits to be asked for again). Threads start with the first thing to do.
    """

    frame_ready = Signal(object)
    shown = Signal(object)
    stale_changed = Signal(bool)
    busy = Signal(str)
    analysing = Signal(str)
    progress = Signal(int, int)
    halted = Signal(bool)
    unheard = Signal(bool)
    failed = Signal(str)
    voice_lost = Signal(str)
    wave_ready = Signal(object)
    covered = Signal(object)
    told = Signal(str)
    disk_used = Signal(object)

    def __init__(
        self, session: Session, parts: Parts | None = None, size: int = 640, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._size = session, size
        self._overlays: frozenset[str] = frozenset()
        self._source = False
        self._number = self._shown = 0
        # Most frames come at once; only what takes longer is marked, or scrubbing would flicker.
        self._late = QTimer(self, singleShot=True, interval=STALE_AFTER_MS)
        self._late.timeout.connect(lambda: self.stale_changed.emit(True))
        self._performance: Performance | None = None
        self._key: AnalysisKey | None = None
        self._frames = PreviewWorker(parts, self)
        self._frames.frame_ready.connect(self._arrived)
        self._frames.covered.connect(self.covered)
        self._frames.failed.connect(self._gave_up)
        self._frames.stage.connect(lambda name: self.busy.emit(tr_name(name)))
        self._analysis = AnalysisWorker(parts, self)
        self._analysis.wave_ready.connect(self._heard)
        self._analysis.voice_lost.connect(self.voice_lost)
        self._analysis.performance_ready.connect(self._analysed)
        self._analysis.failed.connect(self._unusable)
        self._analysis.progress.connect(self.progress)
        self._halted = self._unheard = self._preparing = False
        self._analysis.stage.connect(lambda name: self.analysing.emit(tr_name(name)))
        self._store = FrameStore(cache_dir() / "frames")
        self._store_worker = StoreWorker(self)
        self._store_worker.used.connect(self.disk_used)
        self._store_worker.failed.connect(self.told)
        self._frames.told.connect(self.told)
        self._apply(PreviewSettings.stored())
        session.document_changed.connect(self._changed)
        session.playhead_changed.connect(self.request)

    def use(self, settings: PreviewSettings) -> None:
        """Keep to these settings from now on."""
        self._apply(settings)
        self.request()

    def spare(self, on: bool) -> None:
        """Whether something else needs the processor now, so that little is to be rendered ahead."""
        self._frames.spare(on)

    def _apply(self, settings: PreviewSettings) -> None:
        self._store.limit = settings.disk_mb * MEGABYTE
        self._frames.use(settings.memory_mb * MEGABYTE, self._store if settings.disk else None)

    def look_after_disk(self, clear: bool = False) -> None:
        """Find out how much the frames on the disk take, after removing them if so asked; told by disk_used."""
        self._store_worker.ask((self._store, clear))

    def show(
        self, size: int | None = None, overlays: frozenset[str] | None = None, source: bool | None = None
    ) -> None:
        """Ask for frames like this from now on; None leaves it. See pipeline.preview.Preview.frame."""
        before = self._size, self._overlays, self._source
        self._size = self._size if size is None else size
        self._overlays = self._overlays if overlays is None else overlays
        self._source = self._source if source is None else source
        if (
            self._size,
            self._overlays,
            self._source,
        ) != before and self._session.project.portrait is not None:
            self.request()

    def close(self) -> None:
        """End the threads, without waiting for a step that takes long."""
        self._late.stop()
        self._analysis.leave()
        self._frames.let_go()
        self._analysis.let_go()
        self._store_worker.stop()

    @property
    def up_to_date(self) -> bool:
        """Whether the newest request was answered, and the voice is analysed."""
        waits = self._session.project.audio or self._session.project.au_source
        return self._shown == self._number and (not waits or self._performance is not None)

    def request(self, *_) -> None:
        """Ask for the frame at the playhead; older questions are forgotten."""
        session = self._session
        if session.project.portrait is None:
            self.shown.emit(None)
            self.frame_ready.emit(None)
            self.covered.emit(Covered())
            return
        if self._halted:
            return
        self._number += 1
        if not self._late.isActive():
            self._late.start()
        self._frames.ask(
            FrameRequest(
                self._number,
                session.project,
                session.playhead,
                self._performance,
                self._size,
                session.last_frame + 1,
                self._overlays,
                self._source,
            )
        )

    @property
    def preparing(self) -> bool:
        """Whether a portrait is being made ready and has not been shown yet."""
        return self._preparing and not self._halted

    @property
    def known(self) -> tuple[AnalysisKey, Performance] | None:
        """The performance that is shown, and of what it is."""
        return None if self._key is None or self._performance is None else (self._key, self._performance)

    def cancel_portrait(self) -> None:
        """Give up preparing the portrait; no frame comes until `resume_portrait`, or another portrait."""
        self._frames.cancel()
        self._late.stop()
        self._set_halted(True)
        self.busy.emit("")

    def resume_portrait(self) -> None:
        """Prepare it after all."""
        self._set_halted(False)
        self.request()

    def cancel_analysis(self) -> None:
        """Give up analysing; the face does not move until `analyse_again`, or other media."""
        self._analysis.cancel()
        self.analysing.emit("")
        self._unheard = True
        self.unheard.emit(True)

    def analyse_again(self) -> None:
        """Analyse what is there now, whatever came of it before."""
        self._key = None
        self._analyse()

    def _set_halted(self, halted: bool) -> None:
        if halted != self._halted:
            self._halted = halted
            self.halted.emit(halted)

    def _unusable(self, sentence: str) -> None:
        self.analysing.emit("")
        self.failed.emit(sentence)

    def _changed(self, what: tuple[str, ...]) -> None:
        if "portrait" in what:
            self._set_halted(False)
            self._preparing = self._session.project.portrait is not None
        if _ANALYSED.intersection(what):
            self._analyse()
        if set(what) - {"markers", "start", "end", "export"}:
            self.request()

    def _analyse(self) -> None:
        project = self._session.project
        try:
            key = AnalysisKey.of(project)
        except StudioError as error:
            self.failed.emit(str(error))
            return
        if key == self._key:
            return
        self._key, self._performance = key, None
        if self._unheard:
            self._unheard = False
            self.unheard.emit(False)
        if project.audio is None and project.au_source is None:
            self._heard(None, 0.0)
            return
        self._analysis.ask(project)

    def _heard(self, wave: object, seconds: float) -> None:
        self._session.set_media_seconds(seconds)
        self.wave_ready.emit(wave)

    def _analysed(self, key: AnalysisKey, performance: Performance | None) -> None:
        if key == self._key and not self._unheard:
            self._performance = performance
            self.request()

    def _gave_up(self, sentence: str) -> None:
        self._preparing = False
        self._late.stop()
        self.failed.emit(sentence)

    def _arrived(self, request: FrameRequest, shown: Shown | None) -> None:
        self._shown = request.number
        if request.project.portrait == self._session.project.portrait:
            self._preparing = False
        current = request.number == self._number
        if current:
            self._late.stop()
        self.shown.emit(shown)
        self.frame_ready.emit(None if shown is None else shown.frame)
        self.stale_changed.emit(not current)
