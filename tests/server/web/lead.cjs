// A QA lead: the next version of the plan, a measure and its effect, a task moved by hand.
const assert = require('node:assert/strict');
const { run } = require('./browser.cjs');

/** A day of the weeks to come, as a field takes it. */
const dayIn = (days) => new Date(Date.now() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);

async function nextPlan(visitor, page) {
  await page.goto(`${visitor.url}/plan`);
  const save = page.getByRole('button', { name: /^Save as version/ });
  await page.getByText('Readers at six hours').waitFor();
  assert.ok(await save.isDisabled(), 'nothing is changed yet');
  const rate = page.getByLabel('Random rate of other reports');
  await rate.fill('8');
  await rate.press('Tab');
  await page.getByText(/Random rate of other reports: .* → 8\.0/).first().waitFor();
  await page.waitForFunction(() => !document.querySelector('form.stacked button.primary').disabled);
  await visitor.picture(page, 'plan');
  const soon = new Date(Date.now() + 3600 * 1000);
  await page.getByLabel('In force from').fill(new Date(soon - soon.getTimezoneOffset() * 60000).toISOString().slice(0, 16));
  await page.getByLabel('Reason').fill('More of the others should be looked at');
  await save.click();
  await page.getByText('Saved as version').waitFor();
  await page.getByRole('row', { name: /More of the others should be looked at/ }).waitFor();
}

async function aMeasure(visitor, page) {
  await page.goto(`${visitor.url}/people/r3?months=12`);
  await page.getByRole('link', { name: 'Open a measure' }).click();
  const form = page.locator('form.stacked');
  await form.getByLabel('Kind').selectOption('educational');
  assert.equal(await form.getByLabel(/^Radiologist/).inputValue(), 'r3');
  await form.getByLabel('Owner').selectOption({ index: 1 });
  await form.getByLabel('Due', { exact: true }).fill(dayIn(50));
  await form.getByLabel('Cause').fill('Consolidation at the bases');
  await form.getByRole('button', { name: 'Open a measure' }).click();
  await page.getByText('The measure is open.').waitFor();
  await page.getByRole('link', { name: 'Consolidation at the bases' }).click();
  await page.getByText(/^Before/).first().waitFor();
  await visitor.isSound(page, 'measure');
  await visitor.picture(page, 'measure');
  await page.getByLabel(/^Result/).fill('Read ten cases together');
  await page.getByRole('button', { name: 'Close the measure' }).click();
  await page.getByText('The measure is closed.').waitFor();
}

async function aTaskMoved(visitor, page) {
  await page.goto(`${visitor.url}/assignment`);
  await page.getByRole('button', { name: 'Move' }).first().click();
  const candidates = page.locator('fieldset.candidates input[type=radio]:not([disabled]):not([value=pool])');
  await candidates.first().check();
  await page.getByLabel('Why', { exact: true }).fill('The shift ends');
  await visitor.isSound(page, 'assignment');
  await page.getByRole('button', { name: 'Move' }).last().click();
  await page.getByText('Moved.').waitFor();
}

async function aLearningSession(visitor, page) {
  await page.goto(`${visitor.url}/learning?reporter=r3`);
  const form = page.locator('form.stacked');
  await form.getByLabel('Title').fill('The bases');
  await form.getByLabel('When').fill(`${dayIn(55)}T10:00`);
  await form.getByRole('button', { name: 'New session' }).click();
  await page.getByText('The session is announced.').waitFor();
  await page.getByRole('link', { name: 'The bases' }).click();
  // Guess, then see: nothing of the answer is there before.
  const first = page.locator('section.panel', { hasText: 'Case 1' }).first();
  assert.doesNotMatch(await first.innerText(), /settled/i);
  await first.getByRole('button', { name: 'Show the images' }).click();
  await page.waitForFunction(() => document.querySelector('case-viewer canvas')?.width === 160);
  await first.getByRole('button', { name: 'CT-3' }).click();
  await first.getByText('the same', { exact: false }).waitFor();
  await visitor.picture(page, 'learning');
}

