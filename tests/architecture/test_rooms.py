"""What each room of the house may hold."""

import ast
import sys
from collections.abc import Iterator

from tests.architecture.source import APPS, ROOT, Module, assert_none, dotted, modules, planted

FORBIDDEN_NAMES = {"utils", "helpers", "common", "core", "managers"}
# A rule may be a solver or a statistic.
SOLVERS = {"ortools", "scipy", "statsmodels", "numpy"}
QUERY_CALLS = {
    "filter", "exclude", "annotate", "aggregate", "select_related", "prefetch_related", "bulk_create",
    "select_for_update", "get_or_create", "update_or_create", "order_by", "values_list",
}  # fmt: skip
CLOCKS = {
    "timezone.now", "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time",
    "datetime.datetime.now", "datetime.date.today",
}  # fmt: skip
# With a moment they convert it; without one they read the clock.
CLOCKS_WHEN_EMPTY = {"timezone.localdate", "timezone.localtime"}
ASK_THE_CLOCK_NEVER = {"rules", "models", "queries", "services", "forms", "design"}
MAY_SET_A_STAGE = {"services", "scenarios"}
WRITES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}


def names(found: tuple[Module, ...]) -> Iterator[str]:
    """Modules whose name says nothing."""
    for module in found:
        for part in FORBIDDEN_NAMES & set(module.parts):
            yield f"{module.path}: `{part}` says nothing about what is in it"


def impure_rules(found: tuple[Module, ...]) -> Iterator[str]:
    """Rules that import more than the standard library or touch the world."""
    for module in found:
        if module.room != "rules":
            continue
        for node in module.nodes:
            imported = []
            if isinstance(node, ast.Import):
                imported = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                imported = [node.module or ""]
            for name in imported:
                first = name.split(".")[0]
                own_rules = first in APPS and "rules" in name.split(".")
                if not (own_rules or first in SOLVERS or first in sys.stdlib_module_names):
                    yield f"{module.at(node)}: a rule imports {name}"
            if isinstance(node, ast.Call) and dotted(node.func) in {"open", "print", "input"}:
                yield f"{module.at(node)}: a rule calls {dotted(node.func)}"


def clocks(found: tuple[Module, ...]) -> Iterator[str]:
    """Modules that read a clock of their own, and rooms that ask ours although they are told the moment."""
    for module in found:
        if module.path == "fellowship/clock.py":
            continue
        for node in module.nodes:
            called = dotted(node.func) if isinstance(node, ast.Call) else ""
            if called in CLOCKS_WHEN_EMPTY and not node.args:
                yield f"{module.at(node)}: {called}() reads the clock; hand it the moment"
            elif called == "clock.now" and module.room in ASK_THE_CLOCK_NEVER:
                yield f"{module.at(node)}: {module.room} are told the moment as `at`"
            elif isinstance(node, ast.Attribute) and dotted(node) in CLOCKS:
                yield f"{module.at(node)}: {dotted(node)}; only fellowship.clock reads the clock"


def querying_views(found: tuple[Module, ...]) -> Iterator[str]:
    """Views that query or write by themselves."""
    for module in found:
        if module.room != "views":
            continue
        for node in module.nodes:
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.db"):
                yield f"{module.at(node)}: a view imports {node.module}"
            elif isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
                yield f"{module.at(node)}: a view queries; ask queries/ or services/"
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                called = node.func.attr
                if called in QUERY_CALLS or (called in {"save", "delete"} and not node.args):
                    yield f"{module.at(node)}: a view calls .{called}(); that is a service's or a query's work"


def writes_a_stage(node: ast.AST) -> bool:
    """Whether a node sets a stage; an object may keep one of its own when it is made."""
    if isinstance(node, ast.Assign | ast.AugAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(t, ast.Attribute) and t.attr == "stage" and dotted(t) != "self.stage" for t in targets)
    if not isinstance(node, ast.Call):
        return False
    called = dotted(node.func)
    if called == "setattr":
        return any(isinstance(word, ast.Constant) and word.value == "stage" for word in node.args[1:2])
    writes = called.rsplit(".", 1)[-1] in WRITES | {"update"} and ("objects" in called or "filter" in called)
    return writes and any(word.arg == "stage" for word in node.keywords)


def stages(found: tuple[Module, ...]) -> Iterator[str]:
    """A stage assigned outside the services."""
    for module in found:
        if module.room not in MAY_SET_A_STAGE:
            for node in module.nodes:
                if writes_a_stage(node):
                    yield f"{module.at(node)}: a stage is written outside services"


def imported_names(module: Module) -> dict[str, str]:
    """What each imported name stands for: ``applications`` for ``recruitment.services.applications``."""
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in module.nodes
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def called_from_outside(found: tuple[Module, ...]) -> set[tuple[str, str]]:
    """App and name of every service that is called by somebody who is not a service of the same app."""
    called = set()
    for module in found:
        imported = imported_names(module)
        for node in module.nodes:
            if isinstance(node, ast.Call):
                first, _, rest = dotted(node.func).partition(".")
                parts = f"{imported.get(first, first)}.{rest}".strip(".").split(".")
                is_own = module.room == "services" and module.parts[0] == parts[0]
                if "services" in parts[1:3] and not is_own:
                    called.add((parts[0], parts[-1]))
    return called


