/** Labels of a slice over its image: an outline of two pixels on a dark casing, or a fill. Colours: experience.md, section 8. */

const kinds = { none: 0, lung: 1, groundGlass: 2, consolidation: 3, effusion: 4 };
const kindOfLabel = new Uint8Array(256);
kindOfLabel.set([kinds.none, kinds.lung, kinds.lung, kinds.groundGlass, kinds.groundGlass, kinds.consolidation, kinds.consolidation, kinds.none, kinds.effusion]);
const colourOf = [null, [0x00, 0x9e, 0x73], [0x56, 0xb4, 0xe9], [0xe6, 0x9f, 0x00], [0xcc, 0x79, 0xa7]];
const casing = [10, 12, 16];
const fillShare = 0.25;

/** The grey value of a pixel is its label, and nothing may smooth it on the way. */
function labelsOf(bitmap, columns, height) {
  const paper = new OffscreenCanvas(columns, height).getContext('2d', { willReadFrequently: true });
  paper.imageSmoothingEnabled = false;
  paper.drawImage(bitmap, 0, 0, columns, height);
  const pixels = paper.getImageData(0, 0, columns, height).data;
  const found = new Uint8Array(columns * height);
  for (let i = 0; i < found.length; i++) found[i] = kindOfLabel[pixels[4 * i]];
  return found;
}

function mix(pixels, i, colour, share) {
  for (let channel = 0; channel < 3; channel++) pixels[4 * i + channel] += share * (colour[channel] - pixels[4 * i + channel]);
}

/** How near a pixel is to one of another kind: 1 beside it, 2 one further, 3 where the casing lies, 0 not near. */
function depthOf(found, i, columns) {
  const kind = found[i];
  for (let step = 1; step <= 2; step++)
    if (found[i - step] !== kind || found[i + step] !== kind || found[i - step * columns] !== kind || found[i + step * columns] !== kind) return step;
  return 0;
}

export function drawMasks(paper, bitmap, { columns, height, isFilled }) {
  const found = labelsOf(bitmap, columns, height);
  const image = paper.getImageData(0, 0, columns, height);
  const pixels = image.data;
  const beside = (i) => Math.max(found[i - 1], found[i + 1], found[i - columns], found[i + columns]);
  for (let y = 2; y < height - 2; y++)
    for (let x = 2; x < columns - 2; x++) {
      const i = y * columns + x;
      const kind = found[i];
      if (kind === kinds.none) {
        if (beside(i)) mix(pixels, i, casing, 0.8);
      } else if (isFilled) {
        if (kind !== kinds.lung) mix(pixels, i, colourOf[kind], fillShare);
      } else {
        const depth = depthOf(found, i, columns);
        if (depth) mix(pixels, i, colourOf[kind], depth === 1 ? 1 : 0.75);
      }
    }
  paper.putImageData(image, 0, 0);
}
