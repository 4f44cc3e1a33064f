/** The course of a visit: who is signed in, which address, its data, and which of the states the page is in. */
import { render } from 'lit';
import { api, ApiProblem, connection } from './api.js';
import { chooseLanguage, code, language, t } from './messages.js';
import { homeOf, mayUse, routeOf } from './router.js';
import { shell } from './shell.js';
import { signIn } from './pages/sign_in.js';
import './theme.js';

const root = document.getElementById('app');
const state = { user: null, status: 'starting', page: null, data: null, problem: null, staleSince: null, notice: '', local: {}, address: '' };
/** Answers of an address that was left meanwhile are dropped. */
let visit = 0;

function go(address, { replace = false } = {}) {
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
  if (route && mayUse(route.roles, state.user)) return load(route, current);
  Object.assign(state, { page: null, route, status: route ? 'forbidden' : homeOf(state.user) ? 'unknown' : 'noPages' });
  draw();
}

async function load(route, current) {
  const query = Object.fromEntries(new URLSearchParams(location.search));
  const isSame = state.address === location.pathname;
  // The words of a page that is only asked again stay where they are; so does what was opened or typed on it.
  if (!isSame) Object.assign(state, { status: 'loading', data: null, local: {}, problem: null, staleSince: null });
  Object.assign(state, { page: route.page, route, address: location.pathname, parameters: route.parameters, query });
  const slow = setTimeout(() => current === visit && draw(), 300);
  const progress = (done, all) => {
    state.progress = { done, all };
    if (current === visit && state.status === 'loading') draw();
  };
  try {
    const data = await route.page.load({ ...route.parameters, query, user: state.user, progress });
    if (current !== visit) return;
    Object.assign(state, { status: 'ready', data, loadedAt: new Date(), staleSince: null });
  } catch (problem) {
    if (current !== visit) return;
    failed(problem, isSame);
  } finally {
    clearTimeout(slow);
    state.progress = null;
  }
  draw();
  if (!isSame) root.querySelector('main')?.focus({ preventScroll: true });
}

/** What is on screen stays there, marked with its age, when asking anew fails for want of a connection. */
function failed(problem, isSame) {
  if (!(problem instanceof ApiProblem)) console.error(problem);
  if (problem.kind === 'notSignedIn') state.user = null;
  if (isSame && state.data && problem.kind === 'noConnection') state.staleSince = state.loadedAt;
  else Object.assign(state, { status: problem.kind === 'notFound' ? 'notFound' : 'failed', problem });
}

/** Does what a button says, tells what became of it, and shows the page anew. Answers whether it was done. */
async function act(step, done) {
  let isDone = false;
  try {
    await step();
    isDone = true;
    state.notice = done;
  } catch (problem) {
    if (!(problem instanceof ApiProblem)) throw problem;
    state.notice = [code('problem', problem.kind), problem.problem.pointer && t('problem.where', { field: problem.problem.pointer })].filter(Boolean).join(' ');
    if (problem.kind === 'notSignedIn') state.user = null;
    // Nothing came back, so nothing new can be shown: what was typed stays on screen.
    if (problem.kind === 'noConnection') {
      draw();
      return false;
    }
  }
  await show();
  return isDone;
}

async function signedIn(user) {
  state.user = user;
  state.notice = '';
  await show();
}

async function signOut() {
  await api.remove('/sessions/current').catch(() => {});
  Object.assign(state, { user: null, page: null, data: null, address: '', notice: '' });
  go('/sign-in');
}

function otherLanguage() {
  chooseLanguage(language === 'en' ? 'ru' : 'en');
  draw();
}

function draw() {
  if (state.status === 'starting') return;
  if (!state.user) {
    document.title = `${t('signIn.title')} · overread`;
    return render(signIn({ signedIn, otherLanguage, notice: state.notice }), root);
  }
  document.title = `${state.status === 'ready' ? state.page.title(state.data, state) : t('nav.home')} · overread`;
  return render(shell(state, { go, act, show, draw, signOut, otherLanguage, closeNotice }), root);
}

function closeNotice() {
  state.notice = '';
  draw();
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href^="/"]');
  if (!link || link.hasAttribute('download') || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  state.notice = '';
  go(link.getAttribute('href'));
  scrollTo(0, 0);
});
addEventListener('popstate', show);
addEventListener('themechange', draw);
addEventListener('online', show);
addEventListener('connectionchange', () => {
  draw();
  // The way back is looked for, so that nobody has to press a button for it; each try waits for the one before.
  const ask = () => connection.lostAt && api.get('/me').then(show, (problem) => (problem.kind === 'noConnection' ? setTimeout(ask, 5000) : show()));
  if (connection.lostAt) setTimeout(ask, 2000);
});

try {
  state.user = await api.get('/me');
} catch (problem) {
  if (!(problem instanceof ApiProblem)) throw problem;
}
state.status = 'loading';
show();
