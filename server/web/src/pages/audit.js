/** Who did what and when: the append-only trail, latest first, and whether its chain holds. */
import { html, nothing } from 'lit';
import { api } from '../api.js';
import { code, dateTime, number, t } from '../messages.js';
import { pageHeader, pager, table } from '../parts/list.js';

const verdict = (found) =>
  found.intact
    ? html`<p role="status">✓ ${t('audit.intact', { sealed: number(found.sealedEvents), unsealed: number(found.unsealedEvents) })}</p>`
    : html`<p class="refused" role="alert">${t('audit.broken', { at: found.firstBroken === null ? '—' : number(found.firstBroken) })}</p>`;

export default {
  title: () => t('audit.title'),
  load: ({ query }) => api.get('/audit', { cursor: query.cursor, limit: '100' }),
  view: (page, { query, local, draw }) => html`
    ${pageHeader(t('audit.title'), t('audit.subtitle'), html`<button class="primary" @click=${async () => {
      local.found = await api.get('/audit/verification').catch(() => null);
      draw();
    }}>${t('audit.verify')}</button>`)}
    ${local.found ? verdict(local.found) : nothing}
    ${table(t('audit.title'), ['number', 'at', 'actor', 'event', 'subject'], page.items.map((each) => html`<tr>
      <th scope="row">${number(each.sequence)}</th><td class="nowrap">${dateTime(each.at)}</td>
      <td class="uid" translate="no">${each.actor || t('audit.product')}</td><td>${code('step', each.what)}</td>
      <td>${code('auditSubject', each.subjectKind)} <span class="uid" translate="no">${each.subject}</span></td>
    </tr>`))}
    ${pager(page, '/audit', query)}`,
};
