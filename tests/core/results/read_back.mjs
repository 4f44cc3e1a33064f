// Reads our objects with ITK-Wasm (dcmqi): node read_back.mjs FOLDER...; each has series.json, seg.dcm and sr.dcm.
// Leaves seg-itk.raw, the masks of segments 1 to 4 on the grid of the series, a byte a voxel, and sr.txt.
import { readFileSync, writeFileSync } from 'node:fs'
import { readOverlappingSegmentationNode, structuredReportToTextNode } from '@itk-wasm/dicom'

for (const folder of process.argv.slice(2)) {
  const series = JSON.parse(readFileSync(`${folder}/series.json`, 'utf8'))
  const { segImage, metaInfo } = await readOverlappingSegmentationNode(`${folder}/seg.dcm`)
  const [columns, rows, slices] = segImage.size
  if (columns !== series.columns || rows !== series.rows) throw new Error(`${folder}: another matrix`)
  const first = Math.round((segImage.origin[2] - series.originMm[2]) / series.spacingMm[2])
  const perSlice = columns * rows
  const masks = new Uint8Array(4 * series.slices * perSlice)
  const parts = segImage.imageType.components
  for (let part = 0; part < parts; ++part)
    for (const { labelID } of metaInfo.segmentAttributes[part])
      for (let at = 0; at < slices * perSlice; ++at)
        if (segImage.data[at * parts + part] === labelID)
          masks[((labelID - 1) * series.slices + first) * perSlice + at] = 1
  writeFileSync(`${folder}/seg-itk.raw`, masks)
  const { outputText } = await structuredReportToTextNode(`${folder}/sr.dcm`, {})
  writeFileSync(`${folder}/sr.txt`, outputText)
}
