/** Critical alerts: the patient was sent home and belongs in hospital. By time left; they cannot be hidden. */
import { html, nothing } from 'lit';
import { api } from '../api.js';
import { code, dateTime, t, timeOfDay } from '../messages.js';
import { forget, keptAs } from '../parts/draft.js';
import { empty, gradeChip } from '../parts/figures.js';
import { pageHeader, submits } from '../parts/list.js';
import { clock } from './today.js';

const isOpen = (alert) => alert.acknowledgedAt === null;
const byTimeLeft = (a, b) => Number(isOpen(b)) - Number(isOpen(a)) || new Date(a.escalatesAt) - new Date(b.escalatesAt);

const acknowledgeForm = (alert, act) => {
  const key = `alert.${alert.id}`;
  return html`<form class="inline" ${keptAs(key)} @submit=${submits(async ({ how }) => {
    if (await act(() => api.post(`/alerts/${alert.id}/acknowledgement`, { how }, alert.etag), t('alerts.done'))) forget(key);
  })}>
    <label>${t('alerts.how')} <input name="how" required maxlength="2000" placeholder=${t('alerts.howExample')} /></label>
    <button class="primary">${t('alerts.acknowledge')}</button>
    <p class="quiet">${t('alerts.consequence')}</p>
  </form>`;
};

const steps = ['facilityDuty', 'dutyDoctor', 'head', 'city'];
const toldOf = (alert) => alert.told ?? [];
const nextStepOf = (alert) => steps.find((step) => !toldOf(alert).some((told) => told.step === step));

/** Who was told when, and who is next: the steps of the ladder in order. */
const ladder = (alert) => html`<ol class="ladder" aria-label=${t('alerts.ladder')}>
  ${toldOf(alert).map((told) => html`<li class="told"><span>${code('alertStep', told.step)}</span> <time datetime=${told.at}>${timeOfDay(told.at)}</time></li>`)}
  ${isOpen(alert) && nextStepOf(alert) ? html`<li class="next"><span>${code('alertStep', nextStepOf(alert))}</span> <time datetime=${alert.escalatesAt}>${timeOfDay(alert.escalatesAt)}</time></li>` : nothing}
</ol>`;

const amended = (alert) =>
  alert.amendedAt === undefined ? nothing : html`<p class="quiet">${alert.amendedAt ? html`${t('alerts.amended', { at: dateTime(alert.amendedAt) })} ${gradeChip(alert.amendedGrade)}` : t('alerts.notAmended')}</p>`;

const alertView = (alert, asOf, act) => html`<article id=${alert.id} class=${isOpen(alert) ? 'panel alert open' : 'panel alert'}>
  <h2>
    ${isOpen(alert) ? clock(alert.escalatesAt, asOf) : html`<span class="quiet">✓ ${t('alerts.acknowledged')}</span>`}
    ${t('alerts.what')} ${gradeChip(alert.reportedGrade)} → ${gradeChip(alert.settledGrade)}
  </h2>
  <p>${t('alerts.where', { facility: alert.facility, at: dateTime(alert.raisedAt) })} · <a href="/cases/${alert.caseId}">${t('alerts.openCase')}</a></p>
  ${ladder(alert)}
  ${isOpen(alert) ? acknowledgeForm(alert, act) : html`<p class="quiet">${t('alerts.by', { name: alert.acknowledgedBy, at: dateTime(alert.acknowledgedAt), how: alert.how })}</p>`}
  ${amended(alert)}
</article>`;

export default {
  title: () => t('alerts.title'),
  async load() {
    const page = await api.get('/alerts', { limit: '200' });
    return { ...page, items: page.items.sort(byTimeLeft) };
  },
  view: (page, { act }) => html`
    ${pageHeader(t('alerts.title'), t('alerts.subtitle'))}
    ${page.items.length === 0 ? empty('alerts') : page.items.map((alert) => alertView(alert, page.asOf, act))}`,
};
