"""Source text (来源文本): one text of one instrument as one source gives it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from corpus.instrument import Article, InstrumentKind, Level


@dataclass(frozen=True, slots=True)
class Relation:
    """文件关系: `kind` is implements (根据), amends, repeals or refers_to.

    `target` is the name of the other instrument; `article` as cited ("第十六条"), "" for the whole;
    `note` the words that say so, shortened.
    """

    kind: str
    target: str
    article: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SourceText:
    """来源文本: nothing here is trusted before `corpus.sources.dating` has weighed it.

    `version_on` is the adoption date of this text, `amended_on` every amendment the source names.
    `stated_effective` and `stated_repealed` are the source's own claims. `clause_on` is the date in
    the text's own 施行 clause; `on_publication` tells that the clause says 自公布之日起.
    `origin` is the record's id or file in the source; `sha256` that of what was read;
    `note` says in Chinese what was changed on the way in, or "".
    `clause` is the sentence that `clause_on` or `on_publication` was read from.
    `revised` tells that the newest text is a whole revision (修订), so that its own clause counts.
    `valid_until` is the last day of its period of validity; `valid_clause` the sentence that says
    so, "" where the period is presumed. `retrieved_on` is when the text was fetched,
    `version_note` says in Chinese where the source gives two dates for the text.
    `other_names` are names that lead to the text too, unless another work bears them.
    `retrieved_stated` tells that someone said so (else it is the file's date).
    """

    name: str
    level: Level
    issuer: str
    version_on: date | None
    amended_on: tuple[date, ...]
    stated_effective: date | None
    stated_repealed: bool
    clause_on: date | None
    on_publication: bool
    document_number: str | None
    articles: tuple[Article, ...]
    source: str
    origin: str
    licence: str
    sha256: str
    note: str = ""
    region: str = ""
    kind: InstrumentKind = InstrumentKind.STATUTE
    clause: str = ""
    revised: bool = False
    valid_until: date | None = None
    valid_clause: str = ""
    retrieved_on: date | None = None
    retrieved_stated: bool = False
    relations: tuple[Relation, ...] = ()
    version_note: str = ""
    other_names: tuple[str, ...] = ()

    @property
    def text_hash(self) -> str:
        """A hash of the words alone: quotes, blanks and punctuation width do not count."""
        digest = hashlib.sha256()
        for article in self.articles:
            mark = f"{article.number.main}.{article.number.sub}:"
            digest.update((mark + plain(article.text)).encode())
        return digest.hexdigest()


_NOISE = re.compile(r"[\s\u200b\ufeff“”\"‘’'《》〈〉<>　、，,；;：:。．.（）()…—－\-–·•]+")


def plain(text: str) -> str:
    """The words of a text without blanks and punctuation, to compare two sources."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text))
