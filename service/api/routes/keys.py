"""Key routes (接口密钥): one's own keys."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from service.access.dependencies import needs
from service.api.answers import answers
from service.api.context import Served, Who
from service.api.shapes.common import PathId
from service.api.shapes.people import IssuedKey, KeyShape, NewKey
from service.api.shapes.views import key_shape
from service.ledger import Actor

router = APIRouter(tags=["接口密钥"])


@router.get("/keys", summary="自己的密钥", responses=answers())
def list_keys(
    service: Served, actor: Annotated[Actor, Depends(needs("key.own"))]
) -> list[KeyShape]:
    """Newest first, with those that ended."""
    with service.desk.ledger.read() as work:
        return [key_shape(one) for one in work.credentials.keys_of(str(actor.user_id))]


@router.post("/keys", summary="申领密钥", status_code=201, responses=answers())
def add(asked: NewKey, service: Served, who: Who) -> IssuedKey:
    """The key is shown once; it never may more than its owner."""
    key, written = service.administration.add_key(
        who, name=asked.name, scopes=frozenset(asked.scopes), days=asked.days
    )
    return IssuedKey(key=key_shape(key), written=written)


@router.delete("/keys/{key_id}", summary="撤销密钥", status_code=204, responses=answers(404))
def revoke(key_id: PathId, service: Served, who: Who) -> None:
    """It is refused from now on."""
    service.administration.revoke_key(who, key_id)
