"""Measuring and training the resolver. Not part of the package: nothing here is installed or imported at run time."""
