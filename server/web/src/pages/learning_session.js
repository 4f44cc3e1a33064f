/** One learning session: guess the grade, then see; who was there, and what follows. */
import { html, nothing } from 'lit';
import { api } from '../api.js';
import { code, date, dateTime, gradeName, t } from '../messages.js';
import { documentLinks } from '../parts/documents.js';
import { keptAs, forget } from '../parts/draft.js';
import { gradeChip } from '../parts/figures.js';
import { field, pageHeader, submits } from '../parts/list.js';
import { grades } from '../parts/matrix.js';
import { personOptions, startOfDay } from '../parts/people.js';
import { viewer } from '../parts/viewer.js';

const manages = (user) => user.roles.some((role) => role === 'head' || role === 'qaLead');

/** Nothing of the answer is on the page before the guess. */
const caseView = (each, { local, draw, parameters }) => {
  local.guesses ??= {};
  const guess = local.guesses[each.position];
  const guessed = (grade) => () => {
    local.guesses[each.position] = grade;
    draw();
  };
  return html`<section class="panel">
    <h2>${t('learning.case', { number: String(each.position) })} ${each.greatCall && guess ? html`<span class="great">★ ${t('greatCall')}</span>` : nothing}</h2>
    ${local.pictures === each.position ? viewer(`/learning-sessions/${parameters.sessionId}/cases/${each.position}`) : nothing}
    ${local.pictures !== each.position ? html`<p><button @click=${() => { local.pictures = each.position; draw(); }}>${t('learning.images')}</button></p>` : nothing}
    ${guess
      ? html`<p>${t('learning.guessed')} ${gradeChip(guess)} · ${t('learning.reported')} ${gradeChip(each.reportedGrade)} · ${t('learning.settled')} ${gradeChip(each.settledGrade)}
            · <strong>${guess === each.settledGrade ? `✓ ${t('learning.same')}` : `≠ ${t('feedback.differs')}`}</strong></p>
          <p class="quiet">${code('outcome', each.outcome)}</p>${each.comment ? html`<p>${each.comment}</p>` : nothing}`
      : html`<p>${t('learning.guess')}</p><div class="tools">${grades.map((grade) => html`<button @click=${guessed(grade)}>${gradeName(grade)}</button>`)}</div>`}
  </section>`;
};

const attendanceView = ({ row, attendance }, people, act) => html`<section class="panel"><h2>${t('learning.attendance')}</h2>
  <p>${attendance.map((each) => html`<span class="tag" translate="no">${each.name}</span> `)} ${attendance.length === 0 ? html`<span class="quiet">${t('learning.nobodyYet')}</span>` : nothing}</p>
  <form class="inline" @submit=${submits(({ person }) => act(() => api.post(`/learning-sessions/${row.id}/attendance`, { persons: [person] }), t('learning.attended')))}>
    ${field(t('learning.person'), html`<select name="person" required>${personOptions(people, t('measures.choose'))}</select>`)}
    <button>${t('learning.addPerson')}</button>
  </form>
</section>`;

const actionsView = ({ row, actions }, people, act) => html`<section class="panel"><h2>${t('learning.actions')}</h2>
  <ul class="reviews">${actions.map((action) => html`<li>${action.doneAt ? '✓' : '○'} ${action.text} <span class="quiet"><span translate="no">${action.ownerName}</span>, ${date(action.dueAt)}</span>
    ${action.doneAt || people.length === 0 ? nothing : html`<button @click=${() => act(() => api.post(`/learning-sessions/${row.id}/actions/${action.id}/completion`, {}), t('learning.done'))}>${t('learning.complete')}</button>`}</li>`)}</ul>
  ${people.length
    ? html`<form class="inline" ${keptAs(`action.${row.id}`)} @submit=${submits(async ({ text, owner, dueAt }) => {
        if (await act(() => api.post(`/learning-sessions/${row.id}/actions`, { text, owner, dueAt: startOfDay(dueAt) }), t('learning.actionAdded'))) forget(`action.${row.id}`);
      })}>
        ${field(t('learning.action'), html`<input name="text" required maxlength="2000" />`)}
        ${field(t('column.owner'), html`<select name="owner" required>${personOptions(people, t('measures.choose'))}</select>`)}
        ${field(t('column.due'), html`<input type="date" name="dueAt" required />`)}
        <button>${t('learning.addAction')}</button>
      </form>`
    : nothing}
</section>`;

export default {
  title: ({ session }) => session.row.title,
  async load({ sessionId, user }) {
    const [session, people] = await Promise.all([api.get(`/learning-sessions/${encodeURIComponent(sessionId)}`), manages(user) ? api.get('/people') : { items: [] }]);
    return { session, people: people.items };
  },
  view({ session, people }, context) {
    const { act, user } = context;
    const isManager = manages(user);
    return html`
      ${pageHeader(session.row.title, dateTime(session.row.heldAt), html`<div class="page-tools"><button @click=${() => print()}>${t('learning.print')}</button>
        ${documentLinks(`/learning-sessions/${session.row.id}/document`)}
        ${isManager ? nothing : html`<button class="primary" @click=${() => act(() => api.post(`/learning-sessions/${session.row.id}/attendance`, { persons: [] }), t('learning.attended'))}>${t('learning.attend')}</button>`}</div>`,
        html`<a href="/learning">${t('learning.title')}</a>`)}
      ${session.cases.map((each) => caseView(each, context))}
      ${isManager ? attendanceView(session, people, act) : nothing}
      ${actionsView(session, people, act)}`;
  },
};
