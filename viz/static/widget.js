// The map in a notebook: the server's picture made selectable, a panel of evidence, a legend.
// With widget_parts.js before it, one module: no library, no request.
function render({ model, el }) {
  const drawing = model.get("drawing");
  const items = new Map();
  drawing.nodes.forEach((node, at) => items.set(`n${at}`, { ...node, key: `n${at}`, links: [] }));
  drawing.links.forEach((link, at) => {
    const item = { ...link, key: `l${at}` };
    items.set(item.key, item);
    items.get(link.from).links.push(item.key);
    if (link.to !== link.from) items.get(link.to).links.push(item.key);
  });
  const isNode = (key) => key.startsWith("n");
  let cursor = null;
  let shown = null;
  let zoom = 1;

  // --- the frame -------------------------------------------------------------------------------

  // Keys pressed here are not commands to the notebook.
  el.dataset.lmSuppressShortcuts = "true";
  const host = make("div", "", el);
  const unfollow = followTheme(host);
  const root = host.attachShadow({ mode: "open" });
  make("style", drawing.styles, root);
  const frame = make("section", "", root, "kithmap");
  frame.setAttribute("aria-label", drawing.title);
  make("h2", drawing.title, frame);
  make("p", drawing.summary, frame, "summary");
  const tools = make("div", "", frame, "tools");
  const button = (text, label, act) => {
    const made = make("button", text, tools);
    made.type = "button";
    if (label) made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
  };
  const body = make("div", "", frame, "body");
  const stage = make("div", "", body, "stage");
  const panel = make("section", "", body, "panel");
  const said = make("div", "", frame, "vh");
  name(said, { role: "status" });
  name(panel, { "aria-label": "Details", tabindex: 0 });
  name(stage, {
    role: "application", "aria-roledescription": "map", tabindex: 0,
    "aria-label": `Map: ${drawing.title}`, "aria-description": HELP,
  });

  // --- the picture -----------------------------------------------------------------------------

  const picture = parsed(drawing.svg);
  stage.append(picture);
  const natural = { wide: picture.viewBox.baseVal.width, high: picture.viewBox.baseVal.height };
  const hits = draw("g", {});
  picture.querySelector(".nodes").before(hits);
  picture.querySelectorAll(".links > .link").forEach((path, at) => {
    const item = items.get(`l${at}`);
    item.shape = path;
    item.hit = draw("path", { d: path.getAttribute("d") }, "hit");
    const title = draw("title", {});
    title.textContent = item.name;
    item.hit.append(title);
    item.hit.dataset.key = item.key;
    hits.append(item.hit);
  });
  picture.querySelectorAll(".nodes > .node").forEach((group, at) => {
    const item = items.get(`n${at}`);
    const round = { cx: item.x, cy: item.y, r: item.size * 1.45 + 3 };
    item.shape = group.querySelector(".shape");
    item.halo = draw("circle", round, "halo");
    item.ring = draw("circle", { ...round, r: round.r + 3 }, "cursor");
    item.sign = draw("text", { x: item.x, "text-anchor": "middle", dy: "0.36em", y: item.y }, "sign");
    item.sign.setAttribute("font-size", Math.min(14, item.size * 1.15));
    group.prepend(item.halo);
    group.append(item.ring, item.sign);
    group.dataset.key = item.key;
  });
  const mark = picture.querySelectorAll(".mark");

  const fitted = () =>
    Math.min(stage.clientWidth / natural.wide, stage.clientHeight / natural.high) || 1;
  const scaled = (factor) => {
    const middle = [
      (stage.scrollLeft + stage.clientWidth / 2) / (picture.clientWidth || 1),
      (stage.scrollTop + stage.clientHeight / 2) / (picture.clientHeight || 1),
    ];
    zoom = Math.min(Math.max(factor, fitted() * 0.98), 4);
    // Whole pixels less one, so that a picture that fits shows no scroll bars.
    name(picture, {
      width: Math.floor(natural.wide * zoom) - 1, height: Math.floor(natural.high * zoom) - 1,
    });
    stage.scrollLeft = middle[0] * natural.wide * zoom - stage.clientWidth / 2;
    stage.scrollTop = middle[1] * natural.high * zoom - stage.clientHeight / 2;
  };
  const whole = () => scaled(Math.min(fitted(), 1.15));
  button("+", "Zoom in", () => scaled(zoom * 1.3));
  button("−", "Zoom out", () => scaled(zoom / 1.3));
  button("Show all", "", whole);
  const counted = make("span", "", null, "count");

  // --- the panel -------------------------------------------------------------------------------

  const tell = (key) => {
    shown = key;
    panel.replaceChildren();
    const item = items.get(key);
    if (!item) {
      make("h3", "Details", panel);
      make("p", "Choose a node or a link to read who says so, where and when.", panel);
      return;
    }
    make("h3", item.name, panel);
    if (isNode(key)) {
      make("p", item.words, panel, "kind");
      if (item.summary) make("p", item.summary, panel);
      if (item.parts.length) make("p", item.parts.join("; "), panel);
    }
    make("h4", isNode(key) ? "Its entries" : "Evidence", panel);
    proofs(item, panel);
    if (!isNode(key)) return;
    make("h4", `${count(item.links.length, "link")} on this map`, panel);
    const list = make("ul", "", panel);
    for (const one of item.links) {
      const jump = make("button", items.get(one).name, make("li", "", list));
      jump.type = "button";
      jump.addEventListener("click", () => pick([one]));
    }
  };

  // --- what is selected ------------------------------------------------------------------------

  const picked = () => model.get("picked");
  const say = (text) => {
    said.textContent = text;
  };
  const summed = () => {
    const nodes = picked().filter(isNode).length;
    const links = picked().length - nodes;
    if (!nodes && !links) return "Nothing selected";
    const parts = [nodes && count(nodes, "node"), links && count(links, "link")];
    return `Selected: ${parts.filter(Boolean).join(" and ")}`;
  };
  const pick = (keys) => {
    const order = [...items.keys()].filter((key) => keys.includes(key));
    model.set("picked", order);
    model.save_changes();
    tell(keys.at(-1) ?? null);
    show();
    say(keys.length === 1 ? `${items.get(keys[0]).name}. ${summed()}` : summed());
  };
  const toggle = (key) => {
    const held = picked();
    pick(held.includes(key) ? held.filter((one) => one !== key) : [...held, key]);
    tell(key);
  };
  const show = () => {
    const held = new Set(picked());
    for (const item of items.values()) {
      const on = held.has(item.key);
      if (isNode(item.key)) {
        item.halo.classList.toggle("on", on);
        item.ring.style.display = item.key === cursor ? "" : "none";
      } else {
        item.hit.classList.toggle("picked", on);
        item.hit.classList.toggle("cursor", item.key === cursor);
        item.shape.classList.toggle("picked", on);
      }
      if (item.box) item.box.checked = on;
    }
    counted.textContent = summed();
  };
  button("Select all nodes", "", () => pick([...items.keys()].filter(isNode)));
  button("Clear", "", () => pick([]));
  tools.append(counted);

  // --- mouse and touch -------------------------------------------------------------------------

  const keyAt = (event) => event.target.closest?.("[data-key]")?.dataset.key ?? null;
  const spot = (event) =>
    new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
  const adds = (event) => event.shiftKey || event.ctrlKey || event.metaKey;
  let start = null;
  let box = null;
  stage.addEventListener("pointerdown", (event) => {
    // A finger scrolls; only a mouse or a pen draws a box.
    if (event.button === 0 && event.pointerType !== "touch" && picture.contains(event.target)) {
      start = spot(event);
    }
  });
  const drag = (event) => {
    if (!start) return;
    const now = spot(event);
    const sides = {
      x: Math.min(start.x, now.x), y: Math.min(start.y, now.y),
      width: Math.abs(now.x - start.x), height: Math.abs(now.y - start.y),
    };
    if (!box && sides.width + sides.height < 8) return;
    if (!box) {
      box = draw("rect", {}, "box");
      picture.append(box);
      stage.setPointerCapture(event.pointerId);
    }
    name(box, sides);
    box.sides = sides;
    event.preventDefault();
  };
  stage.addEventListener("pointermove", drag);
  const inside = (item, { x, y, width, height }) =>
    item.x >= x && item.x <= x + width && item.y >= y && item.y <= y + height;
  let boxed = false;
  stage.addEventListener("pointerup", (event) => {
    if (box) {
      const found = [...items.values()].filter((i) => isNode(i.key) && inside(i, box.sides));
      const keys = found.map((item) => item.key);
      pick(adds(event) ? [...new Set([...picked(), ...keys])] : keys);
      box.remove();
      boxed = true;
      setTimeout(() => (boxed = false));
    }
    start = box = null;
  });
  stage.addEventListener("click", (event) => {
    if (boxed) return;
    const key = keyAt(event);
    if (key === null) {
      if (!adds(event)) pick([]);
    } else {
      cursor = isNode(key) ? key : cursor;
      if (adds(event)) toggle(key);
      else pick([key]);
    }
  });
  stage.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      scaled(zoom * (event.deltaY < 0 ? 1.15 : 1 / 1.15));
    },
    { passive: false },
  );

  // --- keys ------------------------------------------------------------------------------------

  const here = () => (cursor && !isNode(cursor) ? items.get(cursor).from : cursor);
  const nearest = (dx, dy) => {
    const from = items.get(here());
    const nodes = [...items.values()].filter((item) => isNode(item.key));
    return (from ? nearestOf(nodes, from, dx, dy) : nodes[0])?.key ?? null;
  };
  let home = null;
  const nextLink = () => {
    home = cursor && isNode(cursor) ? cursor : home;
    const mine = items.get(home)?.links ?? [];
    return mine[(mine.indexOf(cursor) + 1) % mine.length] ?? null;
  };
  const go = (key, nothing) => {
    if (!key) {
      say(nothing);
      return;
    }
    cursor = key;
    tell(key);
    show();
    const item = items.get(key);
    (isNode(key) ? item : items.get(item.from)).halo.scrollIntoView({ block: "nearest", inline: "nearest" });
    const state = picked().includes(key) ? "selected" : "not selected";
    say(`${item.name}${isNode(key) ? `, ${item.words}, ${count(item.links.length, "link")}` : ""}, ${state}`);
  };
  const keys = {
    " ": () => cursor && toggle(cursor),
    Enter: () => panel.focus(),
    l: () => go(nextLink(), "No link here."),
    a: () => pick([...items.keys()].filter(isNode)),
    Escape: () => pick([]),
    "+": () => scaled(zoom * 1.3),
    "=": () => scaled(zoom * 1.3),
    "-": () => scaled(zoom / 1.3),
    0: whole,
  };
  stage.addEventListener("keydown", (event) => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.altKey || ((event.ctrlKey || event.metaKey) && key !== "a")) return;
    if (ARROWS[key]) go(nearest(...ARROWS[key]), "Nothing further in this direction.");
    else if (keys[key]) keys[key]();
    else return;
    event.preventDefault();
  });
  host.addEventListener("keydown", (event) => event.stopPropagation());

  // --- legends ---------------------------------------------------------------------------------

  const legends = make("div", "", frame, "legends");
  const kinds = make("ul", "", legends, "legend");
  kinds.setAttribute("aria-label", "Shapes and strokes");
  for (const line of drawing.legend) {
    const row = make("li", "", kinds);
    row.append(parsed(line.icon.replace("<svg ", `<svg xmlns="${SVG}" `)));
    row.append(line.words);
  }
  const groups = make("ul", "", legends, "legend");
  const recolour = () => {
    const { title, groups: list = [], of = {} } = model.get("colours");
    picture.classList.toggle("coloured", list.length > 0);
    kinds.classList.toggle("plain", list.length > 0);
    groups.replaceChildren();
    groups.setAttribute("aria-label", title ? `Colours and signs by ${title}` : "");
    if (title) make("b", title, make("li", "", groups));
    for (const group of list) {
      const row = make("li", "", groups);
      const badge = make("span", group.sign, row, "badge");
      badge.style.background = group.colour;
      badge.style.color = group.ink;
      row.append(`${group.words}: ${count(group.count, "node")}`);
    }
    for (const item of items.values()) {
      if (!isNode(item.key)) continue;
      const group = list[of[item.key]];
      item.shape.style.fill = group ? group.colour : "";
      item.sign.textContent = group ? group.sign : "";
      item.sign.style.fill = group ? group.ink : "";
    }
    for (const each of mark) each.style.display = list.length ? "none" : "";
  };

  // --- the list: the same without the map --------------------------------------------------------

  const choose = make("details", "", frame);
  make("summary", "Choose from a list", choose);
  const wanted = make("input", "", make("label", "Names that hold ", choose));
  wanted.type = "search";
  const list = make("div", "", choose, "list");
  name(list, { role: "group", "aria-label": "Nodes and links" });
  for (const item of items.values()) {
    const row = make("label", "", list);
    item.box = make("input", "", row);
    item.box.type = "checkbox";
    item.box.addEventListener("change", () => toggle(item.key));
    make("span", isNode(item.key) ? `${item.name}, ${item.words}` : item.name, row);
    item.row = row;
  }
  wanted.addEventListener("input", () => {
    const text = wanted.value.trim().toLowerCase();
    for (const item of items.values()) item.row.hidden = !item.name.toLowerCase().includes(text);
  });

  for (const line of [...drawing.notes, HELP, ...drawing.foot]) make("p", line, frame, "foot");

  // --- from Python -------------------------------------------------------------------------------

  const selectedThere = () => {
    const held = picked();
    if (held.length && !held.includes(shown)) tell(held.at(-1));
    show();
  };
  model.on("change:picked", selectedThere);
  model.on("change:colours", recolour);
  tell(picked().at(-1) ?? null);
  recolour();
  show();
  let first = true;
  // A wide picture that would be small beside the panel stands above it.
  let stands = false;
  const beside = () => (body.clientWidth - PANEL) / natural.wide;
  const watch = new ResizeObserver(() => {
    if (!stage.clientWidth) return;
    const under = natural.wide > 1.4 * natural.high && beside() < COMFORTABLE;
    if (under !== stands) {
      body.classList.toggle("under", (stands = under));
      first = true;
    }
    if (!first) return scaled(zoom);
    first = false;
    // A low picture needs no high stage.
    const wanted = natural.high * Math.min(stage.clientWidth / natural.wide, 1.15) + 8;
    stage.style.minHeight = `${Math.min(Math.max(wanted, 240), 480)}px`;
    picture.setAttribute("height", 1);
    scaled(Math.max(Math.min(fitted(), 1.15), READABLE));
  });
  watch.observe(stage);
  return () => {
    watch.disconnect();
    unfollow();
    model.off("change:picked", selectedThere);
    model.off("change:colours", recolour);
  };
}

export default { render };
