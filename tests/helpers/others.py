"""A notebook that is not ours, with what people's notebooks hold."""

from __future__ import annotations

import base64
import io

from nbformat import NotebookNode
from nbformat.v4 import (
    new_code_cell,
    new_markdown_cell,
    new_notebook,
    new_output,
    new_raw_cell,
)

from .printed import HOSTILE


def png(width: int = 60, height: int = 40) -> str:
    """A one-colour PNG in base64."""
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "#1F4B99").save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


def foreign() -> NotebookNode:
    """The notebook, executed."""
    import pandas as pd

    frame = pd.DataFrame({"city": ["Köln", "西安"], "n": [1.5, 20.25], "note": ["a", "b"]})
    styled = frame.style.format(precision=2).highlight_max(subset=["n"], color="#ffdd55")
    wide = pd.DataFrame(
        [[n * 12345.678 for n in range(30)]], columns=[f"col_{n}" for n in range(30)]
    )

    def shown(**data: str) -> NotebookNode:
        bundle = {
            name.replace("_", "/", 1).replace("svg_xml", "svg+xml"): v for name, v in data.items()
        }
        return new_output("display_data", data=bundle)

    markdown = f"""Intro text before any heading, with math $x^2 + \\alpha$ and price $5.

$$\\int_0^1 f(t)\\,dt$$

| left | right |
|:-----|------:|
| alpha | 1 |
| beta | 22 |

1. first
2. second
   - nested *deep*

> quoted words

![attached](attachment:dot.png) ![remote picture](https://example.org/nowhere.png)
![gone](attachment:gone.png)

```python
def f(x): return "# not a comment"
```

Hostile: {HOSTILE}

<details><summary>More</summary>hidden words</details>

A very long word: {"x" * 150} and https://example.org/{"a/" * 60}

- [ ] open task
"""
    cells = [
        new_markdown_cell(markdown, attachments={"dot.png": {"image/png": png()}}),
        new_markdown_cell("### Level three first\n\n# Late title\n\n#### Deep\n\n#"),
        new_code_cell("df", outputs=[shown(text_html=frame.to_html(), text_plain="plain")]),
        new_code_cell("styled", outputs=[shown(text_html=styled.to_html(), text_plain="p")]),
        new_code_cell("wide", outputs=[shown(text_html=wide.to_html(), text_plain="p")]),
        new_code_cell(
            "plt.show()  # secret code",
            outputs=[shown(image_png=png(640, 480), text_plain="<Figure size 640x480>")],
        ),
        new_code_cell("bad", outputs=[shown(image_png="bm90IGEgcG5n", text_plain="broken one")]),
        new_code_cell(
            "print",
            outputs=[
                new_output(
                    "stream", name="stdout", text="\x1b[31mred\x1b[0m  two  spaces\n" + "=" * 200
                ),
                new_output("stream", name="stderr", text="a warning on stderr\n"),
                new_output(
                    "error",
                    ename="ValueError",
                    evalue="bad",
                    traceback=["\x1b[0;31mValueError\x1b[0m: bad value", "  at line 1"],
                ),
            ],
        ),
        new_code_cell(
            "m", outputs=[shown(text_latex=r"$\displaystyle \frac{a}{b}$", text_plain="a/b")]
        ),
        new_code_cell(
            "v",
            outputs=[
                shown(
                    text_html="<svg viewBox='0 0 10 10' width='80' height='80'>"
                    "<linearGradient id='g'/>"
                    "<circle cx='5' cy='5' r='4'/></svg><p onclick='x'>after svg</p>"
                    "<iframe src='https://example.org/frame'></iframe><script>var gone = 1</script>"
                )
            ],
        ),
        new_code_cell("js", outputs=[shown(application_javascript="alert('no')")]),
        new_raw_cell("raw words"),
    ]
    notebook = new_notebook(cells=cells)
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook
