/** One radiologist, facility or scanner: who, period, how chosen, n; one row a metric; charts; and the box "Before you talk". */
import { html, nothing } from 'lit';
import { queryOf } from '../api.js';
import { blandAltman, cusum, hours, pChart } from '../charts/options.js';
import { code, date, decimal, gradeName, monthOf, number, percent, t, twoPlaces } from '../messages.js';
import { chart } from './chart.js';
import { tooSmall, why } from './figures.js';
import { casesOf, figureView, metricTable, signedPoints } from './metrics.js';
import { matrix } from './matrix.js';

const marksOf = (charts, indexOf) => charts.marks.map((mark) => ({ at: indexOf(mark.at), label: mark.label || code('mark', mark.kind) })).filter((mark) => mark.at >= 0);
const signalWords = (numbers) => numbers.map((number) => t(`signalRule.${number}`)).join('; ');

/** Counts by hour in UTC as counts by the reader's own hours. */
export const localHours = (counts, minutesBehind = new Date().getTimezoneOffset()) => counts.map((_, hour) => counts[(hour + Math.round(minutesBehind / 60) + 24) % 24]);
const sum = (counts) => counts.reduce((total, count) => total + count, 0);
/** Share of what was signed between 21 and 7. */
function nightShare(counts) {
  const local = localHours(counts);
  return sum(counts) === 0 ? 0 : sum(local.filter((_, hour) => hour < 7 || hour > 20)) / sum(counts);
}

function pChartView(charts, go) {
  const { centre, isTrial } = charts.pChart;
  const points = charts.pChart.points.map(({ month, figure, signals }) => ({ month, signals, ...figure }));
  if (centre === null || points.every((point) => point.value === null)) return html`<section class="panel"><h2>${t('control.pTitle')} ${why('pChart')}</h2><p class="quiet">${t('control.none')}</p></section>`;
  const signals = points.filter((point) => point.signals.length);
  const sentence = signals.length
    ? t('control.signals', { n: signals.length, last: monthOf(signals.at(-1).month), what: signalWords(signals.at(-1).signals) })
    : t('control.noSignal', { n: points.length });
  return chart({
    title: t('control.pTitle'),
    key: 'pChart',
    sentence: `${sentence} ${t(isTrial ? 'control.trial' : 'control.fixed')}`,
    go,
    options: pChart({ points, centre, marks: marksOf(charts, (at) => points.findIndex((point) => point.month === at.slice(0, 7))) }),
    columns: [t('column.month'), t('column.of'), t('column.value'), t('column.limits'), t('column.signals')],
    rows: points.map((point) => ({
      label: monthOf(point.month),
      href: casesOf(point),
      cells: [
        t('rate.of', { events: point.events, count: point.n }),
        point.value === null ? '—' : percent(point.value),
        point.low === null ? '—' : `${percent(point.low)} – ${percent(point.high)}`,
        signalWords(point.signals) || '—',
      ],
      says: `${monthOf(point.month)} · ${t('rate.of', { events: point.events, count: point.n })}${point.value === null ? '' : ` · ${percent(point.value)}`}${point.signals.length ? ` · ${signalWords(point.signals)}` : ''}`,
    })),
  });
}

function cusumView(charts, go) {
  if (!charts.cusum?.points.length) return nothing;
  const { points, limit } = charts.cusum;
  const first = points.find((point) => point.isSignal);
  return chart({
    title: t('control.cusumTitle'),
    key: 'cusum',
    sentence: first ? t('control.cusumSignal', { at: date(first.at) }) : t('control.cusumQuiet', { n: points.length }),
    go,
    options: cusum({ points, limit, marks: marksOf(charts, (at) => (at < points[0].at ? -1 : points.findIndex((point) => point.at >= at))) }),
    columns: [t('column.at'), t('control.sum'), t('column.signals')],
    rows: points.map((point) => ({
      label: date(point.at),
      href: point.caseId ? `/cases/${point.caseId}` : null,
      cells: [twoPlaces(point.value), point.isSignal ? t('control.beyond') : '—'],
      says: `${date(point.at)} · ${twoPlaces(point.value)}${point.isSignal ? ` · ${t('control.beyond')}` : ''}`,
    })),
  });
}

function blandAltmanView({ blandAltman: involvement, points }, go) {
  if (!involvement) return html`<section class="panel"><h2>${t('bland.title')} ${why('blandAltman')}</h2><p class="quiet">${t('bland.none')}</p></section>`;
  const values = { bias: signedPoints(involvement.bias), low: decimal(involvement.low), high: decimal(involvement.high) };
  return chart({
    title: t('bland.title'),
    key: 'blandAltman',
    sentence: t('bland.sentence', { n: involvement.n, ...values }),
    go,
    options: blandAltman({ ...involvement, points }),
    columns: [t('bland.x'), t('bland.y')],
    rows: points.map((point) => ({
      label: decimal(point.mean),
      href: point.caseId ? `/cases/${point.caseId}` : null,
      cells: [signedPoints(point.difference)],
      says: t('bland.says', { mean: decimal(point.mean), difference: signedPoints(point.difference) }),
    })),
  });
}

export const hoursView = (counts, sentence, go) =>
  chart({
    title: t('hours.title'),
    key: 'hours',
    sentence,
    size: 'low',
    go,
    options: hours(counts),
    columns: [t('hours.x'), t('column.count')],
    rows: counts.map((count, hour) => ({ label: `${hour}:00`, cells: [number(count)], says: `${hour}:00 · ${number(count)}` })),
  });

