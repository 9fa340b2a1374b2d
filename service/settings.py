"""Settings (设置): all of them here; from the environment, then a file, then our defaults."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from corpus.errors import BadSetting
from service.settings_file import FILE_NAME, read_settings_file, wrong_setting

PREFIX = "FASHEN_"
CONFIG = "FASHEN_CONFIG"
"""The variable that names the settings file; without it, `fashen.toml` in the data directory."""


def _default_home() -> Path:
    from platformdirs import user_data_dir

    return Path(user_data_dir("fashen", appauthor=False))


def _processors() -> int:
    return os.cpu_count() or 1


class Settings(BaseSettings):
    """设置: where things stand and how much is allowed.

    Each description is what `fashen config` and docs/settings.zh-CN.md say of it.

    Raises:
        BadSetting: a value that is none, or a word in the file that is no setting.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    home: Path = Field(
        default_factory=_default_home, description="数据目录：法规库、台账和设置文件都在其中"
    )
    host: str = Field(default="127.0.0.1", description="服务监听的地址")
    port: int = Field(default=8642, ge=1, le=65535, description="服务监听的端口")
    database: str = Field(
        default="",
        description="台账数据库：postgresql://…；不填用数据目录里的 ledger.sqlite",
    )
    max_upload_bytes: int = Field(
        default=50 * 1024 * 1024, gt=0, description="一次上传的上限（字节），草案和材料合计"
    )
    max_reviews: int = Field(
        default_factory=lambda: min(4, _processors()),
        gt=0,
        le=64,
        description="同时进行的审查数，每个约占 1 GB 内存；默认为处理器核数，至多 4",
    )
    max_waiting: int = Field(
        default=16, ge=0, description="同时接收的上传中，超出审查数的上限；再多的请对方稍后再传"
    )
    review_timeout_s: float = Field(
        default=1800.0, gt=0, description="服务中一次审查至多用多少秒，超过的按未完成处理"
    )
    batch_timeout_s: float = Field(
        default=120.0, gt=0, description="批量审查时一份文件至多用多少秒"
    )
    threads: int = Field(
        default_factory=lambda: min(4, _processors()),
        ge=1,
        le=64,
        description="一次审查中模型可用的处理器线程数；服务中由同时进行的审查分用",
    )
    session_hours: int = Field(default=12, ge=1, le=168, description="登录后至多多少小时须重新登录")
    idle_minutes: int = Field(default=120, ge=1, le=1440, description="多少分钟没有操作须重新登录")
    password_length: int = Field(default=10, ge=8, le=64, description="口令至少多少位")
    password_classes: int = Field(
        default=3, ge=1, le=4, description="口令至少含小写、大写、数字、其他字符中的几类"
    )
    password_days: int = Field(default=0, ge=0, description="多少天后须修改口令，0 为不要求")
    keep_drafts_days: int = Field(
        default=0, ge=0, description="事项结束后多少天删除送审稿和材料的内容，0 为不删除"
    )
    keep_idle_days: int = Field(
        default=0, ge=0, description="没有结束的事项，最后一次变动后多少天删除，0 为不删除"
    )
    keep_results_days: int = Field(
        default=0,
        ge=0,
        description="事项结束后多少天删除审查结果的内容，0 为不删除；台账记录始终保留",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="运行日志记到哪一级：debug、info、warning、error"
    )
    log_format: Literal["auto", "json", "text"] = Field(
        default="auto",
        description="运行日志的样式：json 每行一个对象，text 供人阅读，auto 在终端上用 text",
    )
    knowledge: Path | None = Field(
        default=None,
        description="本单位知识文件的目录，其条目替换或者补充自带的；不填用数据目录里的 knowledge",
    )
    templates: Path | None = Field(
        default=None,
        description="本单位意见书模板的目录（legality.docx、contract.docx）；"
        "不填用数据目录里的 templates",
    )
    retriever: str = Field(
        default="", description="检索向量所在的 PostgreSQL：postgresql://…；不填用法规库旁的索引"
    )
    validity_years: int = Field(
        default=5,
        ge=0,
        le=30,
        description="没有写明有效期的地方规范性文件推定有效多少年，0 为不推定",
    )
    trial_validity_years: int = Field(
        default=2, ge=0, le=30, description="没有写明有效期的暂行、试行文件推定有效多少年"
    )

    def __init__(self, **values: Any) -> None:  # noqa: ANN401
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise BadSetting(wrong_setting(error)) from None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """来源 in the order in which they count."""
        return init_settings, env_settings, _File(settings_cls)

    @property
    def knowledge_overlay(self) -> Path | None:
        """The folder of the office's own knowledge files, None without one."""
        usual = self.home / "knowledge"
        return self.knowledge or (usual if usual.is_dir() else None)

    @property
    def ledger_path(self) -> Path:
        """The ledger's file, where no `database` is set."""
        return self.home / "ledger.sqlite"

    @property
    def template_folder(self) -> Path | None:
        """The folder of the office's own templates, None without one."""
        usual = self.home / "templates"
        return self.templates or (usual if usual.is_dir() else None)

    @property
    def library_path(self) -> Path:
        """The law library's file."""
        return self.home / "library.sqlite"


def settings_file(home: Path) -> Path:
    """设置文件 that counts for a data directory; it need not be there."""
    told = os.environ.get(CONFIG, "")
    return Path(told) if told else home / FILE_NAME


class _File(PydanticBaseSettingsSource):
    """设置文件 as a source: what the caller or the environment says counts more."""

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:  # noqa: ANN401
        return None, field_name, False

    def __call__(self) -> dict[str, Any]:
        home = Path(self.current_state.get("home") or _default_home())
        named = bool(os.environ.get(CONFIG))
        path = settings_file(home)
        fields = self.settings_cls.model_fields
        return read_settings_file(path, fields, must_be=named) if named or path.is_file() else {}
