/** Ctrl+K: a person, a scanner, a case or a page by some letters. */
import { html, nothing } from 'lit';
import { api } from '../api.js';
import { t } from '../messages.js';
import { mayUse, navigationOf } from '../router.js';
import { periodOf } from './period.js';

const isCaseId = (text) => /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(text.trim());
const found = { text: '', known: null, at: 0 };
const dialog = () => document.querySelector('dialog.palette');
const simple = (text) => text.toLocaleLowerCase().replaceAll('ё', 'е');

export async function openPalette() {
  const box = dialog();
  if (!box || box.open) return;
  Object.assign(found, { text: '', at: 0 });
  box.showModal();
  box.querySelector('input').value = '';
  box.querySelector('input').focus();
  dispatchEvent(new Event('palettechange'));
  if (!found.known) {
    const [people, scanners] = await Promise.all(['reporter', 'scanner'].map(askFor));
    found.known = [...people.map(asPerson), ...scanners.map(asScanner)];
    dispatchEvent(new Event('palettechange'));
  }
}

/** What cannot be asked is not found; the pages themselves still are. */
const askFor = (by) => api.get('/figures/groups', { by, ...periodOf({ months: '12' }) }).then((groups) => groups.items, () => []);
const asPerson = ({ id, name }) => ({ label: name || id, words: `${name} ${id}`, kind: 'person', href: `/people/${encodeURIComponent(id)}` });
const asScanner = ({ id, name, facility }) => ({ label: `${facility} ${name || id}`, words: `${facility} ${name} ${id}`, kind: 'scanner', href: `/facilities/${encodeURIComponent(facility)}/${encodeURIComponent(name || id)}` });

function matches(user) {
  const wanted = simple(found.text.trim());
  if (!wanted) return navigationOf(user).map((entry) => ({ label: t(entry.key), kind: t('palette.page'), href: entry.path }));
  const has = (text) => simple(text).includes(wanted);
  return [
    ...(isCaseId(wanted) ? [{ label: wanted, kind: t('palette.case'), href: `/cases/${wanted}` }] : []),
    ...(found.known ?? []).filter((each) => has(each.words)).map((each) => ({ ...each, kind: t(`palette.${each.kind}`) })),
    ...navigationOf(user).filter((entry) => has(t(entry.key))).map((entry) => ({ label: t(entry.key), kind: t('palette.page'), href: entry.path })),
  ].slice(0, 12);
}

export function palette(state, { go, draw }) {
  if (!mayUse(['head', 'qaLead'], state.user)) return nothing;
  const rows = matches(state.user);
  const choose = (row) => {
    dialog().close();
    if (row) go(row.href);
  };
  const keys = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) found.at = (found.at + step + rows.length) % Math.max(rows.length, 1);
    else if (event.key === 'Enter') choose(rows[found.at]);
    else return;
    event.preventDefault();
    draw();
  };
  onpalettechange = draw;
  return html`<dialog class="palette" aria-label=${t('palette.title')} @click=${(event) => event.target === event.currentTarget && dialog().close()}>
    <input
      role="combobox" aria-expanded="true" aria-controls="palette-rows" aria-activedescendant=${rows.length ? `palette-${found.at}` : nothing}
      aria-label=${t('palette.title')} placeholder=${t('palette.hint')} autocomplete="off" maxlength="100"
      @input=${(event) => { Object.assign(found, { text: event.target.value, at: 0 }); draw(); }}
      @keydown=${keys}
    />
    <ul id="palette-rows" role="listbox" aria-label=${t('palette.title')}>
      ${rows.map(
        (row, i) => html`<li id="palette-${i}" role="option" aria-selected=${i === found.at ? 'true' : 'false'} @click=${() => choose(row)}>
          <span translate="no">${row.label}</span> <span class="quiet">${row.kind}</span>
        </li>`,
      )}
    </ul>
    ${rows.length === 0 ? html`<p class="quiet">${t('palette.nothing')}</p>` : nothing}
  </dialog>`;
}

let onpalettechange = () => {};
addEventListener('palettechange', () => onpalettechange());
addEventListener('keydown', (event) => {
  if (event.code !== 'KeyK' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  openPalette();
});
