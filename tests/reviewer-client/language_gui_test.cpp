#include "reviewer-client/language/language.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>
#include <functional>
#include <memory>

#include "reviewer-client/reading/answers_page.h"
#include "reviewer-client/reading/case_bar.h"
#include "reviewer-client/reading/double_read_form.h"
#include "reviewer-client/reading/draft_choice_page.h"
#include "reviewer-client/reading/form_side.h"
#include "reviewer-client/reading/message_bar.h"
#include "reviewer-client/reading/peer_review_form.h"
#include "reviewer-client/reading/reveal_panel.h"
#include "reviewer-client/reading/settlement_form.h"
#include "reviewer-client/theme/theme.h"
#include "reviewer-client/theme/vertical_scroll.h"
#include "reviewer-client/viewer/viewer.h"
#include "reviewer-client/worklist/display_check_screen.h"
#include "reviewer-client/worklist/lock_screen.h"
#include "reviewer-client/worklist/sign_in_screen.h"
#include "reviewer-client/worklist/sitting_screen.h"
#include "reviewer-client/worklist/worklist_screen.h"

namespace overread::client {
namespace {

wire::ReviewedReport aReport() {
    return {Grade::ct2, Involvement{31.5, 35, 27}, {}, {}};
}

wire::ArbitrationView aView() {
    wire::ArbitrationView view;
    view.own.grade = Grade::ct3;
    view.readA.grade = Grade::ct2;
    view.readB = view.own;
    view.measurement.status = Quantification::Status::measured;
    view.measurement.grade = Grade::ct3;
    return view;
}

wire::ArbitrationView aDisputedView() {
    auto view = aView();
    view.dispute = wire::DisputeView{"-", 40, Grade::ct3, "-"};
    return view;
}

/// Every screen and form of the client, made in the language and size of text of the moment.
class AllScreens {
public:
    AllScreens() {
        const auto add = [this](QWidget* screen, QSize size) {
            screen->resize(size);
            screen->show();
            screens_.emplace_back(screen);
        };
        const QSize window(1500, 950);
        add(new SignInScreen(api_, QUrl("http://localhost:8480")), window);
        add(new WorklistScreen(api_, supply_), window);
        add(new LockScreen(api_), window);
        add(new DisplayCheckScreen, window);
        auto* sitting = new SittingScreen;
        Sitting done(10, {});
        for (int i = 0; i < 10; ++i) done.note(i < 8 ? AssignmentKind::doubleRead : AssignmentKind::peerReview);
        sitting->showEnd(done, Timestamp{} + std::chrono::minutes{41});
        add(sitting, window);
        wire::Assignment assignment;
        assignment.label = "4F7K";
        assignment.ageYears = 58;
        assignment.sex = Sex::female;
        add(new CaseBar(assignment, "7 / 25"), {1500, 40});
        add(new MessageBar, {1500, 30});
        const QSize side(520, 950);
        for (Form* form : std::initializer_list<Form*>{
                 new DoubleReadForm(GradeLimits{}), new PeerReviewForm(aReport(), wire::Amendment{aReport(), {}}),
                 new SettlementForm(aView()), new SettlementForm(aDisputedView())}) {
            auto* page = new AnswersPage;
            page->useForm(form);
            page->showNotShown(31, 248);
            add(page, side);
        }
        auto* formSide = new FormSide({});
        formSide->draftChoice().findChild<QWidget*>();
        add(formSide, side);
        auto* reveal = new RevealPanel;
        wire::Reveal revealed;
        revealed.outcome = Outcome::significantDiscrepancy;
        revealed.rule = "otherRoutingClass";
        revealed.you = aView().own;
        revealed.readA = aView().readA;
        revealed.measurement = aView().measurement;
        revealed.hasMasks = true;
        reveal->showReveal(revealed);
        add(reveal, side);
        auto* drafts = new DraftChoicePage;
        drafts->showDrafts({"10:31", "-"}, {"10:29", "-"}, DraftChoicePage::Which::here);
        add(drafts, side);
        add(new Viewer, {980, 900});
        QApplication::processEvents();
    }

