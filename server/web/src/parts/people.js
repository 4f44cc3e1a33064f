/** People and days in forms. */
import { html } from 'lit';

export const personOptions = (people, none) => html`<option value="">${none}</option>${people.map((person) => html`<option value=${person.id} translate="no">${person.name}</option>`)}`;

/** What a date field holds, as the moment at which that day begins here. */
export const startOfDay = (text) => new Date(`${text}T00:00`).toISOString();
