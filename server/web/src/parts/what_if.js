/** Staffing: what follows from minutes, shares, readers and growth, now beside a draft. Every slider has a field. The draft is the address. */
import { html, nothing } from 'lit';
import { api, queryOf } from '../api.js';
import { number, percent, t } from '../messages.js';
import { why } from './figures.js';

/** Each lever with its range; a share is typed in percent and sent as 0..1, growth typed in percent and sent as a factor. */
const levers = [
  { name: 'studiesPerDay', min: 0, max: 20000, step: 10 },
  { name: 'pneumoniaShare', min: 0, max: 100, step: 1, share: true },
  { name: 'mixedInShare', min: 0, max: 50, step: 0.5, share: true },
  { name: 'randomRate', min: 0, max: 50, step: 0.5, share: true },
  { name: 'discordantShare', min: 0, max: 50, step: 0.5, share: true },
  { name: 'minutesPerRead', min: 0.5, max: 30, step: 0.5 },
  { name: 'minutesPerReview', min: 0.5, max: 30, step: 0.5 },
  { name: 'minutesPerArbitration', min: 0.5, max: 60, step: 0.5 },
  { name: 'readers', min: 0, max: 1000, step: 1 },
  { name: 'hoursPerReader', min: 1, max: 12, step: 0.5 },
  { name: 'growth', min: -50, max: 300, step: 5, factor: true },
  { name: 'reviewsEach', min: 10, max: 1000, step: 10 },
  { name: 'rate', min: 0.5, max: 30, step: 0.5, share: true },
];
const whole = (value) => number(Math.round(value));
/** What comes out, and how it is written. */
const results = {
  doubleReads: whole, peerReviews: whole, arbitrations: whole, hoursADay: whole, readersNeeded: (value) => number(Math.ceil(value)),
  busiestHourInTime: percent, significantAMonth: whole, smallestRateSeen: percent,
};

const draftOf = (query) => Object.fromEntries(levers.filter(({ name }) => query[name] !== undefined).map(({ name }) => [name, query[name]]));
const tenths = (value) => Math.round(value * 10) / 10;
const typed = ({ share, factor }, value) => tenths(share ? value * 100 : factor ? (value - 1) * 100 : value);
const sent = ({ share, factor }, value) => (share ? Number(value) / 100 : factor ? 1 + Number(value) / 100 : Number(value));

function lever(each, inputs, change) {
  const value = typed(each, inputs[each.name] ?? 0);
  const changed = (event) => event.target.value !== '' && change(each.name, sent(each, event.target.value));
  const id = `lever-${each.name}`;
  return html`<div class="lever">
    <label for=${id}>${t(`lever.${each.name}`)}</label>
    <input type="range" min=${each.min} max=${each.max} step=${each.step} .value=${String(value)} aria-label=${t(`lever.${each.name}`)} @change=${changed} />
    <input id=${id} type="number" min=${each.min} max=${each.max} step="any" .value=${String(value)} @change=${changed} />
  </div>`;
}

const sentence = (draft, inputs) =>
  t('whatIf.sentence', {
    reads: whole(draft.doubleReads), minutes: number(inputs.minutesPerRead), hours: whole(draft.hoursADay),
    readers: number(Math.ceil(draft.readersNeeded)), each: number(inputs.hoursPerReader),
  });

export const whatIf = {
  load: (query) => api.get('/figures/staffing', draftOf(query)),
  view({ now, draft }, { query, go }) {
    const chosen = draftOf(query);
    const inputs = { ...draft, growth: Number(chosen.growth ?? 1) };
    const change = (name, value) => go(`/operation${queryOf({ show: 'whatIf', ...chosen, [name]: String(value) })}`, { replace: true });
    const line = (name) => html`<tr>
      <th scope="row">${t(`whatIf.${name}`)} ${why(`whatIf_${name}`)}</th>
      <td>${now[name] === null ? '—' : results[name](now[name])}</td>
      <td class=${now[name] === draft[name] ? nothing : 'changed'}>${draft[name] === null ? '—' : results[name](draft[name])}</td>
    </tr>`;
    return html`<p class="quiet">${t('whatIf.text')}</p>
      <div class="columns">
        <section class="panel"><h2>${t('whatIf.levers')}</h2>${levers.map((each) => lever(each, inputs, change))}
          ${Object.keys(chosen).length ? html`<p><a href="/operation?show=whatIf">${t('whatIf.reset')}</a></p>` : nothing}</section>
        <section class="panel" aria-live="polite"><h2>${t('whatIf.results')}</h2>
          <p class="sentence">${sentence(draft, inputs)}</p>
          <div class="scroll"><table class="plain-table"><thead><tr><td></td><th scope="col">${t('whatIf.now')}</th><th scope="col">${t('whatIf.draft')}</th></tr></thead>
            <tbody>${Object.keys(results).map(line)}</tbody></table></div>
          <p class="quiet">${t('whatIf.seen', { reviews: number(inputs.reviewsEach), rate: percent(inputs.rate), seen: draft.smallestRateSeen === null ? '—' : percent(draft.smallestRateSeen) })}</p>
        </section>
      </div>`;
  },
};
