/** One radiologist, facility or scanner: who, period, how chosen, n; one row a metric; charts; and the box "Before you talk". */
import { html, nothing } from 'lit';
import { api, queryOf } from '../api.js';
import { blandAltman, cusum, hours, pChart } from '../charts/options.js';
import { code, date, decimal, gradeName, monthOf, number, percent, t, twoPlaces } from '../messages.js';
import { chart } from './chart.js';
import { tooSmall, why } from './figures.js';
import { field, submits } from './list.js';
import { casesOf, figureView, metricTable, signedPoints } from './metrics.js';
import { matrix } from './matrix.js';
import { designOf } from './period.js';

/** "measure: educational", "plan 13", "scanner CT-C". */
const markLabel = ({ kind, label }) => `${code('mark', kind)} ${kind === 'measure' ? code('measureKind', label) : label}`;
const marksOf = (charts, indexOf) => charts.marks.map((mark) => ({ at: indexOf(mark.at), label: markLabel(mark) })).filter((mark) => mark.at >= 0);
const marksList = ({ marks }) =>
  marks.length
    ? html`<p class="quiet">${t('control.marks')} ${marks.map((mark) => html`<span class="tag">${date(mark.at)} ${mark.kind === 'measure' && mark.id ? html`<a href="/measures/${mark.id}">${markLabel(mark)}</a>` : html`<span translate=${mark.kind === 'scanner' ? 'no' : nothing}>${markLabel(mark)}</span>`}</span> `)}</p>`
    : nothing;

/** Since when and why the limits are those they are; a QA lead takes them anew, for a reason. */
function baseView(charts, { user, act, subject, query }) {
  const said = charts.base ? html`<p class="quiet">${t('control.base', { month: monthOf(`${charts.base.starts}-01`), name: charts.base.setBy, at: date(charts.base.setAt) })} <span translate="no">${charts.base.reason}</span></p>` : nothing;
  if (!user?.roles.includes('qaLead') || !act) return said;
  const address = `/figures/bases${queryOf({ ...subject, design: designOf(query) })}`;
  return html`${said}<details><summary>${t('control.newBase')}</summary>
    <form class="stacked" @submit=${submits(({ starts, reason }) => act(() => api.post(address, { starts, reason }), t('control.basedAnew')))}>
      ${field(t('control.baseFrom'), html`<input type="month" name="starts" required min="2000-01" max=${charts.to} pattern="[0-9]{4}-[0-9]{2}" />`, t('control.baseHint'))}
      ${field(t('column.reason'), html`<input name="reason" required maxlength="2000" />`)}
      <button>${t('control.newBase')}</button>
    </form></details>`;
}
const signalWords = (numbers) => numbers.map((number) => t(`signalRule.${number}`)).join('; ');

/** Counts by hour in UTC as counts by the reader's own hours. */
export const localHours = (counts, minutesBehind = new Date().getTimezoneOffset()) => counts.map((_, hour) => counts[(hour + Math.round(minutesBehind / 60) + 24) % 24]);
const sum = (counts) => counts.reduce((total, count) => total + count, 0);
/** Share of what was signed between 21 and 7. */
function nightShare(counts) {
  const local = localHours(counts);
  return sum(counts) === 0 ? 0 : sum(local.filter((_, hour) => hour < 7 || hour > 20)) / sum(counts);
}

