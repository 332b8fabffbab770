"""The loop that all nets are trained by, on one processor or, under torchrun, on several at once."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import torch
from torch import distributed, nn

RANK_SEED = 1_000_003
"""Times the rank, added to the seed of what is drawn: every process sees other batches of the same training."""


@contextmanager
def together() -> Iterator[int]:
    """This process's rank among those that torchrun started; 0 where it runs alone.

    Joins them (NCCL on GPUs, Gloo without) and leaves them at the end. Every rank must draw other batches: see
    RANK_SEED.
    """
    if int(os.environ.get("WORLD_SIZE", "1")) < 2:
        yield 0
        return
    distributed.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
    if torch.cuda.is_available():
        torch.cuda.set_device(int(os.environ.get("LOCAL_RANK", "0")))
    try:
        yield distributed.get_rank()
    finally:
        distributed.destroy_process_group()


def device() -> torch.device:
    """Where to train: this process's GPU, or the processor."""
    return (
        torch.device("cuda", torch.cuda.current_device())
        if torch.cuda.is_available()
        else torch.device("cpu")
    )


def train_averaged(
    network: nn.Module,
    loss_of: Callable[[nn.Module], torch.Tensor],
    steps: int,
    rate: float,
    decay: float,
    warm_up: float,
    every: int,
    log: logging.Logger,
) -> nn.Module:
    """AdamW with a one-cycle rate; `network` on the processor, ready for use, with the average of its last
    steps' weights.

    loss_of: told the network (with several processes its wrapped twin, which shares gradients), the loss of a
    fresh batch; rate: the highest; decay: of the weights; warm_up: share of the steps in which the rate rises;
    every: steps between two lines in `log`.
    """
    network.to(device())
    trained = network
    if distributed.is_initialized():
        trained = nn.parallel.DistributedDataParallel(network)
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=warm_up)
    average = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.99)
    )
    running = 0.0
    for step in range(steps):
        loss = loss_of(trained)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        average.update_parameters(network)
        running += loss.item()
        if (step + 1) % every == 0:
            log.info("step %d loss %.3f", step + 1, running / every)
            running = 0.0
    network.load_state_dict(average.module.state_dict())
    return network.cpu().eval()
