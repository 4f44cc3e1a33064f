#include "core/quantification/overlay.h"

#include <itkImage.h>
#include <itkImageFileWriter.h>
#include <itkPNGImageIO.h>
#include <itkRGBPixel.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <stdexcept>

#include "core/quantification/lettering.h"

namespace overread {
namespace {

using Pixel = itk::RGBPixel<unsigned char>;
using Sheet = itk::Image<Pixel, 2>;

constexpr int tileWidth = 400;
constexpr int tilesAcross = 4;
constexpr int axialTiles = 12;
constexpr int coronalTiles = 4;
constexpr int outline = 2;  // pixels; the casing is one more
constexpr int letterScale = 2;
constexpr int lineHeight = (quantification::letterHeight + 5) * letterScale;
constexpr int leastLetteredDepth = 9;  // of a region, in pixels: the letter must leave something to see
constexpr double windowLowHu = -1350;
constexpr double windowWidthHu = 1500;
constexpr double fill = 0.25;
constexpr double casing = 0.6;  // of the grey is taken away

struct Colour {
    int red = 0, green = 0, blue = 0;
};
constexpr Colour white{0xff, 0xff, 0xff};

/// What right and left share in colour shares an outline.
enum Kind : std::uint8_t { none, lung, groundGlass, consolidation, airways, effusion, kinds };

Kind kindOf(std::uint8_t label) {
    switch (static_cast<Label>(label)) {
        case Label::rightLung:
        case Label::leftLung:
            return lung;
        case Label::rightGroundGlass:
        case Label::leftGroundGlass:
            return groundGlass;
        case Label::rightConsolidation:
        case Label::leftConsolidation:
            return consolidation;
        case Label::airways:
            return airways;
        case Label::effusion:
            return effusion;
        case Label::none:
            break;
    }
    return none;
}

struct Key {
    Colour colour;
    char letter;
    const char* name;
};
constexpr std::array<Key, kinds> keys{{{{0, 0, 0}, ' ', ""},
                                       {{0x00, 0x9e, 0x73}, 'L', "lung"},
                                       {{0x56, 0xb4, 0xe9}, 'G', "ground glass"},
                                       {{0xe6, 0x9f, 0x00}, 'C', "consolidation"},
                                       {{0xa0, 0xa0, 0xa0}, 'A', "airways"},
                                       {{0xcc, 0x79, 0xa7}, 'E', "effusion"}}};

void mix(Sheet& sheet, int x, int y, const Colour& colour, double share) {
    const Sheet::IndexType at{x, y};
    if (!sheet.GetLargestPossibleRegion().IsInside(at)) return;
    Pixel pixel = sheet.GetPixel(at);
    const auto mixed = [share](unsigned char from, int to) {
        return static_cast<unsigned char>(std::lround(from + share * (to - from)));
    };
    pixel.Set(mixed(pixel.GetRed(), colour.red), mixed(pixel.GetGreen(), colour.green),
              mixed(pixel.GetBlue(), colour.blue));
    sheet.SetPixel(at, pixel);
}

/// On a dark casing, so that it is legible on lung and on bone.
void write(Sheet& sheet, int left, int top, const std::string& text, const Colour& colour) {
    quantification::eachPixelOf(text, letterScale, [&](int x, int y) {
        for (int dy = -1; dy <= 1; ++dy)
            for (int dx = -1; dx <= 1; ++dx) mix(sheet, left + x + dx, top + y + dy, {}, casing);
    });
    quantification::eachPixelOf(text, letterScale, [&](int x, int y) { mix(sheet, left + x, top + y, colour, 1); });
}

/// Index of the voxel under a pixel of a tile.
using Cut = std::function<std::size_t(int column, int row)>;

/// The kinds under the pixels of a tile, and how deep each pixel lies in its region, by steps to the sides and corners.
class Regions {
public:
    Regions(int height, const LabelVolume& labels, const Cut& cut)
        : height_(height), kinds_(static_cast<std::size_t>(tileWidth * height)), depths_(kinds_.size()) {
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < tileWidth; ++x) kinds_[at(x, y)] = kindOf(labels.labels[cut(x, y)]);
        const auto pass = [&](int x, int y, int step) {
            int depth = tileWidth;
            for (const auto& [dx, dy] : {std::pair{-1, 0}, {-1, -1}, {0, -1}, {1, -1}})
                depth = std::min(depth, 1 + depthBeside(x + step * dx, y + step * dy, kind(x, y)));
            return depth;
        };
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < tileWidth; ++x) depths_[at(x, y)] = pass(x, y, 1);
        for (int y = height - 1; y >= 0; --y)
            for (int x = tileWidth - 1; x >= 0; --x) depths_[at(x, y)] = std::min(depths_[at(x, y)], pass(x, y, -1));
    }
    [[nodiscard]] Kind kind(int x, int y) const { return kinds_[at(x, y)]; }
    /// 1 at the edge of a region.
    [[nodiscard]] int depth(int x, int y) const { return depths_[at(x, y)]; }
    /// Whether the outline of what lies over this pixel's kind ends here: lesions lie over lung, lung over the rest.
    [[nodiscard]] bool isCasing(int x, int y) const {
        for (const auto& [dx, dy] : {std::pair{-1, 0}, {1, 0}, {0, -1}, {0, 1}})
            if (isInside(x + dx, y + dy) && kind(x + dx, y + dy) > kind(x, y)) return true;
        return false;
    }

private:
    [[nodiscard]] std::size_t at(int x, int y) const { return static_cast<std::size_t>(y * tileWidth + x); }
    [[nodiscard]] bool isInside(int x, int y) const { return x >= 0 && y >= 0 && x < tileWidth && y < height_; }
    [[nodiscard]] int depthBeside(int x, int y, Kind own) const {
        return isInside(x, y) && kind(x, y) == own ? depths_[at(x, y)] : 0;
    }

