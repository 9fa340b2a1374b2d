"""Basis in JSON (法律依据 JSON): the same shape wherever a report names a provision."""

from __future__ import annotations

from typing import Any

from models.finding import LegalBasis

Json = dict[str, Any]


def basis_json(basis: LegalBasis) -> Json:
    """法律依据 JSON."""
    return {
        "law": basis.law,
        "article": basis.article,
        "validity": basis.validity,
        "quoted_text": basis.quoted_text,
        "verified": basis.verified,
    }
