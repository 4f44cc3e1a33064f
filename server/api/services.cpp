#include "server/api/services.h"

namespace overread::api {

// Together no more connections than threads that can want one at the same time, with two to spare for the clock.
Services::Services(const Configuration& configuration)
    : app(configuration, DatabaseRole::app, 12),
      reading(configuration, DatabaseRole::reading, 8),
      signIn(app),
      images(configuration.storePath),
      pages(configuration.webPath),
      programsPath(configuration.programsPath),
      documentsBanner(configuration.documentsBanner),
      storePath(configuration.storePath),
      settings(configuration.origins) {}

}  // namespace overread::api
