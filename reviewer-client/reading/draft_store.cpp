#include "reviewer-client/reading/draft_store.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

namespace overread::client {
namespace {
constexpr int keptDays = 30;
constexpr qint64 largest = 1 << 20;
}  // namespace

DraftStore::DraftStore(QString folder) : folder_(std::move(folder)) {}

QString DraftStore::usualFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/drafts";
}

QString DraftStore::pathOf(const std::string& handle) const {
    const auto hash = QCryptographicHash::hash(QByteArray::fromStdString(handle), QCryptographicHash::Sha256);
    return folder_ + '/' + QString::fromLatin1(hash.toHex().left(32)) + ".json";
}

bool DraftStore::save(const std::string& handle, const Draft& draft) {
    if (!QDir().mkpath(folder_)) return false;
    QFile::setPermissions(folder_, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QSaveFile file(pathOf(handle));
    if (!file.open(QIODevice::WriteOnly)) return false;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(QByteArray::fromStdString(toText(draft)));
    return file.commit();
}

std::optional<Draft> DraftStore::load(const std::string& handle) const {
    QFile file(pathOf(handle));
    if (!file.open(QIODevice::ReadOnly) || file.size() > largest) return std::nullopt;
    return draftFrom(file.readAll().toStdString());
}

void DraftStore::remove(const std::string& handle) {
    QFile::remove(pathOf(handle));
}

void DraftStore::removeOld() {
    const auto oldest = QDateTime::currentDateTimeUtc().addDays(-keptDays);
    for (const auto& file : QDir(folder_).entryInfoList({"*.json"}, QDir::Files))
        if (file.lastModified() < oldest) QFile::remove(file.filePath());
}

}  // namespace overread::client
