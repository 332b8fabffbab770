"""The faces that are measured: a portrait, its fit, and pictures of it with any edit."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path

import numpy as np

from lestalk_studio.les.emotions import EMOTION_INDEX, EMOTIONS
from lestalk_studio.les.space import AUX, DIM
from tests.benchmarks.selectivity import units_vector

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"


def data_folder() -> Path | None:
    """Return the folder of evaluation data (see `docs/benchmarks.md`), None where there is none."""
    named = os.environ.get("LESTALK_SHARED_DATA")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    return folder if folder.is_dir() else None


def builtin_portraits() -> dict[str, Path | np.ndarray]:
    """Return the two public-domain photographs that installed packages carry."""
    import matplotlib
    import skimage.data

    hopper = Path(matplotlib.get_data_path()) / "sample_data" / "grace_hopper.jpg"
    return {"grace_hopper": hopper, "astronaut": skimage.data.astronaut()}


def portrait_sources() -> dict[str, Path | np.ndarray]:
    """Return name -> file or pixels of every portrait measured: the built-in two and the data folder's."""
    found = builtin_portraits()
    folder = data_folder()
    if folder is not None:
        for path in sorted((folder / "portraits").glob("*.jpg")):
            found[path.stem] = path
    return found


class Subject:
    """One portrait, fitted once, rendered with any edit.

    size: 'source', or the longer side of the frames in pixels.
    """

    def __init__(
        self, name: str, source: Path | np.ndarray, detector, head, size: str | int = "source"
    ) -> None:
        from lestalk_studio.face.portrait import Portrait, load_portrait

        self.name, self.head, self.size = name, head, size
        self.portrait = Portrait(source) if isinstance(source, np.ndarray) else load_portrait(source)
        faces = detector.detect(self.portrait.rgb)
        if not faces:
            raise LookupError(f"no face in {name}")
        self.found = faces[0]

    @cached_property
    def fit(self):
        """Fit of the head to the portrait, in the portrait's own pixels."""
        from lestalk_studio.face.fit import fit_portrait

        return fit_portrait(self.portrait, self.found, self.head)

    @cached_property
    def renderer(self):
        """The portrait's renderer at `size`, folding the skin as the program does where nobody asks."""
        return self.renderer_of(self.size)

    def renderer_of(self, size):
        """As `renderer`, at another size."""
        from lestalk_studio.pipeline.parts import APPEARANCE, look_of
        from lestalk_studio.render.renderer import PortraitRenderer

        return PortraitRenderer(self.portrait.rgb, self.fit, self.head, size=size, look=look_of(APPEARANCE))

    @cached_property
    def rgb(self) -> np.ndarray:
        """The untouched portrait as the renderer gives it, (H, W, 3) uint8."""
        return self.picture()

    @cached_property
    def detection(self):
        """The face found on `rgb`, in its pixels."""
        from lestalk_studio.face.detector import FaceDetector

        if self.size == "source":
            return self.found
        with FaceDetector() as detector:
            return detector.detect(self.rgb)[0]

    def find(self, detector, picture: np.ndarray):
        """Return the detection on an edited `picture` that is this face, or None."""
        centre = self.detection.landmarks[:, :2].mean(0)
        reach = np.ptp(self.detection.landmarks[:, 0])
        for face in detector.detect(picture):
            if np.linalg.norm(face.landmarks[:, :2].mean(0) - centre) < reach:
                return face
        return None

    def looked_at(
        self, detector, picture: np.ndarray, looks: tuple[tuple[int, int], ...]
    ) -> np.ndarray | None:
        """Return landmarks (L, 478, 3) on `picture`, found with it shifted by each of `looks` (x, y) pixels, or None.

        A detector's landmarks change with a few grey levels anywhere; the mean of several looks changes less.
        """
        found = []
        for x, y in looks:
            face = self.find(detector, np.roll(picture, (y, x), (0, 1)))
            if face is None:
                return None
            found.append(face.landmarks - (x, y, 0))
        return np.array(found)

    def edit(
        self, emotions: dict[str, float] | None = None, units: dict[str, float] | None = None
    ) -> np.ndarray:
        """Return z, (41,), what the injector makes of emotion levels and unit biases in silence."""
        from lestalk_studio.les.injector import EmotionInjector

        levels = np.zeros((1, len(EMOTIONS)), np.float32)
        for emotion, level in (emotions or {}).items():
            levels[0, EMOTION_INDEX[emotion]] = level
        biases = units_vector(units or {})[None]
        injector = EmotionInjector(self.fit.source_z)
        return injector.inject(np.zeros((1, DIM), np.float32), levels, biases, np.zeros(1, np.float32))[0]

    def picture(
        self,
        emotions: dict[str, float] | None = None,
        units: dict[str, float] | None = None,
        z: np.ndarray | None = None,
        aux: np.ndarray | None = None,
    ) -> np.ndarray:
        """Return the rendered frame, (H, W, 3) uint8; `z` is added to what the edits give."""
        total = self.edit(emotions, units)
        if z is not None:
            total = total + z
        return self.renderer.render(total, np.zeros(len(AUX), np.float32) if aux is None else aux)

    def corrections(self, performance, levels: np.ndarray | None = None) -> np.ndarray | list[None]:
        """Return what the program's expression model adds to each frame of a performance under emotions' levels (T, 8),
        None for none: (T, 64), or None for each frame."""
        from lestalk_studio.document.project import Project
        from lestalk_studio.nets.les_to_beta import LesToBeta
        from lestalk_studio.pipeline.expression import expression_model
        from lestalk_studio.pipeline.parts import FittedFace

        frames = len(performance)
        face = FittedFace(self.portrait, self.fit, self.head, to_beta=LesToBeta(self.head))
        felt = np.zeros((frames, len(EMOTIONS)), np.float32) if levels is None else levels
        correct = expression_model(face, Project().expression_model)
        found = correct(performance.z, felt, performance.fps)
        return [None] * frames if found is None else found

    def model_landmarks(self, units: dict[str, float]) -> np.ndarray:
        """Return the landmarks of the fitted head with `units` added, (478, 2) pixels, y down, pose kept.

        The head's shapes are laid on the fitted vertices in its own axes, as the renderer is asked to.
        """
        shift = self.head.expression(units_vector(units)) @ np.asarray(self.fit.R, np.float32).T
        vertices = self.fit.vertices + shift * np.array((1, -1, 1), np.float32) * np.float32(self.fit.scale)
        return self.head.landmarks(vertices)[:, :2]


