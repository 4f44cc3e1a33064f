/** Whether the house is well: one line a component, in words, with its last success; and the configuration in force. */
import { html } from 'lit';
import { api } from '../api.js';
import { dateTime, number, percent, t } from '../messages.js';
import { pageHeader, table } from '../parts/list.js';

const said = ({ component, value, isWell }) =>
  t(`system.${component}.${isWell ? 'well' : 'trouble'}`, { n: value, count: number(Math.round(value)), share: percent(Math.min(1, value)) });

const components = (rows) => html`<ul class="needs">${rows.map((each) => html`<li class="panel">
  <span class=${each.isWell ? 'clock' : 'clock over'}>${each.isWell ? `✓ ${t('system.well')}` : t('system.trouble')}</span>
  <span class="what">${said(each)}</span>
  <span class="quiet">${each.lastSuccessAt ? t('system.last', { at: dateTime(each.lastSuccessAt) }) : ''}</span>
</li>`)}</ul>`;

export default {
  title: () => t('system.title'),
  load: () => api.get('/system'),
  view: (view) => html`
    ${pageHeader(t('system.title'), t(view.components.every((each) => each.isWell) ? 'system.allWell' : 'system.notWell'))}
    ${components(view.components)}
    <h2>${t('system.settings')}</h2>
    ${table(t('system.settings'), ['key', 'value', 'origin'], view.settings.map((each) => html`<tr>
      <th scope="row" translate="no">${each.key}</th><td class="uid" translate="no">${each.value || '—'}</td><td class="uid" translate="no">${each.origin}</td>
    </tr>`))}`,
};
