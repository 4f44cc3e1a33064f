/** Addresses and pages. Filters live in the address, so that a link shows what its sender saw. */
import alerts from './pages/alerts.js';
import caseDetail from './pages/case_detail.js';
import cases from './pages/cases.js';
import inbox from './pages/inbox.js';
import people from './pages/people.js';
import person from './pages/person.js';
import today from './pages/today.js';

const routes = [
  { path: '/today', page: today, roles: ['head', 'qaLead'] },
  { path: '/people', page: people, roles: ['head', 'qaLead'] },
  { path: '/people/:reporter', page: person, roles: ['head', 'qaLead'] },
  { path: '/cases', page: cases, roles: ['head', 'qaLead'] },
  { path: '/cases/:caseId', page: caseDetail, roles: ['head', 'qaLead'] },
  { path: '/alerts', page: alerts, roles: ['head', 'qaLead'] },
  { path: '/inbox', page: inbox, roles: ['radiologist'] },
];

export const navigation = [
  { path: '/today', key: 'nav.today', roles: ['head', 'qaLead'] },
  { path: '/people', key: 'nav.people', roles: ['head', 'qaLead'] },
  { path: '/cases', key: 'nav.cases', roles: ['head', 'qaLead'] },
  { path: '/alerts', key: 'nav.alerts', roles: ['head', 'qaLead'] },
  { path: '/inbox', key: 'nav.inbox', roles: ['radiologist'] },
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

/** Where somebody begins who gave no address. */
export const homeOf = (user) => navigation.find((entry) => mayUse(entry.roles, user))?.path ?? null;
