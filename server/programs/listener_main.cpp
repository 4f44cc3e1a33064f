#include <Poco/Util/ServerApplication.h>
#include <sys/stat.h>

#include <iostream>

#include "server/intake/listener.h"
#include "server/programs/log_to_standard_error.h"

namespace {

using namespace overread;

class Listener final : public Poco::Util::ServerApplication {
protected:
    int main(const std::vector<std::string>&) override try {
        logToStandardError();
        ::umask(0077);  // images name patients: nobody but this account reads them
        const Configuration configuration = overread::loadConfiguration();
        const ImageStore store(configuration.storePath);
        store.prepare();
        removeAbandonedReceptions(store);
        const AssociationLimits limits;
        AcceptLoop loop(configuration.dicomPort, ConnectionLimits{}, [&](const Connection& connection) {
            return serveAssociation(connection, configuration, limits);
        });
        Poco::Logger::get("listener")
            .information("DICOM port " + std::to_string(loop.port()) + ", AE title " + configuration.dicomAeTitle);
        loop.run();
        Poco::Logger::get("listener").information("ended");
        return EXIT_OK;
    } catch (const std::exception& problem) {
        std::cerr << "overread-listener: " << problem.what() << '\n';
        return 1;
    }
};

}  // namespace

int main(int argc, char** argv) {
    Listener program;
    return program.run(argc, argv);
}
