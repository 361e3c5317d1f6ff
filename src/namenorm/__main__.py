"""Runs the command line as ``python -m namenorm``."""

from namenorm.cli.main import run

if __name__ == "__main__":
    run()
