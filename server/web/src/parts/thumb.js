/** The slice of a case that differs most, small: beside a great call, or as an example. It asks again while pictures are being made. */
import { html, render } from 'lit';
import { api } from '../api.js';
import { t } from '../messages.js';

const mostAsks = 20;

class CaseThumb extends HTMLElement {
  #said = null;
  /** What stands in it follows the page's language. */
  #again = () => this.#said && this.say(this.#said);

  disconnectedCallback() {
    removeEventListener('wordschange', this.#again);
  }

  async connectedCallback() {
    addEventListener('wordschange', this.#again);
    for (let asked = 0; asked < mostAsks && this.isConnected; asked++) {
      const pictures = await api.get(`${this.getAttribute('base')}/pictures`).catch(() => null);
      if (!this.isConnected) return;
      if (pictures?.state === 'ready') return this.paint(pictures);
      if (pictures?.state !== 'rendering') break;
      this.say('thumb.rendering');
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
    this.say('thumb.none');
  }

  say(key) {
    this.#said = key;
    render(html`<span class="quiet">${t(key)}</span>`, this);
  }

  async paint({ rendering, slice, columns, rows, spacingMm }) {
    const picture = await api.picture(`${this.getAttribute('base')}/pictures/${rendering}/lung/${slice}`).catch(() => null);
    if (!this.isConnected) return;
    if (!picture) return this.say('thumb.none');
    const bitmap = await createImageBitmap(picture);
    this.#said = null;
    const height = Math.round((rows * spacingMm[1]) / spacingMm[0]);
    render(html`<canvas role="img" aria-label=${t('thumb.slice', { slice: slice + 1 })} width=${columns} height=${height}></canvas>`, this);
    this.querySelector('canvas').getContext('2d').drawImage(bitmap, 0, 0, columns, height);
    bitmap.close();
  }
}
customElements.define('case-thumb', CaseThumb);

/** @param base "/cases/1" or "/feedback/1"; @param href where the picture leads; none: nowhere */
export const thumb = (base, href = null) =>
  href ? html`<a class="thumb" href=${href}><case-thumb base=${base}></case-thumb></a>` : html`<span class="thumb"><case-thumb base=${base}></case-thumb></span>`;