    void forEach(const std::function<void(QWidget&)>& look) {
        for (const auto& screen : screens_) {
            look(*screen);
            for (auto* child : screen->findChildren<QWidget*>()) look(*child);
        }
    }

    /// For a person to look at, where the environment names a folder for them.
    void keepPictures(const QString& language) {
        const QString folder = qEnvironmentVariable("OVERREAD_PICTURES");
        if (folder.isEmpty()) return;
        int number = 0;
        for (const auto& screen : screens_)
            screen->grab().save(
                QString("%1/%2-%3-%4.png").arg(folder).arg(++number).arg(screen->objectName(), language));
    }

private:
    ApiClient api_;
    CaseSupply supply_{api_};
    std::vector<std::unique_ptr<QWidget>> screens_;
};

QString nameOf(const QWidget& widget) {
    return QString(widget.metaObject()->className()) + ' ' + widget.objectName() + " in " +
           widget.window()->objectName();
}

/// The client's other settings for one test, then the usual ones again.
class With {
public:
    With(Language language, int textPercent) {
        useLanguage(language);
        applyTheme(*qApp, textPercent);
    }
    ~With() {
        useLanguage(Language::english);
        applyTheme(*qApp);
    }
};

TEST(Texts, areAllTranslatedIntoRussian) {
    QTemporaryDir folder;
    for (const char* language : {"ru", "en"}) {
        const QString name = QString("reviewer_%1.ts").arg(language);
        const QString copy = folder.filePath(name);
        ASSERT_TRUE(QFile::copy(QString(OVERREAD_SOURCE_DIR "/reviewer-client/language/") + name, copy));
        QProcess lupdate;
        lupdate.start(OVERREAD_LUPDATE, {"-silent", "-locations", "none", "-no-obsolete", "-I", OVERREAD_SOURCE_DIR,
                                         OVERREAD_SOURCE_DIR "/reviewer-client", "-ts", copy});
        ASSERT_TRUE(lupdate.waitForFinished(60'000)) << lupdate.errorString().toStdString();
        QFile file(copy);
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        QString source;
        bool isPlural = false;
        int texts = 0;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement()) continue;
            if (xml.name() == QLatin1String("message")) isPlural = xml.attributes().hasAttribute("numerus");
            if (xml.name() == QLatin1String("source")) source = xml.readElementText();
            if (xml.name() != QLatin1String("translation")) continue;
            ++texts;
            // English stands in the sources; its file has the plurals alone.
            if (isPlural || language == QString("ru")) {
                EXPECT_FALSE(xml.attributes().hasAttribute("type")) << language << ": " << source.toStdString();
            }
        }
        EXPECT_GT(texts, 300) << "the sources were read";
    }
}

TEST(Texts, haveThreeRussianPlurals) {
    const With russian(Language::russian, 100);
    const auto doneOf = [](int cases) {
        Sitting sitting(10, {});
        for (int i = 0; i < cases; ++i) sitting.note(AssignmentKind::doubleRead);
        SittingScreen screen;
        screen.showEnd(sitting, Timestamp{} + std::chrono::minutes{30});
        return screen.findChild<QLabel*>("sittingDone")->text();
    };
    EXPECT_EQ(doneOf(1), QString::fromUtf8("Подход окончен: прочитан 1 случай."));
    EXPECT_EQ(doneOf(3), QString::fromUtf8("Подход окончен: прочитано 3 случая."));
    EXPECT_EQ(doneOf(11), QString::fromUtf8("Подход окончен: прочитано 11 случаев."));
    EXPECT_EQ(doneOf(21), QString::fromUtf8("Подход окончен: прочитан 21 случай."));
}

TEST(Texts, leaveNothingInEnglishOnARussianScreen) {
    const With russian(Language::russian, 100);
    AllScreens screens;
    screens.keepPictures("ru");
    static const QRegularExpression word("[A-Za-z]{2,}");
    const QStringList allowed{"Enter", "Esc",       "Tab", "Shift", "Ctrl",    "Del",  "overread", "https",
                              "http",  "localhost", "HU",  "MIP",   "English", "Home", "End",      "FK"};
    screens.forEach([&](QWidget& widget) {
        QStringList texts{widget.accessibleName(), widget.toolTip(), widget.windowTitle(),
                          widget.accessibleDescription()};
        if (auto* label = qobject_cast<QLabel*>(&widget)) texts << label->text();
        if (auto* button = qobject_cast<QAbstractButton*>(&widget)) texts << button->text();
        if (auto* edit = qobject_cast<QLineEdit*>(&widget)) texts << edit->placeholderText();
        if (auto* edit = qobject_cast<QPlainTextEdit*>(&widget)) texts << edit->placeholderText();
        for (QString text : texts) {
            text.remove(QRegularExpression("<[^>]*>|&nbsp;|[0-9]F7K|4F7K"));
            for (auto found = word.globalMatch(text); found.hasNext();) {
                const QString each = found.next().captured();
                EXPECT_TRUE(allowed.contains(each))
                    << each.toStdString() << " in \"" << text.toStdString() << "\" of " << nameOf(widget).toStdString();
            }
        }
    });
}

TEST(ScreenReader, findsANameOnEveryControl) {
    AllScreens screens;
    int controls = 0;
    screens.forEach([&](QWidget& widget) {
        const bool isButton = qobject_cast<QAbstractButton*>(&widget) != nullptr;
        const bool takesKeys = widget.focusPolicy() != Qt::NoFocus && !qobject_cast<QAbstractScrollArea*>(&widget);
        const bool isText = qobject_cast<QPlainTextEdit*>(&widget) != nullptr;
        if (!isButton && !takesKeys && !isText) return;
        if (widget.objectName().startsWith("qt_")) return;  // Qt's own, for example a field's clear button
        ++controls;
        auto* interface = QAccessible::queryAccessibleInterface(&widget);
        ASSERT_NE(interface, nullptr);
        EXPECT_FALSE(interface->text(QAccessible::Name).trimmed().isEmpty()) << nameOf(widget).toStdString();
    });
    EXPECT_GT(controls, 80);
}

/// 40 % longer than English, as translations are.
class Longer final : public QTranslator {
public:
    QString translate(const char*, const char* source, const char*, int) const override {
        const QString text = QString::fromUtf8(source);
        QString filler;
        while (filler.size() * 5 < text.size() * 2) filler += filler.size() % 6 == 0 ? ' ' : 'o';
        return text + filler;
    }
    bool isEmpty() const override { return false; }
};

void expectNothingClipped(int atMost) {
    AllScreens screens;
    int clipped = 0;
    screens.forEach([&](QWidget& widget) {
        if (!widget.isVisible()) return;
        bool tooSmall = false;
        if (auto* label = qobject_cast<QLabel*>(&widget)) {
            if (label->text().isEmpty()) return;
            tooSmall = label->wordWrap() ? label->heightForWidth(label->width()) > label->height() + 1
                                         : label->sizeHint().width() > label->width() + 1;
        } else if (auto* scroll = qobject_cast<VerticalScroll*>(&widget)) {
            tooSmall = scroll->widget()->width() > scroll->viewport()->width();
        } else if (auto* button = qobject_cast<QAbstractButton*>(&widget)) {
            tooSmall = button->minimumSizeHint().width() > button->width() + 1;
        }
        if (!tooSmall) return;
        ++clipped;
        ADD_FAILURE() << nameOf(widget).toStdString() << " is " << widget.width() << " x " << widget.height()
                      << " and wants " << widget.sizeHint().width() << " x " << widget.sizeHint().height();
    });
    EXPECT_LE(clipped, atMost);
}

TEST(Layout, clipsNothingAtFortyPercentMore) {
    Longer longer;
    QCoreApplication::installTranslator(&longer);
    expectNothingClipped(0);
    QCoreApplication::removeTranslator(&longer);
}

TEST(Layout, clipsNothingInRussianAtTwiceTheSize) {
    const With large(Language::russian, 200);
    expectNothingClipped(0);
}

}  // namespace
}  // namespace overread::client
