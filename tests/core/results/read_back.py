"""Reads our segmentations with pydicom: read_back.py FOLDER...; each has series.json and seg.dcm.

Leaves seg-pydicom.raw, the masks of segments 1 to 4 on the grid of the series, a byte a voxel.
"""
import json
import sys

import numpy
import pydicom

for folder in sys.argv[1:]:
    with open(f"{folder}/series.json", encoding="utf-8") as file:
        series = json.load(file)
    seg = pydicom.dcmread(f"{folder}/seg.dcm")
    masks = numpy.zeros((4, series["slices"], series["rows"], series["columns"]), numpy.uint8)
    frames = seg.pixel_array.reshape(-1, seg.Rows, seg.Columns)
    for frame, groups in zip(frames, seg.PerFrameFunctionalGroupsSequence):
        segment = groups.SegmentIdentificationSequence[0].ReferencedSegmentNumber
        place = float(groups.PlanePositionSequence[0].ImagePositionPatient[2])
        at = round((place - series["originMm"][2]) / series["spacingMm"][2])
        source = groups.DerivationImageSequence[0].SourceImageSequence[0].ReferencedSOPInstanceUID
        if source != series["instances"][at]:
            sys.exit(f"{folder}: a frame of slice {at} names another source")
        masks[segment - 1, at] = frame
    masks.tofile(f"{folder}/seg-pydicom.raw")
