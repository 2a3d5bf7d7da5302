"""teiserge: critical editions from TEI."""

from importlib.metadata import version

__version__ = version("teiserge")
