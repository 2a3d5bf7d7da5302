"""Run teiserge as `python -m teiserge`."""

from teiserge.cli import main

main()
