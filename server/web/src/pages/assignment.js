/** Who holds what, due when. Moving one by hand shows the rule that forbids it. */
import { html, nothing } from 'lit';
import { api, queryOf } from '../api.js';
import { code, number, t } from '../messages.js';
import { empty } from '../parts/figures.js';
import { field, pageHeader, pager, submits, table } from '../parts/list.js';
import { filterChooser } from '../parts/period.js';
import { clock } from './today.js';

const states = ['', 'overdue', 'waiting', 'held'];

const move = (row, { local, draw }) => async () => {
  local.moving = local.moving === row.id ? null : row.id;
  local.candidates = null;
  draw();
  if (local.moving) local.candidates = (await api.get(`/oversight/assignments/${row.id}/candidates`)).items;
  draw();
};

const moveForm = (row, { local, act }) =>
  local.candidates === null
    ? html`<p class="quiet" role="status">${t('state.loading')}</p>`
    : html`<form class="stacked" @submit=${submits(async ({ reviewer, reason }) => {
        if (await act(() => api.put(`/oversight/assignments/${row.id}/reviewer`, { reviewer: reviewer === 'pool' ? '' : reviewer, reason }), t('assignment.moved'))) local.moving = null;
      })}>
        <fieldset class="candidates"><legend>${t('assignment.to')}</legend>
          <label class="tick"><input type="radio" name="reviewer" value="pool" required /> ${t('assignment.pool')}</label>
          ${local.candidates.map((each) => html`<label class="tick"><input type="radio" name="reviewer" value=${each.reviewer} ?disabled=${each.refusal !== ''} />
            <span translate="no">${each.name}</span> <span class="quiet">${each.refusal ? `✕ ${code('refusalOfReader', each.refusal)}` : t('assignment.load', { minutes: number(Math.round(each.expectedToday)), held: number(each.held) })}</span></label>`)}
        </fieldset>
        ${field(t('assignment.reason'), html`<input name="reason" required maxlength="2000" />`)}
        <p class="quiet">${t('assignment.consequence')}</p>
        <button class="primary">${t('assignment.move')}</button>
      </form>`;

const row = (each, page, context) => html`<tr>
    <th scope="row" translate="no">${each.label}</th><td>${code('task', each.kind)} ${each.isPanel ? html`<span class="tag">${t('assignment.panel')}</span>` : nothing}</td>
    <td translate="no">${each.facility}</td><td>${each.reviewerName ? html`<span translate="no">${each.reviewerName}</span>` : each.reservedForName ? html`${t('assignment.reserved')} <span translate="no">${each.reservedForName}</span>` : t('assignment.nobody')}</td>
    <td>${clock(each.dueAt, page.asOf)}</td><td>${number(each.expectedMinutes)}</td>
    <td><button aria-expanded=${context.local.moving === each.id ? 'true' : 'false'} @click=${move(each, context)}>${t('assignment.move')}</button></td>
  </tr>
  ${context.local.moving === each.id ? html`<tr><td colspan="7">${moveForm(each, context)}</td></tr>` : nothing}`;

export default {
  title: () => t('assignment.title'),
  load: ({ query }) => api.get('/oversight/assignments', { state: query.state || 'open', kind: query.kind, cursor: query.cursor }),
  view(page, context) {
    const { query, user } = context;
    const addressOf = (changed) => `/assignment${queryOf(changed)}`;
    const kinds = ['', 'doubleRead', 'peerReview', 'arbitration'];
    return html`
      ${pageHeader(t('assignment.title'), t('assignment.subtitle'), html`<div class="page-tools">
        ${user.roles.includes('qaLead') ? filterChooser('state', states, query, addressOf, (state) => t(`assignment.state.${state || 'open'}`)) : nothing}
        ${filterChooser('kind', kinds, query, addressOf, (kind) => (kind ? code('task', kind) : t('assignment.anyKind')))}</div>`)}
      ${page.items.length === 0 ? empty('assignment') : table(t('assignment.title'), ['label', 'task', 'facility', 'holder', 'due', 'minutes', ''], page.items.map((each) => row(each, page, context)))}
      ${pager(page, '/assignment', query)}`;
  },
};