    int height_;
    std::vector<Kind> kinds_;
    std::vector<int> depths_;
};

void drawMasks(Sheet& sheet, int left, int top, int height, const Regions& regions) {
    struct Deepest {
        int depth = 0, x = 0, y = 0;
    };
    std::array<Deepest, kinds> deepest;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < tileWidth; ++x) {
            const Kind kind = regions.kind(x, y);
            const int depth = regions.depth(x, y);
            if (regions.isCasing(x, y)) mix(sheet, left + x, top + y, {}, casing);
            if (kind == none) continue;
            const bool edge = depth <= outline && !regions.isCasing(x, y);
            const double inside = kind == lung ? 0 : fill;  // a filled lung would hide what it shows
            mix(sheet, left + x, top + y, keys[kind].colour, edge ? 1 : inside);
            if (depth > deepest[kind].depth) deepest[kind] = {depth, x, y};
        }
    for (const Kind kind : {groundGlass, consolidation, effusion})
        if (const auto& spot = deepest[kind]; spot.depth >= leastLetteredDepth)
            write(sheet, left + spot.x - quantification::letterWidth * letterScale / 2,
                  top + spot.y - quantification::letterHeight * letterScale / 2, {keys[kind].letter}, white);
}

void drawTile(Sheet& sheet, int left, int top, int height, const CtVolume& volume, const LabelVolume& labels,
              const Cut& cut, const std::string& name) {
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < tileWidth; ++x) {
            const double shade = (volume.hu[cut(x, y)] - windowLowHu) / windowWidthHu;
            const auto grey = static_cast<unsigned char>(std::clamp(shade * 255, 0.0, 255.0));
            Pixel pixel;
            pixel.Fill(grey);
            sheet.SetPixel({left + x, top + y}, pixel);
        }
    drawMasks(sheet, left, top, height, Regions{height, labels, cut});
    write(sheet, left + 6, top + 6, name, white);
    write(sheet, left + 6, top + height / 2, "R", white);
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

void drawHead(Sheet& sheet, const std::vector<std::string>& captions) {
    int top = 8;
    for (const auto& line : captions) {
        write(sheet, 8, top, line, white);
        top += lineHeight;
    }
    int left = 8;
    for (const Kind kind : {lung, groundGlass, consolidation, effusion, airways}) {
        for (int y = 0; y < quantification::letterHeight * letterScale; ++y)
            for (int x = 0; x < 3 * letterScale * letterScale; ++x) mix(sheet, left + x, top + y, keys[kind].colour, 1);
        left += 4 * letterScale * letterScale;
        const std::string text = std::string{keys[kind].letter} + " " + keys[kind].name;
        write(sheet, left, top, text, white);
        left += static_cast<int>(text.size() + 3) * quantification::letterWidth * letterScale;
    }
}

void save(const Sheet& sheet, const std::filesystem::path& path) {
    auto writer = itk::ImageFileWriter<Sheet>::New();
    writer->SetImageIO(itk::PNGImageIO::New());
    writer->SetFileName(path.string());
    writer->SetInput(&sheet);
    try {
        writer->Update();
    } catch (const itk::ExceptionObject&) {
        throw std::runtime_error("cannot write " + path.string());
    }
}

}  // namespace

void writeOverlay(const CtVolume& volume, const LabelVolume& labels, const std::filesystem::path& path,
                  const std::vector<std::string>& captions) {
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
    const int head = static_cast<int>(captions.size() + 1) * lineHeight + 8;
    const int axialRows = axialTiles / tilesAcross;
    auto sheet = Sheet::New();
    Sheet::RegionType region;
    region.SetSize(
        {tileWidth * tilesAcross, static_cast<itk::SizeValueType>(head + axialRows * axialHeight + coronalHeight)});
    sheet->SetRegions(region);
    sheet->Allocate(true);
    drawHead(*sheet, captions);
    const auto [slices, rows] = lungRanges(labels);
    for (int i = 0; i < axialTiles; ++i) {
        const auto z = evenly(slices, axialTiles - 1 - i, axialTiles);  // from the head down
        drawTile(
            *sheet, i % tilesAcross * tileWidth, head + i / tilesAcross * axialHeight, axialHeight, volume, labels,
            [&](int x, int y) { return (z * g.rows + row(y)) * g.columns + column(x); },
            "axial " + std::to_string(z + 1) + "/" + std::to_string(g.slices));
    }
    for (int i = 0; i < coronalTiles; ++i) {
        const auto y = evenly(rows, i, coronalTiles);
        drawTile(
            *sheet, i * tileWidth, head + axialRows * axialHeight, coronalHeight, volume, labels,
            [&](int x, int down) {
                const auto at = std::min(g.slices - 1, static_cast<std::size_t>(down * pixelMm / g.spacingMm[2]));
                return ((g.slices - 1 - at) * g.rows + y) * g.columns + column(x);
            },
            "coronal " + std::to_string(y + 1) + "/" + std::to_string(g.rows));
    }
    save(*sheet, path);
}

}  // namespace overread
