// What people type, and what names, addresses and charts carry, is shown as it was typed and never becomes markup.
const assert = require('node:assert/strict');
const { run } = require('./browser.cjs');

const run1 = 'window.markupRan=1';
const payloads = [
  `<img src=x onerror=${run1}>`, `<svg/onload=${run1}>`, `"><script>${run1}</script>`, `'><script>${run1}</script>`, `</title><script>${run1}</script>`,
  `<a href="javascript:${run1}">x</a>`, `<iframe srcdoc="<script>parent.markupRan=1</script>">`, `<details open ontoggle=${run1}>`, `<body onload=${run1}>`,
  `<input autofocus onfocus=${run1}>`, `<style>@import url(//127.0.0.1:9/x);</style>`, `<link rel=stylesheet href=//127.0.0.1:9/x>`, `<base href=//127.0.0.1:9/>`,
  `<math><mi xlink:href="data:x,<script>${run1}</script>">`, `{{constructor.constructor("${run1}")()}}`, `\${${run1}}`, `<!--><img src=x onerror=${run1}>`,
  `%3Cscript%3E${run1}%3C/script%3E`, `&lt;img src=x onerror=${run1}&gt;`, `javascript:${run1}`, `<template><script>${run1}</script></template>`,
  `<object data="data:text/html,<script>${run1}</script>"></object>`, `<form action="javascript:${run1}"><button autofocus>x</button></form>`, `]]><script>${run1}</script>`,
];
const soon = '2098-12-01T00:00:00Z';

/** As the page itself would ask, with its session. */
const send = (page, method, path, body) =>
  page.evaluate(
    async ([how, where, what]) => {
      const answer = await fetch(`/api/v1${where}`, {
        method: how, headers: { 'Content-Type': 'application/json', 'X-Overread': '1', 'Idempotency-Key': crypto.randomUUID() }, body: what ? JSON.stringify(what) : undefined,
      });
      return { status: answer.status, json: answer.status === 204 ? null : await answer.json() };
    },
    [method, path, body],
  );

async function isHarmless(visitor, page, address) {
  const answer = await page.goto(visitor.url + address);
  // What is no address at all is refused in words of the server, which no browser takes for markup.
  if (answer.status() !== 200) return assert.match(answer.headers()['content-type'], /^application\/problem\+json/, address);
  await visitor.settle(page);
  assert.equal(await page.evaluate('window.markupRan'), undefined, `markup ran on ${address}`);
  const strange = await page.evaluate(() => document.querySelectorAll('main iframe, main object, main script, main style, main link, main base, main [onerror], main [onload], main a[href^="javascript:"]').length);
  assert.equal(strange, 0, `markup stands on ${address}`);
}

/** The text is there, letter by letter. */
async function showsAsTyped(page, text) {
  assert.ok(await page.evaluate((wanted) => document.querySelector('main').textContent.includes(wanted), text), `${text} is not shown as it was typed`);
}

run(async (visitor) => {
  const lead = await visitor.open();
  await visitor.signIn(lead, 'lead');
  await lead.getByRole('heading', { name: /Needs you today/ }).waitFor();
  const owner = (await send(lead, 'GET', '/people')).json.items[0].id;
  const cases = (await send(lead, 'GET', '/cases?outcome=significantDiscrepancy')).json.items.map((row) => row.caseId);
  for (const text of payloads) {
    const measure = { kind: 'other', reporter: 'r3', facility: '', owner, dueAt: soon, cause: text, cases: [], followUp: null };
    assert.equal((await send(lead, 'POST', '/measures', measure)).status, 201, text);
    assert.equal((await send(lead, 'POST', '/learning-sessions', { title: text, heldAt: soon, cases: cases.slice(0, 1) })).status, 201, text);
  }
  assert.equal((await send(lead, 'POST', '/figures/bases?reporter=r3', { starts: new Date().toISOString().slice(0, 7), reason: payloads[0] })).status, 204);

  await isHarmless(visitor, lead, '/measures');
  for (const text of payloads) await showsAsTyped(lead, text);
  await isHarmless(visitor, lead, '/learning');
  for (const text of payloads) await showsAsTyped(lead, text);
  await lead.locator('table.list tbody a').first().click();
  await visitor.settle(lead);
  assert.equal(await lead.evaluate('window.markupRan'), undefined);
  // Names of a person, a facility and a scanner; in tables, in the funnel, on the axis of a chart; and the reason of a base.
  for (const address of ['/people?months=12', '/people?view=funnel&months=12', '/people/r6?months=12', '/people/r3?months=12', '/facilities?months=12', '/facilities?show=scanner&months=12', '/facilities?show=scanner&view=funnel', '/facilities?show=technical',
    '/operation', '/operation?show=services', '/cases', '/assignment', '/disputes', '/reviewers', '/plan', '/shifts', '/audit'])
    await isHarmless(visitor, lead, address);
  await isHarmless(visitor, lead, '/people/r3?months=12');
  await showsAsTyped(lead, payloads[0]);
  // Addresses that somebody else made up.
  for (const text of payloads)
    for (const address of [`/people/${encodeURIComponent(text)}`, `/facilities/${encodeURIComponent(text)}`, `/cases?reporter=${encodeURIComponent(text)}&service=${encodeURIComponent(text)}`])
      await isHarmless(visitor, lead, address);
  await lead.context().close();

  const administrator = await visitor.open();
  await visitor.signIn(administrator, 'administrator');
  await administrator.getByRole('heading', { name: 'Users' }).waitFor();
  for (const [i, text] of payloads.slice(0, 3).entries()) {
    const account = { name: `hostile-${i}`, displayName: text, staffCode: '', facility: text.slice(0, 60), password: visitor.password, roles: ['reviewer'] };
    assert.equal((await send(administrator, 'POST', '/users', account)).status, 201, text);
  }
  await isHarmless(visitor, administrator, '/users');
  await showsAsTyped(administrator, payloads[0]);
  await administrator.getByRole('link', { name: payloads[0] }).click();
  await administrator.getByRole('heading', { name: 'History' }).waitFor();
  for (const address of ['/shifts', '/audit', '/jobs', '/system']) await isHarmless(visitor, administrator, address);
  await administrator.context().close();

  const radiologist = await visitor.open();
  await visitor.signIn(radiologist, 'radiologist');
  await radiologist.getByRole('heading', { name: 'Inbox' }).waitFor();
  for (const address of ['/inbox', '/mine', '/learning']) await isHarmless(visitor, radiologist, address);
  // The browser notes the addresses that were refused; what the policy refuses or a script breaks is noted otherwise.
  visitor.complaints = visitor.complaints.filter((each) => !/status of 400/.test(each));
});
