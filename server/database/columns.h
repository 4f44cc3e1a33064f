#pragma once
#include <soci/soci.h>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/domain/grade.h"
#include "core/domain/id.h"
#include "core/domain/named.h"
#include "core/domain/timestamp.h"

/// How our types stand in columns, for the .cpp files of repositories alone: `soci::use` and `soci::into` take ids,
/// moments, grades, enumerations with names (core/domain/named.h), bool and std::optional of all these. All travel as
/// text, which PostgreSQL turns into the column's type.
namespace overread {

/// As PostgreSQL prints timestamptz under UTC. Throws std::runtime_error for any other text.
[[nodiscard]] Timestamp timestampFromColumn(const std::string& text);

/// Array literals, '{a,b}', for columns that cannot be bound as such. Every element is quoted.
[[nodiscard]] std::string arrayColumn(const std::vector<std::string>& values);
[[nodiscard]] std::string arrayColumn(const std::vector<std::uint64_t>& values);
[[nodiscard]] std::vector<std::string> textsFromColumn(const std::string& array);
[[nodiscard]] std::vector<std::uint64_t> numbersFromColumn(const std::string& array);

/// Bytes as bytea's text, \x..., and back.
[[nodiscard]] std::string bytesColumn(const void* bytes, std::size_t size);
[[nodiscard]] std::vector<std::uint8_t> bytesFromColumn(const std::string& text);

/// The database's clock: the one that leases and due times are kept by.
[[nodiscard]] Timestamp databaseNow(soci::session& session);

namespace detail {
/// The text as a statement that its connection keeps prepared: parsed and planned once and not with every call.
/// Destroyed before the SOCI statement, which would otherwise have the connection forget it.
class Prepared {
public:
    Prepared(soci::statement& statement, std::string_view sql);
    ~Prepared();
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;
    /// Hands the text and these values to the recording of this thread (recording.h).
    void note(std::vector<std::optional<std::string>> values) const;

private:
    soci::statement& statement_;
};
[[nodiscard]] bool isRecorded();

[[nodiscard]] std::string textOf(double value);
/// A value as the statement sends it; none: NULL.
template <class Value>
std::optional<std::string> sentText(const Value& value) {
    typename soci::type_conversion<Value>::base_type base{};
    soci::indicator indicator = soci::i_ok;
    soci::type_conversion<Value>::to_base(value, base, indicator);
    if (indicator == soci::i_null) return std::nullopt;
    if constexpr (std::is_same_v<decltype(base), std::string>)
        return base;
    else if constexpr (std::is_floating_point_v<decltype(base)>)
        return textOf(base);
    else
        return std::to_string(base);
}
}  // namespace detail

/// Runs a statement that changes rows, with the values that its :names stand for in order, and says how many it
/// changed.
template <class... Values>
long long execute(soci::session& session, std::string_view sql, const Values&... values) {
    soci::statement statement(session);
    (statement.exchange(soci::use(values)), ...);
    const detail::Prepared prepared(statement, sql);
    if (detail::isRecorded()) prepared.note({detail::sentText(values)...});
    statement.execute(true);
    return statement.get_affected_rows();
}

/// Runs a query and calls `row()` for each row, after its columns went `into` the variables, which are given as a tuple
/// of references: forEachRow(session, sql, std::tie(id, name), [&] { ... }, value, ...).
template <class... Columns, class Row, class... Values>
void forEachRow(soci::session& session, std::string_view sql, const std::tuple<Columns&...>& columns, const Row& row,
                const Values&... values) {
    soci::statement statement(session);
    std::apply([&](auto&... column) { (statement.exchange(soci::into(column)), ...); }, columns);
    (statement.exchange(soci::use(values)), ...);
    const detail::Prepared prepared(statement, sql);
    if (detail::isRecorded()) prepared.note({detail::sentText(values)...});
    statement.execute(false);
    while (statement.fetch()) row();
}

/// The first row of a query; false where there is none (the variables are then untouched or unspecified).
template <class... Columns, class... Values>
[[nodiscard]] bool fetchRow(soci::session& session, std::string_view sql, const std::tuple<Columns&...>& columns,
                            const Values&... values) {
    soci::statement statement(session);
    std::apply([&](auto&... column) { (statement.exchange(soci::into(column)), ...); }, columns);
    (statement.exchange(soci::use(values)), ...);
    const detail::Prepared prepared(statement, sql);
    if (detail::isRecorded()) prepared.note({detail::sentText(values)...});
    return statement.execute(true);
}

}  // namespace overread

namespace soci {

template <class Tag>
struct type_conversion<overread::Id<Tag>> {
    using base_type = std::string;
    static void from_base(const base_type& in, indicator ind, overread::Id<Tag>& out) {
        if (ind == i_null) throw soci_error("NULL where an id is expected");
        out = overread::Id<Tag>::parse(in);
    }
    /// An empty id names nothing and would become NULL silently: a fault.
    static void to_base(const overread::Id<Tag>& in, base_type& out, indicator& ind) {
        if (in.isEmpty()) throw std::logic_error("an empty id was bound to a statement");
        out = in.text();
        ind = i_ok;
    }
};

template <>
struct type_conversion<overread::Timestamp> {
    using base_type = std::string;
    static void from_base(const base_type& in, indicator ind, overread::Timestamp& out) {
        if (ind == i_null) throw soci_error("NULL where a moment is expected");
        out = overread::timestampFromColumn(in);
    }
    static void to_base(const overread::Timestamp& in, base_type& out, indicator& ind) {
        out = overread::toRfc3339(in);
        ind = i_ok;
    }
};

template <>
struct type_conversion<bool> {
    using base_type = std::string;
    static void from_base(const base_type& in, indicator ind, bool& out) {
        if (ind == i_null) throw soci_error("NULL where a boolean is expected");
        out = in == "t";
    }
    static void to_base(const bool& in, base_type& out, indicator& ind) {
        out = in ? "t" : "f";
        ind = i_ok;
    }
};

template <>
struct type_conversion<overread::Grade> {
    using base_type = std::string;
    static void from_base(const base_type& in, indicator ind, overread::Grade& out) {
        const auto grade = ind == i_null ? std::nullopt : overread::gradeNamed(in);
        if (!grade) throw soci_error("no grade in a column where one is expected");
        out = *grade;
    }
    static void to_base(const overread::Grade& in, base_type& out, indicator& ind) {
        out = overread::nameOf(in);
        ind = i_ok;
    }
};

/// Enumerations that have their names in core/domain.
template <class E>
struct type_conversion<E, std::enable_if_t<(sizeof(overread::Names<E>::table) > 0)>> {
    using base_type = std::string;
    static void from_base(const base_type& in, indicator ind, E& out) {
        const auto value = ind == i_null ? std::nullopt : overread::valueNamed<E>(in);
        if (!value) throw soci_error("unknown name in a column: " + in);
        out = *value;
    }
    static void to_base(const E& in, base_type& out, indicator& ind) {
        out = overread::nameOf(in);
        ind = i_ok;
    }
};

template <class T>
struct type_conversion<std::optional<T>> {
    using base_type = typename type_conversion<T>::base_type;
    static void from_base(const base_type& in, indicator ind, std::optional<T>& out) {
        if (ind == i_null) {
            out.reset();
            return;
        }
        T value{};
        type_conversion<T>::from_base(in, ind, value);
        out = std::move(value);
    }
    static void to_base(const std::optional<T>& in, base_type& out, indicator& ind) {
        if (in)
            type_conversion<T>::to_base(*in, out, ind);
        else
            ind = i_null;
    }
};

}  // namespace soci
