// A head between two meetings: from "who needs me today" to the images of the discrepant slice, and from every number to its cases.
const assert = require('node:assert/strict');
const { run } = require('./browser.cjs');

/** Everything on the canvas that is not black: images came, were decoded and were drawn. */
const drawn = (page) =>
  page.locator('case-viewer canvas').evaluate((canvas) => {
    const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    let coloured = 0;
    for (let i = 0; i < pixels.length; i += 4) if (pixels[i] !== pixels[i + 2]) coloured++;
    return { width: canvas.width, coloured };
  });

async function toTheImagesInThreeClicks(visitor) {
  const page = await visitor.open();
  await visitor.signIn(page, 'head');
  await page.getByRole('heading', { name: /Needs you today/ }).waitFor();
  await page.getByText(/Alert: CT-1 settled as CT-3, facility centre-12/).first().waitFor();
  await page.getByRole('link', { name: 'Open', exact: true }).first().click();
  await page.getByRole('link', { name: 'Open the case' }).first().click();
  await page.getByText('the slice that differs most').waitFor();
  await page.waitForFunction(() => document.querySelector('case-viewer canvas')?.width === 160);
  await page.waitForFunction(() => {
    const canvas = document.querySelector('case-viewer canvas');
    return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((value, i) => i % 4 < 3 && value > 0);
  });
  assert.ok((await drawn(page)).coloured > 100, 'the masks are drawn in colour');

  // The viewer's keys, on the image alone.
  const stage = page.locator('case-viewer .stage');
  const label = () => page.locator('case-viewer .corner.left').innerText();
  const opened = await label();
  await stage.focus();
  await page.keyboard.press('ArrowUp');
  await page.waitForFunction((before) => document.querySelector('case-viewer .corner.left').innerText !== before, opened);
  await page.keyboard.press('o');
  await page.waitForFunction(() => {
    const canvas = document.querySelector('case-viewer canvas');
    const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    for (let i = 0; i < pixels.length; i += 4) if (pixels[i] !== pixels[i + 2]) return false;
    return true;
  });
  await page.keyboard.press('2');
  await page.getByText('Soft tissue window').nth(0).waitFor();
  await page.keyboard.press('j');
  await page.getByText('the slice that differs most').waitFor();
  await page.getByText('Консолидация в нижних долях не учтена.').first().waitFor();
  await visitor.isSound(page, 'case');
  await visitor.picture(page, 'case');
  await page.close();
}

async function fromANumberToItsCases(visitor) {
  const page = await visitor.open();
  await visitor.signIn(page, 'lead', { address: '/people?months=12', password: 'not the password at all' });
  await page.getByText('Name or password is wrong.').waitFor();
  await page.locator('input[name=password]').fill(visitor.password);
  await page.getByRole('button', { name: 'Sign in' }).click();

  // The address survives the sign-in.
  await page.getByRole('heading', { name: 'People' }).waitFor();
  assert.equal(new URL(page.url()).search, '?months=12');
  const row = page.locator('table.people').getByRole('row', { name: /Клара Вайс/ });
  assert.match(await row.innerText(), /reviews so far\. About \d+ more before this says anything\./);
  assert.ok(await page.getByText('are never added up').isVisible());
  const names = await page.locator('table.people tbody th a').allInnerTexts();
  assert.deepEqual(names, [...names].sort((a, b) => (a < b ? -1 : 1)), 'by name, never by rate');

  // Every number opens the cases behind it: as many rows as it says.
  const significant = row.locator('td.rate').nth(2).getByRole('link');
  const said = Number((await significant.innerText()).match(/^(\d+) of/)[1]);
  assert.ok(said > 0);
  await significant.click();
  await page.locator('table.cases').waitFor();
  assert.equal(await page.locator('table.cases tbody tr').count(), said);
  await page.goBack();
  await row.waitFor();

  // The funnel is a figure with a sentence, and its table is walked by arrows.
  await page.getByRole('link', { name: 'Funnel' }).click();
  await page.getByText(/outside the 99.8 % limits/).waitFor();
  await page.locator('overread-chart svg').waitFor();
  await page.locator('figure.chart summary').last().click();
  await page.locator('figure.chart tbody a').first().focus();
  await page.keyboard.press('ArrowDown');
  const second = await page.locator('figure.chart tbody a').nth(1).innerText();
  assert.ok((await page.locator('.readout').innerText()).startsWith(second));
  await visitor.picture(page, 'funnel');

  // The person: matrix walked by arrows, Enter opens the cell's cases.
  await page.goto(`${visitor.url}/people/r3?months=12`);
  await page.getByRole('heading', { name: 'Before you talk' }).waitFor();
  const grid = page.getByRole('grid');
  await grid.locator('[tabindex="0"]').focus();
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  const label = await page.evaluate(() => document.activeElement.textContent);
  const [, count] = label.match(/^Reported CT-1, settled CT-3: (\d+)/);
  await page.keyboard.press('Enter');
  await page.locator('table.cases').waitFor();
  assert.equal(await page.locator('table.cases tbody tr').count(), Number(count));
  await page.close();
}

