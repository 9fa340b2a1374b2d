"""Read errors (读取错误): E1xx, a file cannot be turned into a document.

Imported from `corpus.errors`, which lists them all.
"""

from __future__ import annotations

from corpus.error_root import FashenError


class ReadError(FashenError):
    """读取错误: a file cannot be turned into a document."""

    code = "E100"
    summary = "文件无法读取"
    remedy = "请检查文件后重新上传。"


class EmptyFile(ReadError):
    """空文件."""

    code = "E101"
    summary = "文件是空的"
    remedy = "请确认文件已保存完整，再重新上传。"


class UnsupportedFormat(ReadError):
    """格式不支持."""

    code = "E102"
    summary = "暂不支持这种文件格式"
    remedy = (
        "请另存为 docx、xlsx、文字版 PDF、OFD、html、txt、md 或图片（png、jpg、tif）后重新上传。"
    )


class CorruptFile(ReadError):
    """文件损坏."""

    code = "E103"
    summary = "文件已损坏或内容与扩展名不符"
    remedy = "请用原软件打开并另存一份，再重新上传。"


class EncryptedFile(ReadError):
    """文件加密."""

    code = "E104"
    summary = "文件设有密码或已加密"
    remedy = "请去除密码后重新上传。"


class ScannedDocument(ReadError):
    """扫描件."""

    code = "E105"
    summary = "这是扫描件或图片，没有可读的文字"
    remedy = "请上传可编辑的文字版；或者安装文字识别组件（pip install 'fashen[ocr]'）后重新上传。"


class GarbledTextLayer(ReadError):
    """文字层乱码."""

    code = "E106"
    summary = "PDF 的文字层是乱码，读出的内容不可信"
    remedy = (
        "请上传 docx 原稿，或重新导出 PDF（嵌入字体）后上传；"
        "也可以安装文字识别组件（pip install 'fashen[ocr]'），按图像识别。"
    )


class FileTooLarge(ReadError):
    """文件过大."""

    code = "E107"
    summary = "文件超过大小上限"
    remedy = "请拆分文件或压缩其中的图片后重新上传。"


class DecompressionBomb(ReadError):
    """解压炸弹."""

    code = "E108"
    summary = "压缩内容异常膨胀，已拒绝解压"
    remedy = "请用原软件另存一份正常文件后上传。"


class UnknownEncoding(ReadError):
    """编码无法识别."""

    code = "E109"
    summary = "文字编码无法识别"
    remedy = "请另存为 UTF-8 编码后重新上传。"


class NoText(ReadError):
    """没有正文."""

    code = "E110"
    summary = "文件里没有可审查的文字"
    remedy = "请确认上传的是正文文件。"


class FileUnavailable(ReadError):
    """文件不可用: it is not there, or may not be read."""

    code = "E111"
    summary = "找不到文件或无权读取"
    remedy = "请检查路径和权限。"


class ConversionFailed(ReadError):
    """转换失败: LibreOffice did not turn an old office file into a docx."""

    code = "E112"
    summary = "旧格式文件转换失败"
    remedy = "请用 Word 或 WPS 打开，另存为 docx 后重新上传。"


class TooManyFiles(ReadError):
    """文件过多: more files than a package of materials has."""

    code = "E113"
    summary = "材料包里的文件过多"
    remedy = "请只放本次送审的文件，或者分成几包。"


class UnsafePath(ReadError):
    """越界路径: an entry of an archive that leads outside of it, by its path or as a link."""

    code = "E114"
    summary = "压缩包内的路径或者链接指向包外，已拒绝"
    remedy = "请重新打包，或解压后上传其中的文件。"


class UnsupportedArchive(UnsupportedFormat):
    """压缩格式不支持: rar, 7z, tar and their like, and archives too deep in archives."""

    code = "E115"
    summary = "暂不支持这种压缩格式"
    remedy = "请解压后上传其中的文件，或者用 ZIP 重新打包。"
