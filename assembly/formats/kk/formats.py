"""Kazakh: the year first, the month in lower case, no-break spaces inside; Django has none of its own."""

DATE_FORMAT = "Y\xa0ж. j\xa0E"
DATETIME_FORMAT = "Y\xa0ж. j\xa0E, H:i"
TIME_FORMAT = "H:i"
YEAR_MONTH_FORMAT = "Y\xa0ж. F"
MONTH_DAY_FORMAT = "j\xa0E"
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y H:i"
FIRST_DAY_OF_WEEK = 1
DATE_INPUT_FORMATS = ["%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y"]
DATETIME_INPUT_FORMATS = ["%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S"]
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3
