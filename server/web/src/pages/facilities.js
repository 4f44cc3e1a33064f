/** Facilities and scanners with the figures of people, and technical quality: facility x scanner x reason. */
import { html, nothing } from 'lit';
import { api, queryOf } from '../api.js';
import { code, t } from '../messages.js';
import { empty, why } from '../parts/figures.js';
import { groupsView, loadGroups, periodText } from '../parts/groups.js';
import { pageHeader } from '../parts/list.js';
import { figureView } from '../parts/metrics.js';
import { periodChooser, periodOf, tabs } from '../parts/period.js';
import { thumb } from '../parts/thumb.js';

const shows = ['facility', 'scanner', 'technical'];
const showOf = (query) => (shows.includes(query.show) ? query.show : 'facility');

const hrefOf = (item) =>
  item.facility && item.facility !== item.id
    ? `/facilities/${encodeURIComponent(item.facility)}/${encodeURIComponent(item.name || item.id)}`
    : `/facilities/${encodeURIComponent(item.id)}`;

const cell = ({ figure, examples, reason }) => html`<td class="rate">
  ${figureView(figure, 'technical')}
  ${examples.length ? html`<span class="examples">${examples.map((caseId, i) => html`<a href="/cases/${caseId}" aria-label=${t('technical.example', { number: String(i + 1), reason: code('technical', reason) })}>▣</a> `)}</span>` : nothing}
</td>`;

/** Three example images a cell, where somebody wants to see them: each is made when it is asked for. */
const examplesRow = (row, width) => html`<tr><td colspan=${width}><div class="columns three">${row.cells
  .filter((each) => each.examples.length)
  .map((each) => html`<section><h3>${code('technical', each.reason)}</h3><div class="thumbs">${each.examples.map((caseId) => thumb(`/cases/${caseId}`, `/cases/${caseId}`))}</div></section>`)}</div></td></tr>`;

const toggle = (key, { local, draw }) => () => {
  local.examples = local.examples === key ? null : key;
  draw();
};

const technicalRow = (row, context) => {
  const key = `${row.facility} ${row.scanner}`;
  const isOpen = context.local.examples === key;
  const hasExamples = row.cells.some((each) => each.examples.length);
  return html`<tr><th scope="row" translate="no">${row.facility}</th><td translate="no">${row.scanner || '—'}</td>${row.cells.map(cell)}
      <td>${hasExamples ? html`<button aria-expanded=${isOpen ? 'true' : 'false'} @click=${toggle(key, context)}>${t('technical.images')}</button>` : nothing}</td></tr>
    ${isOpen ? examplesRow(row, row.cells.length + 3) : nothing}`;
};

const technicalView = ({ rows }, context) =>
  rows.length === 0
    ? empty('technical')
    : html`<p class="quiet">${t('technical.text')}</p>
      <div class="scroll" tabindex="0" role="region" aria-label=${t('facilities.technical')}><table class="people">
        <thead><tr><th scope="col">${t('column.facility')}</th><th scope="col">${t('groups.scanner')}</th>
          ${rows[0].cells.map((each) => html`<th scope="col">${code('technical', each.reason)} ${why(`technical_${each.reason}`)}</th>`)}<th scope="col"><span class="visually-hidden">${t('column.actions')}</span></th></tr></thead>
        <tbody>${rows.map((row) => technicalRow(row, context))}</tbody>
      </table></div>`;

export default {
  title: () => t('facilities.title'),
  async load({ query }) {
    const show = showOf(query);
    return show === 'technical' ? api.get('/figures/technical', periodOf(query)) : loadGroups(show, query);
  },
  view(data, context) {
    const { query, go } = context;
    const addressOf = (changed) => `/facilities${queryOf(changed)}`;
    const show = showOf(query);
    return html`
      ${pageHeader(t('facilities.title'), data.from ? periodText(data) : '', periodChooser(query, addressOf))}
      ${tabs(t('facilities.title'), shows, show, (next) => addressOf({ months: query.months, show: next }), (next) => t(`facilities.${next}`))}
      ${show === 'technical' ? technicalView(data, context) : groupsView(data, { query, go, path: '/facilities', hrefOf })}`;
  },
};
