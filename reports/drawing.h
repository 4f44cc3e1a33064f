#pragma once
#include <string>
#include <vector>

namespace overread::reports {

struct Point {
    double x = 0;
    double y = 0;
};

/// One line, area, disc or word. Colours are "#rrggbb"; an empty one is not drawn.
struct Shape {
    enum class Kind { line, area, disc, text };
    Kind kind = Kind::line;
    std::vector<Point> points{};  ///< of a line or area; the centre of a disc; where a text's baseline is anchored
    std::string stroke{};
    double strokeWidth = 1;
    bool isDashed = false;
    std::string fill{};
    double radius = 0;
    std::string text{};
    double size = 9;  ///< of letters
    enum class Anchor { start, middle, end };
    Anchor anchor = Anchor::start;
    bool isBold = false;
};

/// A picture of lines and letters in pixels of 1/96 inch, the origin at the upper left. Browsers get it as SVG, a
/// printer paints it: both draw vectors.
struct Drawing {
    double width = 0;
    double height = 0;
    std::string says{};   ///< one sentence in its place, for whoever does not see it
    std::string slice{};  ///< PNG of our own making that fills it, below the lines; empty: none
    std::vector<Shape> shapes{};

    void line(std::vector<Point> points, const std::string& colour, double strokeWidth = 1);
    void dashed(std::vector<Point> points, const std::string& colour);
    void area(std::vector<Point> points, const std::string& fill, const std::string& stroke = {});
    void box(double x, double y, double boxWidth, double boxHeight, const std::string& fill);
    void disc(Point centre, double radius, const std::string& fill, const std::string& stroke);
    void text(Point at, const std::string& words, Shape::Anchor anchor = Shape::Anchor::start, double size = 9,
              const std::string& colour = "#1c2226", bool isBold = false);
};

/// <svg> without script, style or anything that is fetched.
[[nodiscard]] std::string toSvg(const Drawing& drawing);

}  // namespace overread::reports
