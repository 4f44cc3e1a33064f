/** What needs somebody today, first by its clock; then how the department stands, in one line. */
import { html, nothing } from 'lit';
import { api, queryOf } from '../api.js';
import { number, t } from '../messages.js';
import { gradeChip } from '../parts/figures.js';
import { periodOf } from '../parts/period.js';
import { clockOf, isOpen } from './alerts.js';

const sum = (people, of) => people.reduce((total, person) => total + of(person), 0);

const tile = (key, value, href) => html`<div class="tile">
  <span class="figure">${href ? html`<a href=${href}>${number(value)}</a>` : number(value)}</span>
  <span class="quiet">${t(`today.${key}`)}</span>
</div>`;

export default {
  title: () => t('today.title'),

  async load() {
    const period = periodOf({ months: '1' });
    const [alerts, figures, discrepancies] = await Promise.all([
      api.get('/alerts', { limit: '200' }),
      api.get('/figures/radiologists', period),
      api.get('/cases', { outcome: 'significantDiscrepancy', ...periodOf({ months: '1' }), limit: '10' }),
    ]);
    return { alerts: alerts.items.filter(isOpen), people: figures.items, discrepancies: discrepancies.items, period, asOf: alerts.asOf };
  },

  view({ alerts, people, discrepancies, period, asOf }) {
    const waiting = alerts.length + discrepancies.length;
    const cases = (more) => `/cases${queryOf({ ...period, ...more })}`;
    return html`
      <header class="page"><div><h1>${t('today.heading', { n: waiting })}</h1></div></header>
      ${waiting === 0 ? html`<section class="panel state"><h2>${t('today.nothing')}</h2><p>${t('today.nothingText')}</p></section>` : nothing}
      <ul class="needs">
        ${alerts.map(
          (alert) => html`<li class="panel">
            ${clockOf(alert, asOf)}
            <span>${t('today.alert', { facility: alert.facility })} ${gradeChip(alert.reportedGrade)} → ${gradeChip(alert.settledGrade)}</span>
            <a class="button primary" href="/alerts">${t('action.open')}</a>
          </li>`,
        )}
        ${discrepancies.map(
          (row) => html`<li class="panel">
            <span class="clock new">${t('today.new')}</span>
            <span>${t('today.discrepancy', { name: row.reporterName || row.reporter })} ${gradeChip(row.reportedGrade)} → ${gradeChip(row.settledGrade)}</span>
            <a class="button" href="/cases/${row.caseId}">${t('action.open')}</a>
          </li>`,
        )}
      </ul>
      <h2>${t('today.month')}</h2>
      <div class="tiles">
        ${tile('reports', sum(people, (person) => person.reports))}
        ${tile('doubleReads', sum(people, (person) => person.doubleReads.settled), cases({ design: 'doubleRead' }))}
        ${tile('peerReviews', sum(people, (person) => person.peerReviews.settled), cases({ design: 'peerReview' }))}
        ${tile('significantDoubleRead', sum(people, (person) => person.doubleReads.significantRaw.events), cases({ design: 'doubleRead', outcome: 'significantDiscrepancy' }))}
        ${tile('greatCalls', sum(people, (person) => person.greatCalls))}
      </div>
      <p><a class="button primary" href="/people">${t('today.toPeople')}</a></p>
    `;
  },
};
