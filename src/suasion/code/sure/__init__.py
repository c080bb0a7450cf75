"""How sure: FactBank values of acts for the author and each source, and their status."""

from suasion.code.sure.denials import Act, find_denials
from suasion.code.sure.status import Context, context_of, stands, status_of

__all__ = ["Act", "Context", "context_of", "find_denials", "stands", "status_of"]
