/** Who reads when, and what each may read. */
import { html } from 'lit';
import { api } from '../api.js';
import { dateTime, t } from '../messages.js';
import { empty } from '../parts/figures.js';
import { field, pageHeader, pager, submits, table } from '../parts/list.js';

const asMoment = (text) => new Date(text).toISOString();

const addForm = (readers, act) => html`<details class="panel">
  <summary>${t('shifts.add')}</summary>
  <form class="stacked" @submit=${submits(async ({ reviewer, startsAt, endsAt }, form) => {
    if (await act(() => api.post('/shifts', { reviewer, startsAt: asMoment(startsAt), endsAt: asMoment(endsAt) }), t('shifts.added'))) form.reset();
  })}>
    ${field(t('column.reviewer'), html`<select name="reviewer" required><option value="">${t('measures.choose')}</option>${readers.map((each) => html`<option value=${each.id} translate="no">${each.displayName}</option>`)}</select>`)}
    ${field(t('shifts.startsAt'), html`<input type="datetime-local" name="startsAt" required />`)}
    ${field(t('shifts.endsAt'), html`<input type="datetime-local" name="endsAt" required />`)}
    <button class="primary">${t('shifts.add')}</button>
  </form>
</details>`;

const reads = (user) => user.roles.includes('reviewer') || user.roles.includes('arbiter');

export default {
  title: () => t('shifts.title'),
  async load({ query, user }) {
    const isAdministrator = user.roles.includes('administrator');
    const [page, people] = await Promise.all([
      api.get('/shifts', { cursor: query.cursor }),
      isAdministrator ? api.get('/users').then((users) => users.items.filter(reads)) : api.get('/reviewers').then((list) => list.items.map((each) => ({ id: each.reviewer, displayName: each.name }))),
    ]);
    return { ...page, people };
  },
  view: (page, { query, act }) => html`
    ${pageHeader(t('shifts.title'), t('shifts.subtitle'))}
    ${addForm(page.people, act)}
    ${page.items.length === 0
      ? empty('shifts')
      : table(t('shifts.title'), ['reviewer', 'startsAt', 'endsAt', ''], page.items.map((shift) => html`<tr>
          <th scope="row" translate="no">${shift.reviewerName}</th><td>${dateTime(shift.startsAt)}</td><td>${dateTime(shift.endsAt)}</td>
          <td><button @click=${() => act(() => api.remove(`/shifts/${shift.id}`), t('shifts.removed'))}>${t('shifts.remove')}</button></td>
        </tr>`))}
    ${pager(page, '/shifts', query)}`,
};
