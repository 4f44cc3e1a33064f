/** The shell: who is signed in, which page, and its five states (loading, ready, failed, not permitted, empty). */
import { html, nothing, render } from 'lit';
import { api, ApiProblem } from './api.js';
import { chooseLanguage, code, language, t, timeOfDay } from './messages.js';
import { homeOf, mayUse, navigation, routeOf } from './router.js';
import { signIn } from './pages/sign_in.js';

const root = document.getElementById('app');
const state = { user: null, status: 'starting', page: null, data: null, problem: null, notice: '' };
/** Answers of an address that was left meanwhile are dropped. */
let visit = 0;

export function go(address, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  return show();
}

async function show() {
  const current = ++visit;
  if (!state.user) return draw();
  if (location.pathname === '/' || location.pathname === '/sign-in') {
    const home = homeOf(state.user);
    if (home) return go(home, { replace: true });
  }
  const route = routeOf(location.pathname);
  if (!route) Object.assign(state, { status: homeOf(state.user) ? 'unknown' : 'noPages', page: null });
  else if (!mayUse(route.roles, state.user)) Object.assign(state, { status: 'forbidden', page: null });
  else return load(route, current);
  draw();
}

async function load(route, current) {
  const query = Object.fromEntries(new URLSearchParams(location.search));
  const isSame = state.page === route.page;
  // The words of a page that is only asked again stay where they are.
  if (!isSame) Object.assign(state, { status: 'loading', page: route.page, data: null });
  const slow = setTimeout(() => current === visit && draw(), 300);
  try {
    const data = await route.page.load({ ...route.parameters, query, user: state.user });
    if (current !== visit) return;
    Object.assign(state, { status: 'ready', page: route.page, data, parameters: route.parameters, query });
  } catch (problem) {
    if (current !== visit) return;
    if (problem instanceof ApiProblem && problem.kind === 'notSignedIn') state.user = null;
    Object.assign(state, { status: 'failed', page: route.page, problem });
  } finally {
    clearTimeout(slow);
  }
  draw();
  if (!isSame) root.querySelector('main')?.focus({ preventScroll: true });
}

/** Does what a button says, tells what became of it, and shows the page anew. */
async function act(step, done) {
  try {
    await step();
    state.notice = done;
  } catch (problem) {
    if (!(problem instanceof ApiProblem)) throw problem;
    state.notice = code('problem', problem.kind);
  }
  await show();
}

async function signedIn(user) {
  state.user = user;
  await show();
}

async function signOut() {
  await api.remove('/sessions/current').catch(() => {});
  state.user = null;
  Object.assign(state, { page: null, data: null });
  go('/sign-in');
}

const problemView = (problem) => html`
  <section class="panel state" role="alert">
    <h1>${t('state.failed')}</h1>
    <p>${code('problem', problem instanceof ApiProblem ? problem.kind : 'internal')}</p>
    ${problem.problem?.id ? html`<p class="quiet">${t('state.failedId', { id: problem.problem.id })}</p>` : nothing}
    <button class="primary" @click=${show}>${t('action.again')}</button>
  </section>`;

const stateView = (name) => html`
  <section class="panel state">
    <h1>${t(`state.${name}`)}</h1>
    <p>${t(`state.${name}Text`)}</p>
  </section>`;

function content() {
  switch (state.status) {
    case 'ready':
      return state.page.view(state.data, { ...state, go, act });
    case 'failed':
      return problemView(state.problem);
    case 'loading':
      return html`<p class="quiet loading" role="status">${t('state.loading')}</p>`;
    default:
      return stateView(state.status);
  }
}

const navigationView = () => html`
  <nav aria-label=${t('nav.label')}>
    <a class="brand" href="/"><img src="/icon.svg" alt="" width="28" height="28" />overread</a>
    <ul>
      ${navigation
        .filter((entry) => mayUse(entry.roles, state.user))
        .map(
          (entry) => html`<li>
            <a href=${entry.path} aria-current=${location.pathname.startsWith(entry.path) ? 'page' : nothing}>${t(entry.key)}</a>
          </li>`,
        )}
    </ul>
    <div class="who">
      <span class="name">${state.user.displayName}</span>
      <span class="quiet">${state.user.roles.map((role) => code('role', role)).join(', ')}</span>
      <button class="plain" @click=${() => chooseLanguage(language === 'en' ? 'ru' : 'en')}>${t('nav.otherLanguage')}</button>
      <button class="plain" @click=${signOut}>${t('nav.signOut')}</button>
    </div>
  </nav>`;

function draw() {
  if (state.status === 'starting') return;
  if (!state.user) {
    document.title = `${t('signIn.title')} · overread`;
    render(signIn({ signedIn }), root);
    return;
  }
  const title = state.status === 'ready' ? state.page.title(state.data, state) : t('nav.home');
  document.title = `${title} · overread`;
  render(
    html`<div class="shell">
      ${navigationView()}
      <main tabindex="-1">
        ${content()}
        <footer class="quiet">
          ${state.data?.asOf ? html`${t('asOf', { time: timeOfDay(state.data.asOf) })} <button class="plain" @click=${show}>${t('action.refresh')}</button> · ` : nothing}
          ${t('intendedUse')}
        </footer>
      </main>
      <div class="notice" role="status" ?hidden=${!state.notice}>
        ${state.notice} <button class="plain" @click=${() => { state.notice = ''; draw(); }}>${t('action.close')}</button>
      </div>
    </div>`,
    root,
  );
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href^="/"]');
  if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  state.notice = '';
  go(link.getAttribute('href'));
});
window.addEventListener('popstate', show);

try {
  state.user = await api.get('/me');
} catch (problem) {
  if (!(problem instanceof ApiProblem)) throw problem;
}
state.status = 'loading';
show();
