#include "core/wire/session.h"

#include "server/api/authentication.h"
#include "server/api/json_body.h"
#include "server/api/resources.h"
#include "server/database/audit_trail.h"

namespace overread::api {

Response signIn(Exchange& exchange) {
    const auto asked = bodyAs<wire::SignIn>(exchange.request);
    const auto wantsCookie = asked.transport == "cookie";
    // A foreign page could otherwise sign a browser in under a name of its own choice.
    if (wantsCookie) refuseForeignPages(exchange.request);
    const auto result = exchange.services.signIn.open(
        asked.name, asked.password, wantsCookie ? SessionTransport::cookie : SessionTransport::bearer);
    if (const auto* locked = std::get_if<overread::SignIn::TooManyGuesses>(&result)) {
        auto response = problemResponse(ProblemType::tooManyGuesses, {}, {}, exchange.requestId);
        for (auto& [name, value] : response.headers)
            if (name == "Retry-After") value = std::to_string(locked->wait.count());
        return response;
    }
    const auto* opened = std::get_if<overread::SignIn::Opened>(&result);
    if (opened == nullptr) throw Refusal{ProblemType::wrongPassword};
    auto response = jsonAnswer(201, wire::SessionOpened{wantsCookie ? std::string{} : opened->session.token,
                                                        opened->session.expiresAt,
                                                        {opened->account.displayName, opened->account.roles}});
    if (wantsCookie) response.headers.emplace_back("Set-Cookie", cookieFor(exchange.request, opened->session.token));
    return response;
}

Response signOut(Exchange& exchange) {
    return inTransaction(exchange.services.app, [&](soci::session& session) {
        SessionRepository{session}.close(exchange.by().token);
        AuditTrail{session}.append({exchange.by().id(), "session.closed", "account", exchange.by().id().text()});
        Response response{204, {}};
        if (exchange.by().transport == SessionTransport::cookie)
            response.headers.emplace_back("Set-Cookie", endOfCookie(exchange.request));
        return response;
    });
}

Response showMe(Exchange& exchange) {
    return jsonAnswer(200, wire::Me{exchange.by().account.displayName, exchange.by().account.roles});
}

}  // namespace overread::api
