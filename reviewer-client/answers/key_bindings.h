#pragma once
#include <map>
#include <string>
#include <string_view>

namespace overread::client {

/// Keys that a reader chose in place of the usual ones, as Qt writes them ("Ctrl+K"), by the name of what they do.
using KeyBindings = std::map<std::string, std::string>;

/// Text of our own, kept with the account.
[[nodiscard]] std::string toText(const KeyBindings& keys);
/// None for what this client did not write.
[[nodiscard]] KeyBindings keyBindingsFrom(std::string_view text);

}  // namespace overread::client
