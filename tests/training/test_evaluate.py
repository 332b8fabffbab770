"""The one table: verdicts, who is measured, and figures of clips whose truth is known."""

from __future__ import annotations

import numpy as np
import pytest

from lestalk_studio.errors import StudioError
from lestalk_studio.training import train_audio
from lestalk_studio.training.__main__ import main
from lestalk_studio.training.evaluate import Corpus, Row, corpora, table, unheard
from lestalk_studio.training.evaluate_intensity import (
    Trial,
    at_gain,
    by_engine,
    by_hand,
    calm_people,
    gain_apart,
    mixed_rank,
    ranked,
    scores,
    tilted,
)
from lestalk_studio.training.evaluate_mouth import kept_mouth
from lestalk_studio.training.people import HELD_OUT, SAME_PERSON, held_out_of


def test_verdicts_and_the_table():
    rows = [
        Row("net", "r", "anna", 0.5, 0.2),
        Row("net", "r", "all", 0.5, 0.2, 0.45),
        Row("net", "s", "all", 1, None, 0.5, False),
    ]
    assert [row.met for row in rows] == [None, True, False]
    lines = table(rows).splitlines()
    assert "baseline" in lines[0] and lines[2].endswith("met") and lines[3].endswith("MISSED")


def test_who_is_left_out():
    assert held_out_of([f"p{i:02d}" for i in range(25)]) == ("p02", "p12", "p22")
    assert held_out_of(["anna", "bert"]) == ()
    assert held_out_of([*HELD_OUT, "grid_s1"]) == tuple(sorted(HELD_OUT))
    assert held_out_of(["anna", "bert"], ["bert"]) == ("bert",)
    with pytest.raises(StudioError, match="Nobody is called carl"):
        held_out_of(["anna"], ["carl"])


def test_the_audio_net_is_measured_on_people_it_did_not_hear(tmp_path):
    assert unheard(Corpus(tmp_path, HELD_OUT)) == train_audio.HELD_OUT
    assert not set(train_audio.HELD_OUT) & set(SAME_PERSON)  # people, not labels
    assert unheard(Corpus(tmp_path, ("anna",))) == ("anna",)


def test_a_corpus_that_is_none_is_told(tmp_path, capsys):
    with pytest.raises(StudioError, match="holds no tracks"):
        corpora([tmp_path], [], None)
    assert main(["evaluate"]) == 1
    assert "Name a corpus" in capsys.readouterr().err


def test_ranks_of_a_measure_that_knows_and_one_that_does_not():
    trials = [
        Trial("made", voice, effort, np.full(10, effort + shift, np.float32))
        for voice, shift in (("a", 0.0), ("b", 0.1))
        for effort in (0.0, 0.5, 1.0)
    ]
    found = scores(trials, lambda samples: float(samples.mean()))["made"]
    assert [row.voice for row in found] == ["a", "b", "all"]
    assert found[0].rank == pytest.approx(1.0) and found[-1].pairs == 1.0
    assert mixed_rank(trials, lambda samples: -float(samples.mean())) < -0.9
    assert ranked("x", trials, [1.0] * len(trials)).rank == 0.0


def test_ranks_of_each_engine():
    trials = [
        Trial(kind, voice, effort, np.zeros(10, np.float32))
        for kind, voice in (("synthesised", "espeak a"), ("synthesised", "flite b"), ("people", "anna"))
        for effort in (0.0, 0.5, 1.0)
    ]
    heard = [0.0, 0.5, 1.0, 1.0, 0.5, 0.0, 2.0, 3.0, 4.0]
    assert by_engine(trials, heard) == pytest.approx({"espeak": 1.0, "flite": -1.0, "people": 1.0})


def test_calm_people_and_gain_on_recordings_as_they_are(shared_data):
    from lestalk_studio.audio.effort import vocal_effort

    found = calm_people(shared_data / "grid", HELD_OUT, by_hand)
    assert set(found) == set(HELD_OUT) and all(0 < level < 3 for level in found.values())
    one = ("grid_x_sbwe5n",)
    assert gain_apart(shared_data / "grid", one, lambda samples: vocal_effort(samples, 25.0)) < 0.1


def test_gain_and_tilt_of_a_trial():
    noise = np.random.default_rng(0).normal(size=16000).astype(np.float32)
    assert np.sqrt(np.mean(at_gain(noise, -10.0) ** 2)) == pytest.approx(10 ** (-30 / 20), rel=1e-3)
    before, after = (np.abs(np.fft.rfft(x)) for x in (noise, tilted(noise, 12.0)))
    np.testing.assert_allclose(after[:400], before[:400], rtol=1e-3)
    np.testing.assert_allclose(after[3000:], before[3000:] * 10 ** (12 / 20), rtol=1e-3)


def test_a_kept_mouth_of_a_made_talker():
    from lestalk_studio.face.head import Head
    from lestalk_studio.les.space import DIM, INDEX

    head = Head.load()
    z = np.zeros((100, DIM), np.float32)
    z[:, INDEX["AU26"]] = 0.25 - 0.25 * np.cos(2 * np.pi * 3 * np.arange(100) / 25)
    kept, bare = (
        kept_mouth("c", "p", z, np.ones(100), "surprised", weight, 25.0, head) for weight in (1.0, 0.0)
    )
    assert kept.r > 0.85 and kept.shut == 1.0
    assert bare.shut == 0.0
