/** One case: the images at the slice that differs, what was said, measured and settled; then why it was picked, and every step. */
import { html, nothing } from 'lit';
import { api, queryOf } from '../api.js';
import { code, dateTime, percent, points, t } from '../messages.js';
import { outcomeLabel } from '../parts/case_table.js';
import { documentLinks } from '../parts/documents.js';
import { gradeChip, why } from '../parts/figures.js';
import { field, pageHeader, submits } from '../parts/list.js';
import { choiceView, measurementView, outsideView, readsTable, reviewView } from '../parts/readings.js';
import { viewer } from '../parts/viewer.js';

const endsBeforeTheLock = new Set(['awaitingImages', 'awaitingReader', 'reading']);

/** "CT-1 · 2026-11": the parts of the stratum that say something to a person; the reporter stands above. */
const stratumOf = ({ stratum }) =>
  stratum
    .split(' ')
    .filter((part) => !part.startsWith('reporter='))
    .map((part) => part.slice(part.indexOf('=') + 1))
    .join(' · ') || '—';

const selectionsView = (selections) => html`<section class="panel">
  <h2>${t('case.selections')} ${why('selection')}</h2>
  <div class="scroll"><table class="plain-table">
    <thead><tr>${['reason', 'probability', 'stratum', 'plan', 'firstTask'].map((name) => html`<th scope="col">${t(`selection.${name}`)}</th>`)}</tr></thead>
    <tbody>
      ${selections.map((each) => html`<tr>
        <th scope="row">${code('reason', each.reason)}</th>
        <td>${each.probability === null ? t('selection.noProbability') : percent(each.probability)}</td>
        <td class="quiet" translate="no">${stratumOf(each)}</td><td>${each.planVersion}</td><td>${code('task', each.firstTask)}</td>
      </tr>`)}
    </tbody>
  </table></div>
</section>`;

const stepsView = (steps) => html`<section class="panel">
  <h2>${t('case.steps')}</h2>
  <ol class="steps">${steps.map((step) => html`<li><time datetime=${step.at}>${dateTime(step.at)}</time> ${code('step', step.what)}</li>`)}</ol>
</section>`;

const notesView = (notes) =>
  notes?.length
    ? html`<section class="panel"><h2>${t('case.notes')}</h2><ul class="reviews">${notes.map((note) => html`<li><time class="quiet" datetime=${note.at}>${dateTime(note.at)}</time> ${note.text}</li>`)}</ul></section>`
    : nothing;

const disputeView = (dispute) =>
  dispute
    ? html`<section class="panel"><h2>${t('case.dispute')}</h2>
        <p>${dispute.question}</p>
        <p class="quiet">${dateTime(dispute.disputedAt)} · ${code('disputeState', dispute.state)}${dispute.verdict ? ` · ${code('verdictOfPanel', dispute.verdict)}` : ''}</p>
        ${dispute.reason ? html`<p>${dispute.reason}</p>` : nothing}
      </section>`
    : nothing;

/** How the lungs changed since the patient's study before this one, and what the table asks for because of it. */
const courseView = (course) =>
  course
    ? html`<section class="panel"><h2>${t('case.course')}</h2>
        <p>${t('case.courseText', { hours: Math.round(course.hours), earlier: points(course.earlierPercent), later: points(course.laterPercent) })}</p>
        ${course.gradeAskedFor ? html`<p class="reason">${t('case.gradeAskedFor')} ${gradeChip(course.gradeAskedFor)}</p>` : nothing}
        <p class="quiet">${t('case.recovery')}: ${code('recovery', course.recovery)}</p>
      </section>`
    : nothing;

const cancelForm = ({ row, etag }, act) => html`<details class="panel"><summary>${t('case.cancel')}</summary>
  <form class="stacked" @submit=${submits(({ reason }) => act(() => api.post(`/cases/${row.caseId}/cancellation`, { reason }, etag), t('case.cancelled')))}>
    ${field(t('case.cancelReason'), html`<input name="reason" required maxlength="2000" />`, t('case.cancelText'))}
    <button>${t('case.cancel')}</button>
  </form></details>`;

