"""Does speech keep its mouth under an emotion, in the rendered picture, and does the emotion stay readable?"""

from __future__ import annotations

import numpy as np

from lestalk_studio.les.emotions import EMOTION_INDEX, EMOTIONS
from lestalk_studio.les.injector import EmotionInjector
from lestalk_studio.les.space import AUX, DIM
from tests.benchmarks import judges
from tests.benchmarks.judges import BASIC, LABELS


def _levels(frames: int, emotion: str, level: float = 3.0) -> np.ndarray:
    levels = np.zeros((frames, len(EMOTIONS)))
    levels[:, EMOTION_INDEX[emotion]] = level
    return levels


def kept_r(subject, performance, emotion: str = "happy", weight: float = 1.0) -> float:
    """Correlation, over the frames in which somebody speaks, of the lips' opening that a landmark detector sees in the
    edited frames with that in the unedited ones."""
    from lestalk_studio.face.detector import FaceTracker
    from lestalk_studio.face.solve import lip_aperture

    frames = len(performance.z)
    injector = EmotionInjector(subject.fit.source_z, weight)
    nothing, still = np.zeros((frames, DIM)), np.zeros(len(AUX), np.float32)
    seen = []
    for levels in (np.zeros((frames, len(EMOTIONS))), _levels(frames, emotion)):
        z = injector.inject(performance.z, levels, nothing, performance.speech, performance.fps)
        asked = zip(z, subject.corrections(performance, levels), strict=True)
        with FaceTracker() as tracker:
            faces = [
                tracker.next(subject.renderer.render(row, still, correction), i / 25.0)
                for i, (row, correction) in enumerate(asked)
            ]
        seen.append([np.nan if face is None else float(lip_aperture(face.landmarks)) for face in faces])
    plain, felt = np.array(seen)[:, performance.speech > 0.5]
    both = np.isfinite(plain) & np.isfinite(felt)
    return float(np.corrcoef(plain[both], felt[both])[0, 1])


def read_while_speaking(
    subject, panel: list, detector, weight: float, said, level: float = 3.0
) -> list[bool]:
    """For each basic emotion and three frames of the performance `said` (lips nearly closed, half open, wide open),
    whether the panel reads the emotion at mouth_preservation `weight`; False where no face is found any more."""
    from lestalk_studio.face.solve import aperture_of_z

    before = subject.detection
    injector = EmotionInjector(subject.fit.source_z, weight)
    opening = np.where(said.speech > 0.9, aperture_of_z(said.z, subject.head), np.nan)
    moments = [int(np.nanargmin(np.abs(opening - np.nanquantile(opening, q)))) for q in (0.1, 0.5, 0.9)]
    frames = len(said.z)
    found = []
    for emotion in BASIC:
        levels = _levels(frames, emotion, level)
        z = injector.inject(said.z, levels, np.zeros((frames, DIM)), said.speech, said.fps)
        corrections = subject.corrections(said, levels)
        for moment in moments:
            still = np.zeros(len(AUX), np.float32)
            picture = subject.renderer.render(z[moment], still, corrections[moment])
            after = subject.find(detector, picture)
            told = (
                {
                    j.name: j.read(picture, before.landmarks, after.blendshapes, before.blendshapes)
                    for j in panel
                }
                if after is not None
                else None
            )
            found.append(told is not None and judges.top(judges.panel(told), LABELS) == emotion)
    return found


def kept(subjects: list, clips: int = 2, seconds: float = 3.0) -> tuple[tuple[float | None, str], str]:
    """(mean of kept_r over portraits and unseen talkers' voices, note) and the details."""
    said = voices(clips, seconds)
    if not said:
        return (None, "the evaluation data is not here"), ""
    found = {s.name: [kept_r(s, one) for one in said] for s in subjects}
    every = [r for values in found.values() for r in values]
    note = f"happy:3, weight 1, rendered; {clips} unseen voices on {len(subjects)} portraits, worst {min(every):.2f}"
    text = "\n".join(f"  {name:30s} {' '.join(f'{r:.3f}' for r in values)}" for name, values in found.items())
    return (float(np.mean(every)), note), f"Lips under happy:3, r with the unedited\n{text}"


def voices(clips: int, seconds: float) -> list:
    """Performances of unseen talkers' voices, `seconds` each; none without the evaluation data."""
    from lestalk_studio.audio.decode import load_audio
    from lestalk_studio.pipeline.perform import speech_performance
    from tests.benchmarks.subjects import data_folder

    folder = data_folder()
    if folder is None:
        return []
    sounds = sorted((folder / "voxceleb_val" / "audio").glob("*.flac"))[:clips]
    return [
        speech_performance(load_audio(path)[: round(16000 * seconds)], 25.0, blinks=False, head_motion=False)
        for path in sounds
    ]


def drop(subjects: list, panel: list, detector, clips: int = 2) -> tuple[tuple[float | None, str], str]:
    """(points of read-out that mouth_preservation 1 costs in the midst of speech, note) and the details."""
    said = voices(clips, 3.0)
    if not said:
        return (None, "the evaluation data is not here"), ""
    read = np.array(
        [
            [
                np.mean([read_while_speaking(s, panel, detector, weight, one) for one in said])
                for weight in (0.0, 1.0)
            ]
            for s in subjects
        ]
    )
    free, kept = (100 * float(share) for share in read.mean(0))
    note = f"six emotions, {len(subjects)} faces, {clips} unseen voices: {free:.0f} % at weight 0, {kept:.0f} % at 1"
    text = "\n".join(
        f"  {s.name:34s} {a:.0f} {b:.0f}" for s, (a, b) in zip(subjects, 100 * read, strict=True)
    )
    return (free - kept, note), f"Emotions read in speech, %, at mouth_preservation 0 and 1\n{text}"
