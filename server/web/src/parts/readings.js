/** Reads and measurements in words, wherever a case is shown. */
import { html, nothing } from 'lit';
import { code, decimal, millilitres, points, t } from '../messages.js';
import { measuredLabel } from './case_table.js';
import { gradeChip, why } from './figures.js';

const percentOrDash = (value) => (value === null || value === undefined ? '—' : points(value));

export const involvementOf = (involvement) =>
  involvement && (involvement.rightPercent ?? involvement.leftPercent) !== null ? `${percentOrDash(involvement.rightPercent)} / ${percentOrDash(involvement.leftPercent)}` : '—';

export function findingsOf(findings) {
  const seen = ['groundGlass', 'consolidation', 'crazyPaving', 'effusion'].filter((name) => findings[name]).map((name) => t(`finding.${name}`));
  if (findings.distribution !== 'notStated') seen.push(code('distribution', findings.distribution));
  if (findings.alternativeDiagnosis) seen.push(findings.alternativeDiagnosis);
  return seen.join(', ') || t('finding.none');
}

export const readsTable = (reads) => {
  const line = (key, cell) => html`<tr><th scope="row">${t(`read.${key}`)}</th>${reads.map((read) => html`<td>${cell(read)}</td>`)}</tr>`;
  return html`<table class="compare">
    <thead><tr><td></td>${reads.map((read, i) => html`<th scope="col">${t('read.number', { number: String(i + 1) })}</th>`)}</tr></thead>
    <tbody>
      ${line('grade', (read) => html`${gradeChip(read.grade)} ${read.gradeReason ? html`<span class="quiet">${code('gradeReason', read.gradeReason)}</span>` : nothing}`)}
      ${line('total', (read) => percentOrDash(read.involvement.totalPercent))}
      ${line('right', (read) => percentOrDash(read.involvement.rightPercent))}
      ${line('left', (read) => percentOrDash(read.involvement.leftPercent))}
      ${line('findings', (read) => findingsOf(read.findings))}
      ${line('quality', (read) => html`${code('quality', read.quality)} <span class="quiet">${read.qualityReasons.map((reason) => code('technical', reason)).join(', ')}</span>`)}
      ${line('confidence', (read) => t('read.confidenceOf', { value: String(read.confidence) }))}
      ${line('text', (read) => read.text || '—')}
    </tbody>
  </table>`;
};

export const reviewView = (review) => html`<li>
  <strong>RADPEER ${review.score}${review.significance === 'unlikely' ? 'a' : review.significance === 'likely' ? 'b' : ''}</strong>
  ${review.errorKind ? code('errorKind', review.errorKind) : nothing}
  ${review.technicalRemarks.map((remark) => html`<span class="tag">${code('technical', remark)}</span>`)}
  ${review.greatCall ? html`<span class="great">★ ${t('greatCall')}</span>` : nothing}
  <p>${review.comment}</p>
</li>`;

export function measurementView(measured) {
  if (measured.status !== 'measured') return html`<p>${measuredLabel(measured)}</p>`;
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
