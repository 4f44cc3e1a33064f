/** The running day: scanners against their capacity, the flow, what waits, who reads, and services as readers; and the what-if. */
import { html, nothing } from 'lit';
import { api, queryOf } from '../api.js';
import { capacity } from '../charts/options.js';
import { code, dateTime, number, percent, t } from '../messages.js';
import { chart } from '../parts/chart.js';
import { empty, why } from '../parts/figures.js';
import { pageHeader, table } from '../parts/list.js';
import { figureView, signedPoints } from '../parts/metrics.js';
import { periodOf, tabs } from '../parts/period.js';
import { hoursView, limitsTable, localHours, minutesText } from '../parts/profile.js';
import { whatIf } from '../parts/what_if.js';

const shows = ['today', 'services', 'whatIf'];
const showOf = (query) => (shows.includes(query.show) ? query.show : 'today');

const scannersView = (scanners, capacityOf, go) =>
  scanners.length === 0
    ? empty('scanners')
    : chart({
        title: t('operation.scanners'),
        key: 'capacity',
        sentence: t('operation.scannersSentence', { n: scanners.length, over: scanners.filter((each) => each.today > capacityOf.mean).length, capacity: capacityOf.mean, record: capacityOf.record }),
        size: scanners.length > 6 ? 'tall' : 'middle',
        go,
        options: capacity(scanners, capacityOf),
        columns: [t('groups.scanner'), t('operation.today'), t('operation.mean'), t('operation.highest')],
        rows: scanners.map((each) => ({
          label: `${each.facility} ${each.scanner}`,
          href: `/facilities/${encodeURIComponent(each.facility)}/${encodeURIComponent(each.scanner)}`,
          cells: [number(each.today), number(Math.round(each.mean)), number(each.highest)],
          says: t('operation.scannerSays', { scanner: `${each.facility} ${each.scanner}`, today: each.today, mean: Math.round(each.mean) }),
        })),
      });

const flowView = (flow) => html`<section class="panel"><h2>${t('operation.flow')} ${why('flow')}</h2>
  <ol class="flow">${flow.map((step) => html`<li>
    <strong>${number(step.today)}</strong> <span>${code('flow', step.step)}</span>
    <span class="quiet">${step.waiting ? t('operation.waiting', { n: step.waiting }) : t('operation.noneWaits')}</span>
    ${step.waiting && step.oldestAt ? html`<span class="quiet">${t('operation.oldest', { at: dateTime(step.oldestAt) })}</span>` : nothing}
  </li>`)}</ol>
</section>`;

const backlogView = (data) => html`<section class="panel"><h2>${t('operation.backlog')}</h2>
  <p>${t('operation.readers', { n: data.readersOnShift, free: data.readersFree })}</p>
  ${table(t('operation.backlog'), ['task', 'waiting', 'held', 'overdue', 'minutes'], data.backlog.map((each) => html`<tr>
    <th scope="row">${code('task', each.kind)}</th><td>${number(each.waiting)}</td><td>${number(each.held)}</td>
    <td class=${each.overdue ? 'alert-mark' : ''}>${each.overdue ? `▲ ${number(each.overdue)}` : '0'}</td><td>${number(Math.round(each.expectedMinutes))}</td>
  </tr>`), 'plain-table')}
</section>`;

const todayView = (data, go) => html`${flowView(data.flow)} ${backlogView(data)} ${scannersView(data.scanners, data.capacity, go)} ${hoursView(localHours(data.hours), t('operation.hoursSentence'), go)}`;

const servicesView = ({ items }) =>
  items.length === 0
    ? empty('services')
    : html`<p class="quiet">${t('services.text')}</p>
      ${table(t('operation.services'), ['service', 'results', 'exactAgreement', 'withinOne', 'kappa', 'bias', 'readersAgreed', 'refused', 'turnaround', 'flagYield'], items.map((each) => html`<tr>
        <th scope="row" translate="no">${each.name || each.id}</th><td>${number(each.results)}</td>
        ${['exactAgreement', 'withinOne', 'kappa'].map((name) => html`<td class="rate">${figureView(each[name], name)}</td>`)}
        <td>${each.blandAltman ? html`${signedPoints(each.blandAltman.bias)} <span class="ci">${signedPoints(each.blandAltman.low)} … ${signedPoints(each.blandAltman.high)}</span>` : '—'}</td>
        ${['readersAgreed', 'refused'].map((name) => html`<td class="rate">${figureView(each[name], name)}</td>`)}
        <td>${minutesText(each.turnaround)}</td>
        <td class="rate">${each.flagYield ? figureView(each.flagYield, 'flagUpheld') : '—'}</td>
      </tr>`), 'people')}
      <p class="quiet">${t('services.columns')}</p>
      <div class="columns">${items.filter((each) => each.results > 0).map((each) => limitsTable(each.limits, html`<span translate="no">${each.name || each.id}</span>`))}</div>`;

const loads = {
  today: () => api.get('/figures/operation'),
  services: ({ query }) => api.get('/figures/services', periodOf({ months: '12', ...query })),
  whatIf: ({ query }) => whatIf.load(query),
};

export default {
  title: () => t('operation.title'),
  load: ({ query }) => loads[showOf(query)]({ query }),
  view(data, context) {
    const show = showOf(context.query);
    return html`
      ${pageHeader(t('operation.title'), '')}
      ${tabs(t('operation.title'), shows, show, (next) => `/operation${queryOf({ show: next === 'today' ? '' : next })}`, (next) => t(`operation.tab.${next}`))}
      ${show === 'today' ? todayView(data, context.go) : show === 'services' ? servicesView(data) : whatIf.view(data, context)}`;
  },
};
