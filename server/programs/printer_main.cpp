// overread-printer: one document on standard input, its PDF on standard output. Started for one document each by
// whoever has something to print (server/printing); what the document says came from outside, so it is laid out
// confined.
#include <iostream>
#include <iterator>

#include "reports/print/printer.h"
#include "server/worker/confinement.h"

namespace {

constexpr overread::ChildLimits limits{std::uint64_t{1} << 30, std::chrono::seconds(5), std::chrono::seconds(10), 64};

}  // namespace

int main() {
    try {
        const overread::reports::Printer printer;
        // No folder of its own: it reads fonts and nothing else, and writes no file.
        overread::confineThisProcess(limits, "/nonexistent");
        const std::string document{std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
        std::cout << printer.print(document) << std::flush;
        return std::cout ? 0 : 1;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
