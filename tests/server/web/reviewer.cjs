// A reviewer looks at the own reading: beside the team, nobody is named or ranked, and each number opens the own reads.
const assert = require('node:assert/strict');
const { run } = require('./browser.cjs');

run(async (visitor) => {
  const page = await visitor.open();
  await visitor.signIn(page, 'reader');
  await page.getByRole('heading', { name: 'My reading' }).waitFor();
  await page.getByText(/Settled so far: \d+ double reads/).waitFor();
  await page.getByText(/Repeats: 0 so far\. About 30 more before a kappa says anything\./).waitFor();
  assert.doesNotMatch(await page.locator('main').innerText(), /rank(?!ed)|Клара|Борис|centre-12/i);
  await visitor.isSound(page, 'my reading');
  await visitor.picture(page, 'my-reading');

  const leniency = page.getByRole('row', { name: /Leniency, grades/ });
  await leniency.getByRole('link', { name: /^n \d+$/ }).click();
  await page.waitForURL(/kind=doubleRead/);
  await page.getByRole('heading', { name: 'My settled reads' }).waitFor();
  // What was locked today is not there yet: the page says why.
  await page.getByText('No settled read yet').waitFor();

  await page.getByRole('button', { name: 'Русский' }).click();
  await page.getByRole('heading', { name: 'Моё чтение' }).waitFor();
  assert.deepEqual(await visitor.leftInEnglish(page), []);
  await page.setViewportSize({ width: 320, height: 700 });
  await visitor.fits(page, 'my reading on a phone');
  await visitor.picture(page, 'my-reading-phone');

  await page.goto(`${visitor.url}/people`);
  await page.getByText('Эта страница не для вас').waitFor();
});
