// Every page of every role: accessible in both languages and themes, nothing left in English, nothing wider than a phone, no markup that runs.
const assert = require('node:assert/strict');
const { run } = require('./browser.cjs');

const overseers = ['/today', '/people', '/people?view=funnel', '/people/r3?months=12', '/people/r6', '/facilities', '/facilities?show=technical&design=peerReview', '/facilities/centre-12', '/operation', '/operation?show=whatIf', '/operation?show=services', '/measures', '/alerts', '/cases', '/learning'];
const pagesOf = {
  head: overseers,
  lead: ['/plan', '/disputes', '/assignment', '/reviewers', '/shifts', '/audit'],
  radiologist: ['/inbox', '/mine', '/learning'],
  administrator: ['/users', '/shifts', '/system', '/jobs', '/audit'],
};

async function visitAll(visitor, { language, colorScheme }) {
  for (const [account, addresses] of Object.entries(pagesOf)) {
    const page = await visitor.open({ language, colorScheme });
    await visitor.signIn(page, account);
    await page.locator('nav .who').waitFor();
    for (const address of addresses) {
      await page.goto(visitor.url + address);
      await visitor.settle(page);
      const where = `${account} ${address} ${language} ${colorScheme}`;
      assert.equal(await page.locator('main .state[role=alert]').count(), 0, `${where} failed`);
      await visitor.isSound(page, where);
      if (language === 'ru') assert.deepEqual(await visitor.leftInEnglish(page), [], `left in English on ${where}`);
      await visitor.picture(page, `${account}${address.replace(/[^a-z0-9]+/gi, '-')}-${language}-${colorScheme}`);
    }
    if (colorScheme === 'dark') await onAPhone(visitor, page, addresses);
    await page.context().close();
  }
}

async function onAPhone(visitor, page, addresses) {
  await page.setViewportSize({ width: 320, height: 700 });
  for (const address of addresses) {
    await page.goto(visitor.url + address);
    await visitor.settle(page);
    assert.ok((await visitor.excessWidth(page)) <= 0, `${address} does not fit 320 px`);
  }
}

run(async (visitor) => {
  await visitAll(visitor, { language: 'en', colorScheme: 'light' });
  await visitAll(visitor, { language: 'ru', colorScheme: 'dark' });
});
