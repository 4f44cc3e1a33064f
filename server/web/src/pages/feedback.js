/** One settled case of one's own: the images beside the own report, the settled answer and what differs. Seen, context, dispute. */
import { html, nothing } from 'lit';
import { api } from '../api.js';
import { code, dateTime, decimal, gradeName, points, t } from '../messages.js';
import { documentLinks } from '../parts/documents.js';
import { forget, isKept, keptAs } from '../parts/draft.js';
import { gradeChip } from '../parts/figures.js';
import { field, pageHeader, submits } from '../parts/list.js';
import { findingsOf, involvementOf } from '../parts/readings.js';
import { viewer } from '../parts/viewer.js';
import { daysLeft, differsText } from './inbox.js';

const shownSlice = () => document.querySelector('case-viewer')?.slice;

const disputeForm = (row, act, go, asOf) => {
  const key = `dispute.${row.id}`;
  const send = async ({ question, slice }) => {
    const number = Number.parseInt(slice, 10);
    const body = { question, slice: Number.isNaN(number) ? null : number - 1 };
    if (await act(() => api.post(`/feedback/${row.id}/dispute`, body, row.etag), t('inbox.disputeDone'))) forget(key);
  };
  return html`<form class="stacked dispute" ${keptAs(key)} @submit=${submits(send)}>
    ${field(t('inbox.question'), html`<textarea name="question" required maxlength="2000" autofocus></textarea>`)}
    ${field(t('feedback.slice'), html`<span class="with-button"><input name="slice" inputmode="numeric" pattern="[0-9]*" size="5" />
      <button type="button" @click=${(event) => {
        const input = event.target.closest('form').slice;
        input.value = String((shownSlice() ?? 0) + 1);
        input.dispatchEvent(new Event('change', { bubbles: true }));
      }}>${t('feedback.thisSlice')}</button></span>`, t('feedback.sliceHint'))}
    <p>${t('inbox.disputeConsequence')} ${t('feedback.disputeTime')}</p>
    <button class="primary">${t('inbox.sendDispute')}</button>
    <p class="quiet">${t('inbox.dispute', { n: daysLeft(row, asOf) })}</p>
  </form>`;
};

const contextForm = (row, act) => {
  const key = `context.${row.id}`;
  return html`<form class="stacked" ${keptAs(key)} @submit=${submits(async ({ context }) => {
    if (await act(() => api.post(`/feedback/${row.id}/acknowledgement`, { context }, row.etag), t('inbox.seenDone'))) forget(key);
  })}>
    ${field(t('inbox.context'), html`<textarea name="context" required maxlength="2000"></textarea>`, t('feedback.contextHint'))}
    <button>${t('feedback.addContext')}</button>
  </form>`;
};

function answers({ row, asOf }, { act, go, query, local, draw }) {
  if (row.state !== 'sent') return nothing;
  const left = daysLeft(row, asOf);
  const isOpen = (name) => local.open === name || (local.open === undefined && (query[name] || isKept(`${name}.${row.id}`)));
  const toggle = (name) => () => {
    local.open = isOpen(name) ? null : name;
    draw();
  };
  return html`<section class="panel answers">
    <div class="tools">
      <button class="primary" @click=${() => act(() => api.post(`/feedback/${row.id}/acknowledgement`, { context: '' }, row.etag), t('inbox.seenDone'))}>${t('inbox.seen')}</button>
      <button aria-expanded=${isOpen('context') ? 'true' : 'false'} @click=${toggle('context')}>${t('feedback.addContext')}</button>
      ${left < 0
        ? html`<span class="quiet">${t('inbox.termOver')}</span>`
        : html`<button aria-expanded=${isOpen('dispute') ? 'true' : 'false'} @click=${toggle('dispute')}>${t('inbox.dispute', { n: left })}</button>`}
    </div>
    ${isOpen('context') ? contextForm(row, act) : nothing}
    ${left >= 0 && isOpen('dispute') ? disputeForm(row, act, go, asOf) : nothing}
  </section>`;
}

const said = ({ row }) => html`
  ${row.context ? html`<p><span class="quiet">${t('feedback.yourContext')}</span> ${row.context}</p>` : nothing}
  ${row.question ? html`<p><span class="quiet">${t('feedback.yourQuestion')}</span> ${row.question}</p>` : nothing}
  ${row.state === 'disputed' && !row.panel ? html`<p class="verdict">◆ ${t('feedback.inDispute')}</p>` : nothing}
  ${row.panel ? html`<p class="verdict">◆ ${t('feedback.panel', { verdict: code('verdictOfPanel', row.panel.verdict), grade: gradeName(row.panel.grade), at: dateTime(row.panel.decidedAt) })} ${row.panel.reason}</p>` : nothing}`;

/** "over 25 to 50 %": what the settled grade says of the involvement. */
const involvementRange = (grade) => t(`involvement.${grade}`);

