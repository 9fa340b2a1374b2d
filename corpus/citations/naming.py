"""Naming (名称判断): what a cited name means: the document itself, a known law, another one, none."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from corpus.citations.own_names import is_own
from corpus.citations.titles import is_instrument_name
from corpus.citations.types import CitationForm
from corpus.library.names import name_key, without_version


class Naming:
    """名称判断: the names known for one text."""

    def __init__(
        self, names: frozenset[str], aliases: Mapping[str, str], own: frozenset[str]
    ) -> None:
        self.aliases = aliases
        self._keys = known_keys(names)
        self._own = own

    def read(self, name: str, local: str | None) -> tuple[str, CitationForm | None]:
        """Tell the law meant and the form; the form is None for a name of no instrument.

        `local` is the law for which this name was defined earlier in the text.
        """
        if local is not None:
            return local, self.form_of_own(local) or CitationForm.ABBREVIATION
        if is_own(name, self._own):
            return name, CitationForm.SELF
        if name in self.aliases:
            return self.aliases[name], CitationForm.TITLE
        if name_key(name) in self._keys or name_key(without_version(name)) in self._keys:
            return name, CitationForm.TITLE
        return name, CitationForm.TITLE if is_instrument_name(name) else None

    def form_of_own(self, law: str) -> CitationForm | None:
        """SELF if the law is the document itself."""
        return CitationForm.SELF if is_own(law, self._own) else None


@lru_cache(maxsize=8)
def known_keys(names: frozenset[str]) -> frozenset[str]:
    """名称键 of all names, kept between calls."""
    return frozenset(name_key(n) for n in names)
