/** Lists as the server pages and sorts them: header, rows, and the way to the next page. */
import { html, nothing } from 'lit';
import { queryOf } from '../api.js';
import { t } from '../messages.js';

/** @param columns keys of messages below `column.`; @param rows templates of <tr> */
export const table = (label, columns, rows, kind = 'list') => html`<div class="scroll" tabindex="0" role="region" aria-label=${label}>
  <table class=${kind}>
    <thead><tr>${columns.map((column) => html`<th scope="col">${column ? t(`column.${column}`) : html`<span class="visually-hidden">${t('column.actions')}</span>`}</th>`)}</tr></thead>
    <tbody>${rows}</tbody>
  </table>
</div>`;

/** "12 shown", the first page, the next one; filters stay in the address. */
export const pager = (page, path, query) => html`<p class="pager">
  <span class="quiet">${t('list.shown', { n: page.items.length })}</span>
  ${query.cursor ? html`<a href=${path + queryOf({ ...query, cursor: undefined })}>${t('list.first')}</a>` : nothing}
  ${page.nextCursor ? html`<a class="button" href=${path + queryOf({ ...query, cursor: page.nextCursor })}>${t('list.next')}</a>` : nothing}
</p>`;

export const pageHeader = (title, subtitle, tools = nothing, trail = nothing) => html`<header class="page">
  <div>${trail === nothing ? nothing : html`<p class="trail">${trail}</p>`}<h1>${title}</h1>${subtitle ? html`<p class="quiet">${subtitle}</p>` : nothing}</div>
  ${tools}
</header>`;

/** The field of a form: its label, and what is asked for in one line. */
export const field = (label, input, hint = nothing) => html`<label>${label} ${input}${hint === nothing ? nothing : html`<span class="quiet">${hint}</span>`}</label>`;

/** Sends what a form holds once, and not before the last answer: a second press does nothing. */
export const submits = (send) => async (event) => {
  event.preventDefault();
  const form = event.target;
  const button = event.submitter ?? form.querySelector('button');
  if (button.disabled) return;
  button.disabled = true;
  try {
    await send(Object.fromEntries(new FormData(form)), form);
  } finally {
    button.disabled = false;
  }
};
