// Walks through the pages as a QA lead and as a radiologist do, in Debian's Chromium. Every step asserts what is seen.
// node pages.cjs URL PASSWORD; with OVERREAD_PICTURES=folder it leaves pictures there.
const assert = require('node:assert/strict');
const { chromium } = require('playwright-core');
const axe = require.resolve('axe-core/axe.min.js');

const [url, password] = process.argv.slice(2);
const pictures = process.env.OVERREAD_PICTURES;
// As root, and without what a machine without a way out would wait for.
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** What the page did that it must not: scripts that failed, anything the policy refused. */
const complaints = [];

async function open(browser, colorScheme, viewport = { width: 1480, height: 940 }) {
  const context = await browser.newContext({ colorScheme, viewport, locale: 'en-GB', bypassCSP: false });
  const page = await context.newPage();
  page.setDefaultTimeout(30000);
  page.on('pageerror', (error) => complaints.push(`script: ${error}`));
  page.on('console', (message) => {
    // A 401 before the sign-in is how the pages learn that nobody is signed in.
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(`console: ${message.text()}`);
  });
  return page;
}

async function picture(page, name) {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
}

/** No violation of WCAG 2.2 A and AA. The policy forbids inline scripts, so axe comes in by the debugger. */
async function isAccessible(page, where) {
  const source = require('node:fs').readFileSync(axe, 'utf8');
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: source });
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}).then((found) =>
      JSON.stringify(found.violations.map((each) => each.id + ': ' + each.nodes.map((node) => node.html).slice(0, 3).join(' | '))))`,
    awaitPromise: true,
    returnByValue: true,
  });
  assert.deepEqual(JSON.parse(result.value), [], `accessibility of ${where}`);
}

async function signIn(page, name, secret) {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function asLead(page) {
  await page.goto(`${url}/people?months=12`);
  await isAccessible(page, 'sign-in');
  await picture(page, 'sign-in');
  await signIn(page, 'lead', 'not the password at all');
  await page.getByText('Name or password is wrong.').waitFor();
  await signIn(page, 'lead', password);

  // The address survives the sign-in.
  await page.getByRole('heading', { name: 'People' }).waitFor();
  assert.equal(new URL(page.url()).search, '?months=12');
  const row = page.getByRole('row', { name: /Clara Weiss/ });
  await row.waitFor();
  assert.match(await row.innerText(), /reviews so far\. About \d+ more before this says anything\./);
  assert.ok(await page.getByText('are never added up').isVisible());
  const names = await page.locator('table.people tbody th a').allInnerTexts();
  assert.deepEqual(names, [...names].sort(), 'by name, never by rate');
  await isAccessible(page, 'people');
  await picture(page, 'people');

  // Every number opens the cases behind it: as many rows as it says.
  const significant = row.locator('td.rate').nth(1).getByRole('link');
  const said = Number((await significant.innerText()).match(/^(\d+) of/)[1]);
  assert.ok(said > 0);
  await significant.click();
  await page.getByRole('heading', { name: 'Cases' }).waitFor();
  await page.locator('table.cases').waitFor();
  assert.equal(await page.locator('table.cases tbody tr').count(), said);
  await isAccessible(page, 'cases');
  await picture(page, 'cases');

  await page.locator('table.cases tbody a').first().click();
  await page.getByRole('heading', { name: 'Why it was picked' }).waitFor();
  await page.getByText('Consolidation in both lower lobes').waitFor();
  await isAccessible(page, 'case');
  await picture(page, 'case');

  await page.goBack();
  await page.locator('table.cases').waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'People' }).click();
  await page.getByRole('link', { name: 'Clara Weiss' }).click();
  await page.getByText('Reported against settled').waitFor();
  await isAccessible(page, 'person');
  await picture(page, 'person');

  await page.getByRole('navigation').getByRole('link', { name: 'Today' }).click();
  await page.getByRole('heading', { name: /Needs you today/ }).waitFor();
  await isAccessible(page, 'today');
  await picture(page, 'today');

  await page.getByRole('navigation').getByRole('link', { name: 'Alerts' }).click();
  const alert = page.locator('article.open').first();
  await alert.waitFor();
  const before = await page.locator('article.open').count();
  await isAccessible(page, 'alerts');
  await picture(page, 'alerts');
  await alert.getByLabel('How was the patient reached?').fill('duty doctor by telephone');
  await alert.getByRole('button', { name: 'Acknowledge' }).click();
  await page.getByText('The escalation has ended.').waitFor();
  assert.equal(await page.locator('article.open').count(), before - 1);

  await page.goto(`${url}/people/nobody`);
  await page.getByText('Nothing in this period').waitFor();
  await page.goto(`${url}/inbox`);
  await page.getByText('This page is for others').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}

async function asRadiologist(page) {
  await page.goto(url);
  await signIn(page, 'radiologist', password);
  await page.getByRole('heading', { name: 'Inbox' }).waitFor();
  await page.getByText('look again').first().waitFor();
  assert.doesNotMatch(await page.locator('main').innerText(), /error|fault|score|bad|reader-1|arbiter-1/i);
  await isAccessible(page, 'inbox');
  await picture(page, 'inbox-dark');
  await page.getByRole('button', { name: 'Seen', exact: true }).first().click();
  await page.getByText('Recorded as seen.').waitFor();
  await page.getByText(/^Dispute, \d days? left$/).first().click();
  await page.getByLabel('What should be looked at again?').first().fill('Is this not old?');
  await page.getByRole('button', { name: 'Send the dispute' }).first().click();
  await page.getByText('A fresh arbiter will read it.').waitFor();
}

async function inTheDarkAndOnAPhone(browser) {
  const dark = await open(browser, 'dark');
  await dark.goto(`${url}/people?months=12`);
  await signIn(dark, 'lead', password);
  await dark.locator('table.people').waitFor();
  await isAccessible(dark, 'people, dark');
  await picture(dark, 'people-dark');
  await dark.setViewportSize({ width: 360, height: 800 });
  await dark.getByRole('navigation').getByRole('link', { name: 'Alerts' }).click();
  await dark.locator('article').first().waitFor();
  const tooWide = await dark.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(tooWide <= 0, `the page is ${tooWide} px wider than the phone`);
  await picture(dark, 'alerts-phone');
  await dark.getByRole('button', { name: 'Русский' }).click();
  await dark.getByRole('heading', { name: 'Тревоги' }).waitFor();
}

(async () => {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args });
  try {
    await asLead(await open(browser, 'light'));
    await asRadiologist(await open(browser, 'dark'));
    await inTheDarkAndOnAPhone(browser);
    assert.deepEqual(complaints, []);
  } finally {
    await browser.close();
  }
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
