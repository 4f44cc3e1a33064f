#include <Poco/Util/ServerApplication.h>

#include <iostream>

#include "server/intake/listener.h"

namespace {

using namespace overread;

class Listener final : public Poco::Util::ServerApplication {
protected:
    int main(const std::vector<std::string>&) override try {
        const Configuration configuration = overread::loadConfiguration();
        const ImageStore store(configuration.storePath);
        store.prepare();
        removeAbandonedReceptions(store);
        const AssociationLimits limits;
        AcceptLoop loop(configuration.dicomPort, ConnectionLimits{}, [&](const Connection& connection) {
            return serveAssociation(connection, configuration, limits);
        });
        logger().information("DICOM port " + std::to_string(loop.port()) + ", AE title " + configuration.dicomAeTitle);
        loop.run();
        logger().information("ended");
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
