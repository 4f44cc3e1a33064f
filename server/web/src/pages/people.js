/** Radiologists by name, never by rate: what was reported, reviewed and found, with n and interval. */
import { html } from 'lit';
import { api, queryOf } from '../api.js';
import { date, number, percent, t } from '../messages.js';
import { kappaCell, rateCell, tooSmall, why } from '../parts/figures.js';
import { designOf, designTabs, periodChooser, periodOf } from '../parts/period.js';

const figuresOf = (radiologist, design) => (design === 'doubleRead' ? radiologist.doubleReads : radiologist.peerReviews);

const addressOf = (query) => `/people${queryOf(query)}`;

/** The middle half of the team's rates, from five colleagues up. */
function middleHalf(rates) {
  const values = rates.filter((rate) => rate.value !== null).map((rate) => rate.value).sort((a, b) => a - b);
  if (values.length < 5) return null;
  const at = (share) => values[Math.round(share * (values.length - 1))];
  return { low: at(0.25), high: at(0.75) };
}

/** One scale for a column, so that its bars compare; round, and with room for the widest interval. */
function scaleOf(rates) {
  const widest = Math.max(0.05, ...rates.filter((rate) => rate.high !== null).map((rate) => rate.high));
  return Math.min(1, Math.ceil(widest * 20) / 20);
}

function row(person, design, columns, period) {
  const figures = figuresOf(person, design);
  const isTooSmall = figures.reviewsStillNeeded > 0;
  const cases = (more) => `/cases${queryOf({ reporter: person.reporter, design, ...period, ...more })}`;
  const cell = (name, outcome, isWeighted) =>
    rateCell(figures[name], { href: cases({ outcome }), scale: columns[name].scale, team: columns[name].team, isTooSmall, isWeighted });
  return html`<tr>
    <th scope="row">
      <a href="/people/${encodeURIComponent(person.reporter)}${queryOf({ design, months: columns.months })}">${person.reporterName || person.reporter}</a>
      <span class="quiet">${person.reporter}</span>
    </th>
    <td class="count-cell">${number(person.reports)}</td>
    <td class="count-cell">
      ${figures.settled > 0 ? html`<a href=${cases({})}>${number(figures.settled)}</a>` : number(0)}
      <span class="quiet">${person.reports > 0 ? percent(figures.settled / person.reports) : ''}</span>
    </td>
    ${cell('exactAgreement', '', false)} ${cell('significantRaw', 'significantDiscrepancy', false)}
    ${cell('significantWeighted', 'significantDiscrepancy', true)} ${cell('insignificantRaw', 'insignificantDiscrepancy', false)}
    ${kappaCell(figures)}
    <td class="count-cell">${person.greatCalls > 0 ? html`<span class="great">★ ${number(person.greatCalls)}</span>` : html`<span class="quiet">0</span>`}</td>
    <td>${tooSmall(figures)}</td>
  </tr>`;
}

export default {
  title: () => t('people.title'),

  async load({ query }) {
    const period = periodOf(query);
    return { ...(await api.get('/figures/radiologists', period)), period };
  },

  view(figures, { query }) {
    const design = designOf(query);
    const all = figures.items.map((person) => figuresOf(person, design));
    const columns = { months: query.months };
    for (const name of ['exactAgreement', 'significantRaw', 'significantWeighted', 'insignificantRaw']) {
      const rates = all.map((each) => each[name]);
      columns[name] = { scale: name === 'exactAgreement' ? 1 : scaleOf(rates), team: middleHalf(rates) };
    }
    const heading = (name) => html`<th scope="col">${t(`people.${name}`)} ${why(name)}</th>`;
    return html`
      <header class="page">
        <div>
          <h1>${t('people.title')}</h1>
          <p class="quiet">${t('people.subtitle', { from: date(figures.from), to: date(figures.to) })}</p>
        </div>
        ${periodChooser(query, addressOf)}
      </header>
      ${designTabs(query, addressOf)}
      <p class="quiet">${t(`design.${design}Text`)} ${t('neverPooled')}</p>
      ${figures.items.length === 0
        ? html`<section class="panel state"><h2>${t('people.empty')}</h2><p>${t('people.emptyText')}</p></section>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label=${t('people.title')}>
            <table class="people">
              <thead>
                <tr>
                  <th scope="col">${t('people.name')}</th>
                  <th scope="col">${t('people.reports')}</th>
                  <th scope="col">${t('people.reviewed')} ${why('reviewed')}</th>
                  ${heading('exactAgreement')} ${heading('significantRaw')} ${heading('significantWeighted')}
                  ${heading('insignificantRaw')} ${heading('kappa')} ${heading('greatCalls')}
                  <th scope="col">${t('people.verdict')}</th>
                </tr>
              </thead>
              <tbody>
                ${figures.items.map((person) => row(person, design, columns, figures.period))}
              </tbody>
            </table>
          </div>
          ${columns.exactAgreement.team ? html`<p class="quiet legend">${t('people.legend')}</p>` : html`<p class="quiet legend">${t('people.legendNoTeam')}</p>`}`}
    `;
  },
};
