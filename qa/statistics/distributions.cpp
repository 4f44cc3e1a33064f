#include "qa/statistics/distributions.h"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace overread::qa::statistics {

double studentQuantile(double probability, double degreesOfFreedom) {
    return boost::math::quantile(boost::math::students_t(degreesOfFreedom), probability);
}

double chiSquareQuantile(double probability, double degreesOfFreedom) {
    return boost::math::quantile(boost::math::chi_squared(degreesOfFreedom), probability);
}

double chiSquareAbove(double value, double degreesOfFreedom) {
    return boost::math::cdf(boost::math::complement(boost::math::chi_squared(degreesOfFreedom), value));
}

}  // namespace overread::qa::statistics
