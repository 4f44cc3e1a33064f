// Debian's Chromium at the pages: what every journey needs. A journey is `module.exports = async (visitor) => {...}`.
const assert = require('node:assert/strict');
const fs = require('node:fs');
const { chromium } = require('playwright-core');

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const pictures = process.env.OVERREAD_PICTURES;
// As root, and without what a machine without a way out would wait for.
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

class Visitor {
  constructor(browser, url, password) {
    Object.assign(this, { browser, url, password });
    /** What the pages did that they must not: scripts that failed, anything the policy refused, markup that ran. */
    this.complaints = [];
  }

  /** A window of its own: nobody is signed in. */
  async open({ language = 'en', colorScheme = 'light', width = 1440 } = {}) {
    const context = await this.browser.newContext({ colorScheme, viewport: { width, height: 900 }, locale: 'en-GB', bypassCSP: false });
    await context.addInitScript((chosen) => localStorage.getItem('language') ?? localStorage.setItem('language', chosen), language);
    const page = await context.newPage();
    // Long, since others may be at work on this machine; a journey that passes waits for nothing.
    page.setDefaultTimeout(60000);
    page.on('pageerror', (error) => this.complaints.push(`script: ${error}`));
    page.on('console', (message) => {
      // A 401 before the sign-in is how the pages learn that nobody is signed in; the journeys cause the others themselves.
      if (message.type() === 'error' && !/status of (401|404|0)|ERR_INTERNET_DISCONNECTED/.test(message.text())) this.complaints.push(`console: ${message.text()}`);
    });
    return page;
  }

  async signIn(page, name, { address = '/', password = this.password } = {}) {
    await page.goto(this.url + address);
    await page.locator('input[name=name]').fill(name);
    await page.locator('input[name=password]').fill(password);
    await page.locator('form button.primary').click();
  }

  async picture(page, name) {
    if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  }

  /** No violation of WCAG 2.2 A and AA, nothing wider than the window, no markup that ran. */
  async isSound(page, where) {
    const session = await page.context().newCDPSession(page);
    // The policy forbids inline scripts, so axe comes in by the debugger.
    await session.send('Runtime.evaluate', { expression: axe });
    const { result } = await session.send('Runtime.evaluate', {
      expression: `axe.run(document, {runOnly: ${JSON.stringify(standards)}}).then((found) =>
        JSON.stringify(found.violations.map((each) => each.id + ': ' + each.nodes.map((node) => node.html).slice(0, 3).join(' | '))))`,
      awaitPromise: true,
      returnByValue: true,
    });
    await session.detach();
    assert.deepEqual(JSON.parse(result.value), [], `accessibility of ${where}`);
    await this.fits(page, where);
    assert.equal(await page.evaluate('window.markupRan'), undefined, `markup ran on ${where}`);
  }

  /** Nothing is wider than the window; a chart follows the window in its own time. */
  async fits(page, where) {
    const isInside = () => document.documentElement.scrollWidth <= document.documentElement.clientWidth;
    await page.waitForFunction(isInside, null, { timeout: 20000 }).catch(() => assert.fail(`${where} is wider than its window`));
  }

  /** Words of another alphabet that belong to nobody's name, code or address. */
  async leftInEnglish(page) {
    return page.evaluate(() => {
      const known = /^(overread|centre|radpeer|ewma|cusum|csv|html|pdf|ctrl|k|n|g|c|e|l|o|j|shift|home|end|ac|kappa|english|img|src|x|onerror|window|markupran|http|urn)$/i;
      const skipped = '[translate=no], script, style, pre, kbd, svg, input, textarea';
      const walker = document.createTreeWalker(document.getElementById('app'), NodeFilter.SHOW_TEXT);
      const found = new Set();
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement.closest(skipped) || !node.parentElement.checkVisibility()) continue;
        for (const word of node.textContent.match(/[A-Za-z]{2,}/g) ?? []) if (!known.test(word)) found.add(word);
      }
      return [...found];
    });
  }

  /** Waits until the page's own content stands, whatever its state. */
  async settle(page) {
    await page.locator('.shell main h1').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('main .loading'));
  }

  /** Presses Tab until the wanted thing has the focus, as somebody without a mouse does. */
  async tabTo(page, locator, most = 120) {
    for (let press = 0; press < most; press++) {
      await page.keyboard.press('Tab');
      if (await locator.evaluate((element) => element === document.activeElement || element.contains(document.activeElement))) return;
    }
    throw new Error('Tab does not reach it');
  }
}

/** node JOURNEY.cjs URL PASSWORD; with OVERREAD_PICTURES=folder pictures are left there. */
exports.run = (journey) => {
  const [url, password] = process.argv.slice(2);
  (async () => {
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args });
    const visitor = new Visitor(browser, url, password);
    try {
      await journey(visitor);
      assert.deepEqual(visitor.complaints, []);
    } catch (error) {
      // How it looked when it went wrong.
      for (const [i, page] of browser.contexts().flatMap((context) => context.pages()).entries()) {
        await visitor.picture(page, `failed-${i}`);
        console.error(page.url(), (await page.locator('body').innerText().catch(() => '')).slice(0, 600));
      }
      throw error;
    } finally {
      await browser.close();
    }
  })().catch((error) => {
    console.error(error);
    process.exit(1);
  });
};
