"""How data gets in: the agreement from sla.toml; leads, activities and deals from CSV files."""

from intake.dates import DateFormat
from intake.import_run import Progress
from intake.importer import Importer
from intake.options import Options, pairs
from intake.report import Kind, Rejection, Report

__all__ = ["DateFormat", "Importer", "Kind", "Options", "Progress", "Rejection", "Report", "pairs"]
