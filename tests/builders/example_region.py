"""The example region's tables as files, for the tests of this room."""

import datetime as dt

from chorsu.config.region.events import load, standing_events
from chorsu.config.region.tables import yearly_tables
from chorsu.intake.readers.tidy import read_table

__all__ = ["UPTO", "tables", "written"]

UPTO = dt.date(2026, 11, 1)


def tables(upto=UPTO):
    """All tables of the standing region, made anew."""
    region = load()
    return yearly_tables(region, standing_events(region, upto))


def written(folder, upto=UPTO):
    """The tables as files in a folder: file and outcomes of its rows."""
    for table in tables(upto):
        path = folder / table.name
        path.write_bytes(table.content)
        yield table, list(read_table(path, today=upto))
