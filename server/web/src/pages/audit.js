/** Who did what and when: the append-only trail, latest first, searched by person, event and subject, and whether its chain holds. */
import { html, nothing } from 'lit';
import { api, queryOf } from '../api.js';
import { code, dateTime, number, t } from '../messages.js';
import { empty } from '../parts/figures.js';
import { field, pageHeader, pager, submits, table } from '../parts/list.js';

const verdict = (found) =>
  found.intact
    ? html`<p role="status">✓ ${t('audit.intact', { sealed: number(found.sealedEvents), unsealed: number(found.unsealedEvents) })}</p>`
    : html`<p class="refused" role="alert">${t('audit.broken', { at: found.firstBroken === null ? '—' : number(found.firstBroken) })}</p>`;

/** A click on an id or an event looks for more of it. */
const more = (name, value, words) => html`<a href="/audit${queryOf({ [name]: value })}">${words}</a>`;

const searchForm = ({ actor, event, subject }, go) => html`<form class="inline panel" role="search" @submit=${submits(async (values) => go(`/audit${queryOf(values)}`))}>
  ${field(t('column.actor'), html`<input name="actor" maxlength="36" .value=${actor ?? ''} />`, t('audit.actorHint'))}
  ${field(t('column.subject'), html`<input name="subject" maxlength="200" .value=${subject ?? ''} />`, t('audit.subjectHint'))}
  ${event ? html`<input type="hidden" name="event" .value=${event} /><span class="tag">${code('step', event)}</span>` : nothing}
  <button class="primary">${t('audit.search')}</button>
  ${actor || event || subject ? html`<a href="/audit">${t('audit.all')}</a>` : nothing}
</form>`;

export default {
  title: () => t('audit.title'),
  load: ({ query }) => api.get('/audit', { actor: query.actor, event: query.event, subject: query.subject, cursor: query.cursor, limit: '100' }),
  view: (page, { query, local, draw, go }) => html`
    ${pageHeader(t('audit.title'), t('audit.subtitle'), html`<button class="primary" @click=${async () => {
      local.found = await api.get('/audit/verification').catch(() => null);
      draw();
    }}>${t('audit.verify')}</button>`)}
    ${local.found ? verdict(local.found) : nothing}
    ${searchForm(query, go)}
    ${page.items.length === 0
      ? empty('audit')
      : table(t('audit.title'), ['number', 'at', 'actor', 'event', 'subject'], page.items.map((each) => html`<tr>
          <th scope="row">${number(each.sequence)}</th><td class="nowrap">${dateTime(each.at)}</td>
          <td class="uid" translate="no">${each.actor ? more('actor', each.actor, each.actor) : t('audit.product')}</td><td>${more('event', each.what, code('step', each.what))}</td>
          <td>${code('auditSubject', each.subjectKind)} <span class="uid" translate="no">${each.subject ? more('subject', each.subject, each.subject) : nothing}</span></td>
        </tr>`))}
    ${pager(page, '/audit', query)}`,
};
