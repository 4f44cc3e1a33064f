/** One radiologist. Double reads and peer reviews on separate tabs, never summed. */
import { html } from 'lit';
import { api, queryOf } from '../api.js';
import { t } from '../messages.js';
import { documentLinks } from '../parts/documents.js';
import { periodText } from '../parts/groups.js';
import { pageHeader } from '../parts/list.js';
import { designOf, designTabs, periodChooser, periodOf } from '../parts/period.js';
import { profileView } from '../parts/profile.js';

/** Three questions at once; told as they are answered, since the words come before the charts. */
export async function loadProfile(subject, query, progress) {
  const asked = { ...subject, design: designOf(query), ...periodOf(query) };
  let done = 0;
  const told = (answer) => (progress(++done, 3), answer);
  const [profile, charts, involvement] = await Promise.all(['profile', 'charts', 'involvement'].map((name) => api.get(`/figures/${name}`, asked).then(told)));
  return { profile, charts, involvement, asOf: profile.asOf };
}

export default {
  title: ({ profile }) => profile.subject.name || profile.subject.id,
  load: ({ reporter, query, progress }) => loadProfile({ reporter }, query, progress),
  view(data, context) {
    const { query, parameters } = context;
    const { subject } = data.profile;
    const addressOf = (changed) => `/people/${encodeURIComponent(parameters.reporter)}${queryOf(changed)}`;
    const tools = html`<div class="page-tools">
      ${periodChooser(query, addressOf)}
      <a class="button primary" href="/measures${queryOf({ open: subject.id })}">${t('person.openMeasure')}</a>
      <a class="button" href="/learning${queryOf({ reporter: subject.id })}">${t('person.toLearning')}</a>
      ${documentLinks('/documents/quality-report', { reporter: subject.id, ...periodOf(query) })}
    </div>`;
    return html`
      ${pageHeader(html`<span translate="no">${subject.name || subject.id}</span>`, `${subject.id} · ${periodText(data.profile)}`, tools, html`<a href="/people${queryOf({ months: query.months, design: query.design })}">${t('people.title')}</a>`)}
      ${designTabs(query, addressOf)}
      <p class="quiet">${t(`design.${designOf(query)}Text`)} ${t('neverPooled')}</p>
      ${profileView(data, { ...context, addressOf, subject: { reporter: subject.id } })}`;
  },
};
