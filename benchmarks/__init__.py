"""How fast and how small namenorm is, beside other libraries, on names of places from 1,000 to 1,000,000.

See ``benchmarks/README.md``; ``python -m benchmarks --help`` lists the commands.
"""

import os

# One thread each, so that ratios compare algorithms; numpy and the peers in Rust read these when they are imported.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
