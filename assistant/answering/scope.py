"""Which policies a question is about: those that it names, or those of its region that nothing has replaced."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from assistant.models import Model, Policy, PolicyMeta
from assistant.policy.corpus import Corpus
from assistant.policy.regions import common_region, containing, holds_in
from assistant.policy.validity import find_successor, is_expired, rank
from assistant.understanding.query import Query


class Scope(Model):
    """The policies that may answer, best first, and the others, which may only be named.

    `years` are those in which the policies of the region were issued; `apart` is true where the policies are of
    regions apart and nobody said which is meant; `region` is the one that the question names; `named` where it names
    the policies themselves.
    """

    policies: tuple[PolicyMeta, ...]
    others: tuple[PolicyMeta, ...] = ()
    years: frozenset[int] = frozenset()
    region: str | None = None
    apart: bool = False
    named: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the policies that may answer."""
        return tuple(meta.id for meta in self.policies)

    @property
    def narrowed(self) -> bool:
        """Whether some policy may not answer."""
        return bool(self.others)

    def within(self, ids: Collection[str]) -> Scope:
        """Return the scope narrowed down to the policies of these ids."""
        left = tuple(meta for meta in self.policies if meta.id not in ids)
        kept = tuple(meta for meta in self.policies if meta.id in ids)
        return self.model_copy(update={"policies": kept, "others": (*left, *self.others)}) if left else self

    def within_any(self, ids: Collection[str]) -> Scope:
        """Return the scope narrowed down to the policies of these ids, or whole where it has none of them."""
        return self.within(ids) if set(ids) & set(self.ids) else self

    def in_force(self, day: date) -> Scope:
        """Return the scope without policies whose validity has ended, unless there is no other or one is asked for."""
        valid = {meta.id for meta in self.policies if not is_expired(meta, day)}
        return self.within(valid) if valid and not self.named else self


def find_scope(query: Query, corpus: Corpus, as_of: date, home: str | None) -> Scope:
    """Return the scope of a question on the date of asking; `home` is the region that is served."""
    all_metas = tuple(policy.meta for policy in corpus.policies)
    local = [policy.meta for policy in _of_region(query, corpus, home)]
    metas = [meta for meta in local if meta.is_issued(as_of)] or local
    issued = [meta for meta in metas if meta.issued and meta.issued.year in query.issued]
    if query.policies:
        chosen = [meta for meta in all_metas if meta.id in query.policies]
    elif issued:
        chosen = issued
    else:
        chosen = [meta for meta in metas if find_successor(meta, metas, as_of) is None]
    ids = {meta.id for meta in chosen}
    return Scope(
        policies=rank(chosen, as_of),
        others=rank((meta for meta in all_metas if meta.id not in ids), as_of),
        years=frozenset(meta.issued.year for meta in (*metas, *chosen) if meta.issued),
        region=query.regions[0] if query.regions else None,
        apart=common_region(corpus.lexicon.regions, (corpus.policy(i) for i in ids)) is None and not query.policies,
        named=bool(query.policies or issued),
    )


def _of_region(query: Query, corpus: Corpus, home: str | None) -> Sequence[Policy]:
    """Return the policies that hold in a region that the question names, else in the one that is served."""
    regions = corpus.lexicon.regions
    named = set(query.regions)
    if home is not None and (not named or named & set(containing(regions, home))):
        named.add(home)
    return [p for p in corpus.policies if not named or any(holds_in(regions, p, region) for region in named)]
