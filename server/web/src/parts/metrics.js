/** The metrics of a profile: how each is written, and the row that shows one beside the team. */
import { html, nothing } from 'lit';
import { code, decimal, interval, percent, t, twoPlaces } from '../messages.js';
import { rateBar, why } from './figures.js';

const grades = { write: (value) => (value > 0 ? `+${twoPlaces(value)}` : twoPlaces(value)), between: (low, high) => `${twoPlaces(low)}…${twoPlaces(high)}`, from: -1, to: 1 };
const coefficient = { write: twoPlaces, between: (low, high) => `${twoPlaces(low)}–${twoPlaces(high)}`, from: 0, to: 1 };
const share = { write: percent, between: interval, from: 0, to: 1 };
const kinds = { kappa: coefficient, ac2: coefficient, gradeBias: grades };
const kindOf = (metric) => kinds[metric] ?? share;

export const casesOf = (figure) => (figure.cases ? `/cases?${figure.cases}` : null);
const countOf = (figure) => (figure.events === null ? t('rate.n', { count: figure.n }) : t('rate.of', { events: figure.events, count: figure.n }));

/** Shares on their own scale, so that 3 % is more than a dot at the edge; everything else on its natural one. */
function scaled(figure, team, kind) {
  const shift = (value) => (value === null || value === undefined ? value : value - kind.from);
  const widest = Math.max(0.05, figure.high ?? 0, team?.high ?? 0);
  const scale = kind === share ? Math.min(1, Math.ceil(widest * 10) / 10) : kind.to - kind.from;
  return {
    rate: { ...figure, value: shift(figure.value), low: shift(figure.low), high: shift(figure.high) },
    options: { scale, team: team && { low: shift(team.low), high: shift(team.high) } },
  };
}

/** Value, interval, n with its cases, and the own point on the team's middle half. `href` null: the cases are not for this reader. */
export function figureView(figure, metric, { team = null, isTooSmall = false, href = casesOf(figure) } = {}) {
  if (figure.value === null) return html`<span class="quiet">—<span class="visually-hidden"> ${t('rate.none')}</span></span>`;
  const kind = kindOf(metric);
  const { rate, options } = scaled(figure, team, kind);
  const hasInterval = figure.low !== null && figure.high !== null;
  return html`<span class="value ${isTooSmall ? 'hollow' : ''}">${kind.write(figure.value)}</span>
    ${hasInterval ? html`<span class="ci">${kind.between(figure.low, figure.high)}</span>` : nothing}
    ${rateBar(rate, { ...options, isTooSmall })}
    ${href ? html`<a class="count" href=${href}>${countOf(figure)}</a>` : html`<span class="count quiet">${countOf(figure)}</span>`}`;
}

const teamText = (team, metric) => t('metric.team', { low: kindOf(metric).write(team.low), high: kindOf(metric).write(team.high) });

const unweighted = new Set(['significantRaw', 'insignificantRaw']);
/** "0 of 36: the true rate may still be 9.6 %." where nothing was found and little was looked at. */
const mayStillBe = (metric, figure) =>
  unweighted.has(metric) && figure.events === 0 && figure.high > 0.02
    ? html`<span class="may-still quiet">${t('rate.mayStill', { count: figure.n, high: percent(figure.high) })}</span>`
    : nothing;

/** `before`: rows that stand above. */
export const metricTable = (metrics, { isTooSmall, hrefOf, before = nothing }) => html`<div class="scroll"><table class="metrics">
  <thead><tr><th scope="col">${t('column.metric')}</th><th scope="col">${t('column.value')}</th><th scope="col">${t('column.team')}</th></tr></thead>
  <tbody>
    ${before}
    ${metrics.map(({ code: metric, figure, team }) => html`<tr>
      <th scope="row">${code('metric', metric)} ${why(metric)}</th>
      <td class="rate">${figureView(figure, metric, { team, isTooSmall, href: hrefOf ? hrefOf(figure) : casesOf(figure) })} ${mayStillBe(metric, figure)}</td>
      <td class="quiet">${team ? teamText(team, metric) : t('metric.noTeam')}</td>
    </tr>`)}
  </tbody>
</table></div>`;

export const signedPoints = (value) => `${value > 0 ? '+' : ''}${decimal(value)}`;
