/** One facility, or one scanner of it. */
import { html } from 'lit';
import { queryOf } from '../api.js';
import { t } from '../messages.js';
import { documentLinks } from '../parts/documents.js';
import { periodText } from '../parts/groups.js';
import { pageHeader } from '../parts/list.js';
import { designOf, designTabs, periodChooser, periodOf } from '../parts/period.js';
import { profileView } from '../parts/profile.js';
import { loadProfile } from './person.js';

const subjectOf = ({ facility, scanner }) => (scanner ? { facility, scanner } : { facility });

export default {
  title: (data, { parameters }) => [parameters.facility, parameters.scanner].filter(Boolean).join(' '),
  load: ({ facility, scanner, query, progress }) => loadProfile(subjectOf({ facility, scanner }), query, progress),
  view(data, context) {
    const { query, parameters } = context;
    const subject = subjectOf(parameters);
    const path = ['/facilities', ...Object.values(subject).map(encodeURIComponent)].join('/');
    const addressOf = (changed) => path + queryOf(changed);
    return html`
      ${pageHeader(
        html`<span translate="no">${Object.values(subject).join(' · ')}</span>`,
        periodText(data.profile),
        html`<div class="page-tools">${periodChooser(query, addressOf)} ${documentLinks('/documents/quality-report', { ...subject, ...periodOf(query) })}</div>`,
        html`<a href="/facilities${queryOf({ months: query.months, show: parameters.scanner ? 'scanner' : undefined })}">${t('facilities.title')}</a>`,
      )}
      ${designTabs(query, addressOf)}
      <p class="quiet">${t(`design.${designOf(query)}Text`)} ${t('neverPooled')}</p>
      ${profileView(data, { ...context, addressOf, subject })}`;
  },
};
