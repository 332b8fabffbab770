"""OpenFace CSV files as performances."""

import numpy as np
import pytest

from lestalk_studio.errors import StudioError
from lestalk_studio.exchange.openface import UNITS, read_openface
from lestalk_studio.les.space import AUX_INDEX, INDEX

POSE = ("Tx", "Ty", "Tz", "Rx", "Ry", "Rz")
COLUMNS = (
    "frame",
    "face_id",
    "timestamp",
    "confidence",
    "success",
    "gaze_angle_x",
    "gaze_angle_y",
    *(f"pose_{name}" for name in POSE),
    *(f"{unit}_r" for unit in UNITS),
    "AU45_r",
    "AU28_c",
)


def rows(frames=50, fps=25.0, **columns):
    """One dict a frame: a sure, still, expressionless face, with `columns` of numbers laid over."""
    out = []
    for i in range(frames):
        row = dict.fromkeys(COLUMNS, 0.0)
        row |= {
            "frame": i + 1,
            "timestamp": round(i / fps, 3),
            "confidence": 0.98,
            "success": 1,
            "pose_Tz": 500.0,
        }
        row |= {name: values[i] for name, values in columns.items()}
        out.append(row)
    return out


@pytest.fixture
def write(tmp_path):
    def write(frames, separator=", ", names=COLUMNS, mark=""):
        lines = [separator.join(names)]
        lines += [separator.join(f"{row[name]:g}" for name in names) for row in frames]
        path = tmp_path / "face.csv"
        path.write_text(mark + "\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


def one_at(frame, value, frames=50):
    values = np.zeros(frames)
    values[frame] = value
    return values


@pytest.mark.parametrize("separator", [",", ", "])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_units_are_a_fifth_of_openfaces(write, separator, mark):
    path = write(rows(AU12_r=np.full(50, 2.5), AU26_r=one_at(10, 5.0)), separator, mark=mark)
    performance = read_openface(path)
    assert (performance.fps, len(performance)) == (25.0, 50)
    np.testing.assert_allclose(performance.z[:, INDEX["AU12"]], 0.5)
    np.testing.assert_allclose(performance.z[:, INDEX["AU26"]], one_at(10, 1.0))
    assert np.count_nonzero(performance.z.any(0)) == 2


@pytest.mark.parametrize("fps", [15, 24, 25, 30000 / 1001, 30, 50, 60])
def test_the_rate_is_that_of_the_timestamps(write, fps):
    assert read_openface(write(rows(200, fps))).fps == pytest.approx(fps, rel=1e-3)


def test_au45_blinks_both_eyes(write):
    aux = read_openface(write(rows(AU45_r=one_at(20, 3.5)))).aux
    for eye in ("blink_l", "blink_r"):
        np.testing.assert_allclose(aux[:, AUX_INDEX[eye]], one_at(20, 1.0))


@pytest.mark.parametrize(
    ("column", "value", "channel", "expected"),
    [
        ("pose_Ry", -0.1, "head_yaw", np.degrees(0.1)),  # to the subject's left
        ("pose_Rx", -0.1, "head_pitch", np.degrees(0.1)),  # up
        ("pose_Rz", 0.1, "head_roll", np.degrees(0.1)),  # to the subject's left shoulder
        ("pose_Tx", 63.0, "head_x", 1.0),
        ("pose_Ty", -63.0, "head_y", 1.0),  # up
        ("pose_Tz", 500 - 63.0, "head_z", 1.0),  # nearer
        ("gaze_angle_x", 0.2, "gaze_yaw", np.degrees(0.2)),
        ("gaze_angle_y", -0.2, "gaze_pitch", np.degrees(0.2)),
    ],
)
def test_pose_and_gaze_take_our_signs(write, column, value, channel, expected):
    still = 500.0 if column == "pose_Tz" else 0.0
    values = np.full(50, still)
    values[30] = value
    aux = read_openface(write(rows(**{column: values}))).aux
    assert aux[30, AUX_INDEX[channel]] == pytest.approx(expected, rel=1e-3)
    assert np.abs(np.delete(aux[:, AUX_INDEX[channel]], 30)).max() < 1e-5


def test_pose_is_relative_to_the_clip(write):
    aux = read_openface(write(rows(pose_Ry=np.full(50, 0.3), gaze_angle_x=np.full(50, -0.2)))).aux
    assert np.abs(aux).max() < 1e-4


def test_eyes_that_stay_on_the_camera_turn_against_the_head(write):
    aux = read_openface(write(rows(pose_Ry=one_at(25, -0.2)))).aux
    assert aux[25, AUX_INDEX["gaze_yaw"]] == pytest.approx(-np.degrees(0.2), rel=1e-3)


@pytest.mark.parametrize("lost", [{"success": 0}, {"confidence": 0.1}, {"AU12_r": float("nan")}])
def test_frames_without_a_sure_face_are_interpolated(write, lost):
    frames = rows(AU12_r=np.linspace(0, 4.9, 50))
    for i in (0, 20, 21, 22):
        frames[i]["AU12_r"] = 0.0
        frames[i] |= lost
    smile = read_openface(write(frames)).z[:, INDEX["AU12"]]
    np.testing.assert_allclose(smile[1:], np.linspace(0, 0.98, 50)[1:], atol=1e-3)
    assert smile[0] == smile[1]


def test_frames_left_out_of_the_file_keep_their_time(write):
    frames = rows(AU12_r=np.linspace(0, 4.9, 50))
    performance = read_openface(write(frames[:10] + frames[15:]))
    assert (performance.fps, len(performance)) == (25.0, 50)
    np.testing.assert_allclose(performance.z[:, INDEX["AU12"]], np.linspace(0, 0.98, 50), atol=1e-3)


def test_the_face_in_most_frames_is_taken(write):
    passer_by = [row | {"face_id": 1, "AU12_r": 5.0} for row in rows(20)]
    mixed = sorted(rows(AU12_r=np.full(50, 1.0)) + passer_by, key=lambda row: row["frame"])
    performance = read_openface(write(mixed))
    assert len(performance) == 50
    np.testing.assert_allclose(performance.z[:, INDEX["AU12"]], 0.2)


def test_pose_gaze_and_face_columns_may_be_missing(write):
    names = [n for n in COLUMNS if n == "timestamp" or n.startswith("AU")]
    performance = read_openface(write(rows(AU01_r=np.full(50, 1.0)), names=names))
    np.testing.assert_allclose(performance.z[:, INDEX["AU01"]], 0.2)
    assert not performance.aux.any()


def test_speech_is_guessed_from_the_lips(write):
    talking = np.r_[np.zeros(100), 1.5 + 1.5 * np.sin(np.arange(100))]
    speech = read_openface(write(rows(200, AU25_r=talking))).speech
    assert speech[:80].max() < 0.05 and speech[120:].min() > 0.9


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no OpenFace CSV"),
        (b"a,b,c\n1,2,3\n", "no OpenFace CSV"),
        (b"timestamp,AU01_r\n", "holds no frames"),
        (b"frame,AU01_r\n1,0.5\n2,0.5\n", "lacks the column timestamp"),
        (b"timestamp,AU01_c\n0,1\n0.04,1\n", "lacks the column AU01_r"),
        (b"timestamp,success,AU01_r\n0,0,1\n0.04,0,1\n", "found no face"),
        (b"timestamp,AU01_r\n0,1\n0,1\n", "do not grow"),
        (b"timestamp,AU01_r\n0,1\n", "do not grow"),
        (b"timestamp,AU01_r\n0,1\n1000,1\n", "frames a second"),
        (b"frame,timestamp,AU01_r\n1,0,1\n9e9,3e8,1\n", "go beyond"),
        (b"timestamp,AU01_r\n0,x\n0.04,y\n", "found no face"),
        (bytes(range(256)), "cannot be read as CSV"),
    ],
)
def test_bad_files_are_told_in_one_sentence(tmp_path, content, said):
    path = tmp_path / "face.csv"
    path.write_bytes(content)
    with pytest.raises(StudioError, match=said) as failure:
        read_openface(path)
    assert "face.csv" in str(failure.value) and str(failure.value).endswith(".")


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(StudioError, match="does not exist"):
        read_openface(tmp_path / "nothing.csv")
    with pytest.raises(StudioError, match="cannot be read"):
        read_openface(tmp_path)