/** Which series was measured, and what a service from outside makes of the same study. */
async function theMeasurementAndItsRivals(visitor, page) {
  await page.goto(`${visitor.url}/cases?reporter=r3&outcome=significantDiscrepancy`);
  await page.locator('table.cases tbody tr a').first().click();
  await page.getByRole('heading', { name: 'Measured' }).waitFor();
  await page.getByText('Series in the study: 3. The softer kernel decided.').click();
  await page.getByRole('row', { name: /B70f could be measured/ }).waitFor();
  await page.getByRole('row', { name: /refused: a scout view/ }).waitFor();
  await page.locator('section.outside', { hasText: '7.1' }).getByText('0.83 / 0.97').waitFor();
  await visitor.isSound(page, 'case with an outside result');
  await visitor.picture(page, 'case-measured');
  await page.getByRole('button', { name: 'Русский' }).click();
  await page.getByText('Внешние сервисы').first().waitFor();
  assert.deepEqual(await visitor.leftInEnglish(page), [], 'left in English on a case with an outside result');
  await visitor.picture(page, 'case-measured-ru');
  await page.getByRole('button', { name: 'English' }).click();
}

/** The limits of a chart are taken anew, for a reason that stands beside them. */
async function aNewBase(visitor, page) {
  await page.goto(`${visitor.url}/people/r3?months=12`);
  const chart = page.locator('figure.chart', { hasText: 'Significant discrepancies by month' });
  await chart.locator('summary', { hasText: 'Take the limits anew' }).click();
  await chart.getByLabel(/^From which month/).fill(new Date().toISOString().slice(0, 7));
  await chart.getByLabel('Reason').fill('A new scanner in May');
  await chart.getByRole('button', { name: 'Take the limits anew' }).click();
  await page.getByText('The limits are taken anew.').waitFor();
  await chart.getByText('A new scanner in May').waitFor();
  await page.getByText(/By chance alone it would be passed once in \d/).waitFor();
  await visitor.picture(page, 'charts');
}

/** A department's self-assessment: what is not met has to be said, and what was answered before stays. */
async function aChecklist(visitor, page) {
  await page.goto(`${visitor.url}/checklists`);
  await page.locator('summary', { hasText: 'New checklist' }).click();
  const form = page.locator('form.stacked');
  await form.getByLabel('Kind').selectOption('technicalProtocol');
  await form.getByLabel('Facility').fill('centre-12');
  await form.getByLabel('Owner').selectOption({ index: 1 });
  await form.getByLabel('Due').fill(dayIn(20));
  await form.getByRole('button', { name: 'New checklist' }).click();
  await page.getByRole('heading', { name: 'Technical protocol', exact: true }).waitFor();
  const item = page.locator('li.panel', { hasText: 'Slices are 1.5 mm or thinner.' });
  for (const [answer, value, note] of [['not met', 'notMet', 'Scanner B sends 5 mm'], ['met', 'met', '']]) {
    await item.getByRole('button', { name: /^Answer/ }).click();
    await item.locator(`input[value=${value}]`).check();
    await item.getByLabel(/^Note/).fill(note);
    await item.getByRole('button', { name: 'Save the answer' }).click();
    await item.locator('p strong', { hasText: answer }).waitFor();
  }
  await item.getByText('1 answer before').click();
  await item.getByText('Scanner B sends 5 mm').waitFor();
  await visitor.isSound(page, 'checklist');
  await visitor.picture(page, 'checklist');
}

run(async (visitor) => {
  const page = await visitor.open();
  await visitor.signIn(page, 'lead');
  await page.getByRole('heading', { name: /Needs you today/ }).waitFor();
  await nextPlan(visitor, page);
  await aMeasure(visitor, page);
  await aNewBase(visitor, page);
  await aChecklist(visitor, page);
  await aTaskMoved(visitor, page);
  await aLearningSession(visitor, page);
  await theMeasurementAndItsRivals(visitor, page);
});
