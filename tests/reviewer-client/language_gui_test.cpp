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
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QStyleOptionButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>
#include <functional>
#include <memory>
#include <tuple>

#include "reviewer-client/reading/answers_page.h"
#include "reviewer-client/reading/case_bar.h"
#include "reviewer-client/reading/double_read_form.h"
#include "reviewer-client/reading/draft_choice_page.h"
#include "reviewer-client/reading/form_side.h"
#include "reviewer-client/reading/keys_page.h"
#include "reviewer-client/reading/lost_page.h"
#include "reviewer-client/reading/message_bar.h"
#include "reviewer-client/reading/peer_review_form.h"
#include "reviewer-client/reading/reveal_panel.h"
#include "reviewer-client/reading/settlement_form.h"
#include "reviewer-client/theme/theme.h"
#include "reviewer-client/theme/vertical_scroll.h"
#include "reviewer-client/viewer/viewer.h"
#include "reviewer-client/worklist/display_check_screen.h"
#include "reviewer-client/worklist/hour_strip.h"
#include "reviewer-client/worklist/lock_screen.h"
#include "reviewer-client/worklist/own_figures_view.h"
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
        add(aWorklist(), window);
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
        formSide->showAside();
        add(formSide, side);
        auto* lost = new LostPage;
        lost->showReadElsewhere("-");
        add(lost, side);
        auto* viewer = new Viewer;
        add(new KeysPage(viewer->actions()), side);
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
        add(viewer, {980, 900});
        QApplication::processEvents();
    }

    /// On a busy night: all that the screen can show at once.
    WorklistScreen* aWorklist() {
        auto* screen = new WorklistScreen(api_, supply_);
        screen->showReader("4-17");
        screen->showRecorded({{"4F7K: 2", "a"}, {"9C2D: 1", "b"}});
        wire::Worklist list;
        list.waiting = 12;
        list.expectedMinutes = 54;
        list.nearestDue = Timestamp{};
        list.held = {{"h", "4F7K", AssignmentKind::doubleRead, {}, {}, 4}};
        list.putAside = {{"9C2D", AssignmentKind::doubleRead, "imagesMissing"}};
        list.readsToday = 7;
        list.minutesPerRead = 4.5;
        list.shiftLimitMinutes = 480;
        screen->showList(list);
        OwnFigures figures;
        figures.doubleRead = {120, 3.5, 6};
        figures.peerReview = {40, 1.5, 3};
        figures.arbitration = {12, 5, 9};
        figures.agreementWithArbitration = {31, 0.9, 0.75, 0.97};
        figures.leniency = {120, -0.05, -0.12, 0.02};
        figures.teamLeniency = OwnFigures::Interval{0, 0, -0.1, 0.1};
        figures.repeatKappa.n = 11;
        figures.repeatsStillNeeded = 19;
        auto* view = screen->findChild<OwnFiguresView*>();
        view->show(figures);
        wire::OwnPace pace;
        for (int hour = 0; hour < 24; hour += 3) pace.hours.push_back({hour, AssignmentKind::doubleRead, 9, 4.0});
        pace.doubleReadExpected = 9;
        view->showPace(pace);
        for (auto* ask : view->findChildren<QPushButton*>("meaningOf")) ask->click();
        return screen;
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
    static const QRegularExpression word("[A-Za-z]{2,}");
    const QStringList allowed{"Enter", "Esc",  "Tab",       "Shift", "Ctrl",  "Del",     "overread",
                              "https", "http", "localhost", "HU",    "MIP",   "English", "Home",
                              "End",   "FK",   "Alt",       "PgUp",  "PgDown"};
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

/// Why the words of a widget do not fit into it; empty: they do. A chosen answer is written in bold.
QString clippingOf(QWidget& widget) {
    const auto needs = [](int wide, int has) {
        return wide > has + 1 ? QString("needs %1 px, has %2").arg(wide).arg(has) : QString();
    };
    if (auto* label = qobject_cast<QLabel*>(&widget)) {
        if (label->text().isEmpty()) return {};
        if (label->wordWrap()) return needs(label->heightForWidth(label->width()), label->height());
        return needs(label->sizeHint().width(), label->width());
    }
    if (auto* scroll = qobject_cast<VerticalScroll*>(&widget))
        return needs(scroll->widget()->width(), scroll->viewport()->width());
    if (auto* button = qobject_cast<QPushButton*>(&widget)) {
        QFont font = button->font();
        if (button->isCheckable()) font.setBold(true);
        QStyleOptionButton option;
        option.initFrom(button);
        const auto inner = button->style()->subElementRect(QStyle::SE_PushButtonContents, &option, button);
        const auto words = QFontMetrics(font).size(Qt::TextShowMnemonic, button->text());
        return needs(words.width(), inner.width()) + needs(words.height(), inner.height());
    }
    if (auto* button = qobject_cast<QAbstractButton*>(&widget))
        return needs(button->minimumSizeHint().width(), button->width());
    if (auto* field = qobject_cast<QLineEdit*>(&widget)) {
        const auto words = field->text().isEmpty() ? field->placeholderText() : field->text();
        QStyleOptionFrame option;
        option.initFrom(field);
        const auto inner = field->style()->subElementRect(QStyle::SE_LineEditContents, &option, field);
        constexpr int bothSides = 4;  // that the field keeps free within
        return needs(field->fontMetrics().horizontalAdvance(words) + bothSides, inner.width()) +
               needs(field->fontMetrics().height(), inner.height());
    }
    if (auto* field = qobject_cast<QPlainTextEdit*>(&widget)) {
        const auto place = field->viewport()->rect().adjusted(4, 4, -4, 0);
        const auto words = field->fontMetrics().boundingRect(QRect(0, 0, place.width(), 10'000), Qt::TextWordWrap,
                                                             field->placeholderText());
        return needs(words.height(), place.height());
    }
    return {};
}

void expectNothingClipped(const std::string& when) {
    AllScreens screens;
    int looked = 0;
    screens.forEach([&](QWidget& widget) {
        if (!widget.isVisible()) return;
        ++looked;
        const auto why = clippingOf(widget);
        EXPECT_TRUE(why.isEmpty()) << when << ": " << nameOf(widget).toStdString() << ' ' << why.toStdString();
    });
    EXPECT_GT(looked, 300);
    screens.keepPictures(QString::fromStdString(when));
}

TEST(Layout, clipsNothingAtFortyPercentMore) {
    Longer longer;
    QCoreApplication::installTranslator(&longer);
    expectNothingClipped("longer");
    QCoreApplication::removeTranslator(&longer);
}

class LayoutIn : public testing::TestWithParam<std::tuple<Language, int>> {};

TEST_P(LayoutIn, clipsNothingAndLeavesTheImagesHalfOfTheScreen) {
    const auto [language, textPercent] = GetParam();
    const With settings(language, textPercent);
    expectNothingClipped((language == Language::russian ? "ru-" : "en-") + std::to_string(textPercent));
    FormSide side({});
    side.answers().useForm(new DoubleReadForm(GradeLimits{}));
    EXPECT_LE(side.minimumSizeHint().width(), 750);
}

INSTANTIATE_TEST_SUITE_P(EachLanguageAndSizeOfText, LayoutIn,
                         testing::Combine(testing::Values(Language::english, Language::russian),
                                          testing::Values(100, 125, 150, 175, 200)),
                         [](const auto& instance) {
                             return std::string(std::get<0>(instance.param) == Language::russian ? "ru" : "en") +
                                    std::to_string(std::get<1>(instance.param));
                         });

TEST(Layout, makesRoomForWhatComesLater) {
    const With settings(Language::russian, 100);
    ApiClient api;
    CaseSupply supply{api};
    WorklistScreen screen(api, supply);
    screen.resize(1500, 600);
    screen.show();
    QApplication::processEvents();
    auto* view = screen.findChild<OwnFiguresView*>();
    OwnFigures figures;
    figures.doubleRead = {120, 3.5, 6};
    figures.peerReview = {40, 1.5, 3};
    view->show(figures);
    QApplication::processEvents();
    wire::OwnPace pace;
    pace.hours = {{20, AssignmentKind::doubleRead, 12, 3.2}, {20, AssignmentKind::peerReview, 12, 3.2}};
    pace.doubleReadExpected = pace.peerReviewExpected = 9;
    view->showPace(pace);
    QApplication::processEvents();
    for (auto* ask : view->findChildren<QPushButton*>("meaningOf")) ask->click();
    QApplication::processEvents();
    for (auto* label : view->findChildren<QLabel*>()) {
        if (!label->isVisible()) continue;
        EXPECT_EQ(clippingOf(*label), "") << label->text().toStdString();
    }
    for (const auto* strip : view->findChildren<HourStrip*>()) EXPECT_EQ(strip->height(), strip->sizeHint().height());
}

TEST(Layout, showsTheQuestionThatHasTheKeyboard) {
    const With settings(Language::russian, 200);
    AnswersPage page;
    page.useForm(new DoubleReadForm(GradeLimits{}));
    page.resize(560, 700);
    page.show();
    page.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&page));
    const auto* scroll = page.findChild<VerticalScroll*>();
    ASSERT_GT(scroll->widget()->height(), scroll->viewport()->height()) << "large text has to scroll";
    for (const char* question : {"confidence", "rightPercent", "quality"}) {
        auto* row = page.findChild<QWidget*>(question);
        row->setFocus();
        const int top = row->mapTo(scroll->viewport(), QPoint()).y();
        EXPECT_GE(top, 0) << question;
        EXPECT_LE(top + row->height(), scroll->viewport()->height()) << question;
    }
}

TEST(Layout, isNotPushedBeyondTheScreenByWhatSomebodyWrote) {
    wire::Assignment assignment;
    assignment.label = "4F7K";
    assignment.clinicalQuestion = std::string(40, 'x') + " cough and fever for a week, getting worse since yesterday";
    for (int i = 0; i < 3; ++i) assignment.clinicalQuestion += ", " + assignment.clinicalQuestion;
    CaseBar bar(assignment, "7 / 25");
    bar.showOffline("No connection since 09:41. Go on reading: the case is yours until 10:05.");
    EXPECT_LE(bar.minimumSizeHint().width(), 1000);
    MessageBar messages;
    messages.keep(
        QString("It was not recorded: the server has a fault. Your answers are kept; try again. ").repeated(3));
    EXPECT_LE(messages.minimumSizeHint().width(), 800);
}

}  // namespace
}  // namespace overread::client
