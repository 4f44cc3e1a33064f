#include "core/domain/routing.h"

#include <stdexcept>

namespace overread {

RoutingDecision routingOf(Grade grade) {
    switch (grade) {
        case Grade::ct0:
            return RoutingDecision::primaryCare;
        case Grade::ct1:
            return RoutingDecision::homeTelemonitoring;
        case Grade::ct2:
            return RoutingDecision::homeClinic;
        case Grade::ct3:
            return RoutingDecision::admission;
        case Grade::ct4:
            return RoutingDecision::emergency;
    }
    throw std::logic_error("unknown grade");
}

RoutingClass routingClassOf(RoutingDecision decision) {
    switch (decision) {
        case RoutingDecision::primaryCare:
            return RoutingClass::noPneumonia;
        case RoutingDecision::homeTelemonitoring:
        case RoutingDecision::homeClinic:
            return RoutingClass::home;
        case RoutingDecision::admission:
        case RoutingDecision::emergency:
            return RoutingClass::hospital;
    }
    throw std::logic_error("unknown routing decision");
}

std::string_view consequenceOf(Grade grade) {
    switch (grade) {
        case Grade::ct0:
            return "CT-0: no viral pneumonia, the primary care physician is informed.";
        case Grade::ct1:
            return "CT-1: home, telemonitoring.";
        case Grade::ct2:
            return "CT-2: home, under the clinic.";
        case Grade::ct3:
            return "CT-3: hospital, immediate admission.";
        case Grade::ct4:
            return "CT-4: emergency care, immediate admission.";
    }
    throw std::logic_error("unknown grade");
}

}  // namespace overread
