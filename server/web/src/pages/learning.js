/** Learning sessions: an anonymised set of settled cases with attendance and what came of it. */
import { html, nothing } from 'lit';
import { api } from '../api.js';
import { dateTime, number, t } from '../messages.js';
import { forget, keptAs } from '../parts/draft.js';
import { empty } from '../parts/figures.js';
import { field, pageHeader, pager, submits, table } from '../parts/list.js';

const draftKey = 'learning.new';

const newForm = (cases, query, act, go) => html`<details class="panel" ?open=${cases.length > 0}>
  <summary>${t('learning.new')}</summary>
  <form class="stacked" ${keptAs(draftKey)} @submit=${submits(async ({ title, heldAt, cases: ids }) => {
    const session = { title, heldAt: new Date(heldAt).toISOString(), cases: ids.split(/[\s,]+/).filter(Boolean) };
    if (await act(() => api.post('/learning-sessions', session), t('learning.made'))) {
      forget(draftKey);
      go('/learning');
    }
  })}>
    ${field(t('learning.sessionTitle'), html`<input name="title" required maxlength="200" />`)}
    ${field(t('learning.heldAt'), html`<input type="datetime-local" name="heldAt" required />`)}
    ${field(t('measures.cases'), html`<textarea name="cases" required .value=${cases.join('\n')}></textarea>`, t('learning.casesHint'))}
    <button class="primary">${t('learning.new')}</button>
  </form>
</details>`;

/** The cases of a radiologist that taught most: those that differ, newest first. */
async function casesFor(query) {
  if (query.cases) return query.cases.split(',');
  if (!query.reporter) return [];
  const page = await api.get('/cases', { reporter: query.reporter, outcome: 'significantDiscrepancy', limit: '10' });
  return page.items.map((row) => row.caseId);
}

const manages = (user) => user.roles.some((role) => role === 'head' || role === 'qaLead');

export default {
  title: () => t('learning.title'),
  async load({ query, user }) {
    const [page, cases] = await Promise.all([api.get('/learning-sessions', { cursor: query.cursor }), manages(user) ? casesFor(query) : []]);
    return { ...page, cases };
  },
  view: (page, { query, act, go, user }) => html`
    ${pageHeader(t('learning.title'), t('learning.subtitle'))}
    ${manages(user) ? newForm(page.cases, query, act, go) : nothing}
    ${page.items.length === 0
      ? empty('learning')
      : table(t('learning.title'), ['session', 'heldAt', 'cases', 'attended', 'actionsOpen'], page.items.map((row) => html`<tr>
          <th scope="row"><a href="/learning/${row.id}">${row.title}</a></th><td class="nowrap">${dateTime(row.heldAt)}</td>
          <td>${number(row.cases)}</td><td>${number(row.attended)}</td><td>${number(row.actionsOpen)}</td>
        </tr>`))}
    ${pager(page, '/learning', query)}`,
};
