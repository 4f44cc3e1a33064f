#pragma once
#include <string>

#include "core/domain/named.h"

namespace overread::dicom {

/// Why a file, a series or a frame is not used. The names are stable: they reach the database, the API and the JSON.
enum class RefusalCode {
    unreadableFile,             ///< the file could not be opened or read
    notDicom,                   ///< no DICOM file
    truncatedFile,              ///< an element reaches beyond the end of the file, or pixels are missing
    limitExceeded,              ///< deeper, longer or larger than the limits of DataSetLimits
    noIdentity,                 ///< study, series or instance UID is missing or no UID
    unsupportedTransferSyntax,  ///< no decoder in this house, for example HTJ2K
    notCt,                      ///< another modality or SOP class: MR, SR, SEG, secondary capture ...
    localizer,                  ///< a scout view
    derived,                    ///< not an original image: reformats, secondary captures, processed series
    burnedInAnnotation,         ///< text in the pixels may name the patient
    unsupportedPixels,          ///< colour, 8 bit, more than 16 bit, several frames in one object
    noPixelData,
    noSpacing,          ///< no pixel spacing, position or orientation, or not a number
    noRescale,          ///< no rescale slope and intercept: stored values cannot become Hounsfield units
    notAxial,           ///< |normal.z| <= 0.9
    otherGeometry,      ///< another matrix, spacing or direction than most slices of the series
    duplicateSlice,     ///< two slices at one place
    tooFewSlices,       ///< less than 15
    sliceGaps,          ///< a distance between neighbours over 1.5 x the median
    tiltedGantry,       ///< the slices are shifted against each other by over 10 mm
    undecodablePixels,  ///< the decoder refused, or the decoded size is another than the header's
    noFiles
};

struct Refusal {
    RefusalCode code = RefusalCode::notDicom;
    std::string detail;  ///< one sentence for a person; holds no patient data
};

}  // namespace overread::dicom

template <>
struct overread::Names<overread::dicom::RefusalCode> {
    using Code = overread::dicom::RefusalCode;
    static constexpr auto table = std::to_array<std::pair<Code, std::string_view>>(
        {{Code::unreadableFile, "unreadable_file"},
         {Code::notDicom, "not_dicom"},
         {Code::truncatedFile, "truncated_file"},
         {Code::limitExceeded, "limit_exceeded"},
         {Code::noIdentity, "no_identity"},
         {Code::unsupportedTransferSyntax, "unsupported_transfer_syntax"},
         {Code::notCt, "not_ct"},
         {Code::localizer, "localizer"},
         {Code::derived, "derived"},
         {Code::burnedInAnnotation, "burned_in_annotation"},
         {Code::unsupportedPixels, "unsupported_pixels"},
         {Code::noPixelData, "no_pixel_data"},
         {Code::noSpacing, "no_spacing"},
         {Code::noRescale, "no_rescale"},
         {Code::notAxial, "not_axial"},
         {Code::otherGeometry, "other_geometry"},
         {Code::duplicateSlice, "duplicate_slice"},
         {Code::tooFewSlices, "too_few_slices"},
         {Code::sliceGaps, "slice_gaps"},
         {Code::tiltedGantry, "tilted_gantry"},
         {Code::undecodablePixels, "undecodable_pixels"},
         {Code::noFiles, "no_files"}});
};
