/** The frame round every page: where one can go, who one is, how old the figures are, and the states of a page. */
import { html, nothing } from 'lit';
import { ApiProblem, connection } from './api.js';
import { code, t, timeOfDay } from './messages.js';
import { openPalette, palette } from './parts/palette.js';
import { mayUse, navigationOf } from './router.js';
import { nextTheme, theme } from './theme.js';

const stateView = (name, text, more = nothing) => html`
  <section class="panel state" role=${name === 'failed' ? 'alert' : nothing}>
    <h1>${t(`state.${name}`)}</h1>
    <p>${text}</p>
    ${more}
  </section>`;

function failedView({ problem }, show) {
  const kind = problem instanceof ApiProblem ? problem.kind : 'internal';
  return stateView(
    'failed',
    code('problem', kind),
    html`${problem.problem?.id ? html`<p class="quiet">${t('state.failedId', { id: problem.problem.id })}</p>` : nothing}
      <button class="primary" @click=${show}>${t('action.again')}</button>`,
  );
}

const whoMay = (route) => t('state.forbiddenText', { roles: route.roles.map((role) => code('role', role)).join(', ') });

function content(state, { go, act, show, draw }) {
  switch (state.status) {
    case 'ready':
      return state.page.view(state.data, { ...state, go, act, show, draw });
    case 'failed':
      return failedView(state, show);
    case 'forbidden':
      return stateView('forbidden', whoMay(state.route));
    case 'loading':
      return html`<p class="quiet loading" role="status">${state.progress ? t('state.loadingOf', state.progress) : t('state.loading')}</p>`;
    default:
      return stateView(state.status, t(`state.${state.status}Text`));
  }
}

const links = (user) => html`<ul>
  ${navigationOf(user).map(
    (entry) => html`<li>
      <a href=${entry.path} aria-current=${location.pathname === entry.path || location.pathname.startsWith(`${entry.path}/`) ? 'page' : nothing}>${t(entry.key)}</a>
    </li>`,
  )}
</ul>`;

const sidebar = (state, { signOut, otherLanguage }) => html`
  <nav aria-label=${t('nav.label')}>
    <a class="brand" href="/"><img src="/icon.svg" alt="" width="28" height="28" />overread</a>
    ${links(state.user)}
    ${mayUse(['head', 'qaLead'], state.user) ? html`<button class="find" @click=${openPalette}>${t('palette.open')} <kbd>Ctrl K</kbd></button>` : nothing}
    <div class="who">
      <span class="name" translate="no">${state.user.displayName}</span>
      <span class="quiet">${state.user.roles.map((role) => code('role', role)).join(', ')}</span>
      <button class="plain" lang=${t('nav.otherLanguageCode')} translate="no" @click=${otherLanguage}>${t('nav.otherLanguage')}</button>
      <button class="plain" @click=${nextTheme}>${t(`theme.${theme()}`)}</button>
      <button class="plain" @click=${signOut}>${t('nav.signOut')}</button>
    </div>
  </nav>`;

const trouble = (state) =>
  connection.lostAt
    ? html`<p class="trouble" role="status">
        ${t('state.lost', { since: timeOfDay(connection.lostAt) })}
        ${state.data?.asOf ? t('state.stale', { since: timeOfDay(state.data.asOf) }) : nothing}
      </p>`
    : nothing;

export const shell = (state, does) => html`<div class="shell">
  <a class="skip" href="#main" @click=${(event) => { event.preventDefault(); document.getElementById('main').focus(); }}>${t('nav.skip')}</a>
  ${sidebar(state, does)}
  <main id="main" tabindex="-1">
    ${trouble(state)} ${content(state, does)}
    <footer class="quiet">
      ${state.data?.asOf ? html`${t('asOf', { time: timeOfDay(state.data.asOf) })} <button class="plain" @click=${does.show}>${t('action.refresh')}</button> · ` : nothing}
      ${t('intendedUse')}
    </footer>
  </main>
  ${palette(state, does)}
  <div class="notice" role="status" ?hidden=${!state.notice}>
    ${state.notice} <button class="plain" @click=${does.closeNotice}>${t('action.close')}</button>
  </div>
</div>`;
