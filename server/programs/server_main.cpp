#include <Poco/ConsoleChannel.h>
#include <Poco/FormattingChannel.h>
#include <Poco/Logger.h>
#include <Poco/PatternFormatter.h>
#include <Poco/Util/ServerApplication.h>

#include <exception>
#include <iostream>

#include "server/api/clock.h"
#include "server/api/dispatcher.h"
#include "server/api/http_server.h"
#include "server/api/services.h"
#include "server/configuration/configuration.h"
#include "server/database/errors.h"
#include "server/database/migrations.h"
#include "server/database/transaction.h"
#include "server/workflow/plan_store.h"

namespace {

void logToStandardError() {
    Poco::AutoPtr<Poco::PatternFormatter> formatter{new Poco::PatternFormatter("%Y-%m-%dT%H:%M:%S.%iZ %p %s: %t")};
    Poco::AutoPtr<Poco::ConsoleChannel> console{new Poco::ConsoleChannel(std::cerr)};
    Poco::AutoPtr<Poco::FormattingChannel> channel{new Poco::FormattingChannel(formatter, console)};
    // All of them, also those that were made before: the application has one already.
    Poco::Logger::setChannel("", channel);
}

/// overread-server: the HTTP API, the pages and the clock, on loopback; what faces a network stands before it.
class Server final : public Poco::Util::ServerApplication {
protected:
    int main(const std::vector<std::string>&) override {
        logToStandardError();
        try {
            serve();
            return EXIT_OK;
        } catch (const std::exception& error) {
            // Port taken, schema of another version, database away: one sentence, for a person and for `overread
            // serve`.
            std::cerr << "overread-server: " << error.what() << '\n';
            return 1;
        }
    }

private:
    void serve() {
        const auto configuration = overread::loadConfiguration();
        overread::requireCurrentSchema(configuration, overread::DatabaseRole::app);
        overread::api::Services services{configuration};
        overread::Transaction transaction{services.app};
        overread::workflow::ensurePlan(transaction.session());
        transaction.commit();

        overread::api::Dispatcher dispatcher{services};
        overread::api::HttpServer::Options options;
        options.address = configuration.httpAddress;
        options.port = configuration.httpPort;
        overread::api::HttpServer server{options, dispatcher};
        const overread::api::Clock clock{services};
        server.start();
        logger().information("answering on http://" + configuration.httpAddress + ':' + std::to_string(server.port()));
        waitForTerminationRequest();
        logger().information("stopping");
        server.stop();
    }
};

}  // namespace

POCO_SERVER_MAIN(Server)
