"""Whereabouts of a provision (条款存否): is the cited 条款项目 in a text, and what is there instead?"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.citations.types import Citation
from corpus.citations.units import Paragraph, split_article
from corpus.instrument import Article, ArticleNumber, Expression
from corpus.library import LibraryView
from corpus.numbering import format_article_number, format_number


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """条款存否: the provision's text if it is there, else in Chinese what is missing and what is."""

    text: str = ""
    article: Article | None = None
    missing: str = ""


def look_up(citation: Citation, expression: Expression, view: LibraryView) -> Whereabouts:
    """Find the cited provision in one dated text. A citation of the whole law is always there."""
    if citation.article is None:
        return Whereabouts()
    article = view.article(expression, citation.article)
    if article is None:
        return Whereabouts(missing=_no_article(citation.article, expression, view))
    text, missing = within(article.text, citation)
    place = f"《{expression.name}》{format_article_number(citation.article)}"
    return Whereabouts(text, article, missing and place + missing)


def within(text: str, citation: Citation) -> tuple[str, str]:
    """款项目: the text of the cited part of an article, and what is missing ("" if nothing)."""
    if citation.paragraph is None and citation.item is None:
        return text, ""
    paragraphs = split_article(text)
    number = citation.paragraph
    if number is not None and not 1 <= number <= len(paragraphs):
        return "", f"共{format_number(len(paragraphs))}款，没有第{format_number(number)}款"
    chosen = paragraphs if number is None else (paragraphs[number - 1],)
    if citation.item is None:
        return chosen[0].text, ""
    return _item(chosen, citation, whole=number is None)


def _item(paragraphs: tuple[Paragraph, ...], citation: Citation, *, whole: bool) -> tuple[str, str]:
    wanted = citation.item or 0
    found = next((i for p in paragraphs if (i := p.item(wanted))), None)
    if found is None:
        most = max((len(p.items) for p in paragraphs), default=0)
        unit = "" if whole else "该款"
        have = f"共{format_number(most)}项" if most else "不分项"
        return "", f"{unit}{have}，没有第（{format_number(wanted)}）项"
    if citation.point is None:
        return found.text, ""
    if citation.point in found.points:
        return found.points[citation.point], ""
    count = len(found.points)
    have = f"共{format_number(count)}目" if count else "不分目"
    return "", f"该项{have}，没有第{format_number(citation.point)}目"


def _no_article(number: ArticleNumber, expression: Expression, view: LibraryView) -> str:
    numbers = [a.number for a in view.articles(expression) if a.number.main > 0]
    last = max((n.main for n in numbers), default=0)
    if number.sub and any(n.main == number.main for n in numbers):
        return f"《{expression.name}》有第{format_number(number.main)}条，没有{format_article_number(number)}"
    return f"《{expression.name}》共{last}条，没有{format_article_number(number)}"
