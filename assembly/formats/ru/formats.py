"""Russian: «22 ноября 2026 года», with no-break spaces inside."""

DATE_FORMAT = "j\xa0E\xa0Y\xa0\\г\\о\\д\\а"
DATETIME_FORMAT = "j\xa0E\xa0Y\xa0\\г\\о\\д\\а, H:i"
TIME_FORMAT = "H:i"
YEAR_MONTH_FORMAT = "F Y\xa0\\г\\о\\д\\а"
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
