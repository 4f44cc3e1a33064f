// A radiologist who has just learnt of a miss: the case, and a dispute in two clicks.
const assert = require('node:assert/strict');
const { run } = require('./browser.cjs');

run(async (visitor) => {
  const page = await visitor.open();
  await visitor.signIn(page, 'radiologist');
  await page.getByRole('heading', { name: 'Inbox' }).waitFor();
  await page.getByText('differs, look again').first().waitFor();
  assert.doesNotMatch(await page.locator('main').innerText(), /\b(error|fault|score|bad)\b|reader-1|arbiter-1/i);
  await visitor.picture(page, 'inbox');

  // First click; then the question is typed; second click.
  await page.getByRole('link', { name: /^Dispute, \d days? left$/ }).first().click();
  const question = page.getByLabel('What should be looked at again?');
  await question.fill('Is this not old?');
  await page.waitForFunction(() => document.querySelector('case-viewer .corner.left'));
  await visitor.isSound(page, 'feedback');
  await visitor.picture(page, 'feedback');
  assert.doesNotMatch(await page.locator('main').innerText(), /\b(error|fault|score|bad)\b|reader-1|arbiter-1/i);

  // A closed window takes nothing of it: the draft is kept on this machine.
  await question.blur();
  await page.reload();
  await question.waitFor();
  assert.equal(await question.inputValue(), 'Is this not old?');

  // Neither does the other language.
  await page.getByRole('button', { name: 'Русский' }).click();
  await page.getByRole('heading', { name: 'отличается, посмотрите ещё раз' }).waitFor();
  assert.equal(await page.locator('textarea[name=question]').inputValue(), 'Is this not old?');
  await page.getByRole('button', { name: 'English' }).click();

  await page.getByRole('button', { name: 'Send the dispute' }).click();
  await page.getByText('A fresh arbiter will read it.').waitFor();
  await page.getByText(/A fresh arbiter is looking at it/).waitFor();

  // Seen, by keyboard alone.
  await page.goto(`${visitor.url}/inbox`);
  const first = page.locator('li.unread a').first();
  await visitor.tabTo(page, first);
  await page.keyboard.press('Enter');
  await visitor.tabTo(page, page.getByRole('button', { name: 'Seen', exact: true }));
  await page.keyboard.press('Enter');
  await page.getByText('Recorded as seen.').waitFor();

  // Own figures: beside the team, no rank, nobody's name.
  await page.getByRole('navigation').getByRole('link', { name: 'My figures' }).click();
  await page.getByRole('heading', { name: 'Own trend' }).waitFor();
  assert.doesNotMatch(await page.locator('main').innerText(), /rank(?!ed)|Клара|Борис/i);
  await page.goto(`${visitor.url}/people`);
  await page.getByText('This page is for others').waitFor();
});
