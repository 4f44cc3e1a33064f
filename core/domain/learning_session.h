#pragma once
#include "core/domain/id.h"

namespace overread {

using LearningSessionId = Id<struct LearningSessionTag>;
using LearningActionId = Id<struct LearningActionTag>;

}  // namespace overread
