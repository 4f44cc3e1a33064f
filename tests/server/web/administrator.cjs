// An operator at three in the morning: is the house well, what was given up, who may sign in. No clinical content anywhere.
const assert = require('node:assert/strict');
const { run } = require('./browser.cjs');

run(async (visitor) => {
  const page = await visitor.open();
  await visitor.signIn(page, 'administrator');
  await page.getByRole('heading', { name: 'Users' }).waitFor();
  await page.locator('summary', { hasText: 'Add a user' }).click();
  const form = page.locator('form.stacked');
  await form.getByLabel('Name', { exact: true }).fill('new.reader');
  await form.getByLabel('Name that others see').fill('Новый Читающий');
  await form.getByLabel(/^Staff code/).fill('v77');
  await form.getByLabel(/^Password/).fill('correct horse battery staple');
  await form.getByRole('checkbox', { name: 'reviewer' }).check();
  await form.getByRole('button', { name: 'Add a user' }).click();
  await page.getByText('The user was added.').waitFor();
  await page.getByRole('cell', { name: 'new.reader' }).waitFor();

  // What they may do changes with a history; where they are signed in ends.
  await page.getByRole('link', { name: 'Новый Читающий' }).click();
  await page.getByRole('heading', { name: 'History' }).waitFor();
  await page.getByRole('checkbox', { name: 'arbiter' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The account was changed.').waitFor();
  await page.getByRole('row', { name: /account changed.*reviewer → reviewer, arbiter/ }).waitFor();
  await visitor.isSound(page, 'user');
  await visitor.picture(page, 'user');

  await page.getByRole('navigation').getByRole('link', { name: 'Health' }).click();
  await page.getByText('The database answers.').waitFor();
  await page.getByRole('row', { name: /http\.port/ }).waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Jobs' }).click();
  await page.getByText('Given up').waitFor();
  const letter = page.locator('section.panel', { has: page.locator('pre.error') });
  await letter.getByRole('button', { name: 'Retry it' }).click();
  await page.getByText('Back in the queue.').waitFor();
  await page.getByText('No job was given up.').waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Audit' }).click();
  await page.getByRole('button', { name: 'Verify the chain' }).click();
  await page.getByText(/The chain holds/).waitFor();

  await page.locator('table.list').getByRole('link', { name: 'account changed' }).first().click();
  await page.waitForURL(/event=account\.changed/);
  assert.equal(await page.locator('table.list tbody tr').count(), 1, 'what is looked for and no more');

  for (const address of ['/users', '/system', '/jobs', '/audit']) {
    await page.goto(visitor.url + address);
    await visitor.settle(page);
    assert.doesNotMatch(await page.locator('main').innerText(), /CT-[0-4]|Вайс|1\.2\.840/, `${address} has no clinical content`);
  }
});
