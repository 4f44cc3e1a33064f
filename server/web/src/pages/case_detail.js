/** One case: why it was picked, what was said, what was measured, how it was settled, and every step. */
import { html, nothing } from 'lit';
import { api } from '../api.js';
import { code, dateTime, decimal, millilitres, percent, points, t } from '../messages.js';
import { measuredLabel, outcomeLabel } from '../parts/case_table.js';
import { gradeChip, why } from '../parts/figures.js';
import { viewer } from '../parts/viewer.js';

const percentOrDash = (value) => (value === null || value === undefined ? '—' : points(value));

function findingsOf(findings) {
  const seen = ['groundGlass', 'consolidation', 'crazyPaving', 'effusion'].filter((name) => findings[name]).map((name) => t(`finding.${name}`));
  if (findings.distribution !== 'notStated') seen.push(code('distribution', findings.distribution));
  if (findings.alternativeDiagnosis) seen.push(findings.alternativeDiagnosis);
  return seen.join(', ') || t('finding.none');
}

/** "CT-1 · 2026-11": the parts of the stratum that say something to a person; the reporter stands above. */
const stratumOf = ({ stratum }) =>
  stratum
    .split(' ')
    .filter((part) => !part.startsWith('reporter='))
    .map((part) => part.slice(part.indexOf('=') + 1))
    .join(' · ') || '—';

const readsTable = (reads) => {
  const line = (key, cell) => html`<tr><th scope="row">${t(`read.${key}`)}</th>${reads.map((read) => html`<td>${cell(read)}</td>`)}</tr>`;
  return html`<table class="compare">
    <thead><tr><td></td>${reads.map((read, i) => html`<th scope="col">${t('read.number', { number: String(i + 1) })}</th>`)}</tr></thead>
    <tbody>
      ${line('grade', (read) => html`${gradeChip(read.grade)} ${read.gradeReason ? html`<span class="quiet">${code('gradeReason', read.gradeReason)}</span>` : nothing}`)}
      ${line('total', (read) => percentOrDash(read.involvement.totalPercent))}
      ${line('right', (read) => percentOrDash(read.involvement.rightPercent))}
      ${line('left', (read) => percentOrDash(read.involvement.leftPercent))}
      ${line('findings', (read) => findingsOf(read.findings))}
      ${line('quality', (read) => html`${code('quality', read.quality)} <span class="quiet">${read.qualityReasons.join(', ')}</span>`)}
      ${line('confidence', (read) => t('read.confidenceOf', { value: String(read.confidence) }))}
      ${line('text', (read) => read.text || '—')}
    </tbody>
  </table>`;
};

const reviewView = (review) => html`<li>
  <strong>RADPEER ${review.score}${review.significance === 'unlikely' ? 'a' : review.significance === 'likely' ? 'b' : ''}</strong>
  ${review.errorKind ? code('errorKind', review.errorKind) : nothing}
  ${review.technicalRemarks.map((remark) => html`<span class="tag">${code('technical', remark)}</span>`)}
  ${review.greatCall ? html`<span class="great">★ ${t('greatCall')}</span>` : nothing}
  <p>${review.comment}</p>
</li>`;

function measurementView(measured) {
  if (measured.status !== 'measured')
    return html`<p>${measuredLabel(measured)}</p>${measured.detail ? html`<p class="quiet">${measured.detail}</p>` : nothing}`;
  const involvement = measured.involvementPercent;
  return html`<p class="figure">
      ${points(involvement.total)} <span class="quiet">± ${decimal(measured.uncertaintyPercent)}</span> ${gradeChip(measured.grade)} ${why('measured')}
    </p>
    <dl>
      <dt>${t('measured.sides')}</dt><dd>${percentOrDash(involvement.right)} / ${percentOrDash(involvement.left)}</dd>
      <dt>${t('measured.groundGlass')}</dt><dd>${millilitres(measured.groundGlassMl)}</dd>
      <dt>${t('measured.consolidation')}</dt><dd>${millilitres(measured.consolidationMl)}</dd>
      <dt>${t('measured.lung')}</dt><dd>${millilitres(measured.lungMl.total)}</dd>
      ${measured.warnings.length ? html`<dt>${t('measured.warnings')}</dt><dd>${measured.warnings.map((warning) => code('warning', warning)).join(', ')}</dd>` : nothing}
    </dl>`;
}

export default {
  title: () => t('case.title'),

  load: ({ caseId }) => api.get(`/cases/${encodeURIComponent(caseId)}`),

  view({ row, selections, reads, reviews, settlementReason, steps }) {
    return html`
      <header class="page">
        <div>
          <p class="trail"><a href="/cases">${t('cases.title')}</a></p>
          <h1>${t('case.heading', { date: dateTime(row.reportedAt) })}</h1>
          <p class="quiet">
            <a href="/people/${encodeURIComponent(row.reporter)}">${row.reporterName || row.reporter}</a> · ${t('column.facility')} ${row.facility} ·
            ${code('state', row.state)}${row.studyInstanceUid ? html` · <span class="uid">${row.studyInstanceUid}</span>` : nothing}
          </p>
        </div>
      </header>
      <div class="columns three">
        <section class="panel"><h2>${t('case.reported')}</h2>
          <p class="figure">${gradeChip(row.reportedGrade)} ${row.reportedInvolvement ? points(row.reportedInvolvement.totalPercent) : nothing}</p>
        </section>
        <section class="panel"><h2>${t('case.settled')}</h2>
          <p class="figure">${gradeChip(row.settledGrade)} ${outcomeLabel(row.outcome)}</p>
          ${settlementReason ? html`<p>${settlementReason}</p>` : nothing}
          ${row.alert ? html`<p><a class="alert-mark" href="/alerts">${t('case.alerted')}</a></p>` : nothing}
        </section>
        <section class="panel"><h2>${t('case.measured')}</h2>${measurementView(row.measured)}</section>
      </div>
      <section class="panel">
        <h2>${t('case.selections')} ${why('selection')}</h2>
        <table class="plain-table">
          <thead><tr>${['reason', 'probability', 'stratum', 'plan', 'firstTask'].map((name) => html`<th scope="col">${t(`selection.${name}`)}</th>`)}</tr></thead>
          <tbody>
            ${selections.map(
              (each) => html`<tr>
                <th scope="row">${code('reason', each.reason)}</th>
                <td>${each.probability === null ? t('selection.noProbability') : percent(each.probability)}</td>
                <td class="quiet">${stratumOf(each)}</td><td>${each.planVersion}</td><td>${code('task', each.firstTask)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </section>
      ${reads.length ? html`<section class="panel"><h2>${t('case.reads')}</h2><div class="scroll">${readsTable(reads)}</div></section>` : nothing}
      ${reviews.length ? html`<section class="panel"><h2>${t('case.reviews')}</h2><ul class="reviews">${reviews.map(reviewView)}</ul></section>` : nothing}
      <section class="panel">
        <h2>${t('case.steps')}</h2>
        <ol class="steps">${steps.map((step) => html`<li><time datetime=${step.at}>${dateTime(step.at)}</time> ${code('step', step.what)}</li>`)}</ol>
      </section>
    `;
  },
};
