"""A notebook as one clean tree; ``screen`` and ``paper`` show it, neither repairs it.

``cells`` writes the notebook's cells as HTML, ``clean`` keeps of foreign HTML what a page can hold,
``tree`` decides everything else once.
"""
