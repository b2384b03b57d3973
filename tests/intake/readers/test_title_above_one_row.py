"""A single row below a title and blank lines is a table all the same."""

from chorsu.intake.readers.tables import open_table


def test_title_and_blank_lines_do_not_outvote_the_only_row(tmp_path):
    path = tmp_path / "one.csv"
    path.write_text("Сведения, 2026 год\n\nДата;Место;Наркотик;Количество;Единица\n\n06.04.2026;Ош;гашиш;27;г\n")
    (table,) = open_table(path)
    assert table.delimiter == ";"
    assert table.layout.header_row == 3
