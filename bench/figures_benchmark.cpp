// The answer of every figures call of the pages, at the server and with its rights and its JSON, beside a bare SQL
// select of one row on the same database in the same run. Run it on a database that `overread generate` has filled:
//   OVERREAD_DATABASE_NAME=large build/release/bench/figures_benchmark [rounds]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "server/api/dispatcher.h"
#include "server/api/services.h"
#include "server/configuration/configuration.h"
#include "server/database/account_repository.h"
#include "server/database/libpq_connection.h"
#include "server/database/new_id.h"
#include "server/database/pool.h"
#include "server/database/transaction.h"

namespace overread {
namespace {

using Clock = std::chrono::steady_clock;

struct Times {
    double fastest = 0;  // what the call takes where nothing else wants the processor
    double median = 0;
    double p95 = 0;
};

template <class Work>
Times timesOf(int rounds, const Work& work) {
    std::vector<double> milliseconds;
    work();  // plans are made and caches filled once, as in a server that runs
    for (int round = 0; round < rounds; ++round) {
        const auto start = Clock::now();
        work();
        milliseconds.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    }
    std::sort(milliseconds.begin(), milliseconds.end());
    return {milliseconds.front(), milliseconds[milliseconds.size() / 2], milliseconds[milliseconds.size() * 95 / 100]};
}

/// Processor time of this process and of the sessions of the database, in milliseconds: what a call costs whatever else
/// runs on the machine. The kernel counts it for each process in nanoseconds.
class ProcessorTime {
public:
    explicit ProcessorTime(LibpqConnection& bare) {
        pids_.push_back("self");
        for (const auto& row : bare.query("select pid::text from pg_stat_activity where datname = current_database()"))
            pids_.push_back(row.front());
    }
    [[nodiscard]] double now() const {
        double nanoseconds = 0;
        for (const auto& pid : pids_) {
            std::ifstream file("/proc/" + pid + "/schedstat");
            double ran = 0;
            if (file >> ran) nanoseconds += ran;
        }
        return nanoseconds / 1e6;
    }

private:
    std::vector<std::string> pids_;
};

class Pages {
public:
    explicit Pages(const Configuration& configuration) : services_(configuration), dispatcher_(services_) {
        const std::string password = "benchmark " + randomText(12);
        const std::string name = "bench-" + std::to_string(Clock::now().time_since_epoch().count());
        Transaction transaction{services_.app};
        AccountRepository{transaction.session()}.create({name, "Benchmark", "", password, {Role::qaLead}, {}, ""});
        transaction.commit();
        api::Request request{"POST", "/api/v1/sessions", {}, {{"content-type", "application/json"}}, {}, true};
        request.body = nlohmann::json{{"name", name}, {"password", password}}.dump();
        token_ = nlohmann::json::parse(dispatcher_.answer(request).content()).at("token").get<std::string>();
    }
    std::size_t get(const std::string& path, const std::map<std::string, std::string>& query) {
        api::Request request{"GET", "/api/v1" + path, query, {{"authorization", "Bearer " + token_}}, {}, true};
        const auto answer = dispatcher_.answer(request);
        if (answer.status != 200) {
            std::fprintf(stderr, "%s: %d %s\n", path.c_str(), answer.status, answer.content().c_str());
            std::exit(1);
        }
        return answer.content().size();
    }

private:
    api::Services services_;
    api::Dispatcher dispatcher_;
    std::string token_;
};

/// The first of so many months up to now, as the pages ask.
std::string lastMonths(int count) {
    const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
    const auto first = today.year() / today.month() - std::chrono::months(count - 1);
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02u", static_cast<int>(first.year()), static_cast<unsigned>(first.month()));
    return text;
}

int run(int rounds) {
    const auto configuration = loadConfiguration();
    LibpqConnection bare(connectionText(configuration, configuration.databaseAdmin, configuration.databaseName));
    const auto number = [&](const char* sql) { return bare.query(sql).front().front(); };
    std::printf("reports %s, settled cases %s, radiologists %s, sums %s\n",
                number("select count(*) from qa.report").c_str(),
                number("select count(*) from qa.qa_case where settled_at is not null").c_str(),
                number("select count(distinct reporter) from qa.report_sum").c_str(),
                number("select count(*) from qa.figure_sum").c_str());
    const auto reporter = number("select min(staff_code) from identity.person where staff_code like 'G-%'");
    const auto facility = number("select min(facility) from qa.figure_sum where level = 'facility'");
    const auto scanner = number(
        "select min(subject) from qa.figure_sum where level = 'scanner' and facility = (select min(facility) "
        "from qa.figure_sum where level = 'facility')");
    const auto settled = number("select id::text from qa.qa_case where settled_at is not null limit 1");
    const auto floor =
        timesOf(rounds, [&] { (void)bare.query("select outcome from qa.qa_case where id = $1", {settled}); });
    std::printf("%-46s %9s %9s %9s %9s %9s\n", "", "cpu ms", "fastest", "median ms", "p95 ms", "bytes");
    std::printf("%-46s %9s %9.2f %9.2f %9.2f\n", "bare select of one row", "", floor.fastest, floor.median, floor.p95);

    Pages pages(configuration);
    struct Call {
        std::string path;
        std::map<std::string, std::string> query;
    };
    const std::vector<Call> calls{
        {"/figures/overview", {}},
        {"/figures/operation", {}},
        {"/figures/groups", {{"by", "reporter"}}},
        {"/figures/groups", {{"by", "reporter"}, {"from", lastMonths(3)}}},
        {"/figures/groups", {{"by", "reporter"}, {"facility", facility}}},
        {"/figures/groups", {{"by", "facility"}}},
        {"/figures/groups", {{"by", "scanner"}}},
        {"/figures/profile", {{"reporter", reporter}}},
        {"/figures/profile", {{"facility", facility}}},
        {"/figures/profile", {{"facility", facility}, {"scanner", scanner}}},
        {"/figures/profile", {}},
        {"/figures/charts", {{"reporter", reporter}}},
        {"/figures/charts", {}},
        {"/figures/involvement", {{"reporter", reporter}}},
        {"/figures/technical", {}},
        {"/figures/reviewers", {}},
        {"/figures/services", {}},
        {"/figures/staffing", {}},
        {"/figures/effect", {{"reporter", reporter}, {"start", "2026-06-01T00:00:00Z"}}},
        {"/cases", {{"design", "doubleRead"}, {"outcome", "significantDiscrepancy"}, {"reporter", reporter}}},
        {"/cases", {{"design", "doubleRead"}, {"reported", "CT-0"}, {"settled", "CT-3"}}},
        {"/cases", {{"reviewer", "GR-0001"}, {"design", "doubleRead"}, {"from", lastMonths(3)}}},
        {"/cases", {{"service", "overread"}, {"design", "doubleRead"}, {"from", lastMonths(3)}}},
    };
    for (const auto& call : calls) {
        std::size_t bytes = 0;
        bytes = pages.get(call.path, call.query);
        const ProcessorTime processor(bare);
        const double before = processor.now();
        const auto times = timesOf(rounds, [&] { bytes = pages.get(call.path, call.query); });
        const double cost = (processor.now() - before) / (rounds + 1);
        auto name = call.path;
        for (const auto& [key, value] : call.query)
            name += ' ' + (key == "by" || key == "reported" ? key + '=' + value : key);
        std::printf("%-46s %9.2f %9.2f %9.2f %9.2f %9zu\n", name.substr(0, 46).c_str(), cost, times.fastest,
                    times.median, times.p95, bytes);
    }
    return 0;
}

}  // namespace
}  // namespace overread

int main(int argc, char** argv) {
    return overread::run(argc > 1 ? std::max(1, std::atoi(argv[1])) : 100);
}
