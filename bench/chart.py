"""A bar chart as SVG."""

from html import escape

WIDTH, LABEL, BAR, STEP, TOP, FULL = 760, 250, 18, 28, 46, 380


def bars(title: str, shares: dict[str, tuple[float, float]]) -> str:
    """By name, the share and its goal, which a line marks; all that is over 120 % looks like it."""
    def x(share: float) -> float:
        return LABEL + FULL * min(share, 1.2)

    height = TOP + STEP * len(shares) + 12
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="13">',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="12" y="24" font-size="15" font-weight="bold">{escape(title)}</text>',
        f'<line x1="{x(1)}" x2="{x(1)}" y1="{TOP - 8}" y2="{height - 8}" stroke="#bbb"/>',
    ]
    for number, (name, (share, goal)) in enumerate(shares.items()):
        y = TOP + STEP * number
        colour = "#2f7d5b" if share >= goal else "#c2702a"
        parts += [
            f'<text x="{LABEL - 8}" y="{y + 14}" text-anchor="end">{escape(name)}</text>',
            f'<rect x="{LABEL}" y="{y}" width="{x(share) - LABEL:.1f}" height="{BAR}" fill="{colour}"/>',
            f'<line x1="{x(goal):.1f}" x2="{x(goal):.1f}" y1="{y - 3}" y2="{y + BAR + 3}" stroke="#111" '
            'stroke-width="2"/>',
            f'<text x="{max(x(share), x(goal)) + 8:.1f}" y="{y + 14}">{share:.0%} (goal {goal:.0%})</text>',
        ]
    return "\n".join([*parts, "</svg>", ""])
