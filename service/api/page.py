"""Upload page (上传页): plain HTML, no script, no outside request."""

from __future__ import annotations

from models.submission import IssuerLevel, Kind


def _options(values: list[tuple[str, str]]) -> str:
    return "".join(f'<option value="{value}">{label}</option>' for value, label in values)


_KINDS = _options([("auto", "自动识别"), *((k.value, k.label) for k in Kind)])
_LEVELS = _options([("auto", "自动识别"), *((v.value, v.label) for v in IssuerLevel)])

UPLOAD_PAGE = f"""<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>法审</title>
<style>body{{font:16px/1.8 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;
max-width:640px;margin:40px auto;padding:0 16px;color:#1d2125}}
h1{{border-bottom:3px solid #8c1d18;padding-bottom:8px;font-size:24px}}
label{{display:block;margin:14px 0}}input,select{{font:inherit;width:100%;padding:6px}}
button{{font:inherit;background:#8c1d18;color:#fff;border:0;padding:8px 28px;border-radius:3px}}
</style></head><body><h1>法审</h1>
<p>上传草案，得到逐条审查结果。文件只在本机处理，不保存。</p>
<form method="post" action="/reviews" enctype="multipart/form-data">
<label>草案文件（docx、PDF、html、txt、md）<input type="file" name="file" required></label>
<label>文书类型<select name="kind">{_KINDS}</select></label>
<label>制定主体层级<select name="issuer_level">{_LEVELS}</select></label>
<label>审查基准日（不填为今天）<input type="date" name="as_of"></label>
<button>开始审查</button></form></body></html>"""
