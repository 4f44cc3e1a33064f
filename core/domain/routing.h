#pragma once
#include "core/domain/grade.h"
#include "core/domain/named.h"

namespace overread {

/// What the reporter recorded to happen to the patient. Source: the table of grades and routing.
enum class RoutingDecision {
    primaryCare,         ///< inform the primary care physician, refer to a specialist
    homeTelemonitoring,  ///< home, mandatory telemonitoring
    homeClinic,          ///< home, under a primary care physician
    admission,           ///< immediate admission to a designated hospital
    emergency            ///< emergency care, immediate admission
};

template <>
struct Names<RoutingDecision> {
    static constexpr auto table = std::to_array<std::pair<RoutingDecision, std::string_view>>(
        {{RoutingDecision::primaryCare, "primaryCare"},
         {RoutingDecision::homeTelemonitoring, "homeTelemonitoring"},
         {RoutingDecision::homeClinic, "homeClinic"},
         {RoutingDecision::admission, "admission"},
         {RoutingDecision::emergency, "emergency"}});
};

template <>
struct Names<RoutingClass> {
    static constexpr auto table =
        std::to_array<std::pair<RoutingClass, std::string_view>>({{RoutingClass::noPneumonia, "noPneumonia"},
                                                                  {RoutingClass::home, "home"},
                                                                  {RoutingClass::hospital, "hospital"}});
};

/// What the table says must happen for a grade.
[[nodiscard]] RoutingDecision routingOf(Grade grade);

/// The class that a decision belongs to, to be compared with that of the grade.
[[nodiscard]] RoutingClass routingClassOf(RoutingDecision decision);

/// One sentence for a reader: what the grade means for the patient, for example "CT-2: home, under the clinic."
[[nodiscard]] std::string_view consequenceOf(Grade grade);

}  // namespace overread
