"""The report: findings as one HTML page that opens offline and is safe to send on."""

from __future__ import annotations

from rashomon.report.page import render
from rashomon.report.settings import ReportSettings

__all__ = ["ReportSettings", "render"]
