#pragma once
#include "qa/plan.h"

namespace overread::tests {

/// A plan without any chance: nothing is drawn at random, nothing mixed into a queue. Under the plan's defaults one
/// concordant case in twenty goes to arbitration, and with it a test that expects its end.
inline qa::Plan planWithoutChance() {
    qa::Plan plan;
    plan.randomRate = 0;
    plan.floorPerReporterAndPeriod = 0;
    plan.mixedInShare = 0;
    plan.hiddenShare = 0;
    plan.calibrationShare = plan.calibrationShareWithoutPneumonia = plan.repeatShare = 0;
    plan.concordantInArbitrationShare = 0;
    return plan;
}

}  // namespace overread::tests