function pChartView(charts, context) {
  const { go } = context;
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
    note: html`${marksList(charts)} ${baseView(charts, context)}`,
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
    sentence: `${first ? t('control.cusumSignal', { at: date(first.at) }) : t('control.cusumQuiet', { n: points.length })} ${t('control.cusumRun', { falsely: number(Math.round(charts.cusum.runLength)), after: number(Math.round(charts.cusum.runLengthAtOddsRatio)), target: percent(charts.cusum.target) })}`,
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

/** "12 min, P90 31 (n 204)". */
export const minutesText = ({ n, median, p90 }) =>
  n && median !== null ? t('minutes.text', { median: number(Math.round(median)), p90: p90 === null ? '—' : number(Math.round(p90)), n }) : '—';

/** Weighted, with the raw share beside: of a sample that looks at suspicious reports more often the raw one misleads. */
const limitCell = (weighted, raw, metric) => html`<td class="rate">${figureView(weighted, metric)}
  ${weighted.value === null && raw.value !== null ? html`<span class="quiet beside">${t('limits.unknown')}</span>` : nothing}
  ${raw.value === null || (weighted.value !== null && percent(raw.value) === percent(weighted.value)) ? nothing : html`<span class="quiet beside">${t('limits.raw', { raw: percent(raw.value) })}</span>`}</td>`;

export const limitsTable = (limits, of = nothing) => html`<section class="panel"><h2>${of === nothing ? nothing : html`${of}: `}${t('limits.title')} ${why('limits')}</h2>
  <div class="scroll"><table class="metrics">
    <thead><tr><th scope="col">${t('limits.limit')}</th><th scope="col">${t('limits.sensitivity')}</th><th scope="col">${t('limits.specificity')}</th></tr></thead>
    <tbody>${limits.map((each) => html`<tr>
      <th scope="row">≥ ${gradeName(each.limit)}</th>${limitCell(each.sensitivity, each.sensitivityRaw, 'sensitivity')} ${limitCell(each.specificity, each.specificityRaw, 'specificity')}
    </tr>`)}</tbody>
  </table></div></section>`;

const shares = (rows, labelOf) => rows.map((row) => `${labelOf(row)} ${percent(row.n / sum(rows.map((each) => each.n)))}`).join(', ') || '—';

/** What is ordinary, before a number becomes a conversation. */
function beforeYouTalk({ context, shift }) {
  if (!context) return nothing;
  return html`<section class="panel talk">
    <h2>${t('talk.title')} ${why('talk')}</h2>
    <ul>
      <li>${t('talk.nights', { own: percent(nightShare(context.hours)), team: percent(nightShare(context.teamHours)) })}</li>
      <li>${t('talk.scanners')} <span translate="no">${shares(context.scanners, (each) => each.scanner)}</span></li>
      <li>${context.reviewers.length === 0 ? t('talk.noReviewer') : t('talk.reviewers', { n: context.reviewers.length })}
        ${context.reviewers.slice(0, 5).map((each) => html`<span class="tag">${t('talk.reader', { number: String(each.number) })}: ${t('rate.n', { count: each.leniency.n })}${each.leniency.value === null ? '' : `, ${t('talk.leniency')} ${twoPlaces(each.leniency.value)}`}</span> `)}</li>
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

/** What the figures rest on, in the same rows: reports, the share that was reviewed, and how long a report takes. */
export const basics = (profile, { hrefOf = casesOf } = {}) => html`
  <tr><th scope="row">${t('metric.reviewedShare')} ${why('reviewed')}</th>
    <td class="rate">${figureView({ ...profile.settled, events: profile.settled.events ?? null }, 'reviewedShare', { href: hrefOf(profile.settled) })}</td><td></td></tr>
  <tr><th scope="row">${t('turnaround.name')} ${why('turnaround')}</th><td class="rate"><span class="value">${minutesText(profile.turnaround)}</span></td><td></td></tr>`;

/** @param data {profile, charts, involvement} */
export function profileView({ profile, charts, involvement }, context) {
  const { query, go, addressOf } = context;
  const isTooSmall = profile.reviewsStillNeeded > 0;
  const cellHref = (reported, settled) => (profile.confusion.cases ? `/cases?${profile.confusion.cases}&${new URLSearchParams({ reported, settled })}` : null);
  return html`
    ${verdictLine(profile)}
    <div class="columns wide-left">
      <section class="panel">
        <h2>${t('person.figures')}</h2>
        <p>${t('profile.counts', { reports: number(profile.reports), settled: number(profile.settled.events ?? profile.settled.n) })}
          ${casesOf(profile.settled) ? html`<a href=${casesOf(profile.settled)}>${t('profile.openCases')}</a>` : nothing}</p>
        ${metricTable(profile.metrics, { isTooSmall, before: basics(profile) })}
        ${rawBesideWeighted(profile.metrics)}
        <p class="quiet">${t('people.legend')}</p>
      </section>
      <div>${beforeYouTalk(profile)} ${confusionView(profile, { query, addressOf, hrefOf: cellHref })}</div>
    </div>
    ${pChartView(charts, context)} ${cusumView(charts, go)}
    <div class="columns">${blandAltmanView(involvement, go)} ${limitsTable(profile.limits)}</div>
    ${distributions(profile)}
    ${profile.context ? hoursView(localHours(profile.context.hours), t('hours.sentence', { share: percent(nightShare(profile.context.hours)) }), go) : nothing}`;
}
