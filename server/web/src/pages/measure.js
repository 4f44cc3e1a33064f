/** One measure: what it was meant to mend, and the weighted rate before and after with its uncertainty. */
import { html, nothing } from 'lit';
import { api } from '../api.js';
import { code, date, decimal, interval, percent, t } from '../messages.js';
import { forget, keptAs } from '../parts/draft.js';
import { why } from '../parts/figures.js';
import { field, pageHeader, submits } from '../parts/list.js';
import { casesOf, figureView } from '../parts/metrics.js';
import { personOptions, startOfDay } from '../parts/people.js';

const inWords = (figure) => (figure.value === null ? t('rate.none') : `${percent(figure.value)} (${interval(figure.low, figure.high)}, n ${figure.n})`);
const signed = (share) => `${share > 0 ? '+' : ''}${decimal(share * 100)}`;

/** "Before 8.2 % (...), after 5.2 % (...): -3.1 points (-6.6 to +0.5). Not yet shown to work." */
function effectSentence({ before, after, change, isShown }) {
  const words = t('effect.beforeAfter', { before: inWords(before), after: inWords(after) });
  if (change.value === null || change.low === null) return `${words} ${t('effect.unknown')}`;
  return `${words} ${t('effect.change', { value: signed(change.value), low: signed(change.low), high: signed(change.high) })} ${t(isShown ? 'effect.shown' : 'effect.notShown')}`;
}

const effectView = (effect) =>
  effect
    ? html`<section class="panel"><h2>${t('effect.title')} ${why('effect')}</h2>
        <p class="sentence">${effectSentence(effect)}</p>
        <div class="columns"><div class="rate"><h3>${t('effect.before')}</h3>${figureView(effect.before, 'significantWeighted', { href: casesOf(effect.before) })}</div>
          <div class="rate"><h3>${t('effect.after')}</h3>${figureView(effect.after, 'significantWeighted', { href: casesOf(effect.after) })}</div></div>
      </section>`
    : html`<section class="panel"><h2>${t('effect.title')}</h2><p class="quiet">${t('effect.noSubject')}</p></section>`;

const closeForm = (measure, act) => {
  const key = `closing.${measure.id}`;
  return html`<form class="stacked" ${keptAs(key)} @submit=${submits(async ({ result }) => {
    if (await act(() => api.post(`/measures/${measure.id}/closing`, { result }, measure.etag), t('measures.closedDone'))) forget(key);
  })}>
    ${field(t('measures.result'), html`<textarea name="result" required maxlength="2000"></textarea>`, t('measures.closeText'))}
    <button class="primary">${t('measures.close')}</button>
  </form>`;
};

const changeForm = (measure, people, act) => html`<details><summary>${t('measures.change')}</summary>
  <form class="stacked" @submit=${submits(({ owner, dueAt }) =>
    act(() => api.put(`/measures/${measure.id}`, { owner: owner || measure.owner, dueAt: dueAt ? startOfDay(dueAt) : measure.dueAt, followUp: measure.followUp }, measure.etag), t('measures.changed')))}>
    ${field(t('column.owner'), html`<select name="owner">${personOptions(people, measure.ownerName)}</select>`)}
    ${field(t('column.due'), html`<input type="date" name="dueAt" />`)}
    <button>${t('measures.change')}</button>
  </form></details>`;

export default {
  title: () => t('measures.single'),
  async load({ measureId }) {
    const [measure, people] = await Promise.all([api.get(`/measures/${encodeURIComponent(measureId)}`), api.get('/people')]);
    const subject = measure.reporter ? { reporter: measure.reporter } : measure.facility ? { facility: measure.facility } : null;
    const effect = subject && (await api.get('/figures/effect', { ...subject, start: measure.openedAt, until: measure.closedAt ?? undefined }));
    return { measure, people: people.items, effect, asOf: effect?.asOf };
  },
  view: ({ measure, people, effect }, { act }) => html`
    ${pageHeader(measure.cause, html`${code('measureKind', measure.kind)} · <span translate="no">${measure.reporterName || measure.facility}</span>`, nothing, html`<a href="/measures">${t('measures.title')}</a>`)}
    <section class="panel">
      <dl>
        <dt>${t('column.owner')}</dt><dd translate="no">${measure.ownerName}</dd>
        <dt>${t('column.due')}</dt><dd>${date(measure.dueAt)} ${measure.overdue ? html`<span class="alert-mark">▲ ${t('measures.overdue')}</span>` : nothing}</dd>
        <dt>${t('measures.openedAt')}</dt><dd>${date(measure.openedAt)} <span translate="no">${measure.openedBy}</span></dd>
        ${measure.followUp ? html`<dt>${t('measures.followUp')}</dt><dd>${t('measures.followUpText', { share: percent(measure.followUp.share), from: date(measure.followUp.from), until: date(measure.followUp.until) })}</dd>` : nothing}
        ${measure.cases.length ? html`<dt>${t('measures.cases')}</dt><dd>${measure.cases.map((id, i) => html`<a href="/cases/${id}">${t('measures.case', { number: String(i + 1) })}</a> `)}</dd>` : nothing}
        ${measure.closedAt ? html`<dt>${t('measures.result')}</dt><dd>${measure.result} <span class="quiet">${date(measure.closedAt)}</span></dd>` : nothing}
      </dl>
    </section>
    ${effectView(effect)}
    ${measure.closedAt ? nothing : html`<section class="panel">${closeForm(measure, act)} ${changeForm(measure, people, act)}</section>`}`,
};
