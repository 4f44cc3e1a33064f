/** Numbers as these pages show them: value, interval, n, and a link to the cases behind them. */
import { html, nothing, svg } from 'lit';
import { gradeName, interval, number, percent, t, twoPlaces } from '../messages.js';

/** A grade: always its name, on one step of the blue ramp. */
export const gradeChip = (grade) =>
  grade ? html`<span class="grade grade-${grade.slice(-1)}">${gradeName(grade)}</span>` : html`<span class="quiet">—</span>`;

/** "?" with what a number means, where it comes from and how it is computed. */
export const why = (key) => html`<details class="why">
  <summary aria-label=${t('why.label')}>?</summary>
  <div>${t(`why.${key}`)}</div>
</details>`;

/**
 * A rate on a line from 0 to `scale`: the interval, the value, and the middle half of the team where it may be shown.
 * Hollow where n is too small for a verdict. The words beside it say the same.
 */
export function rateBar(rate, { scale = 1, isTooSmall = false, team = null } = {}) {
  if (rate.value === null) return nothing;
  const x = (share) => (100 * Math.min(share / scale, 1)).toFixed(1);
  return html`<svg class="bar" viewBox="-4 0 108 14" preserveAspectRatio="none" aria-hidden="true">
    <line class="axis" x1="0" y1="7" x2="100" y2="7"></line>
    ${team ? svg`<rect class="team" x=${x(team.low)} y="2" width=${Math.max(x(team.high) - x(team.low), 1)} height="10"></rect>` : nothing}
    <line class="interval" x1=${x(rate.low)} y1="7" x2=${x(rate.high)} y2="7"></line>
    <circle class=${isTooSmall ? 'value hollow' : 'value'} cx=${x(rate.value)} cy="7" r="3.5"></circle>
  </svg>`;
}

/** "3.1 % (1.6–5.9)" and "2 of 36", the latter a link to the cases. Without data a dash and why. */
export function rateCell(rate, { href, scale, isTooSmall, team, isWeighted = false }) {
  if (rate.n === 0) return html`<td class="rate empty">—</td>`;
  const count = t(isWeighted ? 'rate.weightedOf' : 'rate.of', { events: rate.events, count: rate.n });
  return html`<td class="rate">
    <span class="value">${percent(rate.value)}</span>
    <span class="ci">${interval(rate.low, rate.high)}</span>
    ${rateBar(rate, { scale, isTooSmall, team })}
    ${href ? html`<a class="count" href=${href}>${count}</a>` : html`<span class="count quiet">${count}</span>`}
  </td>`;
}

export function kappaCell(design) {
  if (design.kappa === null) return html`<td class="rate empty" title=${t('kappa.none')}>—</td>`;
  return html`<td class="rate">
    <span class="value">${twoPlaces(design.kappa)}</span>
    <span class="ci">${design.kappaLow === null ? '' : `${twoPlaces(design.kappaLow)}–${twoPlaces(design.kappaHigh)}`}</span>
  </td>`;
}

/** "36 reviews so far. About 64 more before this says anything." */
export const tooSmall = (design) =>
  design.reviewsStillNeeded > 0
    ? html`<span class="too-small">${t('tooSmall', { n: design.settled, more: number(design.reviewsStillNeeded) })}</span>`
    : nothing;

/** "Raw 6.0 %, weighted 3.1 %: suspicious cases are looked at more often." */
export const rawBesideWeighted = (design) =>
  design.significantRaw.value === null || percent(design.significantRaw.value) === percent(design.significantWeighted.value)
    ? nothing
    : html`<p class="quiet">
        ${t('rawBesideWeighted', { raw: percent(design.significantRaw.value), weighted: percent(design.significantWeighted.value) })}
      </p>`;
