#pragma once
#include <filesystem>
#include <memory>
#include <vector>

#include "server/api/export_gate.h"
#include "server/api/image_grants.h"
#include "server/api/metrics.h"
#include "server/api/pages.h"
#include "server/configuration/configuration.h"
#include "server/database/pool.h"
#include "server/database/sign_in.h"
#include "server/image_store/image_store.h"

namespace overread::api {

/// What the resources work with. Made once by the program; outlives every request. Thread-safe, each of its parts.
struct Services {
    explicit Services(const Configuration& configuration);

    ConnectionPool app;      ///< accounts, reports, oversight
    ConnectionPool reading;  ///< reviewers' requests: the database itself shows them no name
    SignIn signIn;
    ImageStore images;
    ImageGrants imageGrants;
    Pages pages;
    Metrics metrics;
    ExportGate exports;
    std::filesystem::path programsPath;  ///< where overread-printer lies
    std::string documentsBanner;
    std::filesystem::path storePath;
    std::vector<SettingOrigin> settings;  ///< what is in force and where it came from
};

}  // namespace overread::api
