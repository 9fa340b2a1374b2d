"""Error codes: each error has its own, and the tree at the head of the module lists them all."""

from __future__ import annotations

import re

from corpus import errors

OURS = (errors.__name__, "corpus.read_errors")


def kinds(root):
    for kind in root.__subclasses__():
        if kind.__module__ in OURS:
            yield kind
            yield from kinds(kind)


def test_the_tree_at_the_head_of_the_module_lists_every_error_with_its_code():
    listed = dict(re.findall(r"── (\w+) +(E\d\d\d) *", errors.__doc__))
    groups = dict(re.findall(r"── (\w+) +(E\dxx)", errors.__doc__))
    for kind in kinds(errors.FashenError):
        if kind.__name__ in groups:
            assert groups[kind.__name__] == f"{kind.code[:2]}xx"
        else:
            assert listed.get(kind.__name__) == kind.code


def test_no_two_errors_share_a_code():
    codes = [kind.code for kind in kinds(errors.FashenError)]
    assert len(codes) == len(set(codes))


def test_every_error_of_the_tree_is_imported_from_one_module():
    for kind in kinds(errors.FashenError):
        assert getattr(errors, kind.__name__) is kind
