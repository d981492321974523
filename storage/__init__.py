"""Keeps every fact in SQLite or PostgreSQL: tables, repositories, units of work and migrations."""