def load_subjects(names: list[str] | None = None, size: str | int = "source") -> list[Subject]:
    """Return the subjects called `names` (all when None); a name may also be a path to a picture."""
    from lestalk_studio.face.detector import FaceDetector
    from lestalk_studio.face.head import Head

    sources = portrait_sources()
    chosen = {}
    for name in names if names is not None else sources:
        matches = [known for known in sources if known.startswith(name)]
        if matches:
            chosen[matches[0]] = sources[matches[0]]
        elif Path(name).is_file():
            chosen[Path(name).stem] = Path(name)
        else:
            raise SystemExit(f"no portrait called {name}; there are {', '.join(sources)}")
    head = Head.load()
    with FaceDetector() as detector:
        return [Subject(name, source, detector, head, size) for name, source in chosen.items()]


def load_heads(count: int = 5) -> list[Subject]:
    """The first `count` people rendered from the head model itself (`heads`)."""
    from lestalk_studio.face.detector import FaceDetector
    from lestalk_studio.face.head import Head
    from tests.benchmarks import heads

    head = Head.load()
    people = [heads.person(seed, len(head.identity)) for seed in range(count)]
    with FaceDetector() as detector:
        return [Subject(f"head_{who.seed}", heads.photograph(head, who), detector, head) for who in people]


def load_talkers() -> list[Subject]:
    """The first frame, doubled, of one video of each talker in the evaluation folder.

    Raises RuntimeError where there is no such folder.
    """
    import av
    import cv2

    from lestalk_studio.face.detector import FaceDetector
    from lestalk_studio.face.head import Head

    folder = data_folder()
    if folder is None:
        raise RuntimeError("the evaluation folder with talkers' videos is missing")
    videos = {path.stem.split("_")[0]: path for path in sorted((folder / "grid" / "video").glob("*.mpg"))}
    head, found = Head.load(), []
    with FaceDetector() as detector:
        for name, path in videos.items():
            with av.open(str(path)) as container:
                frame = next(container.decode(video=0)).to_ndarray(format="rgb24")
            larger = cv2.resize(frame, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
            found.append(Subject(name, np.ascontiguousarray(larger), detector, head))
    return found
