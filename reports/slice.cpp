#include "reports/slice.h"

#include "core/picture/png.h"
#include "core/volume/ct_volume.h"

namespace overread::reports {
namespace {

bool isGroundGlass(std::uint8_t label) {
    return label == static_cast<std::uint8_t>(Label::rightGroundGlass) ||
           label == static_cast<std::uint8_t>(Label::leftGroundGlass);
}
bool isConsolidation(std::uint8_t label) {
    return label == static_cast<std::uint8_t>(Label::rightConsolidation) ||
           label == static_cast<std::uint8_t>(Label::leftConsolidation);
}

/// The borders between pixels that belong and pixels that do not, as straight lines as long as they run.
template <class Belongs>
void outline(Drawing& drawing, const GreyPicture& masks, const Belongs& belongs, const std::string& colour) {
    const auto columns = masks.columns;
    const auto rows = masks.rows;
    const double step = drawing.width / static_cast<double>(columns);
    const auto inside = [&](std::size_t row, std::size_t column) {
        return row < rows && column < columns && belongs(masks.grey[row * columns + column]);
    };
    const auto draw = [&](double x1, double y1, double x2, double y2) {
        drawing.line({{x1 * step, y1 * step}, {x2 * step, y2 * step}}, colour, 1);
    };
    for (std::size_t row = 0; row <= rows; ++row)
        for (std::size_t column = 0; column < columns;) {
            const auto isBorder = [&](std::size_t at) { return inside(row, at) != inside(row - 1, at); };
            const auto from = column;
            while (column < columns && isBorder(column)) ++column;
            if (column > from)
                draw(static_cast<double>(from), static_cast<double>(row), static_cast<double>(column),
                     static_cast<double>(row));
            else
                ++column;
        }
    for (std::size_t column = 0; column <= columns; ++column)
        for (std::size_t row = 0; row < rows;) {
            const auto isBorder = [&](std::size_t at) { return inside(at, column) != inside(at, column - 1); };
            const auto from = row;
            while (row < rows && isBorder(row)) ++row;
            if (row > from)
                draw(static_cast<double>(column), static_cast<double>(from), static_cast<double>(column),
                     static_cast<double>(row));
            else
                ++row;
        }
}

}  // namespace

Drawing sliceDrawing(const std::string& lung, const std::string& masks, double width) {
    const auto picture = readGreyPng(lung);
    Drawing drawing;
    drawing.width = width;
    drawing.height = width * static_cast<double>(picture.rows) / static_cast<double>(picture.columns);
    drawing.slice = lung;
    if (masks.empty()) return drawing;
    const auto labels = readGreyPng(masks);
    outline(drawing, labels, isGroundGlass, "#56b4e9");
    outline(drawing, labels, isConsolidation, "#e69f00");
    return drawing;
}

}  // namespace overread::reports
