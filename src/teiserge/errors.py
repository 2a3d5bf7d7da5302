"""The exceptions of teiserge.

TeisergeError (a click.ClickException)
├── EditionError      3  the edition, its folder or a file of it cannot be read or written
└── StylesheetError   4  a stylesheet does not compile or fails at run time

A fault of a *text* is not an exception but a `teiserge.findings.Finding`. An exception says what the machine could
not do and what to do next; click prints it without a traceback and exits with its code.
"""

import click


class TeisergeError(click.ClickException):
    """The base of every error that teiserge raises on purpose."""

    exit_code = 3


class EditionError(TeisergeError):
    """An edition, or a file of it, cannot be found, read or written."""

    exit_code = 3


class StylesheetError(TeisergeError):
    """A stylesheet does not compile, or failed on a document."""

    exit_code = 4
