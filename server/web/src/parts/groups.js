/** Radiologists, facilities or scanners with the same columns: a list by name, and a funnel of their weighted rates. */
import { html } from 'lit';
import { api, queryOf } from '../api.js';
import { funnel, sideOf } from '../charts/options.js';
import { code, date, number, percent, t } from '../messages.js';
import { chart } from './chart.js';
import { empty, positionMark, tooSmall, why } from './figures.js';
import { pageHeader } from './list.js';
import { casesOf, figureView } from './metrics.js';
import { designOf, designTabs, filterChooser, periodChooser, periodOf } from './period.js';

const columns = ['exactAgreement', 'significantWeighted', 'significantRaw', 'kappa'];

/** The middle half of a column, from five colleagues up. */
function middleHalf(figures) {
  const values = figures.filter((figure) => figure.value !== null).map((figure) => figure.value).sort((a, b) => a - b);
  if (values.length < 6) return null;
  const at = (share) => values[Math.round(share * (values.length - 1))];
  return { low: at(0.25), high: at(0.75) };
}

const besideName = { reporter: (item) => item.id, facility: () => '', scanner: (item) => item.facility };

const row = (item, by, teams, href) => html`<tr>
  <th scope="row" translate="no"><a href=${href}>${item.name || item.id}</a><span class="quiet">${besideName[by](item)}</span></th>
  <td class="count-cell">${number(item.reports)}</td>
  <td class="count-cell">${number(item.settled)}<span class="quiet">${item.reports > 0 ? percent(Math.min(1, item.settled / item.reports)) : ''}</span></td>
  ${columns.map((name) => html`<td class="rate">${figureView(item[name], name, { team: teams[name], isTooSmall: item.reviewsStillNeeded > 0 })}</td>`)}
  <td class="count-cell">${item.greatCalls > 0 ? html`<span class="great">★ ${number(item.greatCalls)}</span>` : html`<span class="quiet">0</span>`}</td>
  <td>${item.reviewsStillNeeded > 0 ? tooSmall(item) : positionMark(sideOf(item.position))}</td>
</tr>`;

const listView = (groups, query, hrefOf) => {
  const teams = Object.fromEntries(columns.map((name) => [name, middleHalf(groups.items.map((item) => item[name]))]));
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('people.title')}>
      <table class="people">
        <thead><tr>
          <th scope="col">${t(`groups.${groups.by}`)}</th><th scope="col">${t('people.reports')}</th>
          <th scope="col">${t('people.reviewed')} ${why('reviewed')}</th>
          ${[...columns, 'greatCalls'].map((name) => html`<th scope="col">${t(`people.${name}`)} ${why(name)}</th>`)}
          <th scope="col">${t('people.verdict')} ${why('verdict')}</th>
        </tr></thead>
        <tbody>${groups.items.map((item) => row(item, groups.by, teams, hrefOf(item) + queryOf({ design: query.design, months: query.months })))}</tbody>
      </table>
    </div>
    <p class="quiet legend">${t(teams.exactAgreement ? 'people.legend' : 'people.legendNoTeam')}</p>`;
};

/** "2 of 40 lie outside the 99.8 % limits; 12 have too few reviews." */
function sentenceOf({ items, dispersion }) {
  const outside = items.filter((item) => item.position.endsWith('998')).length;
  const unripe = items.filter((item) => item.position === 'tooSmall').length;
  const spread = dispersion > 1 ? t('funnel.dispersed', { factor: number(Math.round(Math.sqrt(dispersion) * 100) / 100) }) : t('funnel.notDispersed');
  return `${t('funnel.sentence', { n: outside, all: items.length, unripe })} ${spread}`;
}

const says = (item) => {
  const figure = item.significantWeighted;
  if (figure.value === null) return `${item.name || item.id}: ${t('rate.none')}`;
  const verdict = t(`verdict.${item.position}`);
  return `${item.name || item.id} · ${t('rate.n', { count: item.settled })} · ${percent(figure.value)} · ${verdict}`;
};

const funnelView = (groups, query, hrefOf, go) =>
  chart({
    title: t('funnel.title'),
    key: 'funnel',
    sentence: sentenceOf(groups),
    size: 'tall',
    go,
    options: funnel({ ...groups, items: groups.items.map((item) => ({ effective: item.effective, value: item.significantWeighted.value, position: item.position })) }),
    columns: [t(`groups.${groups.by}`), t('people.reviewed'), t('people.significantWeighted'), t('people.verdict')],
    rows: groups.items.map((item) => ({
      label: item.name || item.id,
      href: casesOf(item.significantWeighted) ?? hrefOf(item) + queryOf({ design: query.design, months: query.months }),
      cells: [number(item.settled), item.significantWeighted.value === null ? '—' : percent(item.significantWeighted.value), code('position', sideOf(item.position))],
      says: says(item),
    })),
  });

export const groupsView = (groups, { query, go, path, hrefOf }) => {
  const addressOf = (changed) => path + queryOf(changed);
  const isFunnel = query.view === 'funnel';
  return html`
    ${designTabs(query, addressOf)}
    <p class="quiet">${t(`design.${designOf(query)}Text`)} ${t('neverPooled')}</p>
    ${filterChooser('view', ['', 'funnel'], query, addressOf, (view) => t(view ? 'view.funnel' : 'view.list'))}
    ${groups.items.length === 0 ? empty('people') : isFunnel ? funnelView(groups, query, hrefOf, go) : listView(groups, query, hrefOf)}`;
};

export const loadGroups = (by, query) => api.get('/figures/groups', { by, design: designOf(query), ...periodOf(query) });

/** From the first day of the first month to the last day of the last one, or to today. */
export function periodText({ from, to }) {
  const end = Math.min(Date.now(), Date.UTC(Number(to.slice(0, 4)), Number(to.slice(5, 7)), 0));
  return t('period.fromTo', { from: date(`${from.slice(0, 7)}-01`), to: date(end) });
}

export const groupsPage = ({ by, path, title, subtitle, hrefOf }) => ({
  title,
  load: ({ query }) => loadGroups(by, query),
  view: (groups, { query, go }) => html`
    ${pageHeader(title(), `${periodText(groups)} · ${subtitle()}`, periodChooser(query, (changed) => path + queryOf(changed)))}
    ${groupsView(groups, { query, go, path, hrefOf })}`,
});
