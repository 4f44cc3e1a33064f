#pragma once
#include <array>
#include <string_view>

/// What the listener accepts, in the order in which a syntax is chosen: lossless as proposed, else uncompressed, else
/// lossy, and nothing is transcoded (interop.md 2). HTJ2K is refused until a decoder is proven. The conformance
/// statement is generated from these.
namespace overread {

inline constexpr auto storedTransferSyntaxes = std::to_array<std::string_view>({
    "1.2.840.10008.1.2.4.70",  // JPEG lossless, first-order prediction
    "1.2.840.10008.1.2.4.57",  // JPEG lossless
    "1.2.840.10008.1.2.4.80",  // JPEG-LS lossless
    "1.2.840.10008.1.2.4.90",  // JPEG 2000 lossless
    "1.2.840.10008.1.2.5",     // RLE
    "1.2.840.10008.1.2.1.99",  // deflated explicit little endian
    "1.2.840.10008.1.2.1",     // explicit little endian
    "1.2.840.10008.1.2",       // implicit little endian, which every sender can
    "1.2.840.10008.1.2.2",     // explicit big endian
    "1.2.840.10008.1.2.4.81",  // JPEG-LS near lossless
    "1.2.840.10008.1.2.4.91",  // JPEG 2000
    "1.2.840.10008.1.2.4.51",  // JPEG extended
    "1.2.840.10008.1.2.4.50",  // JPEG baseline
});

/// Read: the three kinds of CT. Kept though never shown to a reviewer, so that the sender does not mark the study
/// failed: the rest.
inline constexpr auto storedSopClasses = std::to_array<std::string_view>({
    "1.2.840.10008.5.1.4.1.1.2",      // CT
    "1.2.840.10008.5.1.4.1.1.2.1",    // Enhanced CT
    "1.2.840.10008.5.1.4.1.1.2.2",    // Legacy Converted Enhanced CT
    "1.2.840.10008.5.1.4.1.1.7",      // Secondary Capture
    "1.2.840.10008.5.1.4.1.1.7.1",    // Multi-frame Single Bit Secondary Capture
    "1.2.840.10008.5.1.4.1.1.7.2",    // Multi-frame Grayscale Byte Secondary Capture
    "1.2.840.10008.5.1.4.1.1.7.3",    // Multi-frame Grayscale Word Secondary Capture
    "1.2.840.10008.5.1.4.1.1.7.4",    // Multi-frame True Color Secondary Capture
    "1.2.840.10008.5.1.4.1.1.88.67",  // X-Ray Radiation Dose SR
    "1.2.840.10008.5.1.4.1.1.88.11",  // Basic Text SR
    "1.2.840.10008.5.1.4.1.1.88.22",  // Enhanced SR
    "1.2.840.10008.5.1.4.1.1.88.33",  // Comprehensive SR
    "1.2.840.10008.5.1.4.1.1.88.34",  // Comprehensive 3D SR
    "1.2.840.10008.5.1.4.1.1.88.59",  // Key Object Selection
    "1.2.840.10008.5.1.4.1.1.66.4",   // Segmentation
    "1.2.840.10008.5.1.4.1.1.11.1",   // Grayscale Softcopy Presentation State
    "1.2.840.10008.5.1.4.1.1.11.2",   // Color Softcopy Presentation State
    "1.2.840.10008.5.1.4.1.1.4",      // MR: sent along by mistake, kept and refused with its reason
});

}  // namespace overread
