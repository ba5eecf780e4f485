'use strict';
// The page can be read without this script. It adds light on the chains, cards, search, filters,
// sorting, pan and zoom. Names become text, never markup.
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const on = (target, types, act, options) =>
  types.split(' ').forEach((type) => target.addEventListener(type, act, options));
const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

// The flow: supplier, customer and recipe of each handoff; the handoffs in each recipe.
const { handoffs, recipes, stories, departments } = JSON.parse(one('#chain-data').textContent);
const [SUPPLIER, CUSTOMER] = [0, 1];
const inputs = (handoff) => recipes[handoffs[handoff][2]] ?? [];
const feeds = handoffs.map(() => []);
handoffs.forEach((_, handoff) => inputs(handoff).forEach((input) => feeds[input].push(handoff)));
const where = (end, party) => handoffs.flatMap((handoff, at) =>
  handoff[end] === party && handoff[2] >= 0 ? [at] : []);
const walk = (start, next) => {
  const seen = new Set(start);
  for (const handoff of seen) next(handoff).forEach((more) => seen.add(more)); // seen grows
  return seen;
};
// Boxes and lines of a picture by name: "7" is a party, "7,9" a line from one to another.
const nameOf = ({ dataset: { party, from, to } }) => party ?? (from && `${from},${to}`);
const isParty = (name) => !name.includes(',');
const namesIn = (found, ...ends) => new Set([...found].flatMap((at) =>
  [`${handoffs[at].slice(0, 2)}`, ...ends.map((end) => `${handoffs[at][end]}`)]));

// Light: what is upstream and what is downstream of one party.
const dark = (drawing) => {
  drawing.classList.remove('lit');
  one('.told', drawing).textContent = '';
};
const light = (drawing, party) => {
  const sides = {
    up: namesIn(walk(where(CUSTOMER, party), inputs), SUPPLIER),
    down: namesIn(walk(where(SUPPLIER, party), (at) => feeds[at]), CUSTOMER),
    self: new Set([`${party}`]),
  };
  [sides.up, sides.down].forEach((side) => side.delete(`${party}`));
  all('[data-party], [data-from]', drawing).forEach((part) => {
    for (const side in sides) part.classList.toggle(side, sides[side].has(nameOf(part)));
  });
  const [up, down] = [sides.up, sides.down].map((side) => [...side].filter(isParty).length);
  drawing.classList.add('lit');
  one('.told', drawing).textContent = `${one(`#party-${party} h3`).textContent}: ` +
    `${up} upstream (dashed), ${down} downstream (solid)`;
};
const lightable = (drawing) => {
  const show = ({ target }) => {
    const node = target.closest('[data-party]') ?? one('[data-party]:focus', drawing);
    if (node) light(drawing, Number(node.dataset.party));
    else dark(drawing);
  };
  on(drawing, 'pointerover focusin', show);
  on(drawing, 'pointerleave focusout', () => dark(drawing));
  on(drawing, 'keydown', ({ key }) => key === 'Escape' && dark(drawing));
};

