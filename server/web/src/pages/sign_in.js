/** Name and password. One answer for a wrong name and a wrong password. */
import { html, nothing } from 'lit';
import { api, ApiProblem } from '../api.js';
import { code, t } from '../messages.js';

let refused = '';

export function signIn({ signedIn }) {
  const submit = async (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    // Not twice: each try costs the server a tenth of a second and counts.
    const button = event.submitter;
    button.disabled = true;
    refused = '';
    try {
      const opened = await api.post('/sessions', { name: form.get('name'), password: form.get('password'), transport: 'cookie' });
      await signedIn(opened.user);
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      refused = code('problem', problem.kind);
      await signedIn(null);
    } finally {
      button.disabled = false;
    }
  };
  return html`<main class="sign-in">
    <form class="panel" @submit=${submit}>
      <p class="brand"><img src="/icon.svg" alt="" width="36" height="36" />overread</p>
      <h1>${t('signIn.title')}</h1>
      <label>${t('signIn.name')} <input name="name" autocomplete="username" autocapitalize="none" required autofocus /></label>
      <label>${t('signIn.password')} <input name="password" type="password" autocomplete="current-password" required /></label>
      ${refused ? html`<p class="refused" role="alert">${refused}</p>` : nothing}
      <button class="primary">${t('signIn.action')}</button>
    </form>
    <p class="quiet">${t('intendedUse')}</p>
  </main>`;
}
