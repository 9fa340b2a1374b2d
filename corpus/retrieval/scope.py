"""Scope (检索范围): which instruments a search may return, besides being in force on the date."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.instrument import Level


@dataclass(frozen=True, slots=True)
class Scope:
    """检索范围: an empty set admits everything.

    `above` keeps instruments that rank above this level (superior law, 上位法).
    `regions` are full province names (上海市); national instruments are always kept.
    `kinds` are the kinds of the library's expressions (statute, interpretation, norm_doc …).
    """

    above: Level | None = None
    levels: frozenset[Level] = frozenset()
    kinds: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()

    def admits(self, level: Level, kind: str, region: str) -> bool:
        """Tell whether an instrument of this level, kind and region is within the scope."""
        return (
            self.admits_level(level)
            and (not self.kinds or kind in self.kinds)
            and (not self.regions or not region or region in self.regions)
        )

    def admits_level(self, level: Level) -> bool:
        """Tell whether a level is within the scope, whatever the kind and region."""
        above = self.above is None or level.rank < self.above.rank
        return above and (not self.levels or level in self.levels)


EVERYTHING = Scope()


def scope_above(scope: Scope | None, above: Level | None) -> Scope:
    """合并范围: a scope with the short form `above=`, which tightens the scope's own `above`."""
    found = scope or EVERYTHING
    if above is None or (found.above is not None and found.above.rank <= above.rank):
        return found
    return replace(found, above=above)
