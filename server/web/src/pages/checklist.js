/** One self-assessment: each item with its answer, who gave it, and what was answered before. */
import { html, nothing } from 'lit';
import { api } from '../api.js';
import { code, date, dateTime, t } from '../messages.js';
import { forget, keptAs } from '../parts/draft.js';
import { field, pageHeader, submits } from '../parts/list.js';

const answers = ['met', 'partly', 'notMet', 'notApplicable'];
const marks = { met: '✓', partly: '◐', notMet: '▲', notApplicable: '–' };
const said = ({ answer, note, by, at }) => html`<strong>${marks[answer]} ${code('verdictOfItem', answer)}</strong>
  ${note ? html`<span>${note}</span>` : nothing} <span class="quiet"><span translate="no">${by}</span>, ${dateTime(at)}</span>`;

const answerForm = (row, item, { act, local, draw }) => {
  const key = `checklist.${row.id}.${item.position}`;
  return html`<form class="stacked" ${keptAs(key)} @submit=${submits(async ({ answer, note }) => {
    if (!(await act(() => api.post(`/checklists/${row.id}/items/${item.position}/answers`, { answer, note }), t('checklists.answered')))) return;
    forget(key);
    local.open = null;
    draw();
  })}>
    <fieldset><legend>${t('checklists.answer')}</legend>
      ${answers.map((answer) => html`<label class="tick"><input type="radio" name="answer" value=${answer} required /> ${marks[answer]} ${code('verdictOfItem', answer)}</label>`)}
    </fieldset>
    ${field(t('checklists.note'), html`<textarea name="note" maxlength="2000"></textarea>`, t('checklists.noteHint'))}
    <button class="primary">${t('checklists.save')}</button>
  </form>`;
};

const itemView = (row, item, context) => {
  const { local, draw } = context;
  const [last, ...before] = item.answers;
  const isOpen = local.open === item.position;
  const toggle = () => {
    local.open = isOpen ? null : item.position;
    draw();
  };
  return html`<li class="panel">
    <h2>${item.position}. ${code('checklistItem', item.code)}</h2>
    <p>${last ? said(last) : html`<span class="quiet">${t('checklists.notAnswered')}</span>`}</p>
    ${before.length ? html`<details><summary>${t('checklists.history', { n: before.length })}</summary><ul class="reviews">${before.map((each) => html`<li>${said(each)}</li>`)}</ul></details>` : nothing}
    <p class="tools"><button aria-expanded=${isOpen ? 'true' : 'false'} @click=${toggle}>${t(last ? 'checklists.again' : 'checklists.give')}</button></p>
    ${isOpen ? answerForm(row, item, context) : nothing}
  </li>`;
};

export default {
  title: ({ row }) => code('checklist', row.kind),
  load: ({ checklistId }) => api.get(`/checklists/${encodeURIComponent(checklistId)}`),
  view: ({ row, items }, context) => html`
    ${pageHeader(code('checklist', row.kind), html`<span translate="no">${row.facility}</span> · <span translate="no">${row.ownerName}</span> · ${t('clock.until', { date: date(row.dueAt) })} · ${t('rate.of', { events: row.answered, count: row.items })}`,
      html`<div class="page-tools"><button @click=${() => print()}>${t('learning.print')}</button></div>`, html`<a href="/checklists">${t('checklists.title')}</a>`)}
    <ol class="reviews">${items.map((item) => itemView(row, item, context))}</ol>`,
};
