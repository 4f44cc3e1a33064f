/**
 * A chart is a figure with one sentence, a table, and rows to walk by keyboard: the drawing itself is for the eye alone.
 * The library that draws comes in a file of its own, when the first chart is shown; the words are there before it.
 */
import { html, nothing } from 'lit';
import { t } from '../messages.js';
import { colours } from '../theme.js';
import { why } from './figures.js';

const drawing = () => import('../charts/drawing.js');

class OverreadChart extends HTMLElement {
  #chart = null;
  #options = null;
  #redraw = () => this.#show();
  #size = new ResizeObserver(() => this.#chart?.resize());

  /** Answers the options for the colours of the theme; `rowOf` of a clicked point is the row's number. */
  set options(build) {
    this.#options = build;
    if (this.isConnected) this.#show();
  }

  async connectedCallback() {
    addEventListener('themechange', this.#redraw);
    this.#size.observe(this);
    await this.#show();
  }

  disconnectedCallback() {
    removeEventListener('themechange', this.#redraw);
    this.#size.disconnect();
    this.#chart?.dispose();
    this.#chart = null;
  }

  async #show() {
    const { init } = await drawing();
    if (!this.isConnected || !this.#options) return;
    if (!this.#chart) {
      this.#chart = init(this);
      this.#chart.on('click', ({ data }) => this.#tell('chartopen', data));
      this.#chart.on('mouseover', ({ data }) => this.#tell('chartpoint', data));
    }
    this.#chart.setOption(this.#options(colours()), { notMerge: true });
  }

  #tell(name, data) {
    if (data?.row !== undefined) this.dispatchEvent(new CustomEvent(name, { detail: data.row, bubbles: true }));
  }

  /** Shows which point a row is. */
  point(row) {
    if (!this.#chart) return;
    this.#chart.dispatchAction({ type: 'downplay' });
    const { series } = this.#chart.getOption();
    series.forEach((each, seriesIndex) => {
      const dataIndex = (each.data ?? []).findIndex((data) => data?.row === row);
      if (dataIndex >= 0) this.#chart.dispatchAction({ type: 'highlight', seriesIndex, dataIndex });
    });
  }
}
customElements.define('overread-chart', OverreadChart);

const linksOf = (event) => [...event.currentTarget.querySelectorAll('tbody a')];

/** Arrows walk along the rows, Home and End to the first and last. */
function walk(event) {
  const rows = linksOf(event);
  const at = rows.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (to === undefined || !rows[to]) return;
  event.preventDefault();
  rows[to].focus();
}

/**
 * @param chart {title, key, sentence, options, height, columns: [text], rows: [{label, href, cells: [text], says}], isTall}
 *   A row without href cannot be opened. `says` is what stands under the chart while the row or its point is looked at.
 */
export function chart({ title, key, sentence, options, columns, rows, go, size = 'middle', note = nothing }) {
  const figureOf = (event) => event.target.closest('figure');
  const say = (event, row) => {
    figureOf(event).querySelector('.readout').textContent = rows[row]?.says ?? '';
  };
  const focused = (event) => {
    const row = Number(event.target.dataset.row);
    figureOf(event).querySelector('overread-chart').point(row);
    say(event, row);
  };
  return html`<figure class="panel chart" @chartpoint=${(event) => say(event, event.detail)} @chartopen=${(event) => rows[event.detail]?.href && go(rows[event.detail].href)}>
    <figcaption>
      <h2>${title} ${why(key)}</h2>
      <p>${sentence}</p>
    </figcaption>
    <overread-chart class=${size} .options=${options} aria-hidden="true"></overread-chart>
    <p class="readout quiet" aria-live="polite">${t('chart.hint')}</p>
    ${note}
    <details class="rows">
      <summary>${t('chart.rows', { n: rows.length })}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${title}>
        <table class="plain-table" @keydown=${walk} @focusin=${focused}>
          <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
          <tbody>
            ${rows.map(
              (row, i) => html`<tr>
                <th scope="row">${row.href ? html`<a href=${row.href} data-row=${i}>${row.label}</a>` : row.label}</th>
                ${row.cells.map((cell) => html`<td>${cell}</td>`)}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>
  </figure>`;
}
