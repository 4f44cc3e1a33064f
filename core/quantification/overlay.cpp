#include "core/quantification/overlay.h"

#include <itkImage.h>
#include <itkImageFileWriter.h>
#include <itkPNGImageIO.h>
#include <itkRGBPixel.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <stdexcept>

namespace overread {
namespace {

using Pixel = itk::RGBPixel<unsigned char>;
using Sheet = itk::Image<Pixel, 2>;

constexpr int tileWidth = 320;
constexpr int tilesAcross = 4;
constexpr int axialTiles = 12;
constexpr int coronalTiles = 4;
constexpr double windowLowHu = -1350;
constexpr double windowWidthHu = 1500;
constexpr double fill = 0.25;

struct Colour {
    int red = 0, green = 0, blue = 0;
};

Colour colourOf(std::uint8_t label) {
    switch (static_cast<Label>(label)) {
        case Label::rightLung:
        case Label::leftLung:
            return {0x00, 0x9e, 0x73};
        case Label::rightGroundGlass:
        case Label::leftGroundGlass:
            return {0x56, 0xb4, 0xe9};
        case Label::rightConsolidation:
        case Label::leftConsolidation:
            return {0xe6, 0x9f, 0x00};
        case Label::effusion:
            return {0xcc, 0x79, 0xa7};
        default:
            return {0xa0, 0xa0, 0xa0};
    }
}

/// What right and left share in colour shares an outline.
int kindOf(std::uint8_t label) {
    return label >= 1 && label <= 6 ? (label + 1) / 2 : label;
}

/// Index of the voxel under a pixel of a tile; -1 outside the volume.
using Cut = std::function<std::ptrdiff_t(int column, int row)>;

void drawTile(Sheet& sheet, int left, int top, int height, const CtVolume& volume, const LabelVolume& labels,
              const Cut& cut) {
    const auto labelAt = [&](int column, int row) -> std::uint8_t {
        if (column < 0 || row < 0 || column >= tileWidth || row >= height) return 0;
        const auto at = cut(column, row);
        return at < 0 ? 0 : labels.labels[static_cast<std::size_t>(at)];
    };
    for (int row = 0; row < height; ++row)
        for (int column = 0; column < tileWidth; ++column) {
            const auto at = cut(column, row);
            if (at < 0) continue;
            const double shade = (volume.hu[static_cast<std::size_t>(at)] - windowLowHu) / windowWidthHu;
            const double grey = std::clamp(shade * 255, 0.0, 255.0);
            const auto label = labels.labels[static_cast<std::size_t>(at)];
            double share = 0;
            if (label != 0) {
                const bool edge = kindOf(labelAt(column - 1, row)) != kindOf(label) ||
                                  kindOf(labelAt(column + 1, row)) != kindOf(label) ||
                                  kindOf(labelAt(column, row - 1)) != kindOf(label) ||
                                  kindOf(labelAt(column, row + 1)) != kindOf(label);
                const bool healthy = kindOf(label) == 1;  // a filled lung would hide what it shows
                share = edge ? 1 : healthy ? 0 : fill;
            }
            const Colour colour = colourOf(label);
            Pixel pixel;
            pixel.SetRed(static_cast<unsigned char>(grey + share * (colour.red - grey)));
            pixel.SetGreen(static_cast<unsigned char>(grey + share * (colour.green - grey)));
            pixel.SetBlue(static_cast<unsigned char>(grey + share * (colour.blue - grey)));
            sheet.SetPixel({left + column, top + row}, pixel);
        }
}

struct Range {
    std::size_t first = 0;
    std::size_t last = 0;
};

/// Slices and rows that hold lung; all where there is none.
std::pair<Range, Range> lungRanges(const LabelVolume& labels) {
    const VolumeGeometry& g = labels.geometry;
    Range slices{g.slices, 0};
    Range rows{g.rows, 0};
    for (std::size_t z = 0; z < g.slices; ++z)
        for (std::size_t y = 0; y < g.rows; ++y) {
            const auto row = labels.labels.begin() + static_cast<std::ptrdiff_t>((z * g.rows + y) * g.columns);
            if (std::none_of(row, row + static_cast<std::ptrdiff_t>(g.columns),
                             [](std::uint8_t v) { return v >= 1 && v <= 6; }))
                continue;
            slices = {std::min(slices.first, z), std::max(slices.last, z)};
            rows = {std::min(rows.first, y), std::max(rows.last, y)};
        }
    if (slices.first > slices.last) return {{0, g.slices - 1}, {0, g.rows - 1}};
    return {slices, rows};
}

std::size_t evenly(const Range& range, int i, int count) {
    return range.first +
           (range.last - range.first) * static_cast<std::size_t>(2 * i + 1) / static_cast<std::size_t>(2 * count);
}

}  // namespace

void writeOverlay(const CtVolume& volume, const LabelVolume& labels, const std::filesystem::path& path) {
    const VolumeGeometry& g = volume.geometry;
    if (g != labels.geometry || volume.hu.size() != g.voxels() || labels.labels.size() != g.voxels() || g.voxels() == 0)
        throw std::invalid_argument("volume and labels differ in geometry");
    const double pixelMm = static_cast<double>(g.columns) * g.spacingMm[0] / tileWidth;
    const auto pixels = [&](std::size_t count, double spacing) {
        return std::max(1, static_cast<int>(std::lround(static_cast<double>(count) * spacing / pixelMm)));
    };
    const int axialHeight = pixels(g.rows, g.spacingMm[1]);
    const int coronalHeight = pixels(g.slices, g.spacingMm[2]);
    const auto column = [&](int x) {
        const auto at = std::min(g.columns - 1, static_cast<std::size_t>(x * pixelMm / g.spacingMm[0]));
        return g.rowDirection[0] < 0 ? g.columns - 1 - at : at;
    };
    const auto row = [&](int y) {
        const auto at = std::min(g.rows - 1, static_cast<std::size_t>(y * pixelMm / g.spacingMm[1]));
        return g.columnDirection[1] < 0 ? g.rows - 1 - at : at;
    };
    auto sheet = Sheet::New();
    Sheet::RegionType region;
    region.SetSize({tileWidth * tilesAcross,
                    static_cast<itk::SizeValueType>(axialTiles / tilesAcross * axialHeight + coronalHeight)});
    sheet->SetRegions(region);
    sheet->Allocate(true);
    const auto [slices, rows] = lungRanges(labels);
    for (int i = 0; i < axialTiles; ++i) {
        const auto z = evenly(slices, axialTiles - 1 - i, axialTiles);  // from the head down
        drawTile(
            *sheet, i % tilesAcross * tileWidth, i / tilesAcross * axialHeight, axialHeight, volume, labels,
            [&](int x, int y) { return static_cast<std::ptrdiff_t>((z * g.rows + row(y)) * g.columns + column(x)); });
    }
    for (int i = 0; i < coronalTiles; ++i) {
        const auto y = evenly(rows, i, coronalTiles);
        drawTile(*sheet, i * tileWidth, axialTiles / tilesAcross * axialHeight, coronalHeight, volume, labels,
                 [&](int x, int up) {
                     const auto at = std::min(g.slices - 1, static_cast<std::size_t>(up * pixelMm / g.spacingMm[2]));
                     return static_cast<std::ptrdiff_t>(((g.slices - 1 - at) * g.rows + y) * g.columns + column(x));
                 });
    }
    auto png = itk::PNGImageIO::New();
    auto writer = itk::ImageFileWriter<Sheet>::New();
    writer->SetImageIO(png);
    writer->SetFileName(path.string());
    writer->SetInput(sheet);
    try {
        writer->Update();
    } catch (const itk::ExceptionObject&) {
        throw std::runtime_error("cannot write " + path.string());
    }
}

}  // namespace overread