const compared = ({ row, report, settledInvolvement, settledFindings }) => html`<table class="compare">
  <thead><tr><td></td><th scope="col">${t('feedback.report')}</th><th scope="col">${t('feedback.settled')}</th></tr></thead>
  <tbody>
    <tr class=${row.reportedGrade === row.settledGrade ? nothing : 'differs'}>
      <th scope="row">${t('read.grade')}</th><td>${gradeChip(row.reportedGrade)}</td>
      <td>${gradeChip(row.settledGrade)} ${row.reportedGrade === row.settledGrade ? nothing : html`<strong>≠ ${t('feedback.differs')}</strong>`}</td>
    </tr>
    <tr><th scope="row">${t('read.total')}</th><td>${report?.involvement ? points(report.involvement.totalPercent) : '—'}</td><td>${settledInvolvement ? html`${points(settledInvolvement.totalPercent)} <span class="quiet">${involvementRange(row.settledGrade)}</span>` : involvementRange(row.settledGrade)}</td></tr>
    <tr><th scope="row">${t('feedback.sides')}</th><td>${involvementOf(report?.involvement)}</td><td>${settledInvolvement ? involvementOf(settledInvolvement) : '—'}</td></tr>
    <tr><th scope="row">${t('read.findings')}</th><td>${report ? findingsOf(report.findings) : '—'}</td><td>${settledFindings ? findingsOf(settledFindings) : '—'}</td></tr>
    <tr><th scope="row">${t('feedback.routing')}</th><td>${t(`routing.${row.reportedGrade}`)}</td><td>${t(`routing.${row.settledGrade}`)}</td></tr>
  </tbody>
</table>`;

/** The standard short report, filled from the settled answer, to be copied into the amended one. */
function shortReport({ row, settledInvolvement, settledFindings }) {
  return [
    t('short.title'),
    settledFindings ? t('short.findings', { findings: findingsOf(settledFindings) }) : t('short.findingsOpen'),
    t('short.grade', { grade: gradeName(row.settledGrade) }),
    settledInvolvement
      ? t('short.involvementOf', { total: points(settledInvolvement.totalPercent), sides: involvementOf(settledInvolvement) })
      : t('short.involvement', { range: involvementRange(row.settledGrade) }),
    t('short.routing', { routing: t(`routing.${row.settledGrade}`) }),
  ].join('\n');
}

const shortReportView = (data, local, draw) => html`<details class="panel short-report">
  <summary>${t('short.open')}</summary>
  <pre>${shortReport(data)}</pre>
  <button @click=${async () => {
    await navigator.clipboard.writeText(shortReport(data)).catch(() => {});
    local.copied = true;
    draw();
  }}>${t(local.copied ? 'short.copied' : 'short.copy')}</button>
  <p class="quiet">${t('short.text')}</p>
</details>`;

/** The whole case, or the line of the inbox where no more is to be had: Seen and Dispute must not wait for the rest. */
async function detailOf(id) {
  try {
    return await api.get(`/feedback/${encodeURIComponent(id)}`);
  } catch (problem) {
    const page = problem.kind === 'notFound' ? await api.get('/feedback', { limit: '500' }) : { items: [] };
    const row = page.items.find((each) => each.id === id);
    if (!row) throw problem;
    return { row, report: null, settledInvolvement: null, settledFindings: null, rule: '', pointsApart: 0, asOf: page.asOf };
  }
}

export default {
  title: () => t('feedback.title'),
  load: ({ feedbackId }) => detailOf(feedbackId),
  view(data, context) {
    const { row, report } = data;
    return html`
      ${pageHeader(html`${differsText(row)} ${row.greatCall ? html`<span class="great">★ ${t('greatCall')}</span>` : nothing}`, `${dateTime(row.sentAt)} · ${t(`inbox.state.${row.state}`)}`, nothing, html`<a href="/inbox">${t('inbox.title')}</a>`)}
      <div class="with-images">
        <section class="panel">${viewer(`/feedback/${row.id}`)}</section>
        <div>
          <section class="panel">
            ${compared(data)}
            ${row.comment ? html`<h2>${t('feedback.comment')}</h2><p>${row.comment}</p>` : nothing}
            ${data.rule ? html`<p>${code('rule', data.rule)}${data.pointsApart ? ` ${t('feedback.pointsApart', { points: decimal(data.pointsApart) })}` : ''}</p>` : nothing}
            ${row.outcome === 'concordant' ? nothing : html`<p class="quiet">${t('inbox.contextLine')}</p>`}
            ${said(data)}
          </section>
          ${answers(data, context)}
          ${report?.text ? html`<details class="panel"><summary>${t('feedback.reportText')}</summary><p class="report-text">${report.text}</p></details>` : nothing}
          ${shortReportView(data, context.local, context.draw)}
          <p>${documentLinks(`/feedback/${row.id}/letter`, {}, ['html', 'pdf'])}</p>
          <p class="uid quiet" translate="no">${row.studyInstanceUid}</p>
        </div>
      </div>`;
  },
};
