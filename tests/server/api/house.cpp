#include "tests/server/api/house.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "server/database/account_repository.h"
#include "server/database/series_repository.h"
#include "server/image_store/image_store.h"

namespace overread::api {

namespace {

struct Someone {
    const char* name;
    const char* displayName;
    Role role;
    const char* staffCode;
    const char* facility;
};

constexpr Someone people[] = {{"reviewer", "Reviewer One", Role::reviewer, "v1", ""},
                              {"arbiter", "Arbiter One", Role::arbiter, "a1", ""},
                              {"radiologist", "Dr First", Role::radiologist, "r1", ""},
                              {"head", "Head of Twelve", Role::head, "", "centre-12"},
                              {"other.head", "Head of Ninety-nine", Role::head, "", "centre-99"},
                              {"lead", "Lead", Role::qaLead, "", ""},
                              {"administrator", "Administrator", Role::administrator, "", ""},
                              {"integrator", "Hospital", Role::integrator, "", ""}};

Configuration withPages(Configuration configuration, const std::string& pages) {
    if (!pages.empty()) configuration.webPath = pages;
    configuration.programsPath = OVERREAD_PROGRAMS_PATH;
    return configuration;
}

HttpServer::Options onFreePort(const ConnectionTimes& times) {
    HttpServer::Options options;
    options.port = 0;
    options.times = times;
    return options;
}

}  // namespace

House::House(const ConnectionTimes& times, const std::string& pages)
    : services_(withPages(configuration(), pages)), dispatcher_(services_), server_(onFreePort(times), dispatcher_) {
    server_.start();
}

void House::addAccount(const std::string& name) {
    const auto& someone =
        *std::find_if(std::begin(people), std::end(people), [&](const Someone& each) { return each.name == name; });
    app([&](soci::session& session) {
        AccountRepository{session}.create(
            {name, someone.displayName, someone.staffCode, password, {someone.role}, {}, someone.facility});
    });
}

const HttpClient& House::as(const std::string& name) {
    if (const auto known = clients_.find(name); known != clients_.end()) return known->second;
    addAccount(name);
    const auto opened = nobody().post("/api/v1/sessions", {{"name", name}, {"password", password}});
    return clients_.emplace(name, HttpClient{port(), opened.json().at("token").get<std::string>()}).first->second;
}

void House::writeFrames(const StudyId& study, char first) {
    const auto series = reading([&](soci::session& session) { return SeriesRepository{session}.find(study).value(); });
    const ImageStore store{configuration().storePath};
    store.prepare();
    const auto file = store.framesFile(series.seriesId);
    std::filesystem::create_directories(file.parent_path());
    std::string bytes;
    for (int i = 0; i < 64; ++i) bytes += static_cast<char>(first + i);
    std::ofstream{file, std::ios::binary} << bytes;
}

}  // namespace overread::api
