"""Videos of anybody -> tracks: `python -m lestalk_studio.training prepare VIDEO_DIR -o TRACKS`.

TRACKS/tracks/NAME.npz holds what was seen and measured of a clip, TRACKS/audio/NAME.flac its voice at 16 kHz,
TRACKS/skipped.csv what could not be used and why. Two passes: every face is followed, which takes the time, by as
many processes as asked; then each person's rest is found, in their neutral clips where there are any, and
every clip is measured beside it. Both can be stopped at any time and go on where they were.
"""

from __future__ import annotations

import argparse
import csv
import logging
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from lestalk_studio.errors import StudioError
from lestalk_studio.training.corpora import NAMINGS, Clip, clips_of
from lestalk_studio.training.measure import measure_person

log = logging.getLogger(__name__)

SKIPPED = ("name", "file", "stamp", "reason")


def stamp_of(path: Path) -> str:
    """Size and time of change of a file: another stamp is another file."""
    status = path.stat()
    return f"{status.st_size}-{status.st_mtime_ns}"


def written(path: Path, write: Callable[[Path], None]) -> None:
    """`write` a file aside and give it its name when it is whole."""
    aside = path.with_name(f".{path.stem}.part{path.suffix}")
    try:
        write(aside)
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def follow(clip: Clip, out: Path) -> None:
    """Follow the face in one clip and write its landmarks and its voice. Raises StudioError for a bad clip."""
    import soundfile

    from lestalk_studio.audio.decode import SPEECH_RATE, load_audio
    from lestalk_studio.face.track import check_losses, follow_face

    # The quick look first: a clip without a voice is not followed for minutes.
    samples = load_audio(clip.sound)
    track = follow_face(clip.video)
    check_losses(track, clip.video.name)
    width, height = track.size
    names = sorted(track.scores)
    found = {
        "landmarks": track.landmarks / np.float32((width, height, width)),
        "blendshapes": np.stack([track.scores[name] for name in names], axis=1),
        "blendshape_names": np.array(names),
        "detected": track.seen,
        "time": track.times.astype(np.float32),
        "fps": np.float64(track.fps),
        "picture": np.array(track.size),
        "identity": np.array(clip.identity),
        "emotion": np.array(clip.emotion or ""),
        "level": np.int8(-1 if clip.level is None else clip.level),
        "stamp": np.array(stamp_of(clip.video)),
    }
    written(
        out / "audio" / f"{clip.name}.flac",
        lambda path: soundfile.write(path, samples, SPEECH_RATE, format="FLAC", subtype="PCM_16"),
    )
    written(out / "tracks" / f"{clip.name}.npz", lambda path: np.savez_compressed(path, **found))


def _followed(clip: Clip, out: Path) -> str | None:
    """None, or why the clip is left out."""
    try:
        follow(clip, out)
    except StudioError as error:
        return str(error)
    return None


def _quiet() -> None:
    os.environ["OMP_NUM_THREADS"] = "1"


def _each(work: Callable, items: list, workers: int) -> Iterator[tuple[object, object]]:
    """(item, work(item)) in the order they finish; in this process when there is one worker."""
    if workers < 2 or len(items) < 2:
        for item in items:
            yield item, work(item)
        return
    with ProcessPoolExecutor(min(workers, len(items)), get_context("spawn"), _quiet) as pool:
        waiting = {pool.submit(work, item): item for item in items}
        try:
            for done in as_completed(waiting):
                yield waiting[done], done.result()
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def read_skipped(out: Path) -> dict[str, dict[str, str]]:
    """{name: row} of the clips that were left out before."""
    path = out / "skipped.csv"
    if not path.exists():
        return {}
    with path.open(newline="", encoding="utf-8") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


def _write_skipped(out: Path, rows: dict[str, dict[str, str]]) -> None:
    def write(path: Path) -> None:
        with path.open("w", newline="", encoding="utf-8") as file:
            table = csv.DictWriter(file, SKIPPED, lineterminator="\n")
            table.writeheader()
            table.writerows(rows[name] for name in sorted(rows))

    written(out / "skipped.csv", write)


def prepare(
    videos: Path, out: Path, naming: str = "auto", workers: int = 1, told: Callable[[str], None] = log.info
) -> dict[str, str]:
    """Prepare every clip under `videos` into `out`; returns {name: reason} of those that are left out.

    Clips that are there already, of the same file, are kept; so are those that failed, until the file changes.
    Raises StudioError where `videos` holds none, where `out` cannot be written to, and where no clip can be used.
    """
    clips = clips_of(videos, naming)
    try:
        for folder in ("tracks", "audio"):
            (out / folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StudioError(f"{out} cannot be made: {error.strerror}; name another folder.") from None
    current = {clip.name: clip for clip in clips}
    skipped = {
        name: row
        for name, row in read_skipped(out).items()
        if name in current and row["stamp"] == stamp_of(current[name].video)
    }
    todo = [clip for clip in clips if clip.name not in skipped and not _is_there(clip, out)]
    told(f"{len(clips)} clips, {len(clips) - len(todo)} of them done before")
    for number, (clip, reason) in enumerate(_each(partial(_followed, out=out), todo, workers), 1):
        if reason is not None:
            row = (clip.name, str(clip.video), stamp_of(clip.video), reason)
            skipped[clip.name] = dict(zip(SKIPPED, row, strict=True))
            _write_skipped(out, skipped)
        told(f"{number} of {len(todo)}: {clip.name}{'' if reason is None else ': left out: ' + reason}")
    _write_skipped(out, skipped)
    people: dict[str, list[Path]] = {}
    for clip in clips:
        if clip.name not in skipped:
            people.setdefault(clip.identity, []).append(out / "tracks" / f"{clip.name}.npz")
    if not people:
        raise StudioError(
            f"None of the {len(clips)} clips in {videos} can be used; {out / 'skipped.csv'} says why."
        )
    for paths, count in _each(measure_person, list(people.values()), workers):
        told(f"{paths[0].stem} and {len(paths) - 1} more of the same person: {count} measured")
    told(f"{len(clips) - len(skipped)} clips of {len(people)} people in {out}; {len(skipped)} left out")
    return {name: row["reason"] for name, row in skipped.items()}


def _is_there(clip: Clip, out: Path) -> bool:
    path = out / "tracks" / f"{clip.name}.npz"
    if not path.exists() or not (out / "audio" / f"{clip.name}.flac").exists():
        return False
    return str(np.load(path)["stamp"]) == stamp_of(clip.video)


def main(arguments: list[str] | None = None) -> None:
    """Read the command line, see the module."""
    parser = argparse.ArgumentParser(prog="python -m lestalk_studio.training prepare", description=__doc__)
    parser.add_argument("videos", type=Path, metavar="VIDEO_DIR")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="TRACKS")
    parser.add_argument("--naming", choices=("auto", *NAMINGS), default="auto")
    parser.add_argument("--workers", type=int, default=max(1, (os.cpu_count() or 2) // 2), help="processes")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    prepare(given.videos, given.out, given.naming, given.workers)
