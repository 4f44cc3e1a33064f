/** What needs somebody today, first by its clock, one button each; then how the reading stands, in one line of figures. */
import { html, nothing } from 'lit';
import { api } from '../api.js';
import { code, date, gradeName, hoursMinutes, number, t, timeOfDay } from '../messages.js';
import { figure } from '../parts/figures.js';
import { pageHeader } from '../parts/list.js';
import { casesOf } from '../parts/metrics.js';

/** "0:18 left", "0:25 over"; "new" for what has no clock. */
export function clock(dueAt, asOf) {
  if (!dueAt) return html`<span class="clock new">${t('today.new')}</span>`;
  const left = new Date(dueAt) - new Date(asOf);
  if (left > 24 * 3600 * 1000) return html`<span class="clock">${t('clock.until', { date: date(dueAt) })}</span>`;
  return html`<span class=${left < 0 ? 'clock over' : 'clock'}>${t(left < 0 ? 'clock.over' : 'clock.left', { time: hoursMinutes(left) })}</span>`;
}

const words = (need) => {
  const values = { ...need.values };
  for (const [name, value] of Object.entries(values)) if (/^CT-\d$/.test(value)) values[name] = gradeName(value);
  const text = t(`need.${need.kind}`, { n: need.count, facility: need.facility || t('need.everywhere'), count: number(need.count), ...values });
  return need.kind === 'signal' ? `${text} ${code('signal', need.code)}` : text;
};

const buttons = { overdue: 'action.assign', signal: 'action.openChart' };

const row = (need, asOf, isFirst) => html`<li class="panel need-${need.kind}">
  ${clock(need.dueAt, asOf)}
  <span class="what">${words(need)}</span>
  <a class=${isFirst ? 'button primary' : 'button'} href=${need.link}>${t(buttons[need.kind] ?? 'action.open')}</a>
</li>`;

const nothingNeeds = ({ nextDue }) => html`<section class="panel state">
  <h2>${t('today.nothing')}</h2>
  <p>${nextDue ? t('today.nextDue', { what: code('nextDue', nextDue.kind), at: `${date(nextDue.at)}, ${timeOfDay(nextDue.at)}` }) : t('today.nothingDue')}</p>
</section>`;

export default {
  title: () => t('today.title'),
  load: () => api.get('/figures/overview'),
  view(seen) {
    const period = t('today.period');
    const tile = (name, more = {}) => figure({ key: name, rate: seen[name], href: casesOf(seen[name]), period, ...more });
    const raw = seen.significantRaw;
    return html`
      ${pageHeader(t('today.heading', { n: seen.needs.length }))}
      ${seen.needs.length === 0 ? nothingNeeds(seen) : nothing}
      <ul class="needs">${seen.needs.map((need, i) => row(need, seen.asOf, i === 0))}</ul>
      <h2>${t('today.month')}</h2>
      <div class="tiles">
        ${tile('inTime')} ${tile('significantWeighted', { isWeighted: true, beside: raw.n ? t('today.raw', { events: raw.events, count: raw.n }) : '' })} ${tile('technical')} ${tile('seen')}
      </div>`;
  },
};
