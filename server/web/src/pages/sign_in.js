/** Name and password. One answer for a wrong name and a wrong password. */
import { html, nothing } from 'lit';
import { api, ApiProblem } from '../api.js';
import { code, t } from '../messages.js';
import { submits } from '../parts/list.js';

let refused = '';

export function signIn({ signedIn, otherLanguage, notice }) {
  // Not twice: each try costs the server a tenth of a second and counts.
  const send = submits(async ({ name, password }) => {
    refused = '';
    try {
      const opened = await api.post('/sessions', { name, password, transport: 'cookie' });
      await signedIn(opened.user);
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      refused = problem.kind;
      await signedIn(null);
    }
  });
  const said = refused ? code('problem', refused) : notice;
  return html`<main class="sign-in">
    <form class="panel" @submit=${send}>
      <p class="brand"><img src="/icon.svg" alt="" width="36" height="36" />overread</p>
      <h1>${t('signIn.title')}</h1>
      <label>${t('signIn.name')} <input name="name" autocomplete="username" autocapitalize="none" required autofocus /></label>
      <label>${t('signIn.password')} <input name="password" type="password" autocomplete="current-password" required /></label>
      ${said ? html`<p class="refused" role="alert">${said}</p>` : nothing}
      <button class="primary">${t('signIn.action')}</button>
    </form>
    <p><button class="plain" lang=${t('nav.otherLanguageCode')} @click=${otherLanguage}>${t('nav.otherLanguage')}</button></p>
    <p class="quiet">${t('intendedUse')}</p>
  </main>`;
}
