/** Addresses and pages. Filters live in the address, so that a link shows what its sender saw. */
import alerts from './pages/alerts.js';
import assignment from './pages/assignment.js';
import audit from './pages/audit.js';
import caseDetail from './pages/case_detail.js';
import cases from './pages/cases.js';
import checklist from './pages/checklist.js';
import checklists from './pages/checklists.js';
import disputes from './pages/disputes.js';
import facilities from './pages/facilities.js';
import facility from './pages/facility.js';
import feedback from './pages/feedback.js';
import inbox from './pages/inbox.js';
import jobs from './pages/jobs.js';
import learning from './pages/learning.js';
import learningSession from './pages/learning_session.js';
import measure from './pages/measure.js';
import measures from './pages/measures.js';
import mine from './pages/mine.js';
import myReading from './pages/my_reading.js';
import operation from './pages/operation.js';
import people from './pages/people.js';
import person from './pages/person.js';
import plan from './pages/plan.js';
import reviewers from './pages/reviewers.js';
import shifts from './pages/shifts.js';
import system from './pages/system.js';
import today from './pages/today.js';
import user from './pages/user.js';
import users from './pages/users.js';

const overseers = ['head', 'qaLead'];
const learners = [...overseers, 'radiologist', 'reviewer', 'arbiter'];

/** In the order of the navigation; without `key` a page is reached from others alone. */
const routes = [
  { path: '/today', key: 'nav.today', page: today, roles: overseers },
  { path: '/people', key: 'nav.people', page: people, roles: overseers },
  { path: '/people/:reporter', page: person, roles: overseers },
  { path: '/facilities', key: 'nav.facilities', page: facilities, roles: overseers },
  { path: '/facilities/:facility', page: facility, roles: overseers },
  { path: '/facilities/:facility/:scanner', page: facility, roles: overseers },
  { path: '/operation', key: 'nav.operation', page: operation, roles: overseers },
  { path: '/measures', key: 'nav.measures', page: measures, roles: overseers },
  { path: '/measures/:measureId', page: measure, roles: overseers },
  { path: '/alerts', key: 'nav.alerts', page: alerts, roles: overseers },
  { path: '/cases', page: cases, roles: overseers },
  { path: '/cases/:caseId', page: caseDetail, roles: overseers },
  { path: '/plan', key: 'nav.plan', page: plan, roles: ['qaLead'] },
  { path: '/disputes', key: 'nav.disputes', page: disputes, roles: ['qaLead'] },
  { path: '/assignment', key: 'nav.assignment', page: assignment, roles: ['qaLead'] },
  { path: '/reviewers', key: 'nav.reviewers', page: reviewers, roles: ['qaLead'] },
  { path: '/inbox', key: 'nav.inbox', page: inbox, roles: ['radiologist'] },
  { path: '/inbox/:feedbackId', page: feedback, roles: ['radiologist'] },
  { path: '/mine', key: 'nav.mine', page: mine, roles: ['radiologist'] },
  { path: '/my-reading', key: 'nav.myReading', page: myReading, roles: ['reviewer', 'arbiter'] },
  { path: '/learning', key: 'nav.learning', page: learning, roles: learners },
  { path: '/learning/:sessionId', page: learningSession, roles: learners },
  { path: '/checklists', key: 'nav.checklists', page: checklists, roles: overseers },
  { path: '/checklists/:checklistId', page: checklist, roles: overseers },
  { path: '/users', key: 'nav.users', page: users, roles: ['administrator'] },
  { path: '/users/:userId', page: user, roles: ['administrator'] },
  { path: '/shifts', key: 'nav.shifts', page: shifts, roles: ['qaLead', 'administrator'] },
  { path: '/system', key: 'nav.system', page: system, roles: ['administrator'] },
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
