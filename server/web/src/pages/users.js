/** Accounts: who may sign in, as what, and where. */
import { html } from 'lit';
import { api } from '../api.js';
import { code, t } from '../messages.js';
import { field, pageHeader, submits, table } from '../parts/list.js';
import { empty } from '../parts/figures.js';

export const roles = ['reviewer', 'arbiter', 'radiologist', 'head', 'qaLead', 'administrator', 'integrator'];

const addForm = (act) => html`<details class="panel">
  <summary>${t('users.add')}</summary>
  <form class="stacked" @submit=${submits(async (values, form) => {
    const chosen = [...form.querySelectorAll('[name=role]:checked')].map((box) => box.value);
    const { name, displayName, staffCode, facility, password } = values;
    if (await act(() => api.post('/users', { name, displayName, staffCode, facility, password, roles: chosen }), t('users.added'))) form.reset();
  })}>
    ${field(t('signIn.name'), html`<input name="name" required maxlength="100" autocapitalize="none" autocomplete="off" />`)}
    ${field(t('users.displayName'), html`<input name="displayName" required maxlength="200" autocomplete="off" />`)}
    ${field(t('users.staffCode'), html`<input name="staffCode" maxlength="64" />`, t('users.staffCodeHint'))}
    ${field(t('column.facility'), html`<input name="facility" maxlength="64" />`, t('users.facilityHint'))}
    ${field(t('signIn.password'), html`<input name="password" type="password" required minlength="15" maxlength="1024" autocomplete="new-password" />`, t('users.passwordHint'))}
    <fieldset><legend>${t('column.roles')}</legend>
      ${roles.map((role) => html`<label class="tick"><input type="checkbox" name="role" value=${role} /> ${code('role', role)}</label>`)}
    </fieldset>
    <p class="quiet">${t('users.consequence')}</p>
    <button class="primary">${t('users.add')}</button>
  </form>
</details>`;

export default {
  title: () => t('users.title'),
  load: () => api.get('/users'),
  view: (page, { act }) => html`
    ${pageHeader(t('users.title'), t('users.subtitle'))}
    ${addForm(act)}
    ${page.items.length === 0
      ? empty('users')
      : table(t('users.title'), ['user', 'account', 'staffCode', 'roles', 'facility', 'accountState'], page.items.map((user) => html`<tr>
          <th scope="row" translate="no"><a href="/users/${user.id}">${user.displayName}</a></th><td translate="no">${user.name}</td><td translate="no">${user.staffCode || '—'}</td>
          <td>${user.roles.map((role) => code('role', role)).join(', ')}</td><td translate="no">${user.facility || t('users.everywhere')}</td>
          <td>${user.disabled ? t('users.disabled') : t('users.enabled')}</td>
        </tr>`))}`,
};
