#include "core/dicom/kernel.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace overread::dicom {
namespace {

/// First number in the text; -1 where there is none.
int numberIn(const std::string& text) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto first = std::find_if(text.begin(), text.end(), digit);
    int number = first == text.end() ? -1 : 0;
    for (auto at = first; at != text.end() && digit(*at) && number < 1000; ++at) number = number * 10 + (*at - '0');
    return number;
}

}  // namespace

KernelClass kernelClassOf(std::string_view kernel) {
    std::string name{
        kernel.substr(0, kernel.find('\\'))};  // iterative reconstruction adds its strength as a second value
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); });
    // GE names first: they are whole words.
    for (const char* sharp : {"LUNG", "BONE", "EDGE", "DETAIL", "SHARP", "ULTRA", "HD"})
        if (name.find(sharp) != std::string::npos) return KernelClass::sharp;
    for (const char* soft : {"STANDARD", "STND", "SOFT", "CHEST", "SMOOTH"})
        if (name.find(soft) != std::string::npos) return KernelClass::soft;
    const int number = numberIn(name);
    if (name.rfind("FC", 0) == 0 && number >= 0)  // Canon: FC01-FC29 body and head, FC30 and over bone and lung
        return number < 30 ? KernelClass::soft : KernelClass::sharp;
    if (!name.empty() && number >= 10 && (name[0] == 'B' || name[0] == 'I' || name[0] == 'Q' || name[0] == 'H'))
        return number < 50 ? KernelClass::soft : KernelClass::sharp;  // Siemens: B40f, Br40, I31f, Qr40
    for (const char* soft : {"A", "B", "C", "UA", "UB", "UC"})        // Philips, one or two letters
        if (name == soft) return KernelClass::soft;
    for (const char* sharp : {"D", "L", "E", "YA", "YB", "YC", "YD"})
        if (name == sharp) return KernelClass::sharp;
    return KernelClass::unknown;
}

}  // namespace overread::dicom
