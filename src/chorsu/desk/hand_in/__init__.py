"""Hand in: upload, columns, dry run, marking, progress, outcome by row, withdrawal. Must not read files itself."""
