/** The work that waits behind the pages, and what was given up. No clinical content. */
import { html } from 'lit';
import { api } from '../api.js';
import { code, dateTime, number, t } from '../messages.js';
import { field, pageHeader, submits, table } from '../parts/list.js';
import { empty } from '../parts/figures.js';

/** The same error of the same kind is one thing to mend, however many jobs met it. */
function grouped(letters) {
  const groups = new Map();
  for (const letter of letters) {
    const key = `${letter.kind} ${letter.error}`;
    groups.set(key, [...(groups.get(key) ?? []), letter]);
  }
  return [...groups.values()];
}

const idsOf = (letters) => letters.map((letter) => letter.id);

const letterView = (letters, act) => html`<section class="panel">
  <h3>${code('job', letters[0].kind)} · ${t('jobs.times', { n: letters.length })}</h3>
  <pre class="error" translate="no">${letters[0].error}</pre>
  <p class="quiet">${t('jobs.attempts', { n: letters[0].attempts })} · ${dateTime(letters[0].failedAt)}</p>
  <button class="primary" @click=${() => act(() => api.post('/jobs/dead-letters/retries', { ids: idsOf(letters) }), t('jobs.retried'))}>${t('jobs.retry', { n: letters.length })}</button>
  <details><summary>${t('jobs.discard')}</summary>
    <form class="inline" @submit=${submits(({ reason }) => act(() => api.post('/jobs/dead-letters/discards', { ids: idsOf(letters), reason }), t('jobs.discarded')))}>
      ${field(t('column.reason'), html`<input name="reason" required maxlength="2000" />`)}
      <button>${t('jobs.discard')}</button>
    </form>
    <p class="quiet">${t('jobs.discardText')}</p>
  </details>
</section>`;

export default {
  title: () => t('jobs.title'),
  load: () => api.get('/jobs'),
  view: ({ counts, deadLetters }, { act }) => html`
    ${pageHeader(t('jobs.title'), t('jobs.subtitle'))}
    ${counts.length === 0
      ? empty('jobs')
      : table(t('jobs.title'), ['job', 'state', 'count', 'oldest'], counts.map((each) => html`<tr>
          <th scope="row">${code('job', each.kind)}</th><td>${code('jobState', each.state)}</td>
          <td>${number(each.count)}</td><td>${each.oldest ? dateTime(each.oldest) : '—'}</td>
        </tr>`))}
    <h2>${t('jobs.dead', { n: deadLetters.length })}</h2>
    ${deadLetters.length === 0
      ? html`<p class="quiet">${t('jobs.noneDead')}</p>`
      : grouped(deadLetters).map((letters) => letterView(letters, act))}`,
};
