"""Small tables of invented seizures as files and as bytes."""

__all__ = ["HEADER", "seizures", "table"]

HEADER = "Дата;Страна;Место;Вещество;Количество;Единица;Пост"


def table(rows, *, header=HEADER, encoding="utf-8"):
    """The bytes of a table with the given lines below its header."""
    return "\n".join([header, *rows, ""]).encode(encoding)


def seizures(count, *, first=1):
    """That many sound lines of a table, all different."""
    return [
        f"{1 + n % 28:02}.{1 + n % 12:02}.2024;Узбекистан;Термез;героин;{n / 8:.3f};кг;пост {n}"
        for n in range(first, first + count)
    ]
