#include "reviewer-client/theme/key_words.h"

#include <QStringList>
#include <map>

namespace overread::client {

QString keyWords(const QKeySequence& key) {
    static const std::map<QString, QString> signs{{"Up", QString(QChar(0x2191))},
                                                  {"Down", QString(QChar(0x2193))},
                                                  {"Left", QString(QChar(0x2190))},
                                                  {"Right", QString(QChar(0x2192))},
                                                  {"Return", "Enter"}};
    const QString plain = key.toString(QKeySequence::PortableText);
    const auto last = plain.lastIndexOf('+', plain.size() - 2);  // the sign itself may be a plus
    const auto found = signs.find(plain.mid(last + 1));
    return found == signs.end() ? plain : plain.left(last + 1) + found->second;
}

}  // namespace overread::client
