"""What can be wrong with a whole file. What is wrong with one line refuses that line only (see `refusals`)."""


class ImportProblem(Exception):
    """The file cannot be imported."""


class Unreadable(ImportProblem):
    """The file is not what its name says; nothing of it was imported."""


class UnknownColumn(ImportProblem):
    """--map names a column that the file does not have."""


class MissingField(ImportProblem):
    """No column of the file is known to hold something that every line must have; name it with --map."""


class AmbiguousDates(ImportProblem):
    """The dates can be read in two ways; say which with --date-format."""