// Pan and zoom: what the view box shows is never more than the whole picture.
const ARROWS = { ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowRight: [1, 0], ArrowDown: [0, 1] };
const between = (low, value, high) => Math.min(Math.max(low, value), high);
const middle = (element) => {
  const box = element.getBoundingClientRect();
  return { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
};
const movable = (drawing) => {
  const canvas = one('.canvas', drawing);
  const svg = one('svg', canvas);
  const { x, y, width, height } = svg.viewBox.baseVal;
  let view = { x, y, width };
  const show = (next) => {
    const wide = between(width / 30, next.width, width);
    const high = (wide * height) / width;
    view = {
      x: between(x, next.x, x + width - wide), y: between(y, next.y, y + height - high), width: wide,
    };
    svg.setAttribute('viewBox', `${view.x} ${view.y} ${wide} ${high}`);
    canvas.classList.toggle('zoomed', wide < width);
  };
  const zoom = (factor, { clientX, clientY } = middle(svg)) => {
    const at = new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM().inverse());
    const part = between(width / 30, view.width / factor, width) / view.width;
    show({ x: at.x + (view.x - at.x) * part, y: at.y + (view.y - at.y) * part, width: view.width * part });
  };
  const pan = (right, down) => {
    const scale = svg.getScreenCTM().a;
    show({ ...view, x: view.x + right / scale, y: view.y + down / scale });
  };
  const fit = () => show({ x, y, width });
  const keys = { '+': () => zoom(1.4), '=': () => zoom(1.4), '-': () => zoom(1 / 1.4), 0: fit };

  // One box of each picture is a tab stop; arrow keys lead from box to box.
  const nodes = all('a[data-party]', svg);
  const stopAt = (node) => nodes.forEach((other) => { other.tabIndex = other === node ? 0 : -1; });
  if (nodes.length) stopAt(nodes[0]);
  on(svg, 'focusin', ({ target }) => {
    stopAt(target);
    const [at, centre, frame] = [middle(target), middle(canvas), canvas.getBoundingClientRect()];
    const [right, down] = [at.clientX - centre.clientX, at.clientY - centre.clientY];
    if (Math.abs(right) > frame.width / 2 || Math.abs(down) > frame.height / 2) pan(right, down);
  });
  on(canvas, 'keydown', (event) => {
    const arrow = ARROWS[event.key];
    const at = nodes.indexOf(event.target);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (arrow && at >= 0) nodes.at((at + arrow[0] + arrow[1]) % nodes.length).focus();
    else if (arrow && view.width < width) pan(60 * arrow[0], 60 * arrow[1]);
    else if (keys[event.key]) keys[event.key]();
    else return;
    event.preventDefault();
  });

  on(canvas, 'wheel', (event) => {
    const leaves = event.deltaY > 0 && view.width === width;
    if (!event.ctrlKey && (leaves || !canvas.contains(document.activeElement))) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 400), event);
  }, { passive: false });
  let [held, moved] = [null, 0]; // the pointer that drags, and how far
  on(canvas, 'pointerdown', (event) => {
    moved = 0;
    held = event.isPrimary && !event.button ? event : null;
  });
  on(canvas, 'pointermove', (event) => {
    if (event.pointerId !== held?.pointerId || !event.buttons) return;
    moved += Math.abs(event.clientX - held.clientX) + Math.abs(event.clientY - held.clientY);
    if (moved > 4) canvas.setPointerCapture(event.pointerId);
    pan(held.clientX - event.clientX, held.clientY - event.clientY);
    held = event;
  });
  on(canvas, 'pointerup pointercancel', () => { held = null; });
  on(canvas, 'dragstart', (event) => event.preventDefault());
  on(canvas, 'click', (event) => { // the end of a drag opens no card
    if (moved > 4) { event.preventDefault(); event.stopPropagation(); }
  }, true);
  on(window, 'beforeprint', fit);

  all('button', drawing).forEach((button) => { button.onclick = keys[button.value]; });
  canvas.setAttribute('aria-describedby', 'keys');
  if (drawing.matches('.flow')) lightable(drawing);
};

