// Names offered while typing, from our own search, in the browser's own list. Optional: every form
// works without it, and a name that fits several things is asked about on the next page.
const WAIT = 250;

const offer = (list, found) => {
  const names = found.map((hit) => hit.node.name);
  list.replaceChildren(
    ...found.map((hit) => {
      const option = document.createElement("option");
      const twice = names.indexOf(hit.node.name) !== names.lastIndexOf(hit.node.name);
      option.value = twice ? hit.node.id : hit.node.name;
      option.label = twice ? `${hit.node.name} (${hit.node.kind})` : "";
      return option;
    }),
  );
};

for (const input of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("datalist");
  list.id = `${input.id}-names`;
  input.after(list);
  input.setAttribute("list", list.id);
  input.setAttribute("autocomplete", "off");
  let timer = 0;
  let last = "";
  input.addEventListener("input", () => {
    clearTimeout(timer);
    const text = input.value.trim();
    if (text.length < 2 || text === last) return;
    timer = setTimeout(async () => {
      last = text;
      const kinds = (input.dataset.suggest || "").split(" ").filter(Boolean);
      const query = new URLSearchParams([["q", text], ["limit", "8"]]);
      for (const kind of kinds) query.append("kind", kind);
      try {
        const answer = await fetch(`/api/v1/find?${query}`);
        if (answer.ok) offer(list, (await answer.json()).found);
      } catch {
        // No suggestions then; the form itself still answers.
      }
    }, WAIT);
  });
}
