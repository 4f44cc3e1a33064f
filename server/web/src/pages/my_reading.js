/** A reviewer's own reading beside the anonymous team, as intervals; each number opens the own settled reads. Nobody is ranked. */
import { html, nothing } from 'lit';
import { api, queryOf } from '../api.js';
import { code, dateTime, number, t, twoPlaces } from '../messages.js';
import { empty, gradeChip, why } from '../parts/figures.js';
import { periodText } from '../parts/groups.js';
import { pageHeader, pager, table } from '../parts/list.js';
import { figureView } from '../parts/metrics.js';
import { periodChooser, periodOf } from '../parts/period.js';

const kinds = ['doubleRead', 'peerReview', 'arbitration'];
const readsOf = (query, more) => `/my-reading${queryOf({ months: query.months, ...more })}#reads`;

const minutes = ({ n, median, p90 }) => (n && median !== null ? t('reviewers.minutes', { median: twoPlaces(median), p90: p90 === null ? '—' : twoPlaces(p90), n }) : t('rate.none'));

const line = (key, figure, metric, href, team = null) => html`<tr>
  <th scope="row">${t(`myReading.${key}`)} ${why(`own_${key}`)}</th>
  <td class="rate">${figureView(figure, metric, { team, href: figure.n ? href : null })}</td>
  <td class="quiet">${team ? t('metric.team', { low: twoPlaces(team.low), high: twoPlaces(team.high) }) : t('metric.noTeam')}</td>
</tr>`;

const figuresView = (own, team, query) => html`<section class="panel">
  <h2>${t('person.figures')}</h2>
  <div class="scroll"><table class="metrics">
    <thead><tr><th scope="col">${t('column.metric')}</th><th scope="col">${t('column.value')}</th><th scope="col">${t('column.team')}</th></tr></thead>
    <tbody>
      ${line('leniency', own.leniency, 'gradeBias', readsOf(query, { kind: 'doubleRead' }), team)}
      ${line('withArbitration', own.agreementWithArbitration, 'exactAgreement', readsOf(query, { kind: 'doubleRead', arbitrated: 'true' }))}
      <tr><th scope="row">${t('myReading.repeats')} ${why('own_repeats')}</th>
        <td class="rate">${own.repeatsStillNeeded > 0
          ? html`<span class="too-small">${t('reviewers.repeats', { n: own.repeatKappa.n, more: number(own.repeatsStillNeeded) })}</span>`
          : figureView(own.repeatKappa, 'kappa', { href: null })}</td><td class="quiet">${t('metric.noTeam')}</td></tr>
      ${line('concurShare', own.concurShare, 'exactAgreement', readsOf(query, { kind: 'peerReview' }))}
      ${kinds.map((kind) => html`<tr><th scope="row">${t('myReading.minutes', { task: code('task', kind) })} ${why('own_minutes')}</th><td colspan="2">${minutes(own.minutes[kind])}</td></tr>`)}
    </tbody>
  </table></div>
  <p class="quiet">${t('myReading.legend')}</p>
</section>`;

const readsView = (reads, query) => html`<section id="reads"><h2>${t('myReading.reads')}</h2>
  <p class="quiet">${t('myReading.readsText')}</p>
  ${reads.items.length === 0
    ? empty('myReading')
    : table(t('myReading.reads'), ['label', 'task', 'lockedAt', 'ownAnswer', 'settledGrade'], reads.items.map((each) => html`<tr>
        <th scope="row" translate="no">${each.label}</th><td>${code('task', each.kind)}</td><td class="nowrap">${dateTime(each.lockedAt)}</td>
        <td>${each.grade ? gradeChip(each.grade) : each.score ? `RADPEER ${each.score}` : '—'}</td>
        <td>${gradeChip(each.settledGrade)} ${each.grade && each.grade !== each.settledGrade ? html`<strong>≠ ${t('feedback.differs')}</strong>` : nothing}</td>
      </tr>`))}
  ${pager(reads, '/my-reading', query)}</section>`;

export default {
  title: () => t('myReading.title'),
  async load({ query }) {
    const [figures, reads] = await Promise.all([api.get('/figures/my-reading', periodOf(query)), api.get('/me/reads', { kind: query.kind, arbitrated: query.arbitrated, cursor: query.cursor, limit: '50' })]);
    return { ...figures, reads };
  },
  view(data, { query }) {
    const own = data.items[0];
    return html`
      ${pageHeader(t('myReading.title'), `${periodText(data)} · ${t('myReading.subtitle')}`, periodChooser(query, (changed) => `/my-reading${queryOf(changed)}`))}
      <p>${t('myReading.done', { reads: number(own.reads), reviews: number(own.reviews), arbitrations: number(own.arbitrations) })}</p>
      ${figuresView(own, data.teamLeniency, query)}
      ${readsView(data.reads, query)}`;
  },
};
