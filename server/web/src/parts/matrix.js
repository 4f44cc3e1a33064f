/** Rows reported, columns settled; arrows move, Enter opens the cases; the thick line parts home from hospital. */
import { html } from 'lit';
import { decimal, gradeName, number, t } from '../messages.js';
import { why } from './figures.js';

export const grades = ['CT-0', 'CT-1', 'CT-2', 'CT-3', 'CT-4'];
const steps = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

function move(event) {
  const step = steps[event.key];
  const cell = event.target.closest('td');
  if (!step || !cell) return;
  event.preventDefault();
  const rows = [...event.currentTarget.querySelectorAll('tbody tr')];
  const row = rows.indexOf(cell.parentElement) + step[0];
  const column = cell.cellIndex + step[1];
  const next = rows[row]?.cells[column]?.querySelector('[tabindex]');
  if (!next) return;
  // One stop for Tab: the cell that was left last.
  event.currentTarget.querySelectorAll('[tabindex="0"]').forEach((each) => (each.tabIndex = -1));
  next.tabIndex = 0;
  next.focus();
}

/** @param counts 5 x 5; @param hrefOf (reported, settled) => address of the cases, or null where they are not for this reader */
export const matrix = (counts, { hrefOf, isWeighted = false }) => html`<h2>${t('matrix.caption')} ${why('matrix')}</h2>
<div class="scroll"><table class="matrix" role="grid" aria-label=${t('term.matrix')} @keydown=${move}>
  <thead>
    <tr role="row">
      <th scope="col" class="corner">${t('matrix.corner')}</th>
      ${grades.map((grade) => html`<th scope="col">${gradeName(grade)}</th>`)}
    </tr>
  </thead>
  <tbody>
    ${counts.map((row, reported) => {
      const total = row.reduce((sum, count) => sum + count, 0);
      return html`<tr role="row">
        <th scope="row">${gradeName(grades[reported])}</th>
        ${row.map((count, settled) => {
          const kind = count === 0 ? 'none' : reported === settled ? 'same' : settled > reported ? 'under' : 'over';
          const label = t('matrix.cell', { reported: gradeName(grades[reported]), settled: gradeName(grades[settled]) });
          const words = html`<span class="visually-hidden">${label} </span>${isWeighted ? decimal(count) : number(count)}${count > 0 ? html` <span class="share">${Math.round((100 * count) / total)} %</span>` : ''}`;
          const href = count > 0 ? hrefOf(grades[reported], grades[settled]) : null;
          const tab = reported === 0 && settled === 0 ? '0' : '-1';
          return html`<td class=${kind} role="gridcell">${href
            ? html`<a href=${href} tabindex=${tab}>${words}</a>`
            : html`<span tabindex=${tab}>${words}</span>`}</td>`;
        })}
      </tr>`;
    })}
  </tbody>
</table></div>
<p class="quiet">${t('matrix.context')}</p>`;
