/** Reads and measurements in words, wherever a case is shown. */
import { html, nothing } from 'lit';
import { code, decimal, millilitres, millimetres, number, points, t, twoPlaces } from '../messages.js';
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

/** Why a series stood back: for what it lacks, or only behind the chosen one. */
const standing = (candidate) => {
  if (candidate.chosen) return html`<strong>${t('choice.chosen')}</strong>`;
  return candidate.refusal ? code('refusal', candidate.refusal) : t('choice.usable');
};

/** Which of several series was measured and read; nothing where there was one alone. */
export const choiceView = (choice) =>
  choice && choice.candidates.length > 1
    ? html`<details class="choice"><summary>${t('choice.summary', { count: number(choice.candidates.length + choice.leftOut) })} ${code('choice', choice.reason)}</summary>
        <div class="scroll" tabindex="0" role="region" aria-label=${t('choice.title')}><table class="plain-table">
          <thead><tr>${['slices', 'distance', 'kernel', 'standing'].map((name) => html`<th scope="col">${t(`choice.${name}`)}</th>`)}</tr></thead>
          <tbody>${choice.candidates.map((each) => html`<tr>
            <td>${number(each.slices)}</td><td class="nowrap">${each.sliceDistanceMm > 0 ? millimetres(each.sliceDistanceMm) : '—'}</td>
            <td>${code('kernelClass', each.kernelClass)} <span class="quiet" translate="no">${each.kernel}</span></td><td>${standing(each)}</td>
          </tr>`)}</tbody>
        </table></div>
        ${choice.leftOut > 0 ? html`<p class="quiet">${t('choice.leftOut', { count: number(choice.leftOut) })}</p>` : nothing}
      </details>`
    : nothing;

/** What outside services say of the same study, beside our measurement and never in its place. */
export const outsideView = (results) => {
  const dice = (value) => (value === null ? '—' : twoPlaces(value));
  return results.map((each) => html`<section class="outside">
    <p><strong translate="no">${each.service || '—'}</strong> <span class="quiet" translate="no">${each.version}</span></p>
    ${each.reason
      ? html`<p>${code('refusal', each.reason)}</p>`
      : html`<dl>
          <dt>${t('outside.total')}</dt><dd>${percentOrDash(each.totalPercent)} ${gradeChip(each.grade)}</dd>
          <dt>${t('outside.apart')}</dt><dd>${each.pointsApart === null ? '—' : decimal(each.pointsApart)}</dd>
          <dt>${t('outside.overlap')}</dt><dd>${dice(each.lesionDice)} / ${dice(each.lungDice)}</dd>
        </dl>`}
  </section>`);
};

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
