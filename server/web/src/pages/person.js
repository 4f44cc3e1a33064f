/** One radiologist: the same figures in full, the confusion matrix, and the cases. */
import { html } from 'lit';
import { api, queryOf } from '../api.js';
import { date, gradeName, number, t } from '../messages.js';
import { caseTable } from '../parts/case_table.js';
import { kappaCell, rateCell, rawBesideWeighted, tooSmall, why } from '../parts/figures.js';
import { designOf, designTabs, periodChooser, periodOf } from '../parts/period.js';

const figuresOf = (radiologist, design) => (design === 'doubleRead' ? radiologist.doubleReads : radiologist.peerReviews);

const grades = ['CT-0', 'CT-1', 'CT-2', 'CT-3', 'CT-4'];

/** Rows reported, columns settled; the thick line parts home from hospital. */
const matrix = (confusion) => html`<table class="matrix">
  <caption>${t('matrix.caption')} ${why('matrix')}</caption>
  <thead>
    <tr>
      <th scope="col" class="corner">${t('matrix.corner')}</th>
      ${grades.map((grade) => html`<th scope="col">${gradeName(grade)}</th>`)}
    </tr>
  </thead>
  <tbody>
    ${confusion.map((counts, reported) => {
      const total = counts.reduce((sum, count) => sum + count, 0);
      return html`<tr>
        <th scope="row">${gradeName(grades[reported])}</th>
        ${counts.map((count, settled) => {
          const kind = count === 0 ? 'none' : reported === settled ? 'same' : settled > reported ? 'under' : 'over';
          return html`<td class=${kind}>${number(count)}${count > 0 ? html`<span class="share">${Math.round((100 * count) / total)}%</span>` : ''}</td>`;
        })}
      </tr>`;
    })}
  </tbody>
</table>`;

export default {
  title: (data) => data.person?.reporterName || data.reporter,

  async load({ reporter, query }) {
    const period = periodOf(query);
    const [figures, cases] = await Promise.all([
      api.get('/figures/radiologists', period),
      api.get('/cases', { reporter, design: designOf(query), ...period, limit: '100' }),
    ]);
    return { reporter, person: figures.items.find((each) => each.reporter === reporter), cases, period, from: figures.from, to: figures.to, asOf: figures.asOf };
  },

  view({ reporter, person, cases, period, from, to }, { query }) {
    const addressOf = (changed) => `/people/${encodeURIComponent(reporter)}${queryOf(changed)}`;
    const design = designOf(query);
    const header = html`<header class="page">
        <div>
          <p class="trail"><a href="/people${queryOf(query)}">${t('people.title')}</a></p>
          <h1>${person?.reporterName || reporter}</h1>
          <p class="quiet">${t('person.subtitle', { staffCode: reporter, from: date(from), to: date(to) })}</p>
        </div>
        ${periodChooser(query, addressOf)}
      </header>
      ${designTabs(query, addressOf)}`;
    if (!person) return html`${header}<section class="panel state"><h2>${t('person.empty')}</h2><p>${t('person.emptyText')}</p></section>`;
    const figures = figuresOf(person, design);
    const isTooSmall = figures.reviewsStillNeeded > 0;
    const line = (name, outcome, isWeighted = false) => html`<tr>
      <th scope="row">${t(`people.${name}`)} ${why(name)}</th>
      ${rateCell(figures[name], { href: `/cases${queryOf({ reporter, design, outcome, ...period })}`, isTooSmall, isWeighted })}
    </tr>`;
    return html`${header}
      <p class="quiet">${t(`design.${design}Text`)} ${t('neverPooled')}</p>
      <div class="columns">
        <section class="panel">
          <h2>${t('person.figures')}</h2>
          <p>${t('person.counts', { reports: number(person.reports), settled: number(figures.settled) })}</p>
          <p>${tooSmall(figures)}</p>
          <table class="metrics">
            <tbody>
              ${line('exactAgreement', '')} ${line('significantRaw', 'significantDiscrepancy')}
              ${line('significantWeighted', 'significantDiscrepancy', true)} ${line('insignificantRaw', 'insignificantDiscrepancy')}
              <tr><th scope="row">${t('people.kappa')} ${why('kappa')}</th>${kappaCell(figures)}</tr>
            </tbody>
          </table>
          ${rawBesideWeighted(figures)}
          <p class="quiet">${t('person.flagged', { flagged: number(person.discrepanciesFlagged), upheld: number(person.discrepanciesUpheld) })}</p>
        </section>
        <section class="panel">${matrix(figures.confusion)}<p class="quiet">${t('matrix.context')}</p></section>
      </div>
      <h2>${t('cases.title')}</h2>
      ${cases.items.length ? caseTable(cases.items) : html`<p class="quiet">${t('cases.emptyText')}</p>`}`;
  },
};