const limitsTable = (limits) => html`<section class="panel"><h2>${t('limits.title')} ${why('limits')}</h2>
  <div class="scroll"><table class="metrics">
    <thead><tr><th scope="col">${t('limits.limit')}</th><th scope="col">${t('limits.sensitivity')}</th><th scope="col">${t('limits.specificity')}</th></tr></thead>
    <tbody>${limits.map((each) => html`<tr>
      <th scope="row">≥ ${gradeName(each.limit)}</th><td class="rate">${figureView(each.sensitivity, 'sensitivity')}</td><td class="rate">${figureView(each.specificity, 'specificity')}</td>
    </tr>`)}</tbody>
  </table></div></section>`;

const shares = (rows, labelOf) => rows.map((row) => `${labelOf(row)} ${percent(row.n / sum(rows.map((each) => each.n)))}`).join(', ') || '—';

/** What is ordinary, before a number becomes a conversation. */
function beforeYouTalk({ context, turnaround, shift }) {
  if (!context) return nothing;
  return html`<section class="panel talk">
    <h2>${t('talk.title')} ${why('talk')}</h2>
    <ul>
      <li>${t('talk.nights', { own: percent(nightShare(context.hours)), team: percent(nightShare(context.teamHours)) })}</li>
      <li>${t('talk.scanners')} <span translate="no">${shares(context.scanners, (each) => each.scanner)}</span></li>
      <li>${t('talk.reviewers', { n: context.reviewers.length })}
        ${context.reviewers.slice(0, 5).map((each) => html`<span class="tag">${t('talk.reader', { number: String(each.number) })}: ${t('rate.n', { count: each.leniency.n })}${each.leniency.value === null ? '' : `, ${t('talk.leniency')} ${twoPlaces(each.leniency.value)}`}</span> `)}</li>
      ${turnaround.n ? html`<li>${t('talk.turnaround', { median: number(Math.round(turnaround.median)), p90: number(Math.round(turnaround.p90)) })}</li>` : nothing}
      ${shift.over + shift.under > 0 ? html`<li>${t('talk.shift', { over: number(shift.over), under: number(shift.under) })}</li>` : nothing}
      <li>${t('talk.ordinary')}</li>
    </ul>
  </section>`;
}

const small = (rows, title, key) => html`<section class="panel"><h2>${title} ${why(key)}</h2><ul class="counts">${rows}</ul></section>`;
const counted = (label, n, cases) => html`<li><span>${label}</span> ${cases ? html`<a href="/cases?${cases}">${number(n)}</a>` : html`<strong>${number(n)}</strong>`}</li>`;

const distributions = (profile) => html`<div class="columns three">
  ${small(profile.chosen.map((each) => counted(code('reason', each.code), each.n, each.cases)), t('profile.chosen'), 'chosen')}
  ${small(profile.radpeer.map((each) => counted(t('profile.radpeerScore', { score: each.code }), each.n, each.cases)), t('profile.radpeer'), 'radpeer')}
  ${small(profile.technical.map((each) => html`<li><span>${code('technical', each.reason)}</span> ${figureView(each.figure, 'technical')}</li>`), t('profile.technical'), 'technical')}
</div>`;

export const confusionView = (profile, { query, addressOf, hrefOf }) => {
  const isWeighted = query.matrix === 'weighted';
  return html`<section class="panel">
    ${matrix(profile.confusion[isWeighted ? 'weighted' : 'raw'], { isWeighted, hrefOf })}
    <p><a href=${addressOf({ ...query, matrix: isWeighted ? undefined : 'weighted' })}>${t(isWeighted ? 'matrix.toRaw' : 'matrix.toWeighted')}</a></p>
  </section>`;
};

export const verdictLine = (profile) =>
  profile.reviewsStillNeeded > 0
    ? html`<p class="verdict">○ ${tooSmall({ settled: profile.settled.events ?? profile.settled.n, reviewsStillNeeded: profile.reviewsStillNeeded })}</p>`
    : nothing;

const rawBesideWeighted = (metrics) => {
  const valueOf = (name) => metrics.find((metric) => metric.code === name)?.figure.value ?? null;
  const [raw, weighted] = [valueOf('significantRaw'), valueOf('significantWeighted')];
  return raw === null || weighted === null || percent(raw) === percent(weighted) ? nothing : html`<p class="quiet">${t('rawBesideWeighted', { raw: percent(raw), weighted: percent(weighted) })}</p>`;
};

/** @param data {profile, charts, involvement} */
export function profileView({ profile, charts, involvement }, { query, go, addressOf }) {
  const isTooSmall = profile.reviewsStillNeeded > 0;
  const cellHref = (reported, settled) => (profile.confusion.cases ? `/cases?${profile.confusion.cases}&${new URLSearchParams({ reported, settled })}` : null);
  return html`
    ${verdictLine(profile)}
    <div class="columns wide-left">
      <section class="panel">
        <h2>${t('person.figures')}</h2>
        <p>${t('profile.counts', { reports: number(profile.reports), settled: number(profile.settled.events ?? profile.settled.n) })}
          ${casesOf(profile.settled) ? html`<a href=${casesOf(profile.settled)}>${t('profile.openCases')}</a>` : nothing}</p>
        ${metricTable(profile.metrics, { isTooSmall })}
        ${rawBesideWeighted(profile.metrics)}
        <p class="quiet">${t('people.legend')}</p>
      </section>
      <div>${beforeYouTalk(profile)} ${confusionView(profile, { query, addressOf, hrefOf: cellHref })}</div>
    </div>
    ${pChartView(charts, go)} ${cusumView(charts, go)}
    <div class="columns">${blandAltmanView(involvement, go)} ${limitsTable(profile.limits)}</div>
    ${distributions(profile)}
    ${profile.context ? hoursView(localHours(profile.context.hours), t('hours.sentence', { share: percent(nightShare(profile.context.hours)) }), go) : nothing}`;
}
