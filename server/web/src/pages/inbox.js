/** A radiologist's settled cases. No reviewer is named; words never judge. */
import { html, nothing } from 'lit';
import { api } from '../api.js';
import { dateTime, t } from '../messages.js';
import { gradeChip } from '../parts/figures.js';

const day = 24 * 3600 * 1000;

const answerForms = (row, asOf, act) => {
  const daysLeft = Math.floor((new Date(row.answerUntil) - new Date(asOf)) / day);
  const send = (name, bodyOf, done) => (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    return act(() => api.post(`/feedback/${row.id}/${name}`, bodyOf(form), row.etag), done);
  };
  return html`<div class="answers">
    <form class="inline" @submit=${send('acknowledgement', (form) => ({ context: form.get('context') ?? '' }), t('inbox.seenDone'))}>
      <label>${t('inbox.context')} <input name="context" maxlength="2000" /></label>
      <button class="primary">${t('inbox.seen')}</button>
    </form>
    ${daysLeft < 0
      ? html`<p class="quiet">${t('inbox.termOver')}</p>`
      : html`<details>
          <summary>${t('inbox.dispute', { n: daysLeft })}</summary>
          <form class="inline" @submit=${send('dispute', (form) => ({ question: form.get('question') }), t('inbox.disputeDone'))}>
            <label>${t('inbox.question')} <input name="question" required maxlength="2000" /></label>
            <button>${t('inbox.sendDispute')}</button>
          </form>
          <p class="quiet">${t('inbox.disputeConsequence')}</p>
        </details>`}
  </div>`;
};

const differs = (row) => (row.outcome === 'concordant' ? t('inbox.same') : t('inbox.differs'));

export default {
  title: () => t('inbox.title'),

  load: () => api.get('/feedback', { limit: '100' }),

  view(page, { act }) {
    const concordant = page.items.filter((row) => row.outcome === 'concordant').length;
    const great = page.items.filter((row) => row.greatCall).length;
    return html`
      <header class="page">
        <div>
          <h1>${t('inbox.title')}</h1>
          <p>${t('inbox.summary', { n: page.items.length, concordant, great })}</p>
        </div>
      </header>
      ${page.items.length === 0 ? html`<section class="panel state"><h2>${t('inbox.empty')}</h2><p>${t('inbox.emptyText')}</p></section>` : nothing}
      ${page.items.map(
        (row) => html`<article class=${row.state === 'sent' ? 'panel feedback unread' : 'panel feedback'}>
          <h2>
            ${gradeChip(row.reportedGrade)} <span class="quiet">${t('inbox.yours')}</span> ${gradeChip(row.settledGrade)}
            <span class="quiet">${t('inbox.settled')}</span> · ${differs(row)}
            ${row.greatCall ? html`<span class="great">★ ${t('greatCall')}</span>` : nothing}
          </h2>
          ${row.comment ? html`<p>${row.comment}</p>` : nothing}
          ${row.outcome === 'concordant' ? nothing : html`<p class="quiet">${t('inbox.contextLine')}</p>`}
          <p class="quiet">${dateTime(row.sentAt)} · ${t(`inbox.state.${row.state}`)} · <span class="uid">${row.studyInstanceUid}</span></p>
          ${row.state === 'sent' ? answerForms(row, page.asOf, act) : nothing}
        </article>`,
      )}
    `;
  },
};
