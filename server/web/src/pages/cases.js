/** The cases behind a number, or all of them; the filters are the address. */
import { html, nothing } from 'lit';
import { api, queryOf } from '../api.js';
import { code, gradeName, number, t } from '../messages.js';
import { caseTable } from '../parts/case_table.js';
import { documentLinks } from '../parts/documents.js';
import { empty } from '../parts/figures.js';
import { pageHeader, pager } from '../parts/list.js';
import { filterChooser } from '../parts/period.js';

const outcomes = ['', 'concordant', 'insignificantDiscrepancy', 'significantDiscrepancy'];
const asGrade = (grade) => gradeName(grade);
const asText = (text) => text;
/** Each filter of the list, and how its value is said. */
const filters = {
  reporter: asText, facility: asText, scanner: asText, reviewer: asText, reported: asGrade, settled: asGrade, outcome: null,
  design: (value) => code('design', value), reason: (value) => code('reason', value), radpeer: asText, technical: (value) => (value === 'any' ? t('caseFilter.any') : code('technical', value)),
  dispute: (value) => t(`disputes.state.${value}`), shift: (value) => t(`caseFilter.shift.${value}`), arbitrated: null, service: asText, answer: (value) => t(`caseFilter.answer.${value}`), flagged: null, greatCall: null, alert: null, from: (value) => value.slice(0, 10), to: (value) => value.slice(0, 10),
};

const filtersOf = (query) => Object.fromEntries(Object.keys(filters).filter((name) => query[name]).map((name) => [name, query[name]]));
const wordsOf = (chosen) =>
  Object.entries(chosen)
    .filter(([name]) => name !== 'outcome')
    .map(([name, value]) => (filters[name] ? `${t(`caseFilter.${name}`)} ${filters[name](value)}` : t(`caseFilter.${name}`)))
    .join(' · ');

export default {
  title: () => t('cases.title'),
  load: ({ query }) => api.get('/cases', { ...filtersOf(query), cursor: query.cursor }),
  view(page, { query }) {
    const chosen = filtersOf(query);
    const count = Object.keys(chosen).length;
    return html`
      ${pageHeader(
        t('cases.title'),
        wordsOf(chosen) || t('cases.all'),
        filterChooser('outcome', outcomes, query, (changed) => `/cases${queryOf(changed)}`, (outcome) => (outcome ? code('outcome', outcome) : t('cases.anyOutcome'))),
      )}
      ${page.items.length ? caseTable(page.items) : empty('cases')}
      ${pager(page, '/cases', query)}
      ${page.items.length ? html`<p>${documentLinks('/documents/cases', chosen)}</p>` : nothing}
      ${count ? html`<p><a href="/cases">${t('cases.clear', { n: number(count) })}</a></p>` : nothing}`;
  },
};
