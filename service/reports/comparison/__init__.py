"""Reports of a comparison (修改稿对照报告): two reviews of one matter, in text, JSON and HTML."""

from service.reports.comparison.html import render_fragment, render_page
from service.reports.comparison.json import to_dict
from service.reports.comparison.text import render_text

__all__ = ["render_fragment", "render_page", "render_text", "to_dict"]
