"""Naming (名称判断): what a cited name means: the document itself, a known law, another one, none."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from corpus.citations.own_names import OwnNames
from corpus.citations.titles import is_instrument_name
from corpus.citations.types import CitationForm
from corpus.library.names import name_key, without_version


class Naming:
    """名称判断: the names known for one text."""

    def __init__(self, names: frozenset[str], aliases: Mapping[str, str], own: OwnNames) -> None:
        self.aliases = aliases
        self._keys = known_keys(names)
        self.own = own

    def read(self, name: str, local: str | None) -> tuple[str, CitationForm | None]:
        """Tell the law meant and the form; the form is None for a name of no instrument.

        `local` is the law for which this name was defined earlier in the text.
        """
        if local is not None:
            return local, self.form_of_own(local) or CitationForm.ABBREVIATION
        if self.form_of_own(name):
            return name, CitationForm.SELF
        if name in self.aliases:
            return self.aliases[name], CitationForm.TITLE
        return name, CitationForm.TITLE if self._known(name) or is_instrument_name(name) else None

    def form_of_own(self, law: str) -> CitationForm | None:
        """SELF if the law is the document itself."""
        return CitationForm.SELF if self.own.has(law, known=self._known(law)) else None

    def _known(self, name: str) -> bool:
        return name_key(name) in self._keys or name_key(without_version(name)) in self._keys


@lru_cache(maxsize=8)
def known_keys(names: frozenset[str]) -> frozenset[str]:
    """名称键 of all names, kept between calls."""
    return frozenset(name_key(n) for n in names)
