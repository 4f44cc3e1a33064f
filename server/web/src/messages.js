/** Texts in the reader's language; numbers and dates by Intl. The server sends codes and values, never sentences. */
import en from '../messages/en.json';
import ru from '../messages/ru.json';

const languages = { en, ru };
const chosen = localStorage.getItem('language') ?? navigator.language.slice(0, 2);
export const language = languages[chosen] ? chosen : 'en';
const locale = language === 'en' ? 'en-GB' : language;
const plurals = new Intl.PluralRules(locale);
document.documentElement.lang = language;

export function chooseLanguage(code) {
  localStorage.setItem('language', code);
  location.reload();
}

/** The text of that key with {name} replaced. `n` chooses among key.one, key.few, key.many and key.other. */
export function t(key, values = {}) {
  const texts = languages[language];
  const text = (values.n !== undefined && texts[`${key}.${plurals.select(values.n)}`]) || texts[key] || texts[`${key}.other`];
  if (text === undefined) return key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === 'number' ? number(value) : value;
  });
}

/** The text of a code that the server sent; the code itself where a newer server sends one that is not known here. */
export function code(group, value) {
  const text = t(`${group}.${value}`);
  return text === `${group}.${value}` ? value : text;
}

const whole = new Intl.NumberFormat(locale);
const tenth = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const hundredth = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const moment = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
const narrow = '\u202f';

export const number = (value) => whole.format(value);
export const decimal = (value) => tenth.format(value);
/** With a real minus sign: a hyphen before "0.18–0.26" reads like a dash. */
export const twoPlaces = (value) => hundredth.format(value).replace('-', '\u2212');
/** 0.0312 -> "3.1 %" */
export const percent = (share) => `${tenth.format(share * 100)}${narrow}%`;
/** "1.6–5.9" in percent, without the sign: it stands behind a value that has it. */
export const interval = (low, high) => `${tenth.format(low * 100)}–${tenth.format(high * 100)}`;
export const points = (value) => `${tenth.format(value)}${narrow}%`;
export const millilitres = (value) => `${number(Math.round(value))}${narrow}${t('unit.ml')}`;
export const dateTime = (text) => moment.format(new Date(text));
export const timeOfDay = (text) => clock.format(new Date(text));
export const date = (text) => day.format(new Date(text));
export const gradeName = (grade) => (language === 'ru' ? grade.replace('CT', 'КТ') : grade);

/** "0:18" of a duration in milliseconds. */
export function hoursMinutes(milliseconds) {
  const minutes = Math.floor(Math.abs(milliseconds) / 60000);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
