/** The period of a page, in its address: ?months=3. Figures are kept by months, so a period is whole months and the current one so far. */
import { html } from 'lit';
import { t } from '../messages.js';

const choices = ['1', '3', '12', '24'];

const monthsOf = (query) => (choices.includes(query.months) ? query.months : '3');

/** From and to as the server wants them. `to` is rounded up to a minute, so that what has just happened belongs to it. */
export function periodOf(query, now = Date.now()) {
  const to = new Date(Math.ceil((now + 1) / 60000) * 60000);
  const from = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() - Number(monthsOf(query)) + 1, 1));
  return { from: from.toISOString(), to: to.toISOString() };
}

const chooser = (label, values, chosen, hrefOf, textOf) => html`<div class="choices" role="group" aria-label=${label}>
  ${values.map((value) => html`<a href=${hrefOf(value)} aria-current=${value === chosen ? 'true' : 'false'}>${textOf(value)}</a>`)}
</div>`;

export const periodChooser = (query, addressOf) =>
  chooser(t('period.label'), choices, monthsOf(query), (months) => addressOf({ ...query, months }), (months) => t(`period.${months}`));

/** Links that choose one value of a filter; '' stands for none. */
export const filterChooser = (name, values, query, addressOf, textOf) =>
  chooser(t(`filter.${name}`), values, query[name] ?? '', (value) => addressOf({ ...query, [name]: value, cursor: undefined }), textOf);

/** The two ways of reviewing, never summed. */
const designs = ['doubleRead', 'peerReview'];
export const designOf = (query) => (designs.includes(query.design) ? query.design : 'doubleRead');

export const tabs = (label, values, chosen, hrefOf, textOf) => html`<nav class="tabs" aria-label=${label}>
  ${values.map((value) => html`<a href=${hrefOf(value)} aria-current=${value === chosen ? 'page' : 'false'}>${textOf(value)}</a>`)}
</nav>`;

export const designTabs = (query, addressOf) =>
  tabs(t('design.label'), designs, designOf(query), (design) => addressOf({ ...query, design }), (design) => t(`design.${design}`));
