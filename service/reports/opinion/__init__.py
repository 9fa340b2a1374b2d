"""Opinion (审查意见书): 合法性审查意见书 and 合同审查意见书 as docx in official layout."""

from service.reports.opinion.render import own_template, render_opinion, template_name
from service.reports.opinion.settle import Settled, settle
from service.reports.opinion.types import Decision, Decisions, Particulars

__all__ = [
    "Decision",
    "Decisions",
    "Particulars",
    "Settled",
    "own_template",
    "render_opinion",
    "settle",
    "template_name",
]