// Cards open over the page. Each is a step in the history of the browser: the back button of a
// phone closes it, or leads to the card before.
const dialog = one('#card');
const FOLLOWED = 'followed'; // it was closed by a link that leads on
const show = (card) => {
  const copy = card.cloneNode(true);
  [copy, ...all('[id]', copy)].forEach((element) => element.removeAttribute('id'));
  copy.removeAttribute('aria-labelledby');
  dialog.lastElementChild.replaceChildren(copy);
  dialog.ariaLabel = one('h3', copy).textContent;
  dialog.returnValue = '';
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
};
const open = (card) => {
  history.pushState({ card: card.id, depth: (history.state?.depth ?? 0) + 1 }, '');
  show(card);
};
on(window, 'popstate', ({ state }) => {
  const card = all('.card').find(({ id }) => id === state?.card);
  if (card) show(card);
  else dialog.close();
});
on(dialog, 'close', () => { // nobody wants to go back through cards that were closed
  const depth = history.state?.depth;
  if (depth && dialog.returnValue !== FOLLOWED) history.go(-depth);
});
on(dialog, 'click', ({ target }) => target.matches('dialog, .close') && dialog.close());
on(document, 'click', (event) => {
  const to = one(event.target.closest('a[href^="#"]')?.getAttribute('href') ?? 'nothing');
  if (!to || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (to.matches('.card')) {
    event.preventDefault();
    open(to);
  } else {
    dialog.close(FOLLOWED);
    if (to.closest('[hidden]')) showAll();
  }
});

// Search.
const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const entries = all('[data-kind]').map((element) => ({
  text: element.textContent, kind: element.dataset.kind, href: `#${element.closest('tr, article').id}`,
}));
const [find, hits, MOST] = [one('#find'), one('#hits'), 20];
const search = () => {
  const sought = plain(find.value.trim());
  const found = entries.map((entry) => [plain(entry.text).indexOf(sought), entry])
    .filter(([at]) => sought && at >= 0).sort(([a], [b]) => a - b);
  hits.replaceChildren(...found.slice(0, MOST).map(([, { text, kind, href }]) =>
    make('li', {}, make('a', { href }, make('bdi', {}, text)), ` ${kind}`)));
  one('#found').textContent = sought && `${found.length} ${found.length === 1 ? 'hit' : 'hits'}` +
    (found.length > MOST ? `, the first ${MOST} shown` : '');
};
on(find, 'input', search);
on(find.parentNode, 'keydown', (event) => {
  const stops = [find, ...all('a', hits)];
  const next = stops[stops.indexOf(event.target) + (ARROWS[event.key]?.[1] ?? NaN)];
  if (event.key === 'Enter' && event.target === find) {
    event.preventDefault(); // else the same key press closes the card
    stops[1]?.click();
  }
  if (event.key === 'Escape') { find.value = ''; search(); find.focus(); }
  if (next) { event.preventDefault(); next.focus(); }
});

// Filters: each keeps some handoffs with their parties, and the stories about them.
const selects = all('#tools select');
const keeps = {
  complaint: ({ of }) => walk([stories[of - 1]], inputs),
  customer: ({ number }) => walk(where(CUSTOMER, Number(number)), inputs),
  department: ({ number }) => new Set([...handoffs.keys()].filter((at) =>
    handoffs[at].slice(0, 2).some((party) => departments[party] === Number(number)))),
};
const ruleOf = ({ name, selectedOptions: [{ dataset }] }) => {
  const kept = keeps[name](dataset);
  const names = [...namesIn(kept, SUPPLIER, CUSTOMER)];
  if (name !== 'department') {
    const complaint = name === 'complaint' && dataset.number;
    return { kept, complaint, names: new Set(names), tells: (story) => kept.has(story) };
  }
  const inside = (at) => !isParty(at) || departments[at] === Number(dataset.number);
  const tells = (story) => [...walk([story], inputs)].some((at) => kept.has(at));
  return { kept, names: new Set(names.filter(inside)), tells };
};
const stays = ({ kept, complaint, names, tells }, part) => {
  const { story, complaints, handoffs: about } = part.dataset;
  const name = nameOf(part);
  return (!story || tells(stories[story - 1])) && (!name || names.has(name)) &&
    (!complaint || !complaints || complaints.split(' ').includes(complaint)) &&
    (!about || about.split(' ').some((at) => kept.has(Number(at))));
};
const shown = (selector) => `${all(`${selector}:not([hidden])`).length} of ${all(selector).length}`;
const filter = () => {
  const used = selects.filter((select) => select.value);
  const rules = used.map(ruleOf);
  all('[data-story], [data-complaints], [data-party], [data-handoffs], [data-from]').forEach((part) => {
    const gone = !rules.every((rule) => stays(rule, part));
    if (part instanceof SVGElement) part.classList.toggle('dim', gone);
    else part.hidden = gone;
  });
  const chosen = new URLSearchParams(used.map(({ name, value }) => [name, value]));
  one('#state').hidden = !used.length;
  one('#shown').textContent = `Only ${used.map(({ name, value }) => `${name} ${value}`).join(', ')}: ` +
    `${shown('article[data-story]')} stories, ${shown('tr[data-party]')} teams, ${shown('#gaps tr[data-handoffs]')} gaps.`;
  const page = location.href.split('#')[0];
  if (used.length || location.hash.includes('=')) {
    history.replaceState(null, '', used.length ? `${page}#${chosen}` : page);
  }
};
const showAll = () => {
  selects.forEach((select) => { select.value = ''; });
  filter();
};
on(one('#tools'), 'change', filter);
on(one('#clear'), 'click', () => { showAll(); find.focus(); });

// Tables: rows without a value come last either way, equal rows keep their order.
const collator = new Intl.Collator('en', { numeric: true });
const sortable = (table) => all('thead th', table).forEach((head, column) => {
  const body = table.tBodies[0];
  const byNumber = [...body.rows].some((row) => row.cells[column].dataset.value);
  const key = ({ cells: { [column]: cell } }) =>
    byNumber ? cell.dataset.value ?? '' : cell.textContent.trim();
  const onclick = () => {
    const sign = head.ariaSort === 'ascending' ? -1 : 1;
    const order = ([a], [b]) => (a === '') - (b === '') ||
      sign * (byNumber ? a - b : collator.compare(a, b));
    all('th', head.parentNode).forEach((other) => other.removeAttribute('aria-sort'));
    head.ariaSort = sign > 0 ? 'ascending' : 'descending';
    body.append(...[...body.rows].map((row) => [key(row), row]).sort(order).map(([, row]) => row));
    one('#said').textContent = `Sorted by ${head.textContent}, ${head.ariaSort}.`;
  };
  head.append(make('button', { type: 'button', className: 'sort', onclick }, ...head.childNodes));
});

const start = () => {
  const asked = new URLSearchParams(location.hash.slice(1));
  selects.forEach((select) => { select.value = asked.get(select.name) ?? ''; });
  if (selects.some(({ value }) => value) || !one('#state').hidden) filter();
  const card = all('.card').find(({ id }) => id === history.state?.card || location.hash === `#${id}`);
  if (card) show(card);
};
const arrive = () => { // a filter outlasts a link to a section, as long as it hides nothing of it
  const to = one(':target');
  if (!to || to.matches('.card')) start();
  else if (to.closest('[hidden]')) showAll();
};
document.documentElement.classList.add('js');
one('#tools').hidden = false;
all('.drawing').forEach(movable);
all('table.sortable').forEach((table) => table.rows.length > 2 && sortable(table));
on(window, 'hashchange', arrive);
start();
