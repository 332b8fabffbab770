"""The loop that all nets are trained by."""

from __future__ import annotations

import logging
from collections.abc import Callable

import torch
from torch import nn


def train_averaged(
    network: nn.Module,
    loss_of: Callable[[], torch.Tensor],
    steps: int,
    rate: float,
    decay: float,
    warm_up: float,
    every: int,
    log: logging.Logger,
) -> nn.Module:
    """AdamW with a one-cycle rate; `network` ready for use, with the average of its last steps' weights.

    loss_of: the loss of a fresh batch; rate: the highest; decay: of the weights; warm_up: share of the steps in
    which the rate rises; every: steps between two lines in `log`.
    """
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=warm_up)
    average = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.99)
    )
    running = 0.0
    for step in range(steps):
        loss = loss_of()
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
    return network.eval()
