/** Numbers as these pages show them: value, interval, n, period, what it means, and a link to the cases behind it. */
import { html, nothing, svg } from 'lit';
import { code, gradeName, interval, number, percent, t, twoPlaces } from '../messages.js';

/** A grade: always its name, on one step of the blue ramp. */
export const gradeChip = (grade) =>
  grade ? html`<span class="grade grade-${grade.slice(-1)}">${gradeName(grade)}</span>` : html`<span class="quiet">—</span>`;

/** "?" with what a number means, its formula and where it comes from. */
export const why = (key) => html`<details class="why" @keydown=${(event) => event.key === 'Escape' && (event.currentTarget.open = false)}>
  <summary aria-label=${t('why.label', { what: t(`term.${key}`) })}>?</summary>
  <div>${t(`why.${key}`)}</div>
</details>`;

/**
 * A value on a line from 0 to `scale`: the interval, the value, and the middle half of the team where it may be shown.
 * Hollow where n is too small for a verdict. The words beside it say the same.
 */
export function rateBar(rate, { scale = 1, isTooSmall = false, team = null } = {}) {
  if (rate.value === null) return nothing;
  const x = (share) => (100 * Math.max(0, Math.min(share / scale, 1))).toFixed(1);
  return html`<svg class="bar" viewBox="-4 0 108 14" preserveAspectRatio="none" aria-hidden="true">
    <line class="axis" x1="0" y1="7" x2="100" y2="7"></line>
    ${team ? svg`<rect class="team" x=${x(team.low)} y="2" width=${Math.max(x(team.high) - x(team.low), 1)} height="10"></rect>` : nothing}
    ${rate.low === null || rate.low === undefined ? nothing : svg`<line class="interval" x1=${x(rate.low)} y1="7" x2=${x(rate.high)} y2="7"></line>`}
    <circle class=${isTooSmall ? 'value hollow' : 'value'} cx=${x(rate.value)} cy="7" r="3.5"></circle>
  </svg>`;
}

const countText = (rate, isWeighted) => t(isWeighted ? 'rate.weightedOf' : 'rate.of', { events: rate.events, count: rate.n });

/** "0 of 36: the true rate may still be 9.6 %." where nothing was found and little was looked at. */
const mayStillBe = (rate) => (rate.events === 0 && rate.high > 0.02 ? html`<span class="may-still quiet">${t('rate.mayStill', { count: rate.n, high: percent(rate.high) })}</span>` : nothing);

/** "3.1 % (1.6–5.9)" and "2 of 36", the latter a link to the cases. Without data a dash and why. */
export function rateView(rate, { href, scale, isTooSmall, team, isWeighted = false } = {}) {
  if (rate.n === 0 || rate.value === null) return html`<span class="quiet" title=${t('rate.none')}>—<span class="visually-hidden"> ${t('rate.none')}</span></span>`;
  const count = countText(rate, isWeighted);
  return html`<span class="value">${percent(rate.value)}</span>
    ${rate.low === null || rate.low === undefined ? nothing : html`<span class="ci">${interval(rate.low, rate.high)}</span>`}
    ${rateBar(rate, { scale, isTooSmall, team })}
    ${href ? html`<a class="count" href=${href}>${count}</a>` : html`<span class="count quiet">${count}</span>`}`;
}
export const rateCell = (rate, options) => html`<td class="rate">${rateView(rate, options)} ${options.saysZero ? mayStillBe(rate) : nothing}</td>`;

/** The one figure of a tile: what, how much, between what, out of how many, in which period, and its cases. */
export const figure = ({ key, rate, href, period, isWeighted, beside }) => html`<section class="tile">
  <h3>${t(`term.${key}`)} ${why(key)}</h3>
  ${rate.value === null || rate.n === 0
    ? html`<p class="quiet">${t('rate.none')}</p>`
    : html`<p class="figure">${percent(rate.value)} <span class="ci">${interval(rate.low, rate.high)}</span></p>
        <p>${href ? html`<a href=${href}>${countText(rate, isWeighted)}</a>` : countText(rate, isWeighted)} ${beside ? html`<span class="quiet">· ${beside}</span>` : nothing}</p>`}
  <p class="quiet">${period}</p>
</section>`;

export const kappaView = ({ value, low, high }) =>
  value === null
    ? html`<span class="quiet">—<span class="visually-hidden"> ${t('kappa.none')}</span></span>`
    : html`<span class="value">${twoPlaces(value)}</span> <span class="ci">${low === null ? '' : `${twoPlaces(low)}–${twoPlaces(high)}`}</span>`;
export const kappaCell = (design) => html`<td class="rate">${kappaView({ value: design.kappa, low: design.kappaLow, high: design.kappaHigh })}</td>`;

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

/** Circle, triangle up or down, hollow: the position of a point, as a sign and as a word. */
const signs = { inside: '●', above: '▲', below: '▼', tooSmall: '○' };
export const positionMark = (position) => html`<span class="position ${position}"><span aria-hidden="true">${signs[position]}</span> ${code('position', position)}</span>`;

/** A page whose list holds nothing: why, and what fills it. */
export const empty = (key) => html`<section class="panel state"><h2>${t(`${key}.empty`)}</h2><p>${t(`${key}.emptyText`)}</p></section>`;
