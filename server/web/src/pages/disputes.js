/** Disputes: what was asked, until when, and what the panel found. */
import { html } from 'lit';
import { api, queryOf } from '../api.js';
import { code, date, t } from '../messages.js';
import { empty, gradeChip } from '../parts/figures.js';
import { pageHeader, pager, table } from '../parts/list.js';
import { filterChooser } from '../parts/period.js';
import { clock } from './today.js';

export default {
  title: () => t('disputes.title'),
  load: ({ query }) => api.get('/disputes', { state: query.state, cursor: query.cursor }),
  view: (page, { query }) => html`
    ${pageHeader(t('disputes.title'), t('disputes.subtitle'), filterChooser('state', ['', 'open', 'decided'], query, (changed) => `/disputes${queryOf(changed)}`, (state) => t(`disputes.state.${state || 'all'}`)))}
    ${page.items.length === 0
      ? empty('disputes')
      : table(t('disputes.title'), ['question', 'reporter', 'facility', 'disputed', 'due', 'state', 'before', 'after'], page.items.map((row) => html`<tr>
          <th scope="row"><a href="/cases/${row.caseId}">${row.question}</a></th><td translate="no">${row.reporterName || row.reporter}</td><td translate="no">${row.facility}</td>
          <td class="nowrap">${date(row.disputedAt)}</td><td>${row.state === 'decided' ? '—' : clock(row.dueAt, page.asOf)}</td>
          <td>${code('disputeState', row.state)}${row.verdict ? html`: <strong>${code('verdictOfPanel', row.verdict)}</strong>` : ''}</td>
          <td>${gradeChip(row.gradeBefore)}</td><td>${gradeChip(row.gradeAfter)}</td>
        </tr>`))}
    ${pager(page, '/disputes', query)}`,
};
