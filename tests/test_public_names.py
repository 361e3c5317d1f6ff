"""The public names are those of `__all__`, and importing them loads nothing heavy."""

from __future__ import annotations

import pickle
import pkgutil
import subprocess
import sys

import namenorm

HEAVY = ("numpy", "rapidfuzz", "yaml", "anyascii", "unidecode", "spacy", "pandas", "argparse")


def test_all_public_names_are_exported() -> None:
    public = {name for name, value in vars(namenorm).items() if not name.startswith("_") and not _is_module(value)}
    assert public | {"__version__"} == set(namenorm.__all__)
    assert list(namenorm.__all__) == sorted(namenorm.__all__)


def _is_module(value: object) -> bool:
    return type(value) is type(sys) or getattr(value, "__module__", "").startswith("__future__")


def test_no_module_bears_the_name_of_a_public_function() -> None:
    modules = {module.name for module in pkgutil.iter_modules(namenorm.__path__)}
    assert modules & set(namenorm.__all__) == set()


def test_every_public_name_has_an_example() -> None:
    public = {name: getattr(namenorm, name) for name in namenorm.__all__ if name != "__version__"}
    public |= {f"Normalizer.{name}": item for name, item in vars(namenorm.Normalizer).items() if name[0] != "_"}
    errors = [name for name, item in public.items() if isinstance(item, type) and issubclass(item, Exception)]
    assert [name for name, item in public.items() if name not in errors and ">>> " not in (item.__doc__ or "")] == []


def test_importing_loads_nothing_heavy() -> None:
    code = f"import sys, namenorm; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_namenorm_works_without_unidecode() -> None:
    code = (
        "import sys; sys.modules['unidecode'] = None\n"
        "import namenorm\n"
        "n = namenorm.Normalizer.from_entities([namenorm.Entity('Q3616', 'place', {'en': 'Tehran', 'fa': 'تهران'})])\n"
        "print(n.resolve('تهران').id, n.resolve('Tehran').id)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["Q3616", "Q3616"]


def test_an_answer_in_a_shell_fits_on_a_line() -> None:
    tehran = namenorm.Entity("Q3616", "place", {"en": "Tehran", "fa": "تهران"})
    normalizer = namenorm.Normalizer.from_entities([tehran])
    assert repr(tehran) == "<Entity Q3616 place 'Tehran', 2 names>"
    answer = "<Resolution 'Tehran' RESOLVED [<Candidate Q3616 place 'Tehran' 1.000>]>"
    assert repr(normalizer.resolve("Tehran")) == answer
    assert repr(normalizer.find("He left Tehran.")[0]) == f"<Link 8:14 label {answer}>"
    assert repr(normalizer.resolve("Lisbon")).startswith("<Resolution 'Lisbon' NIL")


def test_values_and_errors_can_be_sent_to_another_process() -> None:
    entity = namenorm.Entity("Q3616", "place", {"en": "Tehran"})
    assert pickle.loads(pickle.dumps(entity)) == entity
    error = namenorm.GazetteerError([namenorm.Problem("a.yaml", 3, "names", "is empty", code="E101")])
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.problems) == (namenorm.GazetteerError, str(error), error.problems)
