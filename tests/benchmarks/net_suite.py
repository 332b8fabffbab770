"""Figures of the networks, on people and voices that no training saw."""

from __future__ import annotations

import statistics

from tests.benchmarks.figures import Figure
from tests.benchmarks.goals import figure
from tests.benchmarks.subjects import Subject, data_folder, load_talkers

Measured = tuple[list[Figure], str]
MOUTHS = ("grace_hopper", "mona_lisa_leonardo")


class NetBench:
    """Measurements of the networks; what it is mixed with has the portraits and the detector."""

    subjects: list[Subject]

    def lip_r(self) -> Measured:
        """Correlation of lip aperture, predicted from the voice, with the real one, on unseen people."""
        folder = data_folder()
        if folder is None:
            return [figure("lip_r", None, "the evaluation data is not here")], ""
        from lestalk_studio.training.evaluate_audio import lip_correlation

        scores = lip_correlation(folder / "voxceleb_val" / "tracks", folder / "voxceleb_val" / "audio")
        value = statistics.median(score.lips for score in scores)
        loudness = statistics.median(score.loudness for score in scores)
        note = f"{len(scores)} clips of unseen people; loudness alone {loudness:.2f}"
        text = "\n".join(f"  {s.name:30s} lips {s.lips:.2f}  loudness {s.loudness:.2f}" for s in scores)
        return [figure("lip_r", value, note)], f"Lips against voice\n{text}"

    def cdan(self) -> Measured:
        """Landmark error of the CDAN below the linear map's and an equal perceptron's, on unseen people."""
        from tests.benchmarks import cdan

        speed = figure("cdan_s_1000", cdan.seconds(), "1,000 frames at once, least of five")
        folder = data_folder()
        if folder is None:
            missing = [figure(n, None, "the data is not here") for n in ("cdan_vs_linear", "cdan_vs_mlp")]
            return [*missing, speed], ""
        below, text = cdan.compare(folder)
        found = [figure(f"cdan_vs_{over}", value, note) for over, (value, note) in below.items()]
        return [*found, speed], text

    def voice(self) -> Measured:
        """Closures of P, B and M, seconds of the audio net, and how intensity ranks efforts of unseen voices."""
        from tests.benchmarks import voice

        found = voice.measured(data_folder())
        return [figure(name, *value) for name, value in found.figures.items()], found.text

    def mouth(self) -> Measured:
        """Whether speech keeps its mouth under happy:3 in the rendered face, and the emotion its readability."""
        from tests.benchmarks import mouth
        from tests.benchmarks.judges import load_judges

        chosen = [s for s in self.subjects if s.name in MOUTHS] or self.subjects[:2]
        kept, text = mouth.kept(chosen)
        drop, read = mouth.drop(self.subjects, load_judges(), self.detector)
        return [figure("mouth_kept_r", *kept), figure("mouth_readout_drop", *drop)], f"{text}\n\n{read}"

    def appearance(self) -> Measured:
        """What the appearance generator adds to the asked emotion's readability, and what laying it on takes."""
        from tests.benchmarks import appearance
        from tests.benchmarks.judges import load_judges

        faces = [*self.subjects, *(load_talkers() if data_folder() else [])]
        found = appearance.gains(faces, load_judges(), self.detector)
        right = [sum(gain.right[k] for gain in found) for k in (0, 1)]
        note = (
            f"+-{appearance.spread_of(found):.1f}; {len(faces)} faces, six emotions at levels 1 to 3; read "
        )
        note += f"rightly {right[0]} -> {right[1]} of {6 * len(found)}"
        laid, made, load = appearance.milliseconds(self.subjects[0])
        cost = f"least of 40, a new expression each, 512 px change; of it the net {made:.2f}; load {load:.1f}"
        return [
            figure("appearance_gain", appearance.points(found), note),
            figure("appearance_ms", laid, cost),
        ], f"Appearance generator, points of the asked emotion's probability\n{appearance.report(found)}"
