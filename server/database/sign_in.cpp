#include "server/database/sign_in.h"

#include <sodium.h>

#include <algorithm>
#include <semaphore>
#include <stdexcept>

#include "server/database/audit_trail.h"
#include "server/database/columns.h"
#include "server/database/new_id.h"
#include "server/database/transaction.h"

namespace overread {
namespace {

constexpr int guessesAnHour = 100;
constexpr std::size_t longestName = 100;

/// Each check takes 64 MiB and a core: more at a time would starve the reviewers.
std::counting_semaphore<4>& seats() {
    static std::counting_semaphore<4> all(4);
    return all;
}

class Seat {
public:
    Seat() { seats().acquire(); }
    ~Seat() { seats().release(); }
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;
};

bool isRight(const std::string& hash, const std::string& password) {
    const Seat seat;
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

/// Checked in place of the hash of a name that nobody has, so that both take the same time.
const std::string& hashOfNobody() {
    static const std::string hash = hashPassword(randomText(32));
    return hash;
}

std::string lowerCase(std::string name) {
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); });
    return name;
}

}  // namespace

std::string hashPassword(const std::string& password) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    const Seat seat;
    char hash[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str(hash, password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        throw std::runtime_error("argon2id: not enough memory");
    return hash;
}

SignIn::SignIn(ConnectionPool& app) : app_(app) {}

SignIn::Result SignIn::open(const std::string& typedName, const std::string& password, SessionTransport transport) {
    const auto name = lowerCase(typedName.substr(0, longestName));
    const auto guess = newUuid();
    std::optional<std::string> hash;
    {
        // The guess is counted before it is checked, one name at a time: many at once are no way round the limit.
        Transaction transaction(app_);
        auto& session = transaction.session();
        execute(session, "select pg_advisory_xact_lock(hashtextextended(:name, 4207849487))", name);
        int guesses = 0;
        int wait = 0;
        session << "select count(*), coalesce(ceil(extract(epoch from min(at) + interval '1 hour' - clock_timestamp()))"
                   ", 0)::int from identity.failed_sign_in "
                   "where name = :name and at > clock_timestamp() - interval '1 hour'",
            soci::into(guesses), soci::into(wait), soci::use(name);
        if (guesses >= guessesAnHour) return TooManyGuesses{std::chrono::seconds{std::max(wait, 1)}};
        execute(session, "insert into identity.failed_sign_in (id, name) values (:id, :name)", guess, name);
        hash = AccountRepository(session).passwordHash(name);
        transaction.commit();
    }
    const bool isKnown = hash.has_value();
    const bool isOpen = isRight(hash.value_or(hashOfNobody()), password) && isKnown;

    Transaction transaction(app_);
    auto& session = transaction.session();
    const auto account = AccountRepository(session).findByName(name);
    AuditTrail trail(session);
    if (!isOpen || !account || account->isDisabled) {
        // The name is left out where nobody has it: it may well be a password typed into the wrong field.
        trail.append({std::nullopt, "signIn.refused", "account", account ? account->person.text() : "unknown", "{}"});
        transaction.commit();
        return Refused{};
    }
    execute(session, "delete from identity.failed_sign_in where id = :id", guess);
    Opened opened{SessionRepository(session).open(account->person, transport), *account};
    trail.append({account->person, "signIn.opened", "account", account->person.text(), "{}"});
    transaction.commit();
    return opened;
}

}  // namespace overread
