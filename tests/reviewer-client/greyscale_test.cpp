#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <vector>

#include "core/dicom/frame_decoder.h"
#include "reviewer-client/viewer/rendering.h"

/// From the stored bits to the grey on screen, held against the standard's own steps, each done here once more in
/// double precision: modality transformation (PS3.3 C.11.1), linear window (C.11.2.1.2.1), 0..255.
namespace overread::client {
namespace {

struct Pixels {
    int bitsAllocated, bitsStored, highBit;
    bool isSigned;
    double slope, intercept;
};

std::ostream& operator<<(std::ostream& out, const Pixels& pixels) {
    return out << pixels.bitsStored << " of " << pixels.bitsAllocated << " bits, high bit " << pixels.highBit
               << (pixels.isSigned ? ", signed" : ", unsigned") << ", slope " << pixels.slope << ", intercept "
               << pixels.intercept;
}

class Greyscale : public testing::TestWithParam<Pixels> {
protected:
    /// What the bits mean: PS3.5 8.1.1.
    static double storedValue(unsigned raw, const Pixels& pixels) {
        const unsigned value = raw >> (pixels.highBit + 1 - pixels.bitsStored) & ((1U << pixels.bitsStored) - 1);
        const bool isNegative = pixels.isSigned && (value >> (pixels.bitsStored - 1) & 1U);
        return isNegative ? static_cast<double>(value) - std::ldexp(1.0, pixels.bitsStored) : value;
    }
    static double greyOf(double x, double c, double w) {
        if (x <= c - 0.5 - (w - 1) / 2) return 0;
        if (x > c - 0.5 + (w - 1) / 2) return 255;
        return ((x - (c - 0.5)) / (w - 1) + 0.5) * 255;
    }
};

TEST_P(Greyscale, isTheStandardsForEveryPatternOfBits) {
    const Pixels& pixels = GetParam();
    dicom::FrameFormat format;
    format.transferSyntaxUid = "1.2.840.10008.1.2.1";
    format.bitsAllocated = pixels.bitsAllocated;
    format.bitsStored = pixels.bitsStored;
    format.highBit = pixels.highBit;
    format.isSigned = pixels.isSigned;
    format.rescaleSlope = pixels.slope;
    format.rescaleIntercept = pixels.intercept;
    format.columns = 256;
    format.rows = pixels.bitsAllocated == 8 ? 1 : 256;
    const auto n = static_cast<std::size_t>(format.rows) * 256;
    std::vector<std::uint8_t> bytes;
    for (std::size_t raw = 0; raw < n; ++raw) {  // every pattern once, with rubbish outside the stored bits too
        bytes.push_back(static_cast<std::uint8_t>(raw & 0xffU));
        if (pixels.bitsAllocated == 16) bytes.push_back(static_cast<std::uint8_t>(raw >> 8));
    }
    std::vector<std::int16_t> hu(n);
    ASSERT_FALSE(dicom::FrameDecoder(format).decode(bytes, hu));

    std::vector<std::uint8_t> grey(n);
    for (const Window& window : {Window{1500, -600}, Window{400, 40}, Window{2000, 350}, Window{1, 0}, Window{2, -600},
                                 Window{4096, 1024}, Window{8000, 4000}}) {
        windowed(hu, window, grey);
        for (std::size_t raw = 0; raw < n; ++raw) {
            const double exact = storedValue(static_cast<unsigned>(raw), pixels) * pixels.slope + pixels.intercept;
            // A voxel is a whole number of Hounsfield units not below air: 0.5 HU at most from the exact value.
            const double x = std::clamp(exact, -1024.0, 32767.0);
            const double low = greyOf(x - 0.5, window.centreHu, window.widthHu);
            const double high = greyOf(x + 0.5, window.centreHu, window.widthHu);
            ASSERT_GE(grey[raw], low - 0.51) << exact << " HU, W " << window.widthHu << " L " << window.centreHu;
            ASSERT_LE(grey[raw], high + 0.51) << exact << " HU, W " << window.widthHu << " L " << window.centreHu;
            if (exact == std::floor(exact)) {
                ASSERT_EQ(hu[raw], static_cast<int>(x));
                ASSERT_NEAR(grey[raw], greyOf(x, window.centreHu, window.widthHu), 0.51);
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(OfScanners, Greyscale,
                         testing::Values(Pixels{16, 12, 11, false, 1, -1024}, Pixels{16, 16, 15, true, 1, 0},
                                         Pixels{16, 12, 11, true, 1, 0}, Pixels{16, 16, 15, false, 1, -32768},
                                         Pixels{16, 12, 11, false, -1, 3071}, Pixels{16, 16, 15, true, -1, -24},
                                         Pixels{16, 12, 15, false, 1, -1024}, Pixels{16, 16, 15, true, 0.5, -1000.5},
                                         Pixels{16, 14, 13, true, 2, 10}, Pixels{8, 8, 7, false, 16, -1024},
                                         Pixels{8, 8, 7, true, -4, 100}));

}  // namespace
}  // namespace overread::client