def verbs(found: tuple[Module, ...]) -> Iterator[tuple[Module, ast.FunctionDef, set[str]]]:
    """The services that screens, tasks and other apps call, with the names of their arguments.

    What only other services of the app call is a part of theirs, in their transaction.
    """
    called = called_from_outside(found)
    for module in found:
        for node in module.tree.body:
            is_service = module.room == "services" and isinstance(node, ast.FunctionDef)
            if is_service and not node.name.startswith("_") and (module.parts[0], node.name) in called:
                every = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
                yield module, node, {argument.arg for argument in every}


def positional_services(found: tuple[Module, ...]) -> Iterator[str]:
    """Services that can be called by position, or that act for somebody without being told the moment."""
    for module, node, arguments in verbs(found):
        if "actor" in arguments and (node.args.args or node.args.posonlyargs):
            yield f"{module.at(node)}: {node.name}() takes arguments by position"
        if "actor" in arguments and not arguments & {"at", "on"}:
            yield f"{module.at(node)}: {node.name}() has an actor but no `at`"


def careless_locks(found: tuple[Module, ...]) -> Iterator[str]:
    """Locks that reach into the tables joined to the one that is meant."""
    for module in found:
        for node in module.nodes:
            locks = isinstance(node, ast.Call) and dotted(node.func).endswith("select_for_update")
            if locks and not any(word.arg == "of" for word in node.keywords):
                yield f'{module.at(node)}: select_for_update needs of=("self",)'


def writes_without_transaction(found: tuple[Module, ...]) -> Iterator[str]:
    """Services that write outside a transaction; one that runs inside its caller's says so in its docstring."""
    for module, node, _arguments in verbs(found):
        text = ast.unparse(node)
        writes = any(f".objects.{word}(" in text for word in WRITES) or ".save(" in text
        if writes and "transaction" not in text:
            yield f"{module.at(node)}: {node.name}() writes without @transaction.atomic"


def long_handlers(found: tuple[Module, ...]) -> Iterator[str]:
    """Receivers and tasks that do more than hand on."""
    for module in found:
        if module.room not in {"receivers", "tasks"}:
            continue
        for node in module.tree.body:
            if isinstance(node, ast.FunctionDef):
                body = [part for part in node.body if not isinstance(getattr(part, "value", None), ast.Constant)]
                if len(body) > 1:
                    yield f"{module.at(node)}: {node.name}() does more than call one service"


def test_names_say_what_is_inside():
    assert_none(names(modules()))
    assert list(names((planted("recruitment/utils.py", ""),))) != []


def test_rules_are_pure():
    assert_none(impure_rules(modules()))
    fault = "from django.db import models\nimport datetime\nopen('x')\n"
    assert len(list(impure_rules((planted("recruitment/rules/x.py", fault),)))) == 2


def test_only_the_edge_asks_the_clock():
    assert_none(clocks(modules()))
    fault = "from django.utils import timezone\nx = timezone.now()\ny = clock.now()\n"
    assert len(list(clocks((planted("recruitment/services/x.py", fault),)))) == 2
    assert len(list(clocks((planted("recruitment/views/x.py", fault),)))) == 1


def test_views_neither_query_nor_write():
    assert_none(querying_views(modules()))
    fault = "from django.db.models import Q\na = Person.objects.get()\nb = rows.filter(x=1)\na.save()\n"
    assert len(list(querying_views((planted("recruitment/views/x.py", fault),)))) == 4


def test_a_stage_is_assigned_only_in_services():
    assert_none(stages(modules()))
    fault = "a.stage = 'x'\nA.objects.filter(pk=1).update(stage='x')\nsetattr(a, 'stage', 'x')\n"
    assert len(list(stages((planted("recruitment/views/x.py", fault),)))) == 3
    assert list(stages((planted("recruitment/services/x.py", fault),))) == []


CALLER = planted("recruitment/views/y.py", "from recruitment.services import x\nx.give(1)")


def test_services_are_called_by_name_and_told_the_moment():
    assert_none(positional_services(modules()))
    fault = planted("recruitment/services/x.py", "def give(person, *, actor):\n    pass\n")
    assert len(list(positional_services((fault, CALLER)))) == 2
    assert list(positional_services((fault,))) == []


def test_services_write_in_a_transaction():
    assert_none(writes_without_transaction(modules()))
    fault = planted("recruitment/services/x.py", "def give(*, actor, at):\n    A.objects.create()\n")
    assert len(list(writes_without_transaction((fault, CALLER)))) == 1
    assert list(writes_without_transaction((fault,))) == []


def test_locks_name_their_table():
    assert_none(careless_locks(modules()))
    fault = "A.objects.select_for_update().get()\nA.objects.select_for_update(of=('self',)).get()\n"
    assert len(list(careless_locks((planted("recruitment/services/x.py", fault),)))) == 1


def test_receivers_and_tasks_hand_on():
    assert_none(long_handlers(modules()))
    fault = 'def run(job_id):\n    """Doc."""\n    a()\n    b()\n'
    assert len(list(long_handlers((planted("recruitment/tasks.py", fault),)))) == 1


def test_site_holds_no_python():
    assert [str(path) for path in (ROOT / "site").rglob("*.py")] == []
