"""Services along their chains: on which others each depends, directly or through others (docs/rules.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.domain.arrangement import Arrangement
from schemas.tables.services import Service
from schemas.vocabulary import compared


def services(given: Arrangement) -> tuple[Service, ...]:
    """All services, in the order of the rows; none where the workbook has no such sheet."""
    return given.rows_of(Service)


def chain(service: Service, by_id: Mapping[str, Service]) -> Iterator[tuple[Service, tuple[Service, ...]]]:
    """Each service that this one depends on, the nearest first, with those between them; each once, itself never.

    `by_id` are the services by id as compared.
    """
    met = {compared(service.id)}
    ways: list[tuple[Service, tuple[Service, ...]]] = [(service, ())]
    for above, between in ways:  # it grows while the chain goes on
        for id in map(compared, above.depends_on):
            if id in by_id and id not in met:
                met.add(id)
                through = between if above is service else (*between, above)
                ways.append((by_id[id], through))
                yield by_id[id], through
