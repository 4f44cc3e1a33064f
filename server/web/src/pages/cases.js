/** The cases behind a number, or all of them; the filters are the address. */
import { html, nothing } from 'lit';
import { api, queryOf } from '../api.js';
import { code, date, number, t } from '../messages.js';
import { caseTable } from '../parts/case_table.js';

const filters = ['reporter', 'design', 'outcome', 'from', 'to'];
const outcomes = ['', 'concordant', 'insignificantDiscrepancy', 'significantDiscrepancy'];

const filtersOf = (query) => Object.fromEntries(filters.filter((name) => query[name]).map((name) => [name, query[name]]));

const wordsOf = (query) =>
  [
    query.reporter && `${t('column.reporter')} ${query.reporter}`,
    query.design && t(`design.${query.design}`),
    query.from && query.to && `${date(query.from)} – ${date(query.to)}`,
  ].filter(Boolean);

export default {
  title: () => t('cases.title'),

  load: ({ query }) => api.get('/cases', { ...filtersOf(query), cursor: query.cursor }),

  view(page, { query }) {
    const chosen = filtersOf(query);
    return html`
      <header class="page">
        <div>
          <h1>${t('cases.title')}</h1>
          <p class="quiet">${wordsOf(query).join(' · ') || t('cases.all')}</p>
        </div>
        <div class="choices" role="group" aria-label=${t('column.outcome')}>
          ${outcomes.map(
            (outcome) => html`<a href="/cases${queryOf({ ...chosen, outcome })}" aria-current=${(query.outcome ?? '') === outcome ? 'true' : 'false'}>
              ${outcome ? code('outcome', outcome) : t('cases.anyOutcome')}
            </a>`,
          )}
        </div>
      </header>
      ${page.items.length
        ? caseTable(page.items)
        : html`<section class="panel state"><h2>${t('cases.empty')}</h2><p>${t('cases.emptyText')}</p></section>`}
      <p class="pager">
        <span class="quiet">${t('cases.shown', { n: page.items.length })}</span>
        ${query.cursor ? html`<a href="/cases${queryOf(chosen)}">${t('cases.first')}</a>` : nothing}
        ${page.nextCursor ? html`<a class="button" href="/cases${queryOf({ ...chosen, cursor: page.nextCursor })}">${t('cases.next')}</a>` : nothing}
        ${Object.keys(chosen).length ? html`<a href="/cases">${t('cases.clear', { n: number(Object.keys(chosen).length) })}</a>` : nothing}
      </p>
    `;
  },
};
