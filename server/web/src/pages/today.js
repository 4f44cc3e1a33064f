/** What needs somebody today, first by its clock, one button each; then how the reading stands, in one line of figures. */
import { html, nothing } from 'lit';
import { api } from '../api.js';
import { date, decimal, gradeName, hoursMinutes, number, t } from '../messages.js';
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

const words = (need) =>
  t(need.kind === 'overdue' ? `need.${need.code}` : `need.${need.kind}`, {
    n: need.count,
    count: number(need.count),
    facility: [need.facility, need.kind === 'signal' && need.id].filter(Boolean).join(' ') || t('need.everywhere'),
    reported: need.reportedGrade ? gradeName(need.reportedGrade) : '',
    settled: need.settledGrade ? gradeName(need.settledGrade) : '',
    points: need.value === null ? '' : decimal(100 * need.value),
    rule: need.code.startsWith('rule') ? t(`signalRule.${need.code.slice(4)}`) : '',
  });

/** Where each need is met: one step from here. */
const meets = {
  alert: () => '/alerts',
  overdue: (need, isLead) => (isLead ? `/assignment?state=overdue&kind=${need.code.replace('Overdue', '')}` : '/operation'),
  signal: (need) => `/facilities/${[need.facility, need.id].filter(Boolean).map(encodeURIComponent).join('/')}?months=12`,
  dispute: (need, isLead) => (isLead ? '/disputes?state=open' : '/cases?dispute=open'),
  measure: (need) => (need.id ? `/measures/${need.id}` : '/measures?state=open'),
  feedback: () => '/people',
};

const buttons = { overdue: 'action.assign', signal: 'action.openChart' };

const row = (need, asOf, isFirst, isLead) => html`<li class="panel need-${need.kind}">
  ${clock(need.dueAt, asOf)}
  <span class="what">${words(need)}</span>
  <a class=${isFirst ? 'button primary' : 'button'} href=${meets[need.kind](need, isLead)}>${t(buttons[need.kind] ?? 'action.open')}</a>
</li>`;

const nothingNeeds = ({ nextMeasureDue }) => html`<section class="panel state">
  <h2>${t('today.nothing')}</h2>
  <p>${nextMeasureDue ? t('today.nextDue', { at: date(nextMeasureDue) }) : t('today.nothingDue')}</p>
</section>`;

export default {
  title: () => t('today.title'),
  async load() {
    // Who is free and what is due next stand beside what needs somebody, and must not keep it from being shown.
    const [seen, counts] = await Promise.all([api.get('/figures/overview'), api.get('/oversight/today').catch(() => ({}))]);
    return { ...seen, freeReviewers: counts.freeReviewers, nextMeasureDue: counts.nextMeasureDue };
  },
  view(seen, { user }) {
    const isLead = user.roles.includes('qaLead');
    const tile = (name, period, more = {}) => figure({ key: name, rate: seen[name], href: casesOf(seen[name]), period: t(`today.${period}`), ...more });
    const raw = seen.significantRaw;
    return html`
      ${pageHeader(t('today.heading', { n: seen.needs.length }))}
      ${seen.needs.length === 0 ? nothingNeeds(seen) : nothing}
      <ul class="needs">${seen.needs.map((need, i) => row(need, seen.asOf, i === 0, isLead))}</ul>
      ${seen.freeReviewers !== undefined && seen.needs.some((need) => need.kind === 'overdue') ? html`<p class="quiet">${t('today.free', { n: seen.freeReviewers })}</p>` : nothing}
      <h2>${t('today.month')}</h2>
      <div class="tiles">
        ${tile('inTime', 'lastDay')} ${tile('significantWeighted', 'thisMonth', { isWeighted: true, beside: raw.n ? t('today.raw', { events: raw.events, count: raw.n }) : '' })} ${tile('technical', 'thisMonth')} ${tile('seen', 'lastDay')}
      </div>`;
  },
};
