"""The training loop alone and shared by two processes."""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from lestalk_studio.training.loop import together, train_averaged  # noqa: E402

REPOSITORY = Path(__file__).resolve().parents[2]

SCRIPT = """
import logging, sys
import torch
from torch import distributed
from lestalk_studio.training.loop import RANK_SEED, together, train_averaged

torch.set_num_threads(1)
with together() as rank:
    torch.manual_seed(0)
    network = torch.nn.Linear(3, 1)
    draw = torch.Generator().manual_seed(RANK_SEED * rank)
    first = []

    def loss_of(trained):
        x = torch.randn(8, 3, generator=draw)
        first.append(float(x[0, 0]))
        return (trained(x) - x.sum(dim=1, keepdim=True)).square().mean()

    train_averaged(network, loss_of, 500, 0.1, 0.0, 0.2, 10**6, logging.getLogger("t"))
    torch.save({"state": network.state_dict(), "first": first[0], "world": distributed.get_world_size()},
               f"{sys.argv[1]}/{rank}.pt")
"""


def test_alone_nobody_is_joined():
    with together() as rank:
        assert rank == 0 and not torch.distributed.is_initialized()


def test_a_loss_goes_down():
    torch.manual_seed(0)
    network, losses = torch.nn.Linear(2, 1), []

    def loss_of(trained):
        x = torch.randn(8, 2)
        losses.append((trained(x) - x.sum(dim=1, keepdim=True)).square().mean())
        return losses[-1]

    trained = train_averaged(network, loss_of, 60, 0.1, 0.0, 0.2, 10, logging.getLogger("t"))
    assert not trained.training
    assert losses[-1].item() < 0.1 * losses[0].item()


def test_two_processes_share_gradients_and_end_with_the_same_weights(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    shared = dict(
        os.environ, WORLD_SIZE="2", MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port), OMP_NUM_THREADS="1"
    )
    shared |= {"CUDA_VISIBLE_DEVICES": "", "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, str(script), str(tmp_path)]
    running = [
        subprocess.Popen(command, env=shared | {"RANK": str(r), "LOCAL_RANK": str(r)}) for r in range(2)
    ]
    try:
        assert [process.wait(120) for process in running] == [0, 0]
    finally:
        for process in running:
            process.kill()
    one, other = (torch.load(tmp_path / f"{rank}.pt") for rank in range(2))
    assert one["world"] == 2 and one["first"] != other["first"]
    for name, value in one["state"].items():
        assert torch.equal(value, other["state"][name])
    assert (one["state"]["weight"] - 1).abs().max() < 0.1
