"""The loss of the clause model (损失): what each head is asked for, and how much it counts.

What has no target counts nothing; nothing here waits for the device.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, softplus

from models.training.clause_batches import ANY_CONFLICT, NO_CONFLICT, NONE, Batch
from models.training.clause_net import Outputs

WEIGHTS = {
    "acts": 4.0,
    "categories": 0.7,
    "unlawful": 1.0,
    "contrast": 0.5,
    "manner": 0.3,
    "tokens": 0.5,
    "conflict": 1.0,
    "against": 0.5,
    "views": 0.5,
}
_POSITIVE = 3.0


def loss(out: Outputs, batch: Batch) -> dict[str, Tensor]:
    """Return the weighted loss of each head; 0 where the batch has no target for it."""
    parts = {
        "acts": _acts(out.acts, batch),
        "categories": _categories(out.categories, batch.categories),
        "unlawful": _unlawful(out.unlawful, batch),
        "contrast": _apart(out.unlawful.float(), batch.contrast),
        "manner": _manner(out.manner, batch.manner),
        "tokens": _tokens(out.tokens, batch.tokens),
        "conflict": _conflict(out.conflict, batch),
        "against": _apart(conflict_odds(out.conflict), batch.against),
        "views": _views(out, batch),
    }
    return {name: WEIGHTS[name] * part for name, part in parts.items()}


def conflict_odds(logits: Tensor) -> Tensor:
    """Log-odds (n,) of some conflict, of the logits (n, 6) of its types."""
    logs = logits.float()
    return torch.logsumexp(logs[:, 1:5], -1) - torch.logaddexp(logs[:, 0], logs[:, 5])


def _mean(each: Tensor, counted: Tensor) -> Tensor:
    """Mean of what counts; 0 where nothing does."""
    return (each * counted).sum() / counted.sum().clamp(min=1)


def _acts(logits: Tensor, batch: Batch) -> Tensor:
    known = (batch.acts != NONE).float()
    each = binary_cross_entropy_with_logits(
        logits.float(),
        batch.acts.clamp(min=0),
        pos_weight=torch.full_like(batch.acts[0], _POSITIVE),
        reduction="none",
    )
    return _mean(each * batch.weight.unsqueeze(-1), known)


def _categories(logits: Tensor, target: Tensor) -> Tensor:
    """Which category a clause breaks or resembles; of several each counts alike."""
    shares = target.clamp(min=0)
    count = shares.sum(-1, keepdim=True)
    each = cross_entropy(logits.float(), shares / count.clamp(min=1), reduction="none")
    return _mean(each, (count.squeeze(-1) > 0).float())


def _unlawful(logits: Tensor, batch: Batch) -> Tensor:
    known = (batch.unlawful != NONE).float()
    each = binary_cross_entropy_with_logits(
        logits.float(), batch.unlawful.clamp(min=0), reduction="none"
    )
    return _mean(each * batch.weight, known)


def _apart(scores: Tensor, sides: Tensor) -> Tensor:
    """The wrong side of a group must score higher than the right one."""
    gaps = scores[sides[:, 0]] - scores[sides[:, 1]]
    return softplus(1.0 - gaps).sum() / max(1, len(sides))


def _manner(logits: Tensor, target: Tensor) -> Tensor:
    each = cross_entropy(logits.float(), target, ignore_index=NONE, reduction="none")
    return _mean(each, (target != NONE).float())


def _tokens(logits: Tensor, target: Tensor) -> Tensor:
    each = binary_cross_entropy_with_logits(
        logits.float(),
        target.clamp(min=0),
        pos_weight=torch.full_like(target[0], _POSITIVE),
        reduction="none",
    )
    return _mean(each, (target != NONE).float())


def _conflict(logits: Tensor, batch: Batch) -> Tensor:
    """Cross-entropy; of what is known only in part the types that it may be are summed."""
    logs = torch.log_softmax(logits.float(), dim=-1)
    each = logs.gather(1, batch.conflict.clamp(min=0).unsqueeze(1)).squeeze(1)
    some, no = torch.logsumexp(logs[:, 1:5], dim=-1), torch.logaddexp(logs[:, 0], logs[:, 5])
    each = torch.where(batch.conflict == ANY_CONFLICT, some, each)
    each = torch.where(batch.conflict == NO_CONFLICT, no, each)
    return _mean(-each * batch.weight, (batch.conflict != NONE).float())


def _views(out: Outputs, batch: Batch) -> Tensor:
    """Two readings of one text must agree (R-Drop): symmetric divergence of "unlawful" and categories."""
    if batch.views == 1:
        return out.unlawful.new_zeros(())
    one, other = out.unlawful.float().chunk(2)
    apart = (torch.sigmoid(one) - torch.sigmoid(other)) * (one - other)
    first, second = torch.log_softmax(out.categories.float(), -1).chunk(2)
    return apart.mean() + ((first.exp() - second.exp()) * (first - second)).sum(-1).mean()
