#include "core/domain/grade.h"

#include <array>
#include <cstdlib>
#include <stdexcept>
#include <string>

namespace overread {
namespace {
constexpr std::array<std::string_view, 5> names{"CT-0", "CT-1", "CT-2", "CT-3", "CT-4"};
}

Grade gradeOf(double involvementPercent, const GradeLimits& limits) {
    if (!(involvementPercent >= 0 && involvementPercent <= 100))  // written so that NaN is refused too
        throw std::domain_error("involvement must be 0..100 percent, got " + std::to_string(involvementPercent));
    if (involvementPercent == 0) return Grade::ct0;
    if (involvementPercent <= limits.ct1End) return Grade::ct1;
    if (involvementPercent <= limits.ct2End) return Grade::ct2;
    if (involvementPercent < limits.ct4Start) return Grade::ct3;
    return Grade::ct4;
}

InvolvementInterval involvementOf(Grade grade, const GradeLimits& limits) {
    switch (grade) {
        case Grade::ct0:
            return {0, 0};
        case Grade::ct1:
            return {0, limits.ct1End};
        case Grade::ct2:
            return {limits.ct1End, limits.ct2End};
        case Grade::ct3:
            return {limits.ct2End, limits.ct4Start};
        case Grade::ct4:
            return {limits.ct4Start, 100};
    }
    throw std::logic_error("unknown grade");
}

int gradesApart(Grade a, Grade b) {
    return std::abs(static_cast<int>(a) - static_cast<int>(b));
}

RoutingClass routingClassOf(Grade grade) {
    switch (grade) {
        case Grade::ct0:
            return RoutingClass::noPneumonia;
        case Grade::ct1:
        case Grade::ct2:
            return RoutingClass::home;
        case Grade::ct3:
        case Grade::ct4:
            return RoutingClass::hospital;
    }
    throw std::logic_error("unknown grade");
}

std::string_view nameOf(Grade grade) {
    return names.at(static_cast<std::size_t>(grade));
}

std::optional<Grade> gradeNamed(std::string_view name) {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == name) return static_cast<Grade>(i);
    return std::nullopt;
}

}  // namespace overread
