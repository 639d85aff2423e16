"""Why what speaks for a role did not give it to an actor."""

from negotiations.extraction.reading import Reading
from negotiations.extraction.roles import ENOUGH, Seat


def note_unseated(reading: Reading, seats: dict[str, Seat], settled: dict[str, tuple[str, ...]]) -> None:
    """Note the words that speak for a role which its actor did not get, with the reason."""
    for key, seat in seats.items():
        roles = settled.get(key, ())
        for role, spans in seat.spans.items():
            if role not in roles:
                why = _why(seat, role, roles)
                for span in spans:
                    reading.note(f"roles/{role}", span, why)


def _why(seat: Seat, role: str, roles: tuple[str, ...]) -> str:
    if seat.weights[role] < ENOUGH:
        return f"too little speaks for {seat.ref.name} as {role} ({seat.weights[role]:.2f}, needs {ENOUGH})"
    if roles:
        return f"{seat.ref.name} is {' and '.join(roles)} in these talks, for which more speaks"
    return f"{seat.ref.name} has no other role that goes with it in these talks"
