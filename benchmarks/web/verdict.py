"""What was measured beside what was asked."""


def line(what: str, found: str, is_met: bool, asked: str) -> str:
    """One line of it."""
    return f"{'met  ' if is_met else 'SHORT'} {what:44} {found:>14}, asked {asked}"
