"""Errors of the ledger (台账错误): E6xx, each with a code and a remedy in Chinese.

LedgerError               E600  the office's database
├── DatabaseUnavailable   E601  it does not answer, or its driver is not installed
├── LedgerOutdated        E602  its tables are older, or newer, than this program
├── NotFound              E603  no such thing, or not of the user's departments (never told apart)
├── Conflict              E604  someone else was first, or the state does not allow it
├── ContentDeleted        E605  the bytes were deleted by policy; the facts are kept
├── BackupFailed          E606  a backup cannot be written or is none
├── BadRecord             E607  a value that the ledger does not take
├── LeaseLost             E608  a job was given to another worker meanwhile
└── LedgerHeld            E609  it cannot be restored, or served, just now
"""

from __future__ import annotations

from corpus.errors import FashenError


class LedgerError(FashenError):
    """台账错误: the office's database cannot do what was asked."""

    code = "E600"
    summary = "台账无法处理"
    remedy = "请重试；仍不成功的，请把错误代码告知管理员。"


class DatabaseUnavailable(LedgerError):
    """数据库不可用."""

    code = "E601"
    summary = "台账数据库不可用"
    remedy = "请检查 FASHEN_DATABASE 的地址和数据库服务；使用 PostgreSQL 的，另需安装 psycopg。"


class LedgerOutdated(LedgerError):
    """台账版本不符: the tables were made by another version of the program."""

    code = "E602"
    summary = "台账数据库的结构与本程序不符"
    remedy = "请先备份，再运行 fashen ledger migrate；由更新版本建立的，请升级程序。"


class NotFound(LedgerError):
    """没有找到: not there, or of a department the user does not belong to; never told apart."""

    code = "E603"
    summary = "没有找到，或者无权查看"
    remedy = "请核对编号；属于其他部门的，请联系管理员。"


class Conflict(LedgerError):
    """冲突: someone else was first, or the matter's status does not allow it."""

    code = "E604"
    summary = "与当前状态冲突"
    remedy = "请刷新后重试。"


class ContentDeleted(LedgerError):
    """内容已删除: by the retention policy or by hand; the facts stay in the ledger."""

    code = "E605"
    summary = "文件内容已按保存期限删除"
    remedy = "台账中仍有名称、摘要值和审查记录；需要原件的，请向送审单位调取。"


class BackupFailed(LedgerError):
    """备份失败: a backup cannot be written, or a file is no backup."""

    code = "E606"
    summary = "备份或者恢复没有完成"
    remedy = "请检查文件和磁盘空间；原有数据未受影响。"


class BadRecord(LedgerError):
    """记录有误: a value that the ledger does not take."""

    code = "E607"
    summary = "填写的内容不符合要求"
    remedy = "请按提示修改后重新提交。"


class LedgerHeld(LedgerError):
    """台账正在使用: it has data, a server runs on it, or it is being restored."""

    code = "E609"
    summary = "台账正在使用"
    remedy = "原有数据未受影响。"


class LeaseLost(LedgerError):
    """任务已转交: the lease ran out and another worker has, or had, the job."""

    code = "E608"
    summary = "任务已转交其他进程"
    remedy = "无须处理，结果以最后完成的为准。"
