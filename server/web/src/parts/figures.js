/** Numbers as these pages show them: value, interval, n, period, what it means, and a link to the cases behind it. */
import { html, nothing, svg } from 'lit';
import { code, gradeName, interval, number, percent, t } from '../messages.js';

/** A grade: always its name, on one step of the blue ramp. */
export const gradeChip = (grade) =>
  grade ? html`<span class="grade grade-${grade.slice(-1)}">${gradeName(grade)}</span>` : html`<span class="quiet">—</span>`;

/** The formula and where it comes from, where there is one to state. */
const formulaOf = (key) => (code('formula', key) === key ? nothing : html`<p class="quiet" translate="no">${t(`formula.${key}`)}</p>`);

/** "?" with what a number means, its formula and where it comes from. */
export const why = (key) => html`<details class="why" @keydown=${(event) => event.key === 'Escape' && (event.currentTarget.open = false)}>
  <summary aria-label=${t('why.label', { what: t(`term.${key}`) })}>?</summary>
  <div>${t(`why.${key}`)} ${formulaOf(key)}</div>
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

/** The one figure of a tile: what, how much, between what, out of how many, in which period, and its cases. */
export const figure = ({ key, rate, href, period, isWeighted, beside }) => html`<section class="tile">
  <h3>${t(`term.${key}`)} ${why(key)}</h3>
  ${rate.value === null || rate.n === 0
    ? html`<p class="quiet">${t('rate.none')}</p>`
    : html`<p class="figure">${percent(rate.value)} <span class="ci">${interval(rate.low, rate.high)}</span></p>
        <p>${href ? html`<a href=${href}>${countText(rate, isWeighted)}</a>` : countText(rate, isWeighted)} ${beside ? html`<span class="quiet">· ${beside}</span>` : nothing}</p>`}
  <p class="quiet">${period}</p>
</section>`;

/** "36 reviews so far. About 64 more before this says anything." */
export const tooSmall = (design) =>
  design.reviewsStillNeeded > 0
    ? html`<span class="too-small">${t('tooSmall', { n: design.settled, more: number(design.reviewsStillNeeded) })}</span>`
    : nothing;

/** Circle, triangle up or down, hollow: the position of a point, as a sign and as a word. */
const signs = { inside: '●', above: '▲', below: '▼', tooSmall: '○' };
export const positionMark = (position) => html`<span class="position ${position}"><span aria-hidden="true">${signs[position]}</span> ${code('position', position)}</span>`;

/** A page whose list holds nothing: why, and what fills it. */
export const empty = (key) => html`<section class="panel state"><h2>${t(`${key}.empty`)}</h2><p>${t(`${key}.emptyText`)}</p></section>`;
