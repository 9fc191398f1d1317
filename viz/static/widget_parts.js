// Parts of the notebook's map that know no state: elements, evidence as text, the nearest node.
// Joined before widget.js into one module; text is only ever set as text.
const SVG = "http://www.w3.org/2000/svg";
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
// Letters of a label are drawn at 15; smaller than this share of it nobody reads them.
const READABLE = 0.6;
const COMFORTABLE = 0.85;
// Pixels that the panel and the space before it take from a map.
const PANEL = 320;
const HELP =
  "Click selects, Shift and click adds, dragging over the map selects all in the box. " +
  "Keys on the map: arrows go to the nearest node, L to its links in turn, Space selects, " +
  "Enter reads the details, A selects all nodes, Escape clears, + and - zoom, 0 shows all.";

const make = (tag, text, parent, cls) => {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (cls) made.className = cls;
  parent?.append(made);
  return made;
};
const name = (made, attributes) => {
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};
const draw = (tag, attributes, cls = "") =>
  name(document.createElementNS(SVG, tag), { ...attributes, class: cls });
const parsed = (text) =>
  document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

// The notebook's own theme, where it tells it (JupyterLab and Notebook, VS Code, Colab).
const theme = () => {
  const { jpThemeLight, vscodeThemeKind } = document.body.dataset;
  const told = jpThemeLight ?? vscodeThemeKind ?? document.documentElement.getAttribute("theme");
  if (!told) return null;
  return /^true$|light/.test(told) ? "light" : "dark";
};
// Colours the host by that theme, and anew when it changes; without one the system decides.
const followTheme = (host) => {
  const follow = () => {
    const told = theme();
    if (told) host.dataset.scheme = told;
    else delete host.dataset.scheme;
  };
  follow();
  const watch = new MutationObserver(follow);
  const attributeFilter = ["data-jp-theme-light", "data-vscode-theme-kind", "theme"];
  for (const at of [document.body, document.documentElement]) watch.observe(at, { attributeFilter });
  return () => watch.disconnect();
};

// Who says so: one item for each statement, its address written out.
const proofs = (item, parent) => {
  if (!item.proofs.length) make("p", item.none, parent);
  const list = make("ul", "", parent);
  for (const proof of item.proofs) {
    const row = make("li", "", list);
    if (proof.said) make("div", proof.said, row);
    const where = [proof.edition, proof.where].filter(Boolean).join(", ");
    make("span", proof.title, row, "title");
    row.append(`, ${where}`);
    if (proof.status) make("span", ` (${proof.status})`, row, "status");
    if (/^https?:\/\//.test(proof.url)) {
      const link = make("a", proof.url, make("div", "", row));
      link.href = proof.url;
      link.target = "_blank";
      link.rel = "noopener noreferrer";
    }
    make("small", `Method: ${proof.method}. Licence: ${proof.licence}.`, row);
  }
  if (item.more) make("p", `and ${count(item.more, "statement")} more: see selected(every=True)`, parent);
};

// The node next to one in a direction: far aside counts twice, and behind not at all.
const nearestOf = (nodes, from, dx, dy) => {
  let [best, least] = [null, Infinity];
  for (const item of nodes) {
    const [x, y] = [item.x - from.x, item.y - from.y];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (item === from || ahead <= 0 || aside > ahead * 2.5) continue;
    if (ahead + aside * 2 < least) [least, best] = [ahead + aside * 2, item];
  }
  return best;
};
