"""Settings (设置): all of them here, from the environment with the prefix FASHEN_."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def _default_home() -> Path:
    from platformdirs import user_data_dir

    return Path(user_data_dir("fashen", appauthor=False))


class Settings(BaseSettings):
    """设置: where things stand and how much is allowed.

    home: the data directory (FASHEN_HOME); it holds the law library.
    knowledge: a folder of the office's own knowledge files (FASHEN_KNOWLEDGE), laid out like
        corpus/knowledge/data; its entries replace or add to ours: LPR, limits, local parameters.
        Without it, the folder `knowledge` in the data directory, if there is one.
    host, port: where `fashen serve` listens.
    max_upload_bytes: the largest upload that the service takes, in bytes.
    max_reviews: reviews that run at the same time in the service.
    max_waiting: uploads that may wait for their turn; more are turned away (E501).
    batch_timeout_s: seconds that a batch gives to one file.
    threads: processor threads that the models of one review may use; a batch uses one a process.
    templates: a folder of the office's own templates of opinions (FASHEN_TEMPLATES), named
        legality.docx and contract.docx. Without it, the folder `templates` in the data directory,
        if there is one. `fashen report template export` writes ours to start from.
    retriever: "" for the index beside the library, or postgresql://… for vectors in PostgreSQL.
    database: "" for SQLite in the data directory, or postgresql://… for the office's ledger.
    keep_drafts_days: days that drafts and materials are kept after a matter ended, 0 for ever.
    keep_idle_days: the same for matters that never ended, from their last change.
    keep_results_days: days that texts of results are kept after a matter ended, 0 for ever; the
        facts of the ledger are always kept.
    session_hours, idle_minutes: how long a login holds, from the login and from the last request.
    password_length, password_classes: fewest characters, and fewest of lower, upper, digit, other.
    password_days: days after which a password must be changed, 0 never.
    validity_years, trial_validity_years: presumed periods of validity of local normative
        documents that name none, and of those 暂行 or 试行; 0 presumes nothing.
    """

    model_config = SettingsConfigDict(env_prefix="FASHEN_", frozen=True)

    home: Path = Field(default_factory=_default_home)
    knowledge: Path | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=8642, ge=1, le=65535)
    max_upload_bytes: int = Field(default=50 * 1024 * 1024, gt=0)
    max_reviews: int = Field(default_factory=lambda: os.cpu_count() or 1, gt=0)
    max_waiting: int = Field(default=16, ge=0)
    batch_timeout_s: float = Field(default=120.0, gt=0)
    threads: int = Field(default_factory=lambda: min(4, os.cpu_count() or 1), ge=1, le=64)
    templates: Path | None = None
    retriever: str = ""
    database: str = ""
    keep_drafts_days: int = Field(default=0, ge=0)
    keep_idle_days: int = Field(default=0, ge=0)
    keep_results_days: int = Field(default=0, ge=0)
    session_hours: int = Field(default=12, ge=1, le=168)
    idle_minutes: int = Field(default=120, ge=1, le=1440)
    password_length: int = Field(default=10, ge=8, le=64)
    password_classes: int = Field(default=3, ge=1, le=4)
    password_days: int = Field(default=0, ge=0)
    validity_years: int = Field(default=5, ge=0, le=30)
    trial_validity_years: int = Field(default=2, ge=0, le=30)

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
