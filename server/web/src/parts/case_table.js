/** Cases as a table: the same rows wherever a number is opened. */
import { html, nothing } from 'lit';
import { code, dateTime, points, t } from '../messages.js';
import { gradeChip } from './figures.js';

const outcomeMark = { concordant: '●', insignificantDiscrepancy: '◐', significantDiscrepancy: '▲' };

export const outcomeLabel = (outcome) =>
  outcome
    ? html`<span class="outcome ${outcome}"><span aria-hidden="true">${outcomeMark[outcome]}</span> ${code('outcome', outcome)}</span>`
    : html`<span class="quiet">—</span>`;

export const measuredLabel = (measured) =>
  measured.status === 'measured'
    ? html`${points(measured.involvementPercent.total)} ${gradeChip(measured.grade)}`
    : html`<span class="quiet">${measured.status === 'refused' ? code('refusal', measured.reason) : code('measurement', measured.status)}</span>`;

const involvementOf = (involvement) => (involvement ? html`<span class="quiet">${points(involvement.totalPercent)}</span>` : nothing);

export const caseTable = (rows) => html`<div class="scroll" tabindex="0" role="region" aria-label=${t('cases.title')}>
  <table class="cases">
    <thead>
      <tr>
        ${['reported', 'reporter', 'facility', 'reportedGrade', 'measured', 'settledGrade', 'outcome', 'reasons', 'state'].map(
          (column) => html`<th scope="col">${t(`column.${column}`)}</th>`,
        )}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) => html`<tr>
          <th scope="row">
            ${row.caseId ? html`<a href="/cases/${row.caseId}">${dateTime(row.reportedAt)}</a>` : dateTime(row.reportedAt)}
          </th>
          <td>${row.reporterName || row.reporter}</td>
          <td>${row.facility}</td>
          <td class="nowrap">${gradeChip(row.reportedGrade)} ${involvementOf(row.reportedInvolvement)}</td>
          <td class="nowrap">${measuredLabel(row.measured)}</td>
          <td>${gradeChip(row.settledGrade)}</td>
          <td>
            ${outcomeLabel(row.outcome)}
            ${row.greatCall ? html`<span class="great">★ ${t('greatCall')}</span>` : nothing}
            ${row.alert ? html`<span class="alert-mark">${t('alerted')}</span>` : nothing}
          </td>
          <td class="quiet">${row.reasons.map((reason) => code('reason', reason)).join(', ')}</td>
          <td class="quiet">${code('state', row.state)}</td>
        </tr>`,
      )}
    </tbody>
  </table>
</div>`;
