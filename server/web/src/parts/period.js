/** The period of a page, in its address: ?days=30, or ?days=all. */
import { html } from 'lit';
import { t } from '../messages.js';

const choices = ['7', '30', '90', 'all'];
const day = 24 * 3600 * 1000;

export const daysOf = (query) => (choices.includes(query.days) ? query.days : '30');

/** From and to as the server wants them. Rounded up to a minute, so that what has just happened belongs to it. */
export function periodOf(query, now = Date.now()) {
  const to = Math.ceil((now + 1) / 60000) * 60000;
  const days = daysOf(query);
  const from = days === 'all' ? Date.UTC(2000, 0, 1) : to - Number(days) * day;
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

export const periodChooser = (query, addressOf) => html`<div class="choices" role="group" aria-label=${t('period.label')}>
  ${choices.map(
    (days) => html`<a href=${addressOf({ ...query, days })} aria-current=${daysOf(query) === days ? 'true' : 'false'}>${t(`period.${days}`)}</a>`,
  )}
</div>`;

/** The two ways of reviewing, never summed. */
export const designs = ['doubleRead', 'peerReview'];
export const designOf = (query) => (designs.includes(query.design) ? query.design : 'doubleRead');
export const figuresOf = (radiologist, design) => (design === 'doubleRead' ? radiologist.doubleReads : radiologist.peerReviews);

export const designTabs = (query, addressOf) => html`<div class="tabs" role="group" aria-label=${t('design.label')}>
  ${designs.map(
    (design) => html`<a href=${addressOf({ ...query, design })} aria-current=${designOf(query) === design ? 'true' : 'false'}>${t(`design.${design}`)}</a>`,
  )}
</div>`;
