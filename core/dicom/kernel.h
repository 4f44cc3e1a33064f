#pragma once
#include <string_view>

#include "core/domain/named.h"

namespace overread::dicom {

/// How a reconstruction kernel treats edges and noise. A reader and the measurement are told this, never the vendor's
/// name.
enum class KernelClass { soft, sharp, unknown };

/// From ConvolutionKernel: Siemens B40f, Br40, I70f (from 50 sharp), GE STANDARD / LUNG ..., Philips B / YB ..., Canon
/// FC08 ...
[[nodiscard]] KernelClass kernelClassOf(std::string_view kernel);

}  // namespace overread::dicom

template <>
struct overread::Names<overread::dicom::KernelClass> {
    using Class = overread::dicom::KernelClass;
    static constexpr auto table = std::to_array<std::pair<Class, std::string_view>>(
        {{Class::soft, "soft"}, {Class::sharp, "sharp"}, {Class::unknown, "unknown"}});
};
