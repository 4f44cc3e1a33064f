/** What the page shows, as a file to keep. */
import { html } from 'lit';
import { queryOf } from '../api.js';

/** Links to a document of what the page shows, in the page's language. `path` is below /api/v1. */
export const documentLinks = (path, parameters = {}, formats = ['html', 'pdf', 'csv']) => html`<span class="documents">${formats.map(
  (format) => html`<a class="button" download href="/api/v1${path}${queryOf({ ...parameters, format, language: document.documentElement.lang })}">${format.toUpperCase()}</a>`,
)}</span>`;
