"""The loss of the clause model (损失): what each head is asked for, and how much it counts."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, softplus

from models.training.clause_batches import ANY_CONFLICT, NONE, Batch
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
}
_POSITIVE = 3.0


def loss(out: Outputs, batch: Batch) -> dict[str, Tensor]:
    """Return the weighted loss of each head that the batch has targets for."""
    parts = {
        "acts": _many(out.acts, batch.acts, batch.weight),
        "categories": _categories(out.categories, batch.categories),
        "unlawful": _unlawful(out, batch),
        "contrast": _contrast(out, batch),
        "manner": _manner(out, batch),
        "tokens": _tokens(out.tokens, batch),
        "conflict": _conflict(out.conflict, batch),
        "against": _against(out.conflict, batch),
    }
    return {name: WEIGHTS[name] * part for name, part in parts.items() if part is not None}


def _many(logits: Tensor, target: Tensor, weight: Tensor) -> Tensor | None:
    known = target != NONE
    if not known.any():
        return None
    each = binary_cross_entropy_with_logits(
        logits.float(),
        target.clamp(min=0),
        pos_weight=torch.full_like(target[0], _POSITIVE),
        reduction="none",
    )
    counted = known.float() * weight.unsqueeze(-1)
    return (each * counted).sum() / known.sum()


def _categories(logits: Tensor, target: Tensor) -> Tensor | None:
    """Which category a clause breaks or resembles; of several each counts alike."""
    told = target.clamp(min=0).sum(-1) > 0
    if not told.any():
        return None
    shares = target[told].clamp(min=0)
    return cross_entropy(logits[told].float(), shares / shares.sum(-1, keepdim=True))


def _unlawful(out: Outputs, batch: Batch) -> Tensor | None:
    known = batch.unlawful != NONE
    if not known.any():
        return None
    each = binary_cross_entropy_with_logits(
        out.unlawful[known].float(), batch.unlawful[known], reduction="none"
    )
    return (each * batch.weight[known]).mean()


def _contrast(out: Outputs, batch: Batch) -> Tensor | None:
    """Of a contrast pair the unlawful clause must score higher than its look-alike."""
    wrong = [None if w == NONE else bool(w) for w in batch.unlawful.tolist()]
    return _apart(out.unlawful.float(), wrong, batch.groups)


def _against(logits: Tensor, batch: Batch) -> Tensor | None:
    """And, held against the provision, be more of a conflict."""
    wrong = [None if c == NONE else c not in (0, 5) for c in batch.conflict.tolist()]
    logs = logits.float()
    odds = torch.logsumexp(logs[:, 1:5], -1) - torch.logsumexp(logs[:, [0, 5]], -1)
    return _apart(odds, wrong, batch.groups)


def _apart(scores: Tensor, wrong: Sequence[bool | None], groups: Sequence[str]) -> Tensor | None:
    """Mean of the softened gaps between the two sides of each group; None where there is none."""
    rows: dict[str, tuple[list[int], list[int]]] = {}
    for row, (group, side) in enumerate(zip(groups, wrong, strict=True)):
        if group and side is not None:
            rows.setdefault(group, ([], []))[side].append(row)
    gaps = [
        scores[u] - scores[lawful]
        for lawfuls, unlawfuls in rows.values()
        for u in unlawfuls
        for lawful in lawfuls
    ]
    return softplus(1.0 - torch.stack(gaps)).mean() if gaps else None


def _manner(out: Outputs, batch: Batch) -> Tensor | None:
    if not (batch.manner != NONE).any():
        return None
    return cross_entropy(out.manner.float(), batch.manner, ignore_index=NONE)


def _tokens(logits: Tensor, batch: Batch) -> Tensor | None:
    known = batch.tokens != NONE
    if not known.any():
        return None
    return binary_cross_entropy_with_logits(
        logits[known].float(),
        batch.tokens[known],
        pos_weight=torch.tensor(_POSITIVE, device=logits.device),
    )


def _conflict(logits: Tensor, batch: Batch) -> Tensor | None:
    """Cross-entropy; where only "some conflict" is known, the sum of the four types counts."""
    typed, some = batch.conflict >= 0, batch.conflict == ANY_CONFLICT
    logs = torch.log_softmax(logits.float(), dim=-1)
    each = []
    if typed.any():
        picked = logs[typed].gather(1, batch.conflict[typed].unsqueeze(1)).squeeze(1)
        each.append(-picked * batch.weight[typed])
    if some.any():
        each.append(-torch.logsumexp(logs[some][:, 1:5], dim=-1) * batch.weight[some])
    return torch.cat(each).mean() if each else None
