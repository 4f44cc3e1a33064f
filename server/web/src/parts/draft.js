/** What was typed is kept on this machine until it was sent, so that neither a lost line nor a closed window takes it. */
import { ref } from 'lit/directives/ref.js';

const prefix = 'draft:';
const keeping = new WeakSet();

const fieldsOf = (form) => [...form.elements].filter((field) => field.name && field.type !== 'password');
const write = (key, form) => localStorage.setItem(prefix + key, JSON.stringify(Object.fromEntries(fieldsOf(form).map((field) => [field.name, field.value]))));

function restore(key, form) {
  const kept = JSON.parse(localStorage.getItem(prefix + key) ?? '{}');
  for (const field of fieldsOf(form)) if (kept[field.name]) field.value = kept[field.name];
}

/** For a form: `<form ${keptAs('dispute.17')}>`. Written at most every 2 s, and at once when the field is left. */
export const keptAs = (key) =>
  ref((form) => {
    if (!form || keeping.has(form)) return;
    keeping.add(form);
    // The fields inside the form are drawn after the form itself.
    queueMicrotask(() => restore(key, form));
    let waiting = null;
    const now = () => {
      clearTimeout(waiting);
      waiting = null;
      if (form.isConnected) write(key, form);
    };
    form.addEventListener('input', () => (waiting ??= setTimeout(now, 1000)));
    form.addEventListener('change', now);
  });

export const isKept = (key) => Object.values(JSON.parse(localStorage.getItem(prefix + key) ?? '{}')).some(Boolean);
export const forget = (key) => localStorage.removeItem(prefix + key);
