// Pictures drawn by the server, made easier to walk by keyboard: one tab stop for each picture,
// arrow keys go to the nearest item in their direction. Without this file every item is a tab stop.
const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

const spot = (node) => [Number(node.dataset.x), Number(node.dataset.y)];

export const nearest = (nodes, from, [dx, dy]) => {
  const [fx, fy] = spot(from);
  let best = null;
  let least = Infinity;
  for (const node of nodes) {
    const [x, y] = spot(node);
    const ahead = (x - fx) * dx + (y - fy) * dy;
    const aside = Math.abs((x - fx) * dy) + Math.abs((y - fy) * dx);
    const cost = ahead + aside * 2;
    if (node !== from && ahead > 0 && aside <= ahead * 2.5 && cost < least) {
      [least, best] = [cost, node];
    }
  }
  return best;
};

const rove = (nodes, chosen) => {
  for (const node of nodes) node.setAttribute("tabindex", node === chosen ? "0" : "-1");
};

for (const svg of document.querySelectorAll("svg.picture")) {
  const nodes = [...svg.querySelectorAll("a.node")];
  if (nodes.length === 0) continue;
  rove(nodes, nodes[0]);
  svg.addEventListener("keydown", (event) => {
    const way = ways[event.key];
    const from = nodes.find((node) => node === document.activeElement);
    if (!way || !from) return;
    event.preventDefault();
    const next = nearest(nodes, from, way);
    if (next) {
      rove(nodes, next);
      next.focus();
      next.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  });
}
