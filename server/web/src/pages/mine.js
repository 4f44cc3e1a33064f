/** A radiologist's own figures beside the anonymous team. No rank. */
import { html } from 'lit';
import { api, queryOf } from '../api.js';
import { trend } from '../charts/options.js';
import { monthOf, number, percent, t } from '../messages.js';
import { chart } from '../parts/chart.js';
import { documentLinks } from '../parts/documents.js';
import { periodText } from '../parts/groups.js';
import { pageHeader } from '../parts/list.js';
import { metricTable } from '../parts/metrics.js';
import { designOf, designTabs, periodChooser, periodOf } from '../parts/period.js';
import { basics, confusionView, verdictLine } from '../parts/profile.js';

const shown = new Set(['exactAgreement', 'withinOne', 'significantWeighted', 'overCall', 'underCall', 'gradeBias', 'kappa', 'greatCalls']);

function trendView(trendPoints, go) {
  const points = trendPoints.map(({ month, figure, team }) => ({ month, team, ...figure }));
  const withData = points.filter((point) => point.n > 0);
  const hasTeam = points.length > 0 && points.every((point) => point.team);
  return chart({
    title: t('mine.trend'),
    key: 'trend',
    sentence: `${t('mine.trendSentence', { n: withData.length })} ${t(hasTeam ? 'mine.withTeam' : 'mine.noTeam')}`,
    go,
    options: trend({ points }),
    columns: [t('column.month'), t('column.of'), t('column.value'), t('column.team')],
    rows: points.map((point) => ({
      label: monthOf(point.month),
      cells: [t('rate.of', { events: point.events, count: point.n }), point.value === null ? '—' : percent(point.value), point.team ? `${percent(point.team.low)} – ${percent(point.team.high)}` : '—'],
      says: `${monthOf(point.month)} · ${t('rate.of', { events: point.events, count: point.n })}${point.value === null ? '' : ` · ${percent(point.value)}`}`,
    })),
  });
}

export default {
  title: () => t('mine.title'),
  load: ({ query }) => api.get('/figures/mine', { design: designOf(query), ...periodOf(query) }),
  view(profile, { query, go }) {
    const addressOf = (changed) => `/mine${queryOf(changed)}`;
    return html`
      ${pageHeader(t('mine.title'), `${periodText(profile)} · ${t('mine.subtitle')}`, html`<div class="page-tools">${periodChooser(query, addressOf)} ${documentLinks('/documents/my-quality-report', periodOf(query))}</div>`)}
      ${designTabs(query, addressOf)}
      <p class="quiet">${t(`design.${designOf(query)}Text`)} ${t('neverPooled')}</p>
      ${verdictLine(profile)}
      ${trendView(profile.trend, go)}
      <div class="columns wide-left">
        <section class="panel"><h2>${t('person.figures')}</h2>
          <p>${t('profile.counts', { reports: number(profile.reports), settled: number(profile.settled.events ?? profile.settled.n) })} <a href="/inbox">${t('mine.openInbox')}</a></p>
          ${metricTable(profile.metrics.filter((metric) => shown.has(metric.code)), { isTooSmall: profile.reviewsStillNeeded > 0, before: basics(profile, { hrefOf: () => '/inbox' }), hrefOf: (figure) => (figure.cases ? `/inbox${queryOf({ only: 'differs' })}` : null) })}
        </section>
        ${confusionView(profile, { query, addressOf, hrefOf: () => null })}
      </div>`;
  },
};