async function alertByKeyboard(visitor) {
  const page = await visitor.open();
  await visitor.signIn(page, 'lead', { address: '/alerts' });
  await page.locator('article.open').first().waitFor();
  const before = await page.locator('article.open').count();
  await visitor.tabTo(page, page.locator('article.open input[name=how]').first());
  await page.keyboard.type('duty doctor by telephone');
  await page.keyboard.press('Enter');
  await page.getByText('The escalation has ended.').waitFor();
  assert.equal(await page.locator('article.open').count(), before - 1);

  // Ctrl+K finds a person by the first letters.
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('клара');
  await page.getByRole('option', { name: /Клара Вайс/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Клара Вайс' }).waitFor();

  // A line that is lost is said, what is shown stays, and the page comes back by itself.
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByText(/No connection since/).waitFor();
  assert.ok(await page.getByRole('heading', { name: 'Клара Вайс' }).isVisible());
  await page.context().setOffline(false);
  await page.getByText(/No connection since/).waitFor({ state: 'detached' });

  await page.goto(`${visitor.url}/inbox`);
  await page.getByText('This page is for others').waitFor();
  await page.getByText('It may be seen by: radiologist.').waitFor();
  await page.goto(`${visitor.url}/cases/0192f0c4-0000-7000-8000-000000000001`);
  await page.getByText('Nothing here').waitFor();
  await page.close();
}

/** Every figure says what it is: two sentences, a formula and where it comes from. */
async function saysWhatEachNumberIs(visitor) {
  const page = await visitor.open();
  await visitor.signIn(page, 'lead', { address: '/people/r3?months=12' });
  await page.getByRole('heading', { name: 'Клара Вайс' }).waitFor();
  const rows = page.locator('table.metrics').first().locator('tbody tr');
  const count = await rows.count();
  assert.ok(count >= 17, 'a row for each metric');
  for (let i = 0; i < count; i++) {
    const row = rows.nth(i);
    await row.locator('summary').click();
    const words = await row.locator('.why div').innerText();
    assert.match(words, /\.\s.*\./s, `two sentences: ${words}`);
    assert.match(words, /Formula: .+ Source: .+/, `formula and source: ${words}`);
    await page.keyboard.press('Escape');
  }
  for (const name of ['Reports reviewed', 'From images to signature', "Gwet's AC2", 'Bias in grades', 'Great calls', 'Disputes decided for the reporter'])
    await rows.filter({ hasText: name }).first().waitFor();
  await page.close();
}

run(async (visitor) => {
  await saysWhatEachNumberIs(visitor);
  await toTheImagesInThreeClicks(visitor);
  await fromANumberToItsCases(visitor);
  await alertByKeyboard(visitor);
});
