"""Videos become tracks: resumable, in parallel, bad clips listed and left out."""

from __future__ import annotations

import numpy as np
import pytest

from lestalk_studio.errors import StudioError
from lestalk_studio.les.space import AUX, DIM
from lestalk_studio.training import prepare as prepare_module
from lestalk_studio.training.__main__ import main
from lestalk_studio.training.measure import measure_person
from lestalk_studio.training.prepare import prepare, read_skipped
from lestalk_studio.training.tracks import identities, performance_of_clip, usual_rest


def quiet(text: str) -> None:
    pass


@pytest.fixture(scope="module")
def tracks(videos, tmp_path_factory):
    out = tmp_path_factory.mktemp("tracks")
    prepare(videos, out, told=quiet)
    return out


def test_what_is_written_of_a_clip(tracks):
    data = np.load(tracks / "tracks" / "anna_one.npz")
    frames = len(data["landmarks"])
    assert 28 <= frames <= 30 and data["landmarks"].shape == (frames, 478, 3)
    assert data["landmarks"][..., 0].min() > 0 and data["landmarks"][..., 0].max() < 1
    assert data["z"].shape == (frames, DIM) and data["aux"].shape == (frames, len(AUX))
    assert data["beta"].shape == (frames, 64)
    assert data["picture"].tolist() == [256, 256] and float(data["fps"]) == 25
    assert np.isfinite(data["z"]).all() and np.isfinite(data["beta"]).all()
    assert (tracks / "audio" / "anna_one.flac").stat().st_size > 1000


def test_people_and_performances_are_read_back(tracks):
    assert {who: len(paths) for who, paths in identities(tracks).items()} == {"anna": 1, "bert": 1}
    path = tracks / "tracks" / "anna_one.npz"
    performance = performance_of_clip(path, None)
    np.testing.assert_array_equal(performance.z, np.load(path)["z"])
    assert usual_rest(path)[0].shape == (478, 3)


def test_bad_clips_are_listed_with_their_reasons(tracks):
    reasons = {name: row["reason"] for name, row in read_skipped(tracks).items()}
    assert set(reasons) == {"bert_mute", "bert_wall", "bert_broken"}
    assert "No face" in reasons["bert_wall"]
    assert "sound" in reasons["bert_mute"]
    assert not list((tracks / "tracks").glob(".*"))


def test_a_second_run_follows_nothing_again(videos, tracks, monkeypatch):
    def never(*_, **__):
        raise AssertionError("a clip that is done was followed again")

    monkeypatch.setattr(prepare_module, "follow", never)
    assert len(prepare(videos, tracks, told=quiet)) == 3


def test_a_stopped_run_goes_on(videos, tmp_path, monkeypatch):
    real, calls = prepare_module.follow, []

    def stopped_at_the_second(clip, out):
        calls.append(clip.name)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(clip, out)

    monkeypatch.setattr(prepare_module, "follow", stopped_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        prepare(videos, tmp_path, told=quiet)
    first = calls[0]
    calls.clear()
    monkeypatch.setattr(
        prepare_module, "follow", lambda clip, out: (calls.append(clip.name), real(clip, out))
    )
    prepare(videos, tmp_path, told=quiet)
    assert first not in calls and len(identities(tmp_path)) == 2


def test_the_rest_comes_from_the_neutral_clips(tracks, tmp_path):
    """Marked neutral, one clip is the rest of the other; measured before, both are measured anew."""
    paths = []
    for name, emotion in (("anna_one", "happy"), ("bert_one", "neutral")):
        data = dict(np.load(tracks / "tracks" / f"{name}.npz")) | {"emotion": np.array(emotion)}
        np.savez(tmp_path / f"{name}.npz", **data)
        paths.append(tmp_path / f"{name}.npz")
    assert measure_person(paths) == 2
    happy, neutral = (np.load(path) for path in paths)
    np.testing.assert_array_equal(happy["rest_shape"], neutral["rest_shape"])
    assert measure_person(paths) == 0


def test_two_processes_find_the_same(videos, tracks, tmp_path):
    prepare(videos, tmp_path, workers=2, told=quiet)
    for name in ("anna_one", "bert_one"):
        one, other = (np.load(folder / "tracks" / f"{name}.npz") for folder in (tracks, tmp_path))
        np.testing.assert_allclose(one["z"], other["z"], atol=1e-6)


def test_no_clip_of_use(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.mp4").write_bytes(b"x" * 100)
    with pytest.raises(StudioError, match="None of the 1 clips"):
        prepare(tmp_path / "in", tmp_path / "out", told=quiet)


def test_the_command_line_tells_in_one_sentence(tmp_path, capsys):
    assert main([]) == 2 and main(["dance"]) == 2
    assert main(["--help"]) == 0
    capsys.readouterr()
    assert main(["prepare", str(tmp_path / "gone"), "-o", str(tmp_path / "out")]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    for command in ("train-audio", "train-cdan", "train-intensity"):
        assert main([command, str(tmp_path), "--out", str(tmp_path / "w.safetensors")]) == 1
        assert "holds no tracks" in capsys.readouterr().err
