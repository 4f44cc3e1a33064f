#include "reviewer-client/reading/draft_store.h"

#include <sodium.h>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>
#include <stdexcept>
#include <string_view>

namespace overread::client {
namespace {
const unsigned char* bytesOf(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
const unsigned char* bytesOf(const QByteArray& bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.constData());
}
unsigned char* bytesOf(QByteArray& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

constexpr int keptDays = 30;
constexpr qint64 largest = 1 << 20;
constexpr std::string_view purpose = "overread draft on disk, form 1";

QByteArray keyOf(const std::string& handle) {
    QByteArray key(crypto_secretbox_KEYBYTES, Qt::Uninitialized);
    crypto_generichash(bytesOf(key), crypto_secretbox_KEYBYTES, bytesOf(handle), handle.size(), bytesOf(purpose),
                       purpose.size());
    return key;
}

QByteArray sealed(const std::string& text, const std::string& handle) {
    QByteArray file(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + static_cast<qsizetype>(text.size()),
                    Qt::Uninitialized);
    randombytes_buf(file.data(), crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(bytesOf(file) + crypto_secretbox_NONCEBYTES, bytesOf(text), text.size(), bytesOf(file),
                          bytesOf(keyOf(handle)));
    return file;
}

/// None where the file is another assignment's, cut off or somebody wrote into it.
std::optional<std::string> opened(const QByteArray& file, const std::string& handle) {
    constexpr auto overhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    if (static_cast<std::size_t>(file.size()) < overhead) return std::nullopt;
    std::string text(static_cast<std::size_t>(file.size()) - overhead, '\0');
    const auto key = keyOf(handle);
    const auto* bytes = reinterpret_cast<const unsigned char*>(file.constData());
    if (crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(text.data()), bytes + crypto_secretbox_NONCEBYTES,
                                   static_cast<unsigned long long>(file.size()) - crypto_secretbox_NONCEBYTES, bytes,
                                   bytesOf(key)) != 0)
        return std::nullopt;
    return text;
}
}  // namespace

DraftStore::DraftStore(QString folder) : folder_(std::move(folder)) {
    if (sodium_init() < 0) throw std::runtime_error("this machine gives no random numbers");
}

QString DraftStore::usualFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/drafts";
}

QString DraftStore::pathOf(const std::string& handle) const {
    const auto hash = QCryptographicHash::hash(QByteArray::fromStdString(handle), QCryptographicHash::Sha256);
    return folder_ + '/' + QString::fromLatin1(hash.toHex().left(32)) + ".draft";
}

bool DraftStore::save(const std::string& handle, const Draft& draft) {
    if (!QDir().mkpath(folder_)) return false;
    QFile::setPermissions(folder_, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QSaveFile file(pathOf(handle));
    if (!file.open(QIODevice::WriteOnly)) return false;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(sealed(toText(draft), handle));
    return file.commit();
}

std::optional<Draft> DraftStore::load(const std::string& handle) const {
    QFile file(pathOf(handle));
    if (!file.open(QIODevice::ReadOnly) || file.size() > largest) return std::nullopt;
    const auto text = opened(file.readAll(), handle);
    return text ? draftFrom(*text) : std::nullopt;
}

void DraftStore::remove(const std::string& handle) {
    QFile::remove(pathOf(handle));
}

void DraftStore::removeOld() {
    const auto oldest = QDateTime::currentDateTimeUtc().addDays(-keptDays);
    for (const auto& file : QDir(folder_).entryInfoList({"*.draft", "*.json"}, QDir::Files))
        if (file.lastModified() < oldest) QFile::remove(file.filePath());
}

}  // namespace overread::client
