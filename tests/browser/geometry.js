// Where things stand on a page, and what is wrong with it: a list of faults, each one line.
async () => {
  const chosen = image => [...image.parentElement.querySelectorAll("source")].find(s => matchMedia(s.media).matches);
  const late = () => [...document.images].some(i => !i.complete || i.currentSrc !== new URL(chosen(i) ? chosen(i).srcset : i.src).href);
  for (let frame = 0; frame < 60 && late(); frame++) await new Promise(requestAnimationFrame);
  const faults = [];
  const wide = innerWidth;
  const say = (what, element, more = "") => {
    const owner = element.closest("[id]");
    const words = (element.textContent || element.alt || "").trim().replace(/\s+/g, " ").slice(0, 24);
    faults.push(`${what}: ${owner ? "#" + owner.id : ""} ${element.tagName.toLowerCase()}.${element.className || ""} ${more} ${words}`);
  };
  const box = element => element.getBoundingClientRect();
  const seen = element => element.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true}) && box(element).width > 1.5 && box(element).height > 1.5;
  const floats = element => ["absolute", "fixed", "sticky"].includes(getComputedStyle(element).position);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)].filter(seen);

  const stacked = (root, left) => {
    let below = -Infinity;
    for (const part of root.children) {
      if (!seen(part) || floats(part) || part.tagName === "STYLE") continue;
      const at = box(part);
      if (at.top < below - 1) say("beside another part", part, `${Math.round(below - at.top)}px`);
      if (Math.abs(at.left - left) > 2) say("not at the left edge", part, `${Math.round(at.left - left)}px`);
      below = at.bottom;
    }
  };
  for (const exhibit of all("figure.exhibit")) {
    const style = getComputedStyle(exhibit);
    const left = box(exhibit).left + parseFloat(style.paddingLeft) + parseFloat(style.borderLeftWidth);
    stacked(exhibit, left);
    for (const caption of all(":scope > figcaption", exhibit)) stacked(caption, left);
    for (const words of all(".title, .subtitle, .notes, .source, figcaption", exhibit))
      if (box(words).width < Math.min(200, wide / 2)) say("narrow caption", words, `${Math.round(box(words).width)}px`);
    for (const image of all(".plot img", exhibit)) {
      const drawn = Number((chosen(image) || image).getAttribute("width"));
      const share = box(image).width / drawn;
      if (share < 0.9 || share > 1.1) say("drawing out of scale", image, share.toFixed(2));
      if (box(image).width < box(exhibit).width * 0.66) say("drawing leaves a third empty", image, `${Math.round(box(image).width)} of ${Math.round(box(exhibit).width)}`);
    }
    for (const list of all(".cards", exhibit)) {
      const columns = getComputedStyle(list).gridTemplateColumns.split(" ").length;
      if (columns > 3 || columns > list.children.length) say("empty column", list, `${columns} for ${list.children.length}`);
    }
    for (const bar of all(".card .bar", exhibit)) {
      const filled = bar.firstElementChild ? box(bar.firstElementChild) : {height: 0};
      if (box(bar).height > 20 || filled.height < 3 || Math.abs(filled.left - box(bar).left) > 1) say("bar misdrawn", bar);
    }
    for (const number of all(".card .number", exhibit)) {
      const last = [...number.querySelectorAll("b")].at(-1);
      const unit = document.createRange();
      if (!last || !last.nextSibling) continue;
      unit.selectNode(last.nextSibling);
      const lines = [...last.getClientRects()], after = [...unit.getClientRects()];
      if (lines.length > 1 || (after.length && after[0].top > lines.at(-1).bottom - 2)) say("number parted", number);
    }
  }
  for (const mark of all("mark"))
    if (mark.textContent.trim().length <= 12 && new Set([...mark.getClientRects()].map(r => Math.round(r.top / 4))).size > 1) say("marked number broken", mark);
  for (const cell of all("td, th")) {
    if (floats(cell.closest("thead") || cell)) continue;
    if (cell.textContent.trim().length > 12 && box(cell).width < 72) say("narrow cell", cell, `${Math.round(box(cell).width)}px`);
  }
  for (const element of all("main *"))
    if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1 && getComputedStyle(element).overflowX !== "visible" && !floats(element)) say("clipped", element, `${element.scrollWidth} in ${element.clientWidth}`);
  for (const element of all("body *"))
    if (box(element).right > wide + 1 && !element.closest(".scroll") && !floats(element)) say("over the edge", element);
  if (document.documentElement.scrollWidth > wide) faults.push(`page wider than the window: ${document.documentElement.scrollWidth}`);
  if (wide <= 360 && document.documentElement.scrollHeight > 30000 && !document.querySelector("details.evidence[open]")) faults.push(`page ${document.documentElement.scrollHeight}px tall`);

  // Words over words: the lines of every text, from the top down.
  const lines = [], sizes = new Set(), texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement;
    if (!text.data.trim() || !seen(element) || element.closest("thead, .skip, .scroll, .toc, sup")) continue;
    sizes.add(Math.round(parseFloat(getComputedStyle(element).fontSize) * 2) / 2);
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const at of range.getClientRects()) if (at.width > 1) lines.push({at, element});
  }
  lines.sort((a, b) => a.at.top - b.at.top);
  lines.forEach(({at, element}, number) => {
    for (let next = number + 1; next < lines.length && lines[next].at.top < at.bottom; next++) {
      const other = lines[next];
      const high = Math.min(at.bottom, other.at.bottom) - other.at.top;
      const long = Math.min(at.right, other.at.right) - Math.max(at.left, other.at.left);
      if (long > 2 && high > 0.3 * Math.min(at.height, other.at.height) && element !== other.element) say("over other words", other.element, element.textContent.trim().slice(0, 12));
    }
  });
  if (sizes.size > 12) faults.push(`${sizes.size} sizes of type: ${[...sizes].sort((a, b) => a - b).join(" ")}`);
  return faults;
}
