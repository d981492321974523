"""How data gets in: the agreement from sla.toml; leads, activities and deals from CSV files."""

from intake.dates import DateFormat
from intake.import_run import Progress, Way
from intake.importer import Importer
from intake.options import Options, pairs
from intake.preview import ColumnRead, Preview
from intake.report import Kind, Rejection, Report

__all__ = [
    "ColumnRead",
    "DateFormat",
    "Importer",
    "Kind",
    "Options",
    "Preview",
    "Progress",
    "Rejection",
    "Report",
    "Way",
    "pairs",
]
