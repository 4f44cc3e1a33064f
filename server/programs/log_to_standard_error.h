#pragma once
#include <Poco/AutoPtr.h>
#include <Poco/ConsoleChannel.h>
#include <Poco/FormattingChannel.h>
#include <Poco/Logger.h>
#include <Poco/PatternFormatter.h>

#include <iostream>

namespace overread {

/// Log lines of every program: moment in UTC, level, part, text; to standard error, where whoever runs it collects
/// them.
inline void logToStandardError() {
    const Poco::AutoPtr<Poco::PatternFormatter> formatter{
        new Poco::PatternFormatter("%Y-%m-%dT%H:%M:%S.%iZ %p %s: %t")};
    const Poco::AutoPtr<Poco::ConsoleChannel> console{new Poco::ConsoleChannel(std::cerr)};
    const Poco::AutoPtr<Poco::FormattingChannel> channel{new Poco::FormattingChannel(formatter, console)};
    Poco::Logger::root().setChannel(channel);
}

}  // namespace overread
