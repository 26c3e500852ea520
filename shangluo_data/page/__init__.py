"""A notebook as one clean tree; ``screen`` and ``paper`` show it, neither repairs it.

``exporters`` writes a notebook's cells as HTML, ``clean`` keeps of foreign HTML what a page can
hold, ``tree`` decides everything else once.
"""
