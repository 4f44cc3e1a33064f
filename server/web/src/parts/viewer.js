/**
 * Slices of a settled case on a canvas: wheel and arrows, lung or soft window, masks over them, the slice that differs.
 * The server renders and turns them; nothing here knows a Hounsfield unit. Attributes: base ("/cases/1" or "/feedback/1").
 */
import { html, nothing, render } from 'lit';
import { api } from '../api.js';
import { code, t } from '../messages.js';
import { drawMasks } from './masks.js';

const windows = ['lung', 'soft'];
/** Bitmaps are a megabyte each, what came over the line a tenth of that: all slices are kept as they came, few as bitmaps. */
const bitmapsKept = 24;
const atOnce = 4;

class CaseViewer extends HTMLElement {
  static observedAttributes = ['base'];

  connectedCallback() {
    this.classList.add('viewer');
    addEventListener('wordschange', this.redraw);
    this.open();
  }

  disconnectedCallback() {
    removeEventListener('wordschange', this.redraw);
    this.visit = null;
    clearTimeout(this.waiting);
  }

  attributeChangedCallback(name, before, now) {
    if (before === null || before === now || !this.isConnected) return;
    this.open();
  }

  async open() {
    const visit = (this.visit = {});
    Object.assign(this, { pictures: null, problem: null, window: 'lung', masks: 'outline', slice: 0, blobs: new Map(), bitmaps: new Map(), wanted: new Set() });
    this.draw();
    try {
      const pictures = await api.get(`${this.getAttribute('base')}/pictures`);
      if (visit !== this.visit) return;
      this.pictures = pictures;
      this.slice = pictures.slice;
      if (pictures.state === 'rendering') this.waiting = setTimeout(() => visit === this.visit && this.open(), 1500);
    } catch (problem) {
      if (visit !== this.visit) return;
      this.problem = problem;
    }
    this.draw();
    if (this.pictures?.state === 'ready') this.paint();
  }

  /** The words in it follow the page's language. */
  redraw = () => this.draw();

  draw() {
    render(this.view(), this);
    if (this.pictures?.state === 'ready') this.put();
  }

  addressOf(kind, slice) {
    return `${this.getAttribute('base')}/pictures/${this.pictures.rendering}/${kind}/${slice}`;
  }

  kinds() {
    return this.pictures.hasMasks && this.masks !== 'off' ? [this.window, 'masks'] : [this.window];
  }

  async blobOf(kind, slice) {
    const key = `${kind}/${slice}`;
    // The promise is kept, so that a slice that is on its way is not asked for a second time.
    if (!this.blobs.has(key)) this.blobs.set(key, api.picture(this.addressOf(kind, slice)).catch((problem) => (this.blobs.delete(key), Promise.reject(problem))));
    return this.blobs.get(key);
  }

  async bitmapOf(kind, slice) {
    const key = `${kind}/${slice}`;
    if (this.bitmaps.has(key)) return this.bitmaps.get(key);
    const bitmap = await createImageBitmap(await this.blobOf(kind, slice), { colorSpaceConversion: 'none' });
    this.bitmaps.set(key, bitmap);
    for (const old of [...this.bitmaps.keys()].slice(0, Math.max(0, this.bitmaps.size - bitmapsKept))) {
      this.bitmaps.get(old).close();
      this.bitmaps.delete(old);
    }
    return bitmap;
  }

  /** Shows the slice as soon as it is here, and then fetches its neighbours outward. */
  async paint() {
    const visit = this.visit;
    const slice = this.slice;
    this.draw();
    try {
      const shown = await Promise.all(this.kinds().map((kind) => this.bitmapOf(kind, slice)));
      if (visit !== this.visit || slice !== this.slice) return;
      this.shown = { slice, window: this.window, masks: this.masks, image: shown[0], labels: shown[1] ?? null };
      this.missing = null;
    } catch {
      if (visit !== this.visit) return;
      this.missing = slice;
    }
    this.draw();
    this.fetchAround(visit);
  }

  async fetchAround(visit) {
    if (this.isFetching) return;
    this.isFetching = true;
    const lanes = Array.from({ length: atOnce }, async () => {
      for (let next = this.nextWanted(); next !== null && visit === this.visit; next = this.nextWanted()) {
        const [kind, slice] = next;
        await this.blobOf(kind, slice).catch(() => this.wanted.add(`${kind}/${slice}`));
        this.status();
      }
    });
    await Promise.all(lanes);
    this.isFetching = false;
  }

  nextWanted() {
    for (let distance = 0; distance < this.pictures.slices; distance++)
      for (const slice of new Set([this.slice + distance, this.slice - distance]))
        for (const kind of this.kinds())
          if (slice >= 0 && slice < this.pictures.slices && !this.blobs.has(`${kind}/${slice}`) && !this.wanted.has(`${kind}/${slice}`)) return [kind, slice];
    return null;
  }

  loaded() {
    return [...this.blobs.keys()].filter((key) => key.startsWith(`${this.window}/`)).length;
  }

  status() {
    const line = this.querySelector('.loaded');
    const loaded = this.loaded();
    if (line) line.textContent = loaded < this.pictures.slices ? t('viewer.loaded', { loaded, slices: this.pictures.slices }) : '';
  }

