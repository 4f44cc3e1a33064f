/** Texts in the reader's language; numbers and dates by Intl. The server sends codes and values, never sentences. */
import en from '../messages/en.json';
import ru from '../messages/ru.json';

const languages = { en, ru };
const narrow = '\u202f';
export let language;
let plurals, whole, tenth, hundredth, moment, clock, day, month;

function use(code) {
  language = languages[code] ? code : 'en';
  const locale = language === 'en' ? 'en-GB' : language;
  const fixed = (digits) => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const dates = (options) => new Intl.DateTimeFormat(locale, options);
  const numeric = { day: '2-digit', month: '2-digit', year: 'numeric' };
  const dayForm = language === 'ru' ? numeric : { day: 'numeric', month: 'short', year: 'numeric' };
  plurals = new Intl.PluralRules(locale);
  whole = new Intl.NumberFormat(locale);
  tenth = fixed(1);
  hundredth = fixed(2);
  moment = dates({ ...dayForm, hour: '2-digit', minute: '2-digit' });
  clock = dates({ hour: '2-digit', minute: '2-digit' });
  day = dates(dayForm);
  month = dates({ month: 'short', year: 'numeric' });
  document.documentElement.lang = language;
}
use(localStorage.getItem('language') ?? navigator.language.slice(0, 2));

/** Everything that is drawn after this speaks that language; nobody is signed out and nothing typed is lost. */
export function chooseLanguage(code) {
  localStorage.setItem('language', code);
  use(code);
  dispatchEvent(new Event('wordschange'));
}

/** The text of that key with {name} replaced. `n` chooses among key.one, key.few, key.many and key.other. */
export function t(key, values = {}) {
  const texts = languages[language];
  const text = (values.n !== undefined && texts[`${key}.${plurals.select(values.n)}`]) || texts[key] || texts[`${key}.other`];
  if (text === undefined) return key;
  return text.replace(/\{(\w+)\}/g, (all, name) => {
    const value = values[name];
    return value === undefined ? all : typeof value === 'number' ? number(value) : value;
  });
}

/** The text of a code that the server sent; the code itself where a newer server sends one that is not known here. */
export function code(group, value) {
  const text = t(`${group}.${value}`);
  return text === `${group}.${value}` ? value : text;
}

/** With a real minus sign: a hyphen before "0.18–0.26" reads like a dash. */
const signed = (text) => text.replace('-', '\u2212');
export const number = (value) => signed(whole.format(value));
export const decimal = (value) => signed(tenth.format(value));
export const twoPlaces = (value) => signed(hundredth.format(value));
/** 0.0312 -> "3.1 %" */
export const percent = (share) => `${decimal(share * 100)}${narrow}%`;
/** "1.6–5.9" in percent, without the sign: it stands behind a value that has it. */
export const interval = (low, high) => `${decimal(low * 100)}–${decimal(high * 100)}`;
export const points = (value) => `${decimal(value)}${narrow}%`;
const withUnit = (value, unit) => `${number(value)}${narrow}${t(`unit.${unit}`)}`;
export const millilitres = (value) => withUnit(Math.round(value), 'ml');
export const millimetres = (value) => `${twoPlaces(value)}${narrow}${t('unit.mm')}`;
export const dateTime = (text) => moment.format(new Date(text));
export const timeOfDay = (text) => clock.format(new Date(text));
export const date = (text) => day.format(new Date(text));
export const monthOf = (text) => month.format(new Date(text));
export const gradeName = (grade) => (language === 'ru' ? grade.replace('CT', 'КТ') : grade);

/** "0:18" of a duration in milliseconds. */
export function hoursMinutes(milliseconds) {
  const minutes = Math.floor(Math.abs(milliseconds) / 60000);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
