// Every page of every role: accessible in both languages and themes, nothing left in English, nothing wider than a phone, no markup that runs.
const assert = require('node:assert/strict');
const { run } = require('./browser.cjs');

const overseers = ['/today', '/people', '/people?view=funnel', '/people/r3?months=12', '/people/r6', '/facilities', '/facilities?show=technical&design=peerReview', '/facilities/centre-12', '/operation', '/operation?show=whatIf', '/operation?show=services', '/measures', '/alerts', '/cases', '/learning', '/checklists'];
const pagesOf = {
  head: overseers,
  lead: ['/plan', '/disputes', '/assignment', '/reviewers', '/shifts', '/audit'],
  radiologist: ['/inbox', '/mine', '/learning'],
  reader: ['/my-reading'],
  administrator: ['/users', '/shifts', '/system', '/jobs', '/audit'],
};
const faces = { English: { language: 'en', colorScheme: 'light' }, Русский: { language: 'ru', colorScheme: 'dark' } };

/** The page as it stands, in the language and the colours in force. */
async function look(visitor, page, account, address, { language, colorScheme }) {
  const where = `${account} ${address} ${language} ${colorScheme}`;
  assert.equal(await page.locator('main .state[role=alert]').count(), 0, `${where} failed`);
  await visitor.isSound(page, where);
  await visitor.picture(page, `${account}${address.replace(/[^a-z0-9]+/gi, '-')}-${language}-${colorScheme}`);
  if (language !== 'ru') return;
  assert.deepEqual(await visitor.leftInEnglish(page), [], `left in English on ${where}`);
  await page.setViewportSize({ width: 320, height: 700 });
  await visitor.fits(page, `${where} on a phone`);
  await visitor.picture(page, `${account}${address.replace(/[^a-z0-9]+/gi, '-')}-phone`);
  await page.setViewportSize({ width: 1440, height: 900 });
}

run(async (visitor) => {
  for (const [account, addresses] of Object.entries(pagesOf)) {
    const page = await visitor.open(faces.English);
    await visitor.signIn(page, account);
    await page.locator('nav .who').waitFor();
    // Each page is loaded once, in turn in the one language or the other, and then switched where it stands.
    let face = faces.English;
    for (const address of addresses) {
      await page.goto(visitor.url + address);
      await visitor.settle(page);
      await look(visitor, page, account, address, face);
      const other = face === faces.English ? 'Русский' : 'English';
      face = faces[other];
      await page.emulateMedia({ colorScheme: face.colorScheme });
      await page.getByRole('button', { name: other }).click();
      await page.locator(`html[lang=${face.language}]`).waitFor();
      await look(visitor, page, account, address, face);
    }
    await page.context().close();
  }
});
