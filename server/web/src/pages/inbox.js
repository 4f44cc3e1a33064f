/** A radiologist's settled cases, newest first. No reviewer is named; words never judge. */
import { html, nothing } from 'lit';
import { api, queryOf } from '../api.js';
import { dateTime, t } from '../messages.js';
import { empty, gradeChip } from '../parts/figures.js';
import { thumb } from '../parts/thumb.js';
import { pageHeader, pager } from '../parts/list.js';
import { filterChooser } from '../parts/period.js';

const day = 24 * 3600 * 1000;
/** Whole days in which a dispute may still be raised; below 0 when the term is over. `asOf` of the list, or now. */
export const daysLeft = (row, asOf) => Math.floor((new Date(row.answerUntil) - (asOf ? new Date(asOf) : Date.now())) / day);
export const differsText = (row) => (row.outcome === 'concordant' ? t('inbox.same') : t('inbox.differs'));

const shown = {
  '': () => true,
  differs: (row) => row.outcome !== 'concordant',
  great: (row) => row.greatCall,
};

const line = (row, asOf) => html`<li class=${row.state === 'sent' ? 'panel feedback unread' : 'panel feedback'}>
  <span class="dot" aria-hidden="true">${row.state === 'sent' ? '●' : '○'}</span>
  <span class="what">
    <a href="/inbox/${row.id}"><span class="headline">${gradeChip(row.reportedGrade)} <span class="quiet">${t('inbox.yours')}</span> ${gradeChip(row.settledGrade)}
      <span class="quiet">${t('inbox.settled')}</span></span> <strong>${differsText(row)}</strong></a>
    ${row.greatCall ? html`<span class="great">★ ${t('greatCall')}</span>` : nothing}
    ${row.comment ? html`<span class="comment">${row.comment}</span>` : nothing}
    <span class="quiet">${dateTime(row.sentAt)} · ${t(`inbox.state.${row.state}`)}</span>
  </span>
  ${row.greatCall ? thumb(`/feedback/${row.id}`, `/inbox/${row.id}`) : nothing}
  ${row.state === 'sent' && row.outcome !== 'concordant' && daysLeft(row, asOf) >= 0 ? html`<a class="button" href="/inbox/${row.id}?dispute=1">${t('inbox.dispute', { n: daysLeft(row, asOf) })}</a>` : nothing}
</li>`;

export default {
  title: () => t('inbox.title'),
  async load({ query }) {
    const [page, month] = await Promise.all([api.get('/feedback', { limit: '100', cursor: query.cursor }), api.get('/feedback-summary')]);
    return { ...page, month };
  },
  view(page, { query }) {
    const rows = page.items.filter(shown[query.only] ?? shown['']);
    const { cases, concordant, greatCalls, unseen } = page.month;
    const summary = `${t('inbox.summary', { n: cases, concordant, great: greatCalls })}${unseen ? ` ${t('inbox.unseen', { n: unseen })}` : ''}`;
    return html`
      ${pageHeader(t('inbox.title'), summary, filterChooser('only', Object.keys(shown), query, (changed) => `/inbox${queryOf(changed)}`, (only) => t(`inbox.only.${only || 'all'}`)))}
      ${rows.length === 0 ? empty('inbox') : html`<ul class="needs">${rows.map((row) => line(row, page.asOf))}</ul>`}
      ${page.items.length ? pager(page, '/inbox', query) : nothing}`;
  },
};
