/** The plan: form left, what follows right. Save lives only while the preview fits the values that are shown. */
import { html, nothing } from 'lit';
import { api, ApiProblem } from '../api.js';
import { code, date, dateTime, number, percent, t } from '../messages.js';
import { why } from '../parts/figures.js';
import { field, pageHeader, submits, table } from '../parts/list.js';

const isShare = (name) => /(Rate|Share)(WithoutPneumonia)?$/.test(name);
const typed = (name, value) => (isShare(name) ? Math.round(value * 100000) / 1000 : Number(value));
const sent = (name, text) => (isShare(name) ? Math.round(Number(text) * 1000) / 100000 : Number(text));
const written = (name, value) => (isShare(name) ? percent(value) : number(value));

/** Settings in groups, in the order in which one thinks of them; what a newer server adds stands last. */
const groups = {
  selection: ['randomRate', 'floorPerReporterAndPeriod', 'newReporterReports', 'mixedInShare', 'hiddenShare', 'calibrationShare', 'calibrationShareWithoutPneumonia', 'repeatShare', 'hiddenAfterHours', 'concordantInArbitrationShare', 'quantifiedShare', 'worseLungDecides'],
  due: ['doubleReadDueMinutes', 'arbitrationDueWhereRoutingMayChangeMinutes', 'arbitrationDueMinutes', 'peerReviewDueMinutes', 'leaseMinutes', 'feedbackAnswerHours'],
  alert: ['alertFirstStepMinutes', 'alertSecondStepMinutes', 'alertLastStepMinutes'],
  people: ['mutualReviewPauseHours', 'afterSignificantPauseHours', 'shiftLimitMinutes', 'doubleReadMinutes', 'peerReviewMinutes', 'arbitrationMinutes'],
  grade: ['ct1EndPercent', 'ct2EndPercent', 'ct4StartPercent', 'readersLimitPoints'],
};
const known = new Set(Object.values(groups).flat());
const grouped = (settings) => [
  ...Object.entries(groups).map(([group, names]) => [group, names.filter((name) => name in settings)]),
  ['other', Object.keys(settings).filter((name) => !known.has(name) && typeof settings[name] === 'number')],
].filter(([, names]) => names.length);

const changeWords = (changes) =>
  changes.length
    ? html`<ul>${changes.map((change) => html`<li>${code('setting', change.setting)}: ${written(change.setting, change.from)} → <strong>${written(change.setting, change.to)}</strong></li>`)}</ul>`
    : html`<p class="quiet">${t('plan.noChange')}</p>`;

/** Asks what would follow, and forgets answers to values that were changed meanwhile. */
async function preview(local, draw) {
  const asked = JSON.stringify(local.draft);
  local.asking = asked;
  try {
    const found = await api.post('/plans/preview', { settings: local.draft });
    if (local.asking === asked) Object.assign(local, { preview: found, fits: asked, problem: null });
  } catch (problem) {
    if (!(problem instanceof ApiProblem)) throw problem;
    if (local.asking === asked) Object.assign(local, { preview: null, fits: null, problem });
  }
  draw();
}

const setting = (name, value, change) => html`<div class="lever plain-lever">
  <label for="set-${name}">${code('setting', name)}</label>
  <span><input id="set-${name}" type="number" step="any" .value=${String(typed(name, value))} @change=${(event) => event.target.value !== '' && change(name, sent(name, event.target.value))} />
  <span class="quiet">${isShare(name) ? '%' : ''}</span></span>
</div>`;

