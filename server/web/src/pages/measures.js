/** Corrective measures: owner, due, cause, and the way to what they did. */
import { html, nothing } from 'lit';
import { api, queryOf } from '../api.js';
import { code, date, t } from '../messages.js';
import { forget, keptAs } from '../parts/draft.js';
import { empty } from '../parts/figures.js';
import { field, pageHeader, pager, submits, table } from '../parts/list.js';
import { filterChooser } from '../parts/period.js';
import { personOptions, startOfDay } from '../parts/people.js';

export const kinds = ['educational', 'organisational', 'technical', 'other'];
const draftKey = 'measure.new';

const openForm = (people, query, act, go) => html`<details class="panel" ?open=${Boolean(query.open)}>
  <summary>${t('measures.new')}</summary>
  <form class="stacked" ${keptAs(draftKey)} @submit=${submits(async (values) => {
    const share = Number(values.share) / 100;
    const measure = {
      kind: values.kind, reporter: values.reporter, facility: values.facility, owner: values.owner, dueAt: startOfDay(values.dueAt), cause: values.cause,
      cases: values.cases.split(/[\s,]+/).filter(Boolean),
      followUp: share > 0 ? { from: new Date().toISOString(), until: startOfDay(values.until || values.dueAt), share } : null,
    };
    if (await act(() => api.post('/measures', measure), t('measures.opened'))) {
      forget(draftKey);
      go('/measures');
    }
  })}>
    ${field(t('column.kind'), html`<select name="kind" required><option value="">${t('measures.choose')}</option>${kinds.map((kind) => html`<option value=${kind}>${code('measureKind', kind)}</option>`)}</select>`)}
    ${field(t('column.reporter'), html`<select name="reporter"><option value="">${t('measures.nobody')}</option>${people.map((person) => html`<option value=${person.staffCode} ?selected=${person.staffCode === query.open} translate="no">${person.name}</option>`)}</select>`, t('measures.reporterHint'))}
    ${field(t('column.facility'), html`<input name="facility" maxlength="64" .value=${query.facility ?? ''} />`)}
    ${field(t('column.owner'), html`<select name="owner" required>${personOptions(people, t('measures.choose'))}</select>`)}
    ${field(t('column.due'), html`<input type="date" name="dueAt" required />`)}
    ${field(t('column.cause'), html`<textarea name="cause" required maxlength="2000"></textarea>`)}
    ${field(t('measures.cases'), html`<input name="cases" .value=${query.cases ?? ''} />`, t('measures.casesHint'))}
    ${field(t('measures.share'), html`<input type="number" name="share" min="0" max="100" step="any" value="" />`, t('measures.shareHint'))}
    ${field(t('measures.until'), html`<input type="date" name="until" />`)}
    <p class="quiet">${t('measures.consequence')}</p>
    <button class="primary">${t('measures.new')}</button>
  </form>
</details>`;

export default {
  title: () => t('measures.title'),
  async load({ query }) {
    const [page, people] = await Promise.all([api.get('/measures', { state: query.state, cursor: query.cursor }), api.get('/people')]);
    return { ...page, people: people.items };
  },
  view: (page, { query, act, go }) => html`
    ${pageHeader(t('measures.title'), t('measures.subtitle'), filterChooser('state', ['', 'open', 'closed'], query, (changed) => `/measures${queryOf(changed)}`, (state) => t(`measures.state.${state || 'all'}`)))}
    ${openForm(page.people, query, act, go)}
    ${page.items.length === 0
      ? empty('measures')
      : table(t('measures.title'), ['cause', 'kind', 'subject', 'owner', 'due', 'state'], page.items.map((measure) => html`<tr>
          <th scope="row"><a href="/measures/${measure.id}">${measure.cause}</a></th><td>${code('measureKind', measure.kind)}</td>
          <td translate="no">${measure.reporterName || measure.facility || '—'}</td><td translate="no">${measure.ownerName}</td>
          <td class="nowrap">${date(measure.dueAt)} ${measure.overdue ? html`<span class="alert-mark">▲ ${t('measures.overdue')}</span>` : nothing}</td>
          <td>${measure.closedAt ? `✓ ${t('measures.closed')} ${date(measure.closedAt)}` : t('measures.open')}</td>
        </tr>`))}
    ${pager(page, '/measures', query)}`,
};
