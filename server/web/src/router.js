/** Addresses and pages. Filters live in the address, so that a link shows what its sender saw. */
import alerts from './pages/alerts.js';
import audit from './pages/audit.js';
import caseDetail from './pages/case_detail.js';
import cases from './pages/cases.js';
import inbox from './pages/inbox.js';
import jobs from './pages/jobs.js';
import people from './pages/people.js';
import person from './pages/person.js';
import today from './pages/today.js';
import users from './pages/users.js';

const overseers = ['head', 'qaLead'];

/** In the order of the navigation; without `key` a page is reached from others alone. */
const routes = [
  { path: '/today', key: 'nav.today', page: today, roles: overseers },
  { path: '/people', key: 'nav.people', page: people, roles: overseers },
  { path: '/people/:reporter', page: person, roles: overseers },
  { path: '/cases', key: 'nav.cases', page: cases, roles: overseers },
  { path: '/cases/:caseId', page: caseDetail, roles: overseers },
  { path: '/alerts', key: 'nav.alerts', page: alerts, roles: overseers },
  { path: '/inbox', key: 'nav.inbox', page: inbox, roles: ['radiologist'] },
  
  { path: '/users', key: 'nav.users', page: users, roles: ['administrator'] },
  { path: '/jobs', key: 'nav.jobs', page: jobs, roles: ['administrator'] },
  { path: '/audit', key: 'nav.audit', page: audit, roles: ['qaLead', 'administrator'] },
];

/** What the address names: {page, parameters, roles}, or null. */
export function routeOf(path) {
  const given = path.split('/').slice(1);
  for (const route of routes) {
    const wanted = route.path.split('/').slice(1);
    if (wanted.length !== given.length) continue;
    const parameters = {};
    const fits = wanted.every((part, i) => {
      if (!part.startsWith(':')) return part === given[i];
      parameters[part.slice(1)] = decodeURIComponent(given[i]);
      return true;
    });
    if (fits) return { ...route, parameters };
  }
  return null;
}

export const mayUse = (roles, user) => roles.some((role) => user.roles.includes(role));

export const navigationOf = (user) => routes.filter((route) => route.key && mayUse(route.roles, user));

/** Where somebody begins who gave no address. */
export const homeOf = (user) => navigationOf(user)[0]?.path ?? null;
