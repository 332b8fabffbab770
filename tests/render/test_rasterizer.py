"""The backends that draw triangles, held against each other on whole frames."""

import pickle
import subprocess
from pathlib import Path

import numpy as np
import pytest

from lestalk_studio.render.rasterizer import CpuRasterizer, rasterizer_for
from lestalk_studio.render.renderer import PortraitRenderer
from tests.render import drawn_by
from tests.render.conftest import pose

ROOT = Path(__file__).resolve().parents[2]
GPU_PYTHON = ROOT / ".venv-gpu" / "bin" / "python"
SIZE = 128
POSES = [pose(AU12=1, AU26=0.5), pose(AU04=1, AU09=0.8, head_yaw=8), pose()]


def test_a_batch_is_its_frames_one_by_one(fitted):
    face = fitted["astronaut"]
    renderer = PortraitRenderer(face.portrait.rgb, face.fit, face.head, 256)
    z, aux = (np.stack(part) for part in zip(*POSES, strict=True))
    batch = renderer.render_batch(z, aux)
    for frame, one, other in zip(batch, z, aux, strict=True):
        assert np.array_equal(frame, renderer.render(one, other))


def test_each_picture_of_a_batch_is_its_own():
    triangles = np.array([[0, 1, 2]], np.int32)
    corners = np.array([[0, 0, 0], [7, 0, 0], [0, 7, 0]], np.float32)
    points = np.stack((corners, corners + np.array((0, 3, 0)))).astype(np.float32)
    values = np.stack((np.full((3, 1), 1), np.full((3, 1), 2))).astype(np.float32)
    out = np.full((2, 8, 8, 1), 9, np.float32)
    CpuRasterizer().draw(points, triangles, values, out)
    assert out[0, 0, 0] == 1 and out[0, 7, 7] == 0
    assert out[1, 0, 0] == 0 and out[1, 3, 0] == 2


def test_the_processor_draws_unless_asked_otherwise():
    assert rasterizer_for("cpu").name == "cpu"


def test_pytorch3d_draws_the_same_frames(fitted, tmp_path):
    if not GPU_PYTHON.exists():
        pytest.skip("the environment of the GPU backend is not here (make setup-gpu)")
    probe = "import pytorch3d.renderer.mesh.rasterize_meshes"
    if subprocess.run([GPU_PYTHON, "-c", probe], capture_output=True, timeout=200).returncode != 0:
        pytest.skip("PyTorch3D does not load in .venv-gpu (make setup-gpu)")
    face = fitted["astronaut"]
    z, aux = (np.stack(part) for part in zip(*POSES, strict=True))
    asked = tmp_path / "face.pickle"
    asked.write_bytes(pickle.dumps((face.portrait.rgb, face.fit, SIZE, z, aux)))
    by_cpu = drawn_by.frames(asked, "cpu")
    command = [GPU_PYTHON, drawn_by.__file__, asked, tmp_path / "out.npy", "pytorch3d"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280)
    assert done.returncode == 0, done.stderr[-2000:]
    apart = np.abs(by_cpu.astype(int) - np.load(tmp_path / "out.npy")).max(-1)
    assert (apart <= 1).mean() >= 0.995
