"""A page that hosts the notebook's map as a notebook would: the real module, the real widget.

The model of the front end is a shim of anywidget's; what it saves goes to the Python widget over
its own state, and what Python sets comes back as change events.
"""

from typing import Any

from playwright.sync_api import Page

from viz.widget_map import NetworkMap

SHELL = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Notebook</title>
<style>body { margin: 16px; } input { color: red; } h2 { font-size: 60px; }</style></head>
<body><main><h1>Notebook</h1><div id="out"></div></main></body></html>"""

HOST = """async ({ esm, state }) => {
  const heard = new Map();
  const changed = new Set();
  const tell = (name) => { for (const act of heard.get(`change:${name}`) ?? []) act(); };
  window.model = {
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; changed.add(name); tell(name); },
    save_changes: () => {
      for (const name of changed) window.toPython(name, state[name]);
      changed.clear();
    },
    on: (name, act) => heard.set(name, [...(heard.get(name) ?? []), act]),
    off: (name, act) => heard.set(name, (heard.get(name) ?? []).filter((one) => one !== act)),
  };
  window.receive = (name, value) => { state[name] = value; tell(name); };
  const address = URL.createObjectURL(new Blob([esm], { type: "text/javascript" }));
  const module = (await import(address)).default;
  window.commands = [];
  document.addEventListener("keydown", (event) => window.commands.push(event.key));
  window.close_map = module.render({ model, el: document.getElementById("out") });
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""

SYNCED = ("drawing", "picked", "colours")


def hosted(page: Page, chart: NetworkMap) -> Page:
    """The page with the map on it, wired to the widget both ways."""
    page.set_content(SHELL)
    page.expose_function("toPython", lambda name, value: chart.set_state({name: value}))
    state: dict[str, Any] = {name: getattr(chart, name) for name in SYNCED}
    page.evaluate(HOST, {"esm": chart._esm, "state": state})

    def send(change: Any) -> None:
        page.evaluate("([name, value]) => receive(name, value)", [change["name"], change["new"]])

    chart.observe(send, names=["colours"])
    return page
