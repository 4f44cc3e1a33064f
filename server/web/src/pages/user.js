/** One account: what it may, where it is signed in, and everything that became of it. */
import { html, nothing } from 'lit';
import { api } from '../api.js';
import { code, dateTime, t } from '../messages.js';
import { field, pageHeader, submits, table } from '../parts/list.js';
import { roles } from './users.js';

const changeForm = (row, act) => html`<section class="panel">
  <h2>${t('user.change')}</h2>
  <form class="stacked" @submit=${submits(async (values, form) => {
    const chosen = [...form.querySelectorAll('[name=role]:checked')].map((box) => box.value);
    await act(() => api.put(`/users/${row.id}`, { displayName: values.displayName, facility: values.facility, roles: chosen, disabled: Boolean(values.disabled) }), t('user.changed'));
  })}>
    ${field(t('users.displayName'), html`<input name="displayName" required maxlength="200" autocomplete="off" .value=${row.displayName} />`)}
    ${field(t('column.facility'), html`<input name="facility" maxlength="64" .value=${row.facility} />`, t('users.facilityHint'))}
    <fieldset><legend>${t('column.roles')}</legend>
      ${roles.map((role) => html`<label class="tick"><input type="checkbox" name="role" value=${role} ?checked=${row.roles.includes(role)} /> ${code('role', role)}</label>`)}
    </fieldset>
    <label class="tick"><input type="checkbox" name="disabled" value="yes" ?checked=${row.disabled} /> ${t('user.disabled')}</label>
    <p class="quiet">${t('user.consequence')}</p>
    <button class="primary">${t('user.save')}</button>
  </form>
</section>`;

const sessionsView = ({ row, sessions }, act) => html`<section class="panel">
  <h2>${t('user.sessions', { n: sessions.length })}</h2>
  ${sessions.length === 0
    ? html`<p class="quiet">${t('user.noSession')}</p>`
    : html`<ul class="reviews">${sessions.map((each) => html`<li>${t(`user.${each.transport}`)} <span class="quiet">${t('user.since', { from: dateTime(each.openedAt), last: dateTime(each.lastUsedAt) })}</span></li>`)}</ul>
        <button @click=${() => act(() => api.remove(`/users/${row.id}/sessions`), t('user.signedOut'))}>${t('user.signOut')}</button>`}
</section>`;

/** "roles: head -> head, QA lead", from what the trail holds. */
const changesOf = (detail) =>
  Object.entries(detail).map(([name, { before, after }]) => html`<span class="tag">${code('userField', name)}: ${valueOf(name, before)} → ${valueOf(name, after)}</span> `);
const valueOf = (name, value) =>
  name === 'roles' ? value.map((role) => code('role', role)).join(', ') : name === 'disabled' ? t(value ? 'users.disabled' : 'users.enabled') : html`<span translate="no">${value || '—'}</span>`;

const historyView = (history) =>
  html`<h2>${t('user.history')}</h2>
    ${table(t('user.history'), ['at', 'event', 'actor', 'changes'], history.map((each) => html`<tr>
      <th scope="row" class="nowrap">${dateTime(each.at)}</th><td>${code('step', each.what)}</td><td translate="no">${each.actor || t('audit.product')}</td>
      <td>${each.what === 'account.changed' ? changesOf(each.detail) : nothing}</td>
    </tr>`))}`;

export default {
  title: ({ row }) => row.displayName,
  load: ({ userId }) => api.get(`/users/${encodeURIComponent(userId)}`),
  view: (data, { act }) => html`
    ${pageHeader(html`<span translate="no">${data.row.displayName}</span>`, html`<span translate="no">${data.row.name} ${data.row.staffCode}</span> · ${data.row.disabled ? t('users.disabled') : t('users.enabled')}`, nothing, html`<a href="/users">${t('users.title')}</a>`)}
    <div class="columns">${changeForm(data.row, act)} ${sessionsView(data, act)}</div>
    ${historyView(data.history)}`,
};