const summary = ({ row, settlementReason, seriesChoice, outside }) => html`
  <section class="panel">
    <table class="compare">
      <thead><tr><td></td><th scope="col">${t('read.grade')}</th><th scope="col">${t('read.total')}</th></tr></thead>
      <tbody>
        <tr><th scope="row">${t('case.reported')}</th><td>${gradeChip(row.reportedGrade)}</td><td>${row.reportedInvolvement ? points(row.reportedInvolvement.totalPercent) : '—'}</td></tr>
        <tr class=${row.settledGrade && row.settledGrade !== row.reportedGrade ? 'differs' : nothing}><th scope="row">${t('case.settled')}</th><td>${gradeChip(row.settledGrade)}</td><td>${outcomeLabel(row.outcome)}</td></tr>
      </tbody>
    </table>
    ${settlementReason ? html`<p class="reason">${settlementReason}</p>` : nothing}
    ${row.greatCall ? html`<p class="great">★ ${t('greatCall')}</p>` : nothing}
    ${row.alert ? html`<p><a class="alert-mark" href="/alerts">${t('case.alerted')}</a></p>` : nothing}
  </section>
  <section class="panel"><h2>${t('case.measured')}</h2>${measurementView(row.measured)} ${choiceView(seriesChoice)}
    ${outside.length ? html`<h3>${t('outside.title')} ${why('outside')}</h3>${outsideView(outside)}` : nothing}
  </section>`;

const isLead = (user) => user.roles.includes('qaLead');

export default {
  title: () => t('case.title'),
  async load({ caseId, user }) {
    const address = `/cases/${encodeURIComponent(caseId)}`;
    const detail = await api.get(address);
    const mayCompare = isLead(user) && detail.row.settledAt;
    return { ...detail, outside: mayCompare ? (await api.get(`${address}/outside-results`)).items : [] };
  },
  view(data, { act, user }) {
    const { row, selections, reads, reviews, steps } = data;
    const subtitle = html`<a translate="no" href="/people/${encodeURIComponent(row.reporter)}">${row.reporterName || row.reporter}</a> · ${t('column.facility')}
      <span translate="no">${row.facility}</span> · ${code('state', row.state)}${row.studyInstanceUid ? html` · <span class="uid" translate="no">${row.studyInstanceUid}</span>` : nothing}`;
    const tools = row.settledAt
      ? html`<div class="page-tools"><a class="button" href="/measures${queryOf({ open: row.reporter, cases: row.caseId })}">${t('person.openMeasure')}</a>
          <a class="button" href="/learning${queryOf({ cases: row.caseId })}">${t('case.toLearning')}</a>
          ${documentLinks(`/cases/${row.caseId}/letter`, {}, ['html', 'pdf'])}</div>`
      : nothing;
    return html`
      ${pageHeader(t('case.heading', { date: dateTime(row.reportedAt) }), subtitle, tools, html`<a href="/cases">${t('cases.title')}</a>`)}
      <div class="with-images">
        <section class="panel">${row.settledAt ? viewer(`/cases/${row.caseId}`) : html`<p class="quiet">${t('case.imagesLater')}</p>`}</section>
        <div>
          ${summary(data)} ${courseView(data.course)}
          ${reads.length ? html`<section class="panel"><h2>${t('case.reads')}</h2><div class="scroll">${readsTable(reads)}</div></section>` : nothing}
          ${reviews.length ? html`<section class="panel"><h2>${t('case.reviews')}</h2><ul class="reviews">${reviews.map(reviewView)}</ul></section>` : nothing}
          ${disputeView(data.dispute)} ${notesView(data.notes)}
        </div>
      </div>
      ${selectionsView(selections)}
      ${stepsView(steps)}
      ${isLead(user) && data.etag && endsBeforeTheLock.has(row.state) ? cancelForm(data, act) : nothing}`;
  },
};
