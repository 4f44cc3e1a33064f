/** Reviewers are measured too: leniency, agreement with arbitration, own repeats, minutes. By name, never by rate. */
import { html } from 'lit';
import { api, queryOf } from '../api.js';
import { code, number, t, twoPlaces } from '../messages.js';
import { empty } from '../parts/figures.js';
import { periodText } from '../parts/groups.js';
import { pageHeader, table } from '../parts/list.js';
import { figureView } from '../parts/metrics.js';
import { periodChooser, periodOf } from '../parts/period.js';

const kinds = ['doubleRead', 'peerReview', 'arbitration'];
const minutesOf = ({ n, median, p90 }) => (n && median !== null ? t('reviewers.minutes', { median: twoPlaces(median), p90: p90 === null ? '—' : twoPlaces(p90), n }) : '—');

const row = (each) => html`<tr>
  <th scope="row" translate="no">${each.name}</th>
  <td class="count-cell">${number(each.reads)} / ${number(each.reviews)} / ${number(each.arbitrations)}</td>
  <td class="rate">${figureView(each.leniency, 'gradeBias')}</td>
  <td class="rate">${figureView(each.agreementWithArbitration, 'exactAgreement')}</td>
  <td class="rate">${each.repeatsStillNeeded > 0 ? html`<span class="too-small">${t('reviewers.repeats', { n: each.repeatKappa.n, more: number(each.repeatsStillNeeded) })}</span>` : figureView(each.repeatKappa, 'kappa')}</td>
  <td class="rate">${figureView(each.concurShare, 'exactAgreement')}</td>
  <td>${kinds.filter((kind) => each.minutes[kind].n).map((kind) => html`<span class="quiet">${code('task', kind)}</span> ${minutesOf(each.minutes[kind])}<br />`)}</td>
</tr>`;

export default {
  title: () => t('reviewers.title'),
  load: ({ query }) => api.get('/figures/reviewers', periodOf(query)),
  view: (page, { query }) => html`
    ${pageHeader(t('reviewers.title'), `${periodText(page)} · ${t('reviewers.subtitle')}`, periodChooser(query, (changed) => `/reviewers${queryOf(changed)}`))}
    ${page.items.length === 0
      ? empty('reviewers')
      : table(t('reviewers.title'), ['reviewer', 'tasksDone', 'leniency', 'withArbitration', 'ownRepeats', 'concurShare', 'minutesEach'], page.items.map(row), 'people')}
    <p class="quiet">${t('reviewers.legend')}</p>`,
};
