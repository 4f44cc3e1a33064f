#include "reports/drawing.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "reports/csv.h"
#include "reports/html_text.h"

namespace overread::reports {
namespace {

std::string base64(const std::string& bytes) {
    constexpr auto digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::array<unsigned, 3> three{};
        const auto given = std::min<std::size_t>(3, bytes.size() - i);
        for (std::size_t j = 0; j < given; ++j) three[j] = static_cast<unsigned char>(bytes[i + j]);
        const auto bits = (three[0] << 16) | (three[1] << 8) | three[2];
        for (std::size_t j = 0; j < 4; ++j) text += j <= given ? digits[(bits >> (18 - 6 * j)) & 63] : '=';
    }
    return text;
}

std::string attribute(const char* name, const std::string& value) {
    return std::string(" ") + name + "=\"" + htmlText(value) + '"';
}
/// A tenth of a pixel is finer than any eye or printer.
std::string rounded(double value) {
    return csvNumber(std::round(value * 10) / 10);
}
std::string attribute(const char* name, double value) {
    return attribute(name, rounded(value));
}

std::string colours(const Shape& shape) {
    auto text = attribute("fill", shape.fill.empty() ? "none" : shape.fill);
    if (shape.stroke.empty()) return text;
    text += attribute("stroke", shape.stroke) + attribute("stroke-width", shape.strokeWidth);
    return shape.isDashed ? text + attribute("stroke-dasharray", "4 3") : text;
}

std::string pointsOf(const Shape& shape) {
    std::string text;
    for (const auto& point : shape.points) {
        if (!text.empty()) text += ' ';
        text += rounded(point.x) + ',' + rounded(point.y);
    }
    return text;
}

std::string svgOf(const Shape& shape) {
    switch (shape.kind) {
        case Shape::Kind::line:
            return "<polyline" + attribute("points", pointsOf(shape)) + colours(shape) + "/>";
        case Shape::Kind::area:
            return "<polygon" + attribute("points", pointsOf(shape)) + colours(shape) + "/>";
        case Shape::Kind::disc:
            return "<circle" + attribute("cx", shape.points.front().x) + attribute("cy", shape.points.front().y) +
                   attribute("r", shape.radius) + colours(shape) + "/>";
        case Shape::Kind::text:
            return "<text" + attribute("x", shape.points.front().x) + attribute("y", shape.points.front().y) +
                   attribute("font-size", shape.size) + attribute("fill", shape.fill) +
                   (shape.isBold ? attribute("font-weight", "bold") : "") +
                   (shape.anchor == Shape::Anchor::middle ? attribute("text-anchor", "middle")
                    : shape.anchor == Shape::Anchor::end  ? attribute("text-anchor", "end")
                                                          : "") +
                   ">" + htmlText(shape.text) + "</text>";
    }
    return {};
}

}  // namespace

void Drawing::line(std::vector<Point> points, const std::string& colour, double strokeWidth) {
    Shape shape;
    shape.points = std::move(points);
    shape.stroke = colour;
    shape.strokeWidth = strokeWidth;
    shapes.push_back(std::move(shape));
}

void Drawing::dashed(std::vector<Point> points, const std::string& colour) {
    line(std::move(points), colour);
    shapes.back().isDashed = true;
}

void Drawing::area(std::vector<Point> points, const std::string& fill, const std::string& stroke) {
    line(std::move(points), stroke);
    shapes.back().kind = Shape::Kind::area;
    shapes.back().fill = fill;
}

void Drawing::box(double x, double y, double boxWidth, double boxHeight, const std::string& fill) {
    area({{x, y}, {x + boxWidth, y}, {x + boxWidth, y + boxHeight}, {x, y + boxHeight}}, fill);
}

void Drawing::disc(Point centre, double radius, const std::string& fill, const std::string& stroke) {
    line({centre}, stroke);
    shapes.back().kind = Shape::Kind::disc;
    shapes.back().radius = radius;
    shapes.back().fill = fill;
}

void Drawing::text(Point at, const std::string& words, Shape::Anchor anchor, double size, const std::string& colour,
                   bool isBold) {
    line({at}, {});
    auto& shape = shapes.back();
    shape.kind = Shape::Kind::text;
    shape.text = words;
    shape.anchor = anchor;
    shape.size = size;
    shape.fill = colour;
    shape.isBold = isBold;
}

std::string toSvg(const Drawing& drawing) {
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"" + attribute("width", drawing.width) +
                      attribute("height", drawing.height) +
                      attribute("viewBox", "0 0 " + csvNumber(drawing.width) + ' ' + csvNumber(drawing.height)) +
                      attribute("font-family", "DejaVu Sans, Verdana, sans-serif") + "><title>" +
                      htmlText(drawing.says) + "</title>";
    if (!drawing.slice.empty())
        svg += "<image" + attribute("width", drawing.width) + attribute("height", drawing.height) +
               " href=\"data:image/png;base64," + base64(drawing.slice) + "\"/>";
    for (const auto& shape : drawing.shapes) svg += svgOf(shape);
    return svg + "</svg>";
}

}  // namespace overread::reports
