"""The agreement as a text: its clauses in plain words, what differs between two versions, and a glossary."""
