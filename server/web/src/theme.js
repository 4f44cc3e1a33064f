/** Light, dark, or as the machine prefers. The colours themselves are CSS variables; a chart asks for them here. */
const choices = ['auto', 'light', 'dark'];
const apply = (theme) => (theme === 'auto' ? document.documentElement.removeAttribute('data-theme') : document.documentElement.setAttribute('data-theme', theme));

export const theme = () => (choices.includes(localStorage.getItem('theme')) ? localStorage.getItem('theme') : 'auto');
apply(theme());

export function nextTheme() {
  const next = choices[(choices.indexOf(theme()) + 1) % choices.length];
  localStorage.setItem('theme', next);
  apply(next);
  dispatchEvent(new Event('themechange'));
}
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => dispatchEvent(new Event('themechange')));

/** The colours of the theme in force as a chart library wants them: resolved, since it reckons with them. */
export function colours() {
  const probe = document.createElement('span');
  document.body.append(probe);
  const named = {};
  for (const name of ['text', 'quiet', 'line', 'panel', 'link', 'concern', 'improvement', 'ordinary', 'neutral', 'band', 'g1', 'g2', 'g3', 'g4']) {
    // Through the object model: a style attribute in the markup is what the policy refuses.
    probe.style.color = `var(--${name})`;
    named[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return named;
}
