"""According to whom: attribution relations and quotations."""

from suasion.code.says.find import find_relations
from suasion.code.says.quotations import quotations
from suasion.code.says.relation import Relation, Relations

__all__ = ["Relation", "Relations", "find_relations", "quotations"]