const previewView = ({ preview, problem, draft, fits }, newest) => {
  if (problem) return html`<p class="refused" role="alert">${code('problem', problem.kind)} ${problem.problem.pointer ? t('problem.where', { field: problem.problem.pointer }) : ''}</p>`;
  if (!preview || fits !== JSON.stringify(draft)) return html`<p class="quiet" role="status">${t('plan.previewing')}</p>`;
  const { perDay, basis } = preview;
  return html`
    ${preview.problem ? html`<p class="refused" role="alert">${t('plan.impossible')} <span translate="no">${preview.problem}</span></p>` : nothing}
    <table class="plain-table"><tbody>
      ${['doubleReads', 'peerReviews', 'arbitrations', 'hidden'].map((name) => html`<tr><th scope="row">${t(`plan.perDay.${name}`)}</th><td>${number(Math.round(perDay[name]))}</td></tr>`)}
      <tr><th scope="row">${t('plan.perDay.hours')}</th><td>${number(Math.round(perDay.minutes / 60))}</td></tr>
      <tr><th scope="row">${t('plan.readers')}</th><td><strong>${number(Math.ceil(preview.readersAtSixHours))}</strong></td></tr>
      <tr><th scope="row">${t('plan.guess')} ${why('guess')}</th><td>${percent(preview.guessRightShare)}</td></tr>
      <tr><th scope="row">${t('plan.mixed')}</th><td>${percent(preview.mixedInShareOfQueue)}</td></tr>
    </tbody></table>
    <p class="quiet">${t('plan.basis', { n: Math.round(basis.days), reports: number(basis.reports) })}</p>
    <h3>${t('plan.changes', { version: String(newest) })}</h3>${changeWords(preview.changes)}`;
};

function saveForm(newest, local, { act, draw }) {
  const fits = local.preview && local.fits === JSON.stringify(local.draft) && !local.preview.problem && local.preview.changes.length > 0;
  const send = async ({ startsAt, reason }) => {
    const plan = { settings: local.draft, startsAt: new Date(startsAt).toISOString(), reason, previewed: local.preview.previewed, follows: newest };
    if (await act(() => api.post('/plans', plan), t('plan.saved', { version: String(newest + 1) }))) Object.assign(local, { draft: null, preview: null });
    draw();
  };
  return html`<form class="stacked" @submit=${submits(send)}>
    ${field(t('plan.startsAt'), html`<input type="datetime-local" name="startsAt" required />`)}
    ${field(t('plan.reason'), html`<textarea name="reason" required maxlength="2000"></textarea>`)}
    <button class="primary" ?disabled=${!fits}>${t('plan.save', { version: String(newest + 1) })}</button>
    ${fits ? nothing : html`<p class="quiet">${t('plan.saveWhen')}</p>`}
  </form>`;
}

export default {
  title: () => t('plan.title'),
  load: () => api.get('/plans'),
  view(page, context) {
    const { local, draw } = context;
    const inForce = page.items.find((plan) => plan.inForce) ?? page.items[0];
    // The next version follows the newest one, which may not be in force yet.
    const last = page.items.reduce((newest, plan) => (plan.version > newest.version ? plan : newest));
    const newest = last.version;
    if (!local.draft) {
      local.draft = { ...last.settings };
      preview(local, draw);
    }
    const change = (name, value) => {
      local.draft = { ...local.draft, [name]: value };
      draw();
      preview(local, draw);
    };
    return html`
      ${pageHeader(t('plan.title'), t('plan.subtitle', { version: String(inForce.version), since: date(inForce.startsAt) }))}
      <div class="columns">
        <section class="panel">
          ${grouped(local.draft).map(([group, names]) => html`<fieldset class="settings"><legend>${t(`plan.group.${group}`)}</legend>${names.map((name) => setting(name, local.draft[name], change))}</fieldset>`)}
        </section>
        <div>
          <section class="panel sticky" aria-live="polite"><h2>${t('plan.preview')}</h2>${previewView(local, newest)} ${saveForm(newest, local, context)}</section>
        </div>
      </div>
      <h2>${t('plan.history')}</h2>
      ${table(t('plan.history'), ['version', 'start', 'reason', 'changes'], page.items.map((plan) => html`<tr>
        <th scope="row">${plan.version} ${plan.inForce ? html`<span class="tag">${t('plan.inForce')}</span>` : nothing}</th>
        <td class="nowrap">${dateTime(plan.startsAt)}</td><td><span translate="no">${plan.reason || '—'}</span> <span class="quiet" translate="no">${plan.createdBy}</span></td><td>${changeWords(plan.changes)}</td>
      </tr>`))}`;
  },
};