  put() {
    const canvas = this.querySelector('canvas');
    if (!canvas || !this.shown) return;
    const { columns, rows, spacingMm } = this.pictures;
    // Pixels need not be square: the canvas has the shape of the body, the image fills it.
    const height = Math.round((rows * spacingMm[1]) / spacingMm[0]);
    if (canvas.width !== columns || canvas.height !== height) Object.assign(canvas, { width: columns, height });
    const paper = canvas.getContext('2d', { willReadFrequently: true });
    paper.drawImage(this.shown.image, 0, 0, columns, height);
    if (this.shown.labels && this.masks !== 'off') drawMasks(paper, this.shown.labels, { columns, height, isFilled: this.masks === 'fill' });
  }

  goTo(slice) {
    const inside = Math.max(0, Math.min(this.pictures.slices - 1, slice));
    if (inside === this.slice) return;
    this.slice = inside;
    this.paint();
  }

  choose(changed) {
    Object.assign(this, changed);
    this.wanted.clear();
    this.paint();
  }

  keys(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const does = {
      ArrowUp: () => this.goTo(this.slice + (event.shiftKey ? 10 : 1)),
      ArrowDown: () => this.goTo(this.slice - (event.shiftKey ? 10 : 1)),
      Home: () => this.goTo(0),
      End: () => this.goTo(this.pictures.slices - 1),
      Digit1: () => this.choose({ window: 'lung' }),
      Digit2: () => this.choose({ window: 'soft' }),
      KeyO: () => this.choose({ masks: event.shiftKey ? (this.masks === 'fill' ? 'outline' : 'fill') : this.masks === 'off' ? 'outline' : 'off' }),
      KeyJ: () => this.goTo(this.pictures.slice),
    }[event.code];
    if (!does) return;
    event.preventDefault();
    does();
  }

  wheel(event) {
    event.preventDefault();
    this.goTo(this.slice + Math.sign(-event.deltaY) * (event.shiftKey ? 10 : 1));
  }

  view() {
    if (this.problem) return html`<p class="panel state">${code('problem', this.problem.kind ?? 'internal')}
      <button @click=${() => this.open()}>${t('action.again')}</button></p>`;
    if (!this.pictures) return html`<p class="quiet" role="status">${t('viewer.opening')}</p>`;
    if (this.pictures.state === 'rendering') return html`<p class="panel state" role="status">${t('viewer.rendering')}</p>`;
    if (this.pictures.state === 'unavailable') return html`<p class="panel state">${t('viewer.unavailable')} ${code('pictures', this.pictures.reason)}</p>`;
    const { slices, hasMasks, slice: differs } = this.pictures;
    const label = t('viewer.slice', { slice: this.slice + 1, slices });
    return html`
      <div class="stage" tabindex="0" role="application" aria-label=${t('viewer.label')} aria-describedby="viewer-keys"
        @keydown=${(event) => this.keys(event)} @wheel=${{ handleEvent: (event) => this.wheel(event), passive: false }}>
        <canvas role="img" aria-label=${label}></canvas>
        <span class="corner left">${label}${this.slice === differs ? html` <strong>◆ ${t('viewer.differs')}</strong>` : nothing}</span>
        <span class="corner right">${t(`viewer.${this.window}`)}</span>
        ${this.missing === this.slice ? html`<span class="missing">${t('viewer.missing', { slice: this.slice + 1 })}</span>` : nothing}
      </div>
      <label class="slider"><span>${t('viewer.sliceField')}</span>
        <input type="range" min="1" max=${slices} .value=${String(this.slice + 1)} aria-valuetext=${label} @input=${(event) => this.goTo(Number(event.target.value) - 1)} />
      </label>
      <div class="tools" role="group" aria-label=${t('viewer.tools')}>
        ${windows.map((window) => html`<button aria-pressed=${this.window === window ? 'true' : 'false'} @click=${() => this.choose({ window })}>${t(`viewer.${window}`)}</button>`)}
        ${hasMasks
          ? html`<button aria-pressed=${this.masks !== 'off' ? 'true' : 'false'} @click=${() => this.choose({ masks: this.masks === 'off' ? 'outline' : 'off' })}>${t('viewer.masks')}</button>
              <button aria-pressed=${this.masks === 'fill' ? 'true' : 'false'} @click=${() => this.choose({ masks: this.masks === 'fill' ? 'outline' : 'fill' })}>${t('viewer.fill')}</button>`
          : nothing}
        <button @click=${() => this.goTo(differs)}>${t('viewer.jump')}</button>
        <span class="loaded quiet"></span>
      </div>
      ${hasMasks
        ? html`<ul class="mask-legend">${['groundGlass', 'consolidation', 'effusion', 'lung'].map((name) => html`<li class="mask-${name}">${t(`mask.${name}`)}</li>`)}</ul>`
        : html`<p class="quiet">${t('viewer.noMasks')}</p>`}
      <p class="quiet keys" id="viewer-keys">${t('viewer.keys')}</p>`;
  }
}
customElements.define('case-viewer', CaseViewer);

/** Drawn by the element itself. */
export const viewer = (base) => html`<case-viewer base=${base}></case-viewer>`;
