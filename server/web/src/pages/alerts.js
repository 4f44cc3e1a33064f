/** Critical alerts: the patient was sent home and belongs in hospital. By time left; they cannot be hidden. */
import { html, nothing } from 'lit';
import { api } from '../api.js';
import { dateTime, hoursMinutes, t } from '../messages.js';
import { gradeChip } from '../parts/figures.js';

export const isOpen = (alert) => alert.acknowledgedAt === null;

/** "0:18 left", "0:25 over": until the next step of the ladder. */
export function clockOf(alert, asOf) {
  const left = new Date(alert.escalatesAt) - new Date(asOf);
  return html`<span class=${left < 0 ? 'clock over' : 'clock'}>${t(left < 0 ? 'clock.over' : 'clock.left', { time: hoursMinutes(left) })}</span>`;
}

const byTimeLeft = (a, b) => Number(isOpen(b)) - Number(isOpen(a)) || new Date(a.escalatesAt) - new Date(b.escalatesAt);

const acknowledgeForm = (alert, act) => html`<form
  class="inline"
  @submit=${(event) => {
    event.preventDefault();
    const how = new FormData(event.target).get('how');
    return act(() => api.post(`/alerts/${alert.id}/acknowledgement`, { how }, alert.etag), t('alerts.done'));
  }}
>
  <label>${t('alerts.how')} <input name="how" required maxlength="2000" placeholder=${t('alerts.howExample')} /></label>
  <button class="primary">${t('alerts.acknowledge')}</button>
  <p class="quiet">${t('alerts.consequence')}</p>
</form>`;

export default {
  title: () => t('alerts.title'),

  async load() {
    const page = await api.get('/alerts', { limit: '200' });
    return { ...page, items: page.items.sort(byTimeLeft) };
  },

  view(page, { act }) {
    return html`
      <header class="page"><div><h1>${t('alerts.title')}</h1><p class="quiet">${t('alerts.subtitle')}</p></div></header>
      ${page.items.length === 0 ? html`<section class="panel state"><h2>${t('alerts.empty')}</h2><p>${t('alerts.emptyText')}</p></section>` : nothing}
      ${page.items.map(
        (alert) => html`<article class=${isOpen(alert) ? 'panel alert open' : 'panel alert'}>
          <h2>
            ${isOpen(alert) ? clockOf(alert, page.asOf) : html`<span class="quiet">✓ ${t('alerts.acknowledged')}</span>`}
            ${t('alerts.what')} ${gradeChip(alert.reportedGrade)} → ${gradeChip(alert.settledGrade)}
          </h2>
          <p>${t('alerts.where', { facility: alert.facility, at: dateTime(alert.raisedAt) })} · <a href="/cases/${alert.caseId}">${t('alerts.openCase')}</a></p>
          ${isOpen(alert)
            ? acknowledgeForm(alert, act)
            : html`<p class="quiet">${t('alerts.by', { name: alert.acknowledgedBy, at: dateTime(alert.acknowledgedAt), how: alert.how })}</p>`}
        </article>`,
      )}
    `;
  },
};
