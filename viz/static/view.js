// The interactive map of one view: drawn by vis-network from the data that pyvis prepared, with our
// shapes and labels, a search box, keys, and a panel of details. Text is only ever set as text.
"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const data = JSON.parse(find("data").textContent);
  const items = new Map(data.items.map((item) => [item.key, item]));
  const links = new Map(data.links.map((link) => [link.key, link]));
  const touching = new Map(data.items.map((item) => [item.key, []]));
  for (const link of data.links) {
    touching.get(link.from).push(link);
    if (link.to !== link.from) touching.get(link.to).push(link);
  }
  for (const item of data.items) item.outline = new Path2D(item.path);

  const theme = {};
  const readTheme = () => {
    const style = getComputedStyle(document.documentElement);
    for (const name of ["ink", "paper", "muted", "line", "focus", "focus-ink", "link"]) {
      theme[name] = style.getPropertyValue(`--${name}`).trim();
    }
    for (const item of data.items) {
      item.colour = style.getPropertyValue(`--kind-${item.kind}`).trim() || item.colour;
    }
  };
  readTheme();

  let current = null;
  let hovered = null;
  let letters = 15;
  let labelled = new Map();
  // Pixels that the panel and the space before it take.
  const PANEL = 368;
  const FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

  // --- drawing -------------------------------------------------------------------------------

  const near = () => {
    const ids = new Set();
    const about = hovered ?? current;
    if (about === null) return ids;
    ids.add(about);
    for (const link of touching.get(about)) ids.add(link.from).add(link.to);
    return ids;
  };
  let lit = new Set();

  const labelSpot = (item, side = item.side) => {
    const gap = item.size * 1.25 + 6;
    const step = letters * 1.22;
    const tall = item.label.length * step;
    if (side === "right") return { x: item.x + gap, y: item.y - tall / 2, align: "left" };
    if (side === "left") return { x: item.x - gap, y: item.y - tall / 2, align: "right" };
    if (side === "above") return { x: item.x, y: item.y - gap - tall, align: "center" };
    return { x: item.x, y: item.y + gap - 1, align: "center" };
  };

  const writeLines = (ctx, rows, spot, size, colour) => {
    ctx.font = `${size}px ${FONT}`;
    ctx.textAlign = spot.align;
    ctx.textBaseline = "alphabetic";
    ctx.lineJoin = "round";
    ctx.lineWidth = size * 0.27;
    ctx.strokeStyle = theme.paper;
    ctx.fillStyle = colour;
    rows.forEach((row, at) => {
      const y = spot.y + size + at * size * 1.22;
      ctx.strokeText(row, spot.x, y);
      ctx.fillText(row, spot.x, y);
    });
  };

  const shapeOf = ({ ctx, id }) => {
    const item = items.get(id);
    const dim = lit.size > 0 && !lit.has(id);
    return {
      drawNode() {
        ctx.globalAlpha = dim ? 0.3 : 1;
        ctx.translate(item.x, item.y);
        if (id === current) {
          ctx.beginPath();
          ctx.arc(0, 0, item.size * 1.45 + 3, 0, Math.PI * 2);
          ctx.fillStyle = theme.focus;
          ctx.fill();
          ctx.lineWidth = 2.5;
          ctx.strokeStyle = theme["focus-ink"];
          ctx.stroke();
        }
        ctx.scale(item.size / 10, item.size / 10);
        ctx.fillStyle = item.colour;
        ctx.fill(item.outline);
      },
      drawExternalLabel() {
        ctx.globalAlpha = dim ? 0.4 : 1;
        if (item.mark) {
          const size = Math.min(letters, item.size);
          ctx.font = `700 ${size}px ${FONT}`;
          ctx.textAlign = "center";
          ctx.fillStyle = theme.paper;
          ctx.fillText(item.mark, item.x, item.y + size * 0.35);
        }
        if (labelled.has(id) || lit.has(id)) {
          writeLines(ctx, item.label, labelled.get(id) ?? labelSpot(item), letters, theme.ink);
        }
      },
      nodeDimensions: { width: item.size * 2, height: item.size * 2 },
    };
  };

  const edgeLook = (link) => ({
    color: { color: theme.line, highlight: theme.link, hover: theme.link, opacity: 1 },
    hidden: link.soft && !find("soft").checked,
  });

  const nodes = new vis.DataSet(
    data.nodes.map((node) => ({ ...node, shape: "custom", ctxRenderer: shapeOf })),
  );
  const edges = new vis.DataSet(
    data.edges.map((edge) => ({ ...edge, ...edgeLook(links.get(edge.id)) })),
  );
  const stage = find("stage");
  const network = new vis.Network(find("network"), { nodes, edges }, data.options);
  for (const inner of find("network").querySelectorAll("[tabindex]")) {
    inner.setAttribute("tabindex", "-1");
  }

  // Zoomed out, letters stay readable and only labels that touch no other are written, on
  // whichever side of their node there is room.
  const chooseLabels = (ctx) => {
    const scale = network.getScale();
    letters = Math.min(Math.max(15, 12.5 / scale), 40);
    lit = near();
    labelled = new Map();
    for (const item of items.values()) if (letters <= 15) labelled.set(item.key, labelSpot(item));
    if (letters <= 15) return;
    ctx.font = `${letters}px ${FONT}`;
    const taken = data.items.map(({ x, y, size }) => [x - size, y - size, x + size, y + size]);
    const boxed = (item, spot) => {
      const wide = Math.max(...item.label.map((row) => ctx.measureText(row).width));
      const left = spot.x - { left: 0, center: wide / 2, right: wide }[spot.align];
      return [left - 4, spot.y - 2, left + wide + 4, spot.y + item.label.length * letters * 1.22];
    };
    const hits = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
    const corner = network.DOMtoCanvas({ x: 0, y: 0 });
    const far = network.DOMtoCanvas({ x: stage.clientWidth, y: stage.clientHeight });
    const outside = (b) => b[0] < corner.x || b[1] < corner.y || b[2] > far.x || b[3] > far.y;
    const byWeight = [...items.values()].sort((a, b) => b.size - a.size || a.at - b.at);
    for (const item of byWeight) {
      for (const side of new Set([item.side, "below", "above", "right", "left"])) {
        const spot = labelSpot(item, side);
        const box = boxed(item, spot);
        if (taken.some((t) => hits(box, t)) || (side !== item.side && outside(box))) continue;
        taken.push(box);
        labelled.set(item.key, spot);
        break;
      }
    }
  };

  network.on("beforeDrawing", (ctx) => {
    chooseLabels(ctx);
    const align = { start: "left", middle: "center", end: "right" };
    for (const caption of data.captions) {
      const spot = { x: caption.x, y: caption.y - 13, align: align[caption.anchor] };
      if (letters <= 22) writeLines(ctx, [caption.text], spot, 13, theme.muted);
    }
  });
  // Words are written over the links; further out they would be too small to read.
  network.on("afterDrawing", (ctx) => {
    if (letters > 20) return;
    for (const { link, rows, x, y } of data.wordings) {
      const { from, to, soft } = links.get(link);
      if (soft && !find("soft").checked) continue;
      ctx.globalAlpha = lit.size > 0 && !(lit.has(from) && lit.has(to)) ? 0.3 : 1;
      writeLines(ctx, rows, { x, y, align: "center" }, 13, theme.muted);
    }
    ctx.globalAlpha = 1;
  });
  network.once("afterDrawing", () => {
    document.documentElement.dataset.drawn = "yes";
  });
  // A picture that would be small beside the panel stands above it; a low one needs no high stage.
  const shape = () => {
    const [wide, high] = [data.frame.right - data.frame.left, data.frame.bottom - data.frame.top];
    const map = stage.parentElement;
    const under = wide > 1.4 * high && (map.clientWidth - PANEL) / wide < 0.95;
    map.classList.toggle("under", under);
    const scale = Math.min(stage.clientWidth / wide, 1.15);
    const most = Math.max(Math.min(innerHeight * 0.78, 768), 384);
    const tall = Math.round(Math.min(Math.max(high * scale + 24, 260), most));
    stage.style.height = `${tall}px`;
    find("panel").style.maxHeight = under ? "" : `${Math.max(tall, 320)}px`;
  };
  const fit = () => {
    if (stage.clientWidth === 0 || stage.clientHeight === 0) return;
    const { left, top, right, bottom } = data.frame;
    const [wide, high] = [stage.clientWidth, stage.clientHeight];
    let scale = Math.min(wide / (right - left), high / (bottom - top), 1.15);
    // Labels that grow as the map shrinks need room at its sides.
    const grown = Math.min(Math.max(15, 12.5 / scale), 40) / 15 - 1;
    scale = Math.min(scale, wide / (right - left + 150 * grown));
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    readTheme();
    edges.update(data.edges.map((edge) => ({ id: edge.id, ...edgeLook(links.get(edge.id)) })));
    network.redraw();
  });

  // --- the panel -----------------------------------------------------------------------------

  const make = (tag, text, parent, cls) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    if (cls) made.className = cls;
    parent?.append(made);
    return made;
  };
  const anchor = (text, address, parent) => {
    const made = make("a", text, parent);
    made.href = address;
    made.target = "_blank";
    made.rel = "noopener noreferrer";
    return made;
  };
  const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

  const showProofs = (link, parent) => {
    const list = make("ul", "", parent, "proofs");
    for (const proof of link.proofs) {
      const row = make("li", proof.line, list);
      if (proof.status) make("span", ` (${proof.status})`, row, "status");
      if (proof.url) {
        row.append(". ");
        anchor("Open the source", proof.url, row);
      }
      make("span", ` Licence: ${proof.licence}`, row, "licence");
    }
  };

  const showItem = (item) => {
    const panel = find("panel-body");
    panel.replaceChildren();
    make("h2", item.name, panel);
    make("p", item.words, panel, "kind");
    if (item.href) {
      const page = make("a", "Open its page", make("p", "", panel));
      page.href = item.href;
      page.target = "_top";
    }
    if (item.parts.length) {
      make("h3", "Members", panel);
      const list = make("ul", "", panel);
      for (const part of item.parts) make("li", part, list);
    }
    const mine = touching.get(item.key);
    make("h3", count(mine.length, "link"), panel);
    const list = make("ul", "", panel, "linked");
    for (const link of mine) {
      const row = make("li", "", list);
      make("p", link.sentence, row);
      if (link.proofs.length) showProofs(link, row);
    }
  };

  const showLink = (link) => {
    const panel = find("panel-body");
    panel.replaceChildren();
    make("h2", link.sentence, panel);
    if (link.proofs.length) showProofs(link, panel);
    else make("p", "Nothing is recorded.", panel);
  };

  const say = (text) => {
    find("said").textContent = text;
  };

  const select = (key, move = true) => {
    current = key;
    const item = items.get(key);
    network.setSelection({ nodes: [key] }, { highlightEdges: true });
    if (move) keepInSight(item);
    showItem(item);
    say(`${item.name}, ${item.words}, ${count(touching.get(key).length, "link")}`);
    network.redraw();
  };
  const clear = () => {
    current = null;
    network.unselectAll();
    network.redraw();
  };
  const keepInSight = (item) => {
    const spot = network.canvasToDOM({ x: item.x, y: item.y });
    const { clientWidth: wide, clientHeight: high } = stage;
    if (spot.x < 60 || spot.y < 60 || spot.x > wide - 60 || spot.y > high - 60) {
      network.moveTo({ position: { x: item.x, y: item.y }, animation: false });
    }
  };

  network.on("click", (event) => {
    if (event.nodes.length) select(event.nodes[0], false);
    else if (event.edges.length) showLink(links.get(event.edges[0]));
    else clear();
  });
  network.on("hoverNode", (event) => {
    hovered = event.node;
    network.redraw();
  });
  network.on("blurNode", () => {
    hovered = null;
    network.redraw();
  });

  // --- keys, buttons, search -----------------------------------------------------------------

  const zoom = (factor) => {
    const scale = Math.min(Math.max(network.getScale() * factor, 0.05), 6);
    network.moveTo({ scale, animation: false });
  };
  const nearest = (dx, dy) => {
    if (current === null) return data.items[0]?.key;
    const from = items.get(current);
    let best = null;
    let least = Infinity;
    for (const item of data.items) {
      const [x, y] = [item.x - from.x, item.y - from.y];
      const ahead = x * dx + y * dy;
      const aside = Math.abs(x * dy) + Math.abs(y * dx);
      if (item.key === current || ahead <= 0 || aside > ahead * 2.5) continue;
      const cost = ahead + aside * 2;
      if (cost < least) [least, best] = [cost, item.key];
    }
    return best;
  };
  const arrows = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (arrows[event.key]) {
      const key = nearest(...arrows[event.key]);
      if (key) select(key);
      else say("Nothing further in this direction.");
    } else if (event.key === "Enter" && current !== null) {
      find("panel").focus();
    } else if (event.key === "+" || event.key === "=") zoom(1.3);
    else if (event.key === "-") zoom(1 / 1.3);
    else if (event.key === "0") fit();
    else if (event.key === "Escape") clear();
    else return;
    event.preventDefault();
  });
  // The wheel scrolls the page unless Ctrl or the command key asks for zooming.
  stage.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
    },
    { capture: true },
  );
  find("nearer").addEventListener("click", () => zoom(1.3));
  find("farther").addEventListener("click", () => zoom(1 / 1.3));
  find("whole").addEventListener("click", fit);
  find("soft").addEventListener("change", () => {
    const look = (edge) => ({ id: edge.id, ...edgeLook(links.get(edge.id)) });
    edges.update(data.edges.map(look));
  });

  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  for (const item of data.items) make("option", "", find("names")).value = item.name;
  // No form: a sandboxed frame may not send one, nor hear that it was sent.
  const seek = () => {
    const wanted = folded(find("wanted").value.trim());
    const hits = data.items.filter((item) => folded(item.name).includes(wanted));
    const hit = hits.find((item) => folded(item.name) === wanted) ?? hits[0];
    if (!wanted || !hit) {
      say("Nothing on this map has that name.");
      find("panel-body").replaceChildren();
      make("p", "Nothing on this map has that name.", find("panel-body"));
    } else {
      select(hit.key);
      stage.focus();
    }
  };
  find("go").addEventListener("click", seek);
  find("wanted").addEventListener("keydown", (event) => {
    if (event.key === "Enter") seek();
  });

  document.documentElement.classList.add("live");
  shape();
  network.setSize("100%", "100%");
  network.redraw();
  fit();
  new ResizeObserver(() => {
    shape();
    network.setSize("100%", "100%");
    network.redraw();
    fit();
  }).observe(stage);
})();
