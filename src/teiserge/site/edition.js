// What the page does beyond links: an entry or note opens beside its mark, its lemma is lit, the number of a paragraph
// copies the link to it. Everything can be read and reached without.

const marks = "a.entry-mark, a.mark";
const pop = document.createElement("div");
pop.className = "pop";
pop.tabIndex = -1;
pop.setAttribute("role", "dialog");
const status = document.createElement("p");
status.className = "status";
status.setAttribute("role", "status");
document.body.append(status);

let opener = null; // the mark whose entry is open
let pinned = false; // opened by click or key, not by the mouse passing over
let timer = 0;

/** The text between the two anchors of an entry, as a range; null where it has none. */
function lemma(id) {
  const from = document.getElementById(`from-${id}`);
  const to = document.getElementById(`to-${id}`);
  if (!from || !to || !(from.compareDocumentPosition(to) & Node.DOCUMENT_POSITION_FOLLOWING)) return null;
  const range = new Range();
  range.setStartAfter(from);
  range.setEndBefore(to);
  return range;
}

function light(id) {
  if (!CSS.highlights) return;
  const range = id && lemma(id);
  if (range) CSS.highlights.set("lemma", new Highlight(range));
  else CSS.highlights.delete("lemma");
}

/** A copy of the entry that can stand a second time in the page; its number leads to the entry itself. */
function copy(entry) {
  const twin = entry.cloneNode(true);
  for (const node of [twin, ...twin.querySelectorAll("[id]")]) node.removeAttribute("id");
  for (const back of twin.querySelectorAll(":scope > .n, :scope > .back")) back.href = `#${entry.id}`;
  return twin;
}

/** Below the mark, within the window; above where there is no room below. */
function place(mark) {
  const at = mark.getBoundingClientRect();
  const room = document.documentElement.clientWidth;
  const box = pop.getBoundingClientRect();
  const left = Math.max(16, Math.min(at.left - 24, room - box.width - 16));
  const below = at.bottom + 8 + box.height < window.innerHeight || at.top < box.height + 8;
  pop.style.left = `${left + window.scrollX}px`;
  pop.style.top = `${(below ? at.bottom + 8 : at.top - box.height - 8) + window.scrollY}px`;
}

function open(mark, pin) {
  const id = decodeURIComponent(mark.hash.slice(1));
  const entry = document.getElementById(id);
  if (!entry) return false;
  clearTimeout(timer);
  const text = entry.closest("[lang]");
  pop.lang = text ? text.lang : "";
  pop.dir = getComputedStyle(entry).direction;
  pop.setAttribute("aria-label", entry.closest("section")?.querySelector("h2, h3, h4, h5, h6")?.textContent ?? "");
  pop.replaceChildren(copy(entry));
  mark.closest("article").append(pop);
  place(mark);
  light(id);
  opener = mark;
  pinned = pin;
  return true;
}

function close() {
  clearTimeout(timer);
  pop.remove();
  light(null);
  opener = null;
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest(marks);
  if (mark && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    if (opener === mark && pinned) close();
    else if (!open(mark, true)) return;
    else if (event.detail === 0) pop.focus({ preventScroll: true }); // by key
    event.preventDefault();
  } else if (!pop.contains(event.target) || event.target.closest("a")) close();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !opener) return;
  const back = pop.contains(document.activeElement) ? opener : null;
  close();
  back?.focus();
});

document.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse" || pinned && opener) return;
  const mark = event.target.closest(marks);
  clearTimeout(timer);
  if (mark && mark !== opener) timer = setTimeout(open, 150, mark, false);
  else if (!mark && opener && !pop.contains(event.target)) timer = setTimeout(close, 250);
});

document.addEventListener("click", async (event) => {
  const number = event.target.closest(".numbered > .n");
  if (!number) return;
  try {
    await navigator.clipboard.writeText(number.href);
  } catch {
    return; // the link is followed all the same
  }
  status.textContent = document.body.dataset.copied;
  setTimeout(() => { status.textContent = ""; }, 1500);
});

window.addEventListener("resize", close);
window.addEventListener("hashchange", () => light(decodeURIComponent(location.hash.slice(1))));
light(decodeURIComponent(location.hash.slice(1)));
