/** Self-assessment of a department: lists of three kinds, with owner, due day and what is not met. */
import { html } from 'lit';
import { api } from '../api.js';
import { code, date, number, t } from '../messages.js';
import { forget, keptAs } from '../parts/draft.js';
import { empty } from '../parts/figures.js';
import { field, pageHeader, pager, submits, table } from '../parts/list.js';
import { personOptions, startOfDay } from '../parts/people.js';

const kinds = ['readiness', 'technicalProtocol', 'infectionControl'];
const draftKey = 'checklist.new';

const newForm = (people, act, go) => html`<details class="panel">
  <summary>${t('checklists.new')}</summary>
  <form class="stacked" ${keptAs(draftKey)} @submit=${submits(async ({ kind, facility, owner, dueAt }) => {
    let made = null;
    if (!(await act(async () => (made = await api.post('/checklists', { kind, facility, owner, dueAt: startOfDay(dueAt) })), t('checklists.made')))) return;
    forget(draftKey);
    go(`/checklists/${made.row.id}`);
  })}>
    ${field(t('column.kind'), html`<select name="kind" required><option value="">${t('measures.choose')}</option>${kinds.map((kind) => html`<option value=${kind}>${code('checklist', kind)}</option>`)}</select>`)}
    ${field(t('column.facility'), html`<input name="facility" required maxlength="64" />`)}
    ${field(t('column.owner'), html`<select name="owner" required>${personOptions(people, t('measures.choose'))}</select>`)}
    ${field(t('column.due'), html`<input type="date" name="dueAt" required />`)}
    <button class="primary">${t('checklists.new')}</button>
  </form>
</details>`;

export default {
  title: () => t('checklists.title'),
  async load({ query }) {
    const [page, people] = await Promise.all([api.get('/checklists', { cursor: query.cursor }), api.get('/people')]);
    return { ...page, people: people.items };
  },
  view: (page, { query, act, go }) => html`
    ${pageHeader(t('checklists.title'), t('checklists.subtitle'))}
    ${newForm(page.people, act, go)}
    ${page.items.length === 0
      ? empty('checklists')
      : table(t('checklists.title'), ['list', 'facility', 'owner', 'due', 'answered', 'notMet'], page.items.map((row) => html`<tr>
          <th scope="row"><a href="/checklists/${row.id}">${code('checklist', row.kind)}</a></th><td translate="no">${row.facility}</td><td translate="no">${row.ownerName}</td>
          <td class="nowrap">${date(row.dueAt)} ${row.overdue ? html`<span class="alert-mark">▲ ${t('measures.overdue')}</span>` : ''}</td>
          <td>${t('rate.of', { events: row.answered, count: row.items })}</td><td>${number(row.notMet)}</td>
        </tr>`))}
    ${pager(page, '/checklists', query)}`,
};
