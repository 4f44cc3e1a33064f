<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
    <context>
        <name>Comparison</name>
        <message>
            <source>no percent stated</source>
            <translation>процент не указан</translation>
        </message>
        <message>
            <source>not measured yet</source>
            <translation>ещё не измерено</translation>
        </message>
        <message>
            <source>not measured: %1</source>
            <translation>не измерено: %1</translation>
        </message>
        <message>
            <source> points</source>
            <translation> п. п.</translation>
        </message>
        <message>
            <source>, low confidence</source>
            <translation>, уверенность низкая</translation>
        </message>
        <message>
            <source>grade</source>
            <translation>степень</translation>
        </message>
        <message>
            <source>right</source>
            <translation>справа</translation>
        </message>
        <message>
            <source>left</source>
            <translation>слева</translation>
        </message>
        <message>
            <source>total</source>
            <translation>всего</translation>
        </message>
        <message>
            <source>findings</source>
            <translation>находки</translation>
        </message>
        <message>
            <source>quality</source>
            <translation>качество</translation>
        </message>
        <message>
            <source>confidence</source>
            <translation>уверенность</translation>
        </message>
    </context>
    <context>
        <name>MiddlePanel</name>
        <message>
            <source>quality assurance; not for primary diagnosis</source>
            <translation>контроль качества; не для первичной диагностики</translation>
        </message>
    </context>
    <context>
        <name>ReviewerProgram</name>
        <message>
            <source>The reviewer&apos;s client: reads studies blind and locks what was read.

Example: overread-reviewer --server http://localhost:8480</source>
            <translation>Программа эксперта: слепое чтение исследований, прочитанное фиксируется.

Пример: overread-reviewer --server http://localhost:8480</translation>
        </message>
        <message>
            <source>Address of the server.</source>
            <translation>Адрес сервера.</translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message>
            <source>arbitration</source>
            <translation>арбитраж</translation>
        </message>
        <message>
            <source>double read</source>
            <translation>второе чтение</translation>
        </message>
        <message>
            <source>peer review</source>
            <translation>проверка описания</translation>
        </message>
        <message>
            <source>diagnostic</source>
            <translation>диагностическое</translation>
        </message>
        <message>
            <source>limited</source>
            <translation>ограниченное</translation>
        </message>
        <message>
            <source>not diagnostic</source>
            <translation>недиагностическое</translation>
        </message>
        <message>
            <source>ground glass</source>
            <translation>матовое стекло</translation>
        </message>
        <message>
            <source>consolidation</source>
            <translation>консолидация</translation>
        </message>
        <message>
            <source>crazy paving</source>
            <translation>«булыжная мостовая»</translation>
        </message>
        <message>
            <source>effusion</source>
            <translation>выпот</translation>
        </message>
        <message>
            <source>peripheral</source>
            <translation>периферически</translation>
        </message>
        <message>
            <source>central</source>
            <translation>центрально</translation>
        </message>
        <message>
            <source>diffuse</source>
            <translation>диффузно</translation>
        </message>
        <message>
            <source>none</source>
            <translation>нет</translation>
        </message>
        <message>
            <source>grew by half</source>
            <translation>рост наполовину</translation>
        </message>
        <message>
            <source>clinical picture</source>
            <translation>клиника</translation>
        </message>
        <message>
            <source>other</source>
            <translation>другое</translation>
        </message>
        <message>
            <source>Concordant</source>
            <translation>Совпадает</translation>
        </message>
        <message>
            <source>Differs, not significant</source>
            <translation>Отличается незначимо</translation>
        </message>
        <message>
            <source>Differs, significant</source>
            <translation>Отличается значимо</translation>
        </message>
        <message>
            <source>motion</source>
            <translation>движение</translation>
        </message>
        <message>
            <source>coverage</source>
            <translation>охват</translation>
        </message>
        <message>
            <source>noise</source>
            <translation>шум</translation>
        </message>
        <message>
            <source>artefact</source>
            <translation>артефакт</translation>
        </message>
        <message>
            <source>low</source>
            <translation>низкая</translation>
        </message>
        <message>
            <source>middle</source>
            <translation>средняя</translation>
        </message>
        <message>
            <source>high</source>
            <translation>высокая</translation>
        </message>
        <message>
            <source>CT-0: no viral pneumonia, the primary care physician is informed.</source>
            <translation>КТ-0: вирусной пневмонии нет, сообщается участковому врачу.</translation>
        </message>
        <message>
            <source>CT-1: home, telemonitoring.</source>
            <translation>КТ-1: дома, телемониторинг.</translation>
        </message>
        <message>
            <source>CT-2: home, under the clinic.</source>
            <translation>КТ-2: дома, под наблюдением поликлиники.</translation>
        </message>
        <message>
            <source>CT-3: hospital, immediate admission.</source>
            <translation>КТ-3: в стационар, немедленно.</translation>
        </message>
        <message>
            <source>CT-4: emergency care, immediate admission.</source>
            <translation>КТ-4: экстренная помощь, немедленная госпитализация.</translation>
        </message>
        <message>
            <source> (number %1 for support)</source>
            <translation> (номер %1 для поддержки)</translation>
        </message>
        <message>
            <source>nothing answers</source>
            <translation>никто не отвечает</translation>
        </message>
        <message>
            <source>the session has ended</source>
            <translation>сеанс закончился</translation>
        </message>
        <message>
            <source>this account may not do that</source>
            <translation>этой учётной записи это не разрешено</translation>
        </message>
        <message>
            <source>it is no longer there</source>
            <translation>этого больше нет</translation>
        </message>
        <message>
            <source>not possible now</source>
            <translation>сейчас невозможно</translation>
        </message>
        <message>
            <source>it changed meanwhile</source>
            <translation>за это время изменилось</translation>
        </message>
        <message>
            <source>the server does not accept it</source>
            <translation>сервер этого не принимает</translation>
        </message>
        <message>
            <source>too many requests, wait a moment</source>
            <translation>слишком много запросов, немного подождите</translation>
        </message>
        <message>
            <source>the server has a fault</source>
            <translation>сбой на сервере</translation>
        </message>
        <message>
            <source>this client does not understand the answer; it may be too old</source>
            <translation>программа не понимает ответ; возможно, она устарела</translation>
        </message>
        <message>
            <source>known to me</source>
            <translation>знаю случай</translation>
        </message>
        <message>
            <source>images are missing</source>
            <translation>нет снимков</translation>
        </message>
        <message>
            <source>not my field</source>
            <translation>не мой профиль</translation>
        </message>
        <message>
            <source>later</source>
            <translation>позже</translation>
        </message>
        <message>
            <source>the same grade</source>
            <translation>та же степень</translation>
        </message>
        <message>
            <source>same class, %1 points apart</source>
            <translation>тот же класс, разница %1 п. п.</translation>
        </message>
        <message>
            <source>same class, but %1 points apart</source>
            <translation>тот же класс, но разница %1 п. п.</translation>
        </message>
        <message>
            <source>same class, involvement was not stated by both</source>
            <translation>тот же класс, объём указали не оба</translation>
        </message>
        <message>
            <source>the two grades send the patient different ways</source>
            <translation>эти степени ведут пациента разными путями</translation>
        </message>
        <message>
            <source>two grades apart or more</source>
            <translation>разница в две степени или больше</translation>
        </message>
        <message>
            <source>CT-0</source>
            <translation>КТ-0</translation>
        </message>
        <message>
            <source>CT-1</source>
            <translation>КТ-1</translation>
        </message>
        <message>
            <source>CT-2</source>
            <translation>КТ-2</translation>
        </message>
        <message>
            <source>CT-3</source>
            <translation>КТ-3</translation>
        </message>
        <message>
            <source>CT-4</source>
            <translation>КТ-4</translation>
        </message>
        <message>
            <source>d MMM yyyy</source>
            <extracomment>The form of a day, as Qt writes forms: in Russian dd.MM.yyyy</extracomment>
            <translation>dd.MM.yyyy</translation>
        </message>
        <message>
            <source>score %1</source>
            <translation>оценка %1</translation>
        </message>
    </context>
    <context>
        <name>overread::client::AnswersPage</name>
        <message>
            <source>Go there</source>
            <translation>Перейти</translation>
        </message>
        <message>
            <source>Submit and lock      Enter</source>
            <translation>Отправить и зафиксировать      Enter</translation>
        </message>
        <message>
            <source>%1 of %2 slices not shown</source>
            <translation>не показано срезов: %1 из %2</translation>
        </message>
        <message>
            <source>every slice was shown</source>
            <translation>все срезы показаны</translation>
        </message>
    </context>
    <context>
        <name>overread::client::AppearanceBar</name>
        <message>
            <source>Text %1 %</source>
            <translation>Текст %1 %</translation>
        </message>
        <message>
            <source>Size of text, %1 percent; press for the next</source>
            <translation>Размер текста, %1 процентов; нажмите для следующего</translation>
        </message>
        <message>
            <source>Sound on</source>
            <translation>Звук вкл.</translation>
        </message>
        <message>
            <source>Sound off</source>
            <translation>Звук выкл.</translation>
        </message>
        <message>
            <source>A low tone when a key is refused.</source>
            <translation>Низкий тон, когда клавиша не принята.</translation>
        </message>
    </context>
    <context>
        <name>overread::client::AsidePage</name>
        <message>
            <source>Put this case aside: why?</source>
            <translation>Отложить этот случай: почему?</translation>
        </message>
        <message>
            <source>it goes back, your draft is kept</source>
            <translation>он вернётся в очередь, черновик сохранится</translation>
        </message>
        <message>
            <source>I know this patient or report</source>
            <translation>я знаю этого пациента или описание</translation>
        </message>
        <message>
            <source>images are missing</source>
            <translation>нет снимков</translation>
        </message>
        <message>
            <source>not my field</source>
            <translation>не мой профиль</translation>
        </message>
        <message>
            <source>later</source>
            <translation>позже</translation>
        </message>
        <message>
            <source>Go on reading      Esc</source>
            <translation>Читать дальше      Esc</translation>
        </message>
    </context>
    <context>
        <name>overread::client::CaseBar</name>
        <message>
            <source>90 y or more</source>
            <translation>90 лет и старше</translation>
        </message>
        <message>
            <source>%1 y</source>
            <translation>%1 л.</translation>
        </message>
        <message>
            <source> F</source>
            <translation> Ж</translation>
        </message>
        <message>
            <source> M</source>
            <translation> М</translation>
        </message>
        <message>
            <source>case %1</source>
            <translation>случай %1</translation>
        </message>
        <message>
            <source>due %1</source>
            <translation>срок %1</translation>
        </message>
        <message>
            <source>F1 keys</source>
            <translation>F1 клавиши</translation>
        </message>
        <message>
            <source>lease %1 min</source>
            <translation>ваш ещё %1 мин</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>на связи</translation>
        </message>
        <message>
            <source>no connection</source>
            <translation>нет связи</translation>
        </message>
    </context>
    <context>
        <name>overread::client::CaseImages</name>
        <message>
            <source>The images cannot be shown: %1. F8 puts the case aside.</source>
            <translation>Снимки показать нельзя: %1. F8 откладывает случай.</translation>
        </message>
        <message>
            <source>There are no images to read: %1. F8 puts the case aside.</source>
            <translation>Снимков для чтения нет: %1. F8 откладывает случай.</translation>
        </message>
    </context>
    <context>
        <name>overread::client::ChoiceRow</name>
        <message>
            <source>%1 is no answer here.</source>
            <translation>%1 здесь не ответ.</translation>
        </message>
        <message>
            <source>Answer with a digit.</source>
            <translation>Ответьте цифрой.</translation>
        </message>
    </context>
    <context>
        <name>overread::client::ComparisonTable</name>
        <message>
            <source>Answers side by side</source>
            <translation>Ответы рядом</translation>
        </message>
        <message>
            <source> differs</source>
            <translation> отличается</translation>
        </message>
    </context>
    <context>
        <name>overread::client::DisplayCheckScreen</name>
        <message>
            <source>I see both      Enter</source>
            <translation>Вижу оба      Enter</translation>
        </message>
        <message>
            <source>Do you see the square in the black and the square in the white?</source>
            <translation>Видите ли вы квадрат на чёрном и квадрат на белом?</translation>
        </message>
        <message>
            <source>A square of 5 % grey on black and one of 95 % grey on white</source>
            <translation>Квадрат 5 % серого на чёрном и квадрат 95 % серого на белом</translation>
        </message>
        <message>
            <source>No</source>
            <translation>Нет</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Позже</translation>
        </message>
        <message>
            <source>Dim the room, clean the display, set it to its calibrated state. Where that does not help, read on another one and tell whoever looks after the displays.</source>
            <translation>Приглушите свет, протрите экран, верните его калиброванный режим. Если не помогло, читайте на другом экране и сообщите тому, кто отвечает за экраны.</translation>
        </message>
    </context>
    <context>
        <name>overread::client::DoubleReadForm</name>
        <message>
            <source>Percent of the right lung</source>
            <translation>Процент правого лёгкого</translation>
        </message>
        <message>
            <source>Percent of the left lung</source>
            <translation>Процент левого лёгкого</translation>
        </message>
        <message>
            <source>Percent of both lungs</source>
            <translation>Процент обоих лёгких</translation>
        </message>
        <message>
            <source>grade</source>
            <translation>степень</translation>
        </message>
        <message>
            <source>CT-0</source>
            <translation>КТ-0</translation>
        </message>
        <message>
            <source>CT-1</source>
            <translation>КТ-1</translation>
        </message>
        <message>
            <source>CT-2</source>
            <translation>КТ-2</translation>
        </message>
        <message>
            <source>CT-3</source>
            <translation>КТ-3</translation>
        </message>
        <message>
            <source>CT-4</source>
            <translation>КТ-4</translation>
        </message>
        <message>
            <source>why another grade</source>
            <translation>почему другая степень</translation>
        </message>
        <message>
            <source>grew by half</source>
            <translation>рост наполовину</translation>
        </message>
        <message>
            <source>clinical picture</source>
            <translation>клиника</translation>
        </message>
        <message>
            <source>other</source>
            <translation>другое</translation>
        </message>
        <message>
            <source>findings</source>
            <translation>находки</translation>
        </message>
        <message>
            <source>ground glass</source>
            <translation>матовое стекло</translation>
        </message>
        <message>
            <source>consolidation</source>
            <translation>консолидация</translation>
        </message>
        <message>
            <source>crazy paving</source>
            <translation>«булыжная мостовая»</translation>
        </message>
        <message>
            <source>effusion</source>
            <translation>выпот</translation>
        </message>
        <message>
            <source>peripheral</source>
            <translation>периферически</translation>
        </message>
        <message>
            <source>central</source>
            <translation>центрально</translation>
        </message>
        <message>
            <source>diffuse</source>
            <translation>диффузно</translation>
        </message>
        <message>
            <source>image quality</source>
            <translation>качество снимков</translation>
        </message>
        <message>
            <source>diagnostic</source>
            <translation>диагностическое</translation>
        </message>
        <message>
            <source>limited</source>
            <translation>ограниченное</translation>
        </message>
        <message>
            <source>not diagnostic</source>
            <translation>недиагностическое</translation>
        </message>
        <message>
            <source>what limits it</source>
            <translation>что его ограничивает</translation>
        </message>
        <message>
            <source>motion</source>
            <translation>движение</translation>
        </message>
        <message>
            <source>coverage</source>
            <translation>охват</translation>
        </message>
        <message>
            <source>noise</source>
            <translation>шум</translation>
        </message>
        <message>
            <source>artefact</source>
            <translation>артефакт</translation>
        </message>
        <message>
            <source>confidence</source>
            <translation>уверенность</translation>
        </message>
        <message>
            <source>low</source>
            <translation>низкая</translation>
        </message>
        <message>
            <source>middle</source>
            <translation>средняя</translation>
        </message>
        <message>
            <source>high</source>
            <translation>высокая</translation>
        </message>
        <message>
            <source>involvement, percent</source>
            <translation>поражение, процент</translation>
        </message>
        <message>
            <source>right</source>
            <translation>справа</translation>
        </message>
        <message>
            <source>left</source>
            <translation>слева</translation>
        </message>
        <message>
            <source>total</source>
            <translation>всего</translation>
        </message>
        <message>
            <source>Grade</source>
            <translation>Степень</translation>
        </message>
        <message>
            <source>Alternative diagnosis</source>
            <translation>Другой диагноз</translation>
        </message>
        <message>
            <source>another diagnosis, if you see one</source>
            <translation>другой диагноз, если вы его видите</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Текст</translation>
        </message>
        <message>
            <source>text, not compulsory</source>
            <translation>текст, не обязательно</translation>
        </message>
        <message>
            <source>not that of the percent</source>
            <translation>не по проценту</translation>
        </message>
        <message>
            <source>your choice</source>
            <translation>ваш выбор</translation>
        </message>
        <message>
            <source>from the percent</source>
            <translation>по проценту</translation>
        </message>
        <message>
            <source>only for another grade than the percent&apos;s</source>
            <translation>только если степень не по проценту</translation>
        </message>
        <message>
            <source>on the limit to %1</source>
            <translation>на границе с %1</translation>
        </message>
        <message>
            <source>%1 points from %2</source>
            <translation>%1 п. п. до %2</translation>
        </message>
        <message>
            <source>Enter: none</source>
            <translation>Enter: нет</translation>
        </message>
        <message>
            <source>none</source>
            <translation>нет</translation>
        </message>
        <message>
            <source>only where it is limited</source>
            <translation>только если ограничено</translation>
        </message>
        <message>
            <source>Grade %1. Right %2, left %3, total %4. Findings: %5.</source>
            <translation>Степень %1. Справа %2, слева %3, всего %4. Находки: %5.</translation>
        </message>
        <message>
            <source> Quality: %1.</source>
            <translation> Качество: %1.</translation>
        </message>
        <message>
            <source> Confidence: %1.</source>
            <translation> Уверенность: %1.</translation>
        </message>
    </context>
    <context>
        <name>overread::client::DraftChoicePage</name>
        <message>
            <source>go on with which one</source>
            <translation>с каким продолжить</translation>
        </message>
        <message>
            <source>this machine&apos;s</source>
            <translation>с этого места</translation>
        </message>
        <message>
            <source>the other one&apos;s</source>
            <translation>с другого места</translation>
        </message>
        <message>
            <source>This case was begun on two workstations, and the answers differ.</source>
            <translation>Этот случай начат на двух рабочих местах, и ответы разные.</translation>
        </message>
        <message>
            <source>%1, %2 (newer)</source>
            <translation>%1, %2 (новее)</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>This machine</source>
            <translation>Это рабочее место</translation>
        </message>
        <message>
            <source>The other one</source>
            <translation>Другое рабочее место</translation>
        </message>
    </context>
    <context>
        <name>overread::client::Form</name>
        <message>
            <source>A great call belongs to a peer review.</source>
            <translation>Отличная находка отмечается при проверке описания.</translation>
        </message>
        <message>
            <source>Technical remarks belong to a peer review; here the image quality asks for them.</source>
            <translation>Технические замечания — при проверке описания; здесь о них спрашивает качество снимков.</translation>
        </message>
    </context>
    <context>
        <name>overread::client::ImageView</name>
        <message>
            <source>Images</source>
            <translation>Снимки</translation>
        </message>
        <message>
            <source>This slice cannot be shown: %1
If it matters, answer quality with &quot;not diagnostic&quot;.</source>
            <translation>Этот срез показать нельзя: %1
Если это важно, ответьте о качестве «недиагностическое».</translation>
        </message>
        <message>
            <source>This slice has not come yet.</source>
            <translation>Этот срез ещё не пришёл.</translation>
        </message>
        <message>
            <source>axial %1 mm</source>
            <translation>аксиально %1 мм</translation>
        </message>
        <message>
            <source>coronal</source>
            <translation>коронарно</translation>
        </message>
        <message>
            <source>sagittal</source>
            <translation>сагиттально</translation>
        </message>
        <message>
            <source>%1 mm</source>
            <translation>%1 мм</translation>
        </message>
        <message>
            <source>maximum of %1</source>
            <translation>максимум по %1</translation>
        </message>
        <message>
            <source>mean of %1</source>
            <translation>среднее по %1</translation>
        </message>
        <message>
            <source>minimum of %1</source>
            <translation>минимум по %1</translation>
        </message>
        <message>
            <source>soft kernel</source>
            <translation>мягкое ядро</translation>
        </message>
        <message>
            <source>sharp kernel</source>
            <translation>резкое ядро</translation>
        </message>
        <message>
            <source>contrast</source>
            <translation>контраст</translation>
        </message>
        <message>
            <source>lossy compression</source>
            <translation>сжато с потерями</translation>
        </message>
        <message>
            <source>No images</source>
            <translation>Снимков нет</translation>
        </message>
        <message>
            <source>Slice %1 of %2, window %3, level %4, masks %5</source>
            <translation>Срез %1 из %2, окно %3, уровень %4, маски %5</translation>
        </message>
        <message>
            <source>hidden</source>
            <translation>скрыты</translation>
        </message>
        <message>
            <source>shown</source>
            <translation>показаны</translation>
        </message>
        <message>
            <source>%1 mm, slice %2</source>
            <translation>%1 мм, срез %2</translation>
        </message>
        <message>
            <source>nothing inside</source>
            <translation>внутри ничего</translation>
        </message>
        <message>
            <source>%1 HU, SD %2
%3 mm², n %4, slice %5</source>
            <translation>%1 HU, σ %2
%3 мм², n %4, срез %5</translation>
        </message>
        <message>
            <source>G ground glass</source>
            <translation>G матовое стекло</translation>
        </message>
        <message>
            <source>C consolidation</source>
            <translation>C консолидация</translation>
        </message>
        <message>
            <source>E effusion</source>
            <translation>E выпот</translation>
        </message>
        <message>
            <source>L lung</source>
            <translation>L лёгкое</translation>
        </message>
        <message>
            <source>%1 cm</source>
            <translation>%1 см</translation>
        </message>
        <message>
            <source>lung</source>
            <translation>лёгкие</translation>
        </message>
        <message>
            <source>soft</source>
            <translation>мягкие</translation>
        </message>
        <message>
            <source>bone</source>
            <translation>кость</translation>
        </message>
        <message>
            <source>narrow lung</source>
            <translation>узкое лёгочное</translation>
        </message>
        <message>
            <source>as stored</source>
            <translation>как записано</translation>
        </message>
    </context>
    <context>
        <name>overread::client::KeysPage</name>
        <message>
            <source>Keys</source>
            <translation>Клавиши</translation>
        </message>
        <message>
            <source>Keys in the images</source>
            <translation>Клавиши на снимках</translation>
        </message>
        <message>
            <source>Wheel: slices, with Shift ten, with Ctrl zoom. Left drag: the tool in use. Middle: pan. Right: zoom.</source>
            <translation>Колесо: срезы, с Shift по десять, с Ctrl масштаб. Левая кнопка: выбранный инструмент. Средняя: сдвиг. Правая: масштаб.</translation>
        </message>
        <message>
            <source>Keys in the questions</source>
            <translation>Клавиши в вопросах</translation>
        </message>
        <message>
            <source>A digit answers and goes on. Enter: next question, at the end submit. Up, down: question. Esc: back to the images. F6 great call, F7 technical remarks, F8 put aside.</source>
            <translation>Цифра отвечает и ведёт дальше. Enter: следующий вопрос, в конце отправка. Вверх, вниз: вопрос. Esc: назад к снимкам. F6 отличная находка, F7 технические замечания, F8 отложить.</translation>
        </message>
        <message>
            <source>Back to the usual keys</source>
            <translation>Вернуть обычные клавиши</translation>
        </message>
        <message>
            <source>Press a key here to give another one in its place. It is kept with your account.</source>
            <translation>Нажмите здесь на клавишу, чтобы назначить вместо неё другую. Она сохраняется в вашей учётной записи.</translation>
        </message>
        <message>
            <source>Key for: %1, now %2</source>
            <translation>Клавиша для: %1, сейчас %2</translation>
        </message>
        <message>
            <source>Press the new key for “%1”. Esc leaves it as it is.</source>
            <translation>Нажмите новую клавишу для «%1». Esc оставляет как есть.</translation>
        </message>
        <message>
            <source>This key cannot be given: a Latin letter, a digit, a sign or an arrow can, also with Shift, Ctrl or Alt.</source>
            <translation>Эту клавишу назначить нельзя: можно латинскую букву, цифру, знак или стрелку, также с Shift, Ctrl или Alt.</translation>
        </message>
        <message>
            <source>%1 does “%2” already: give that another key first.</source>
            <translation>%1 уже делает «%2»: сначала назначьте тому другую клавишу.</translation>
        </message>
    </context>
    <context>
        <name>overread::client::LockScreen</name>
        <message>
            <source>Unlock      Enter</source>
            <translation>Разблокировать      Enter</translation>
        </message>
        <message>
            <source>Locked after a quarter of an hour without input.</source>
            <translation>Заблокировано: четверть часа не было ввода.</translation>
        </message>
        <message>
            <source>What you typed is kept. A case stays yours as long as its lease.</source>
            <translation>Введённое сохранено. Случай остаётся за вами, пока не истёк его срок.</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Пароль</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Выйти</translation>
        </message>
        <message>
            <source>Signing in ...</source>
            <translation>Вход ...</translation>
        </message>
        <message>
            <source>The password is wrong.</source>
            <translation>Пароль неверен.</translation>
        </message>
    </context>
    <context>
        <name>overread::client::LostPage</name>
        <message>
            <source>Read it here</source>
            <translation>Читать здесь</translation>
        </message>
        <message>
            <source>Next case      Enter</source>
            <translation>Следующий случай      Enter</translation>
        </message>
        <message>
            <source>Copy text</source>
            <translation>Скопировать текст</translation>
        </message>
    </context>
    <context>
        <name>overread::client::MainWindow</name>
        <message>
            <source>overread reviewer</source>
            <translation>overread: чтение</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 из %2</translation>
        </message>
        <message>
            <source>The session has ended. What you typed is kept: sign in and go on where you were.</source>
            <translation>Сеанс закончился. Введённое сохранено: войдите и продолжите с того же места.</translation>
        </message>
    </context>
    <context>
        <name>overread::client::MessageBar</name>
        <message>
            <source>Message</source>
            <translation>Сообщение</translation>
        </message>
        <message>
            <source>quality assurance; not for primary diagnosis</source>
            <translation>контроль качества; не для первичной диагностики</translation>
        </message>
    </context>
    <context>
        <name>overread::client::OwnFiguresView</name>
        <message>
            <source>%1 (%2 to %3)</source>
            <translation>%1 (от %2 до %3)</translation>
        </message>
        <message>
            <source>%1: half of them within %2 min, nine of ten within %3 min</source>
            <translation>%1: половина до %2 мин, девять из десяти до %3 мин</translation>
        </message>
        <message>
            <source>Own figures, the last twelve months, for your eyes alone. In brackets the 95 % interval.</source>
            <translation>Ваши показатели за двенадцать месяцев, только для вас. В скобках 95-процентный интервал.</translation>
        </message>
        <message>
            <source>Double reads</source>
            <translation>Вторые чтения</translation>
        </message>
        <message>
            <source>Peer reviews</source>
            <translation>Проверки описаний</translation>
        </message>
        <message>
            <source>Arbitrations</source>
            <translation>Арбитражи</translation>
        </message>
        <message>
            <source>Agreement with arbitration: %1, n %2</source>
            <translation>Совпадение с арбитражем: %1, n %2</translation>
        </message>
        <message>
            <source>Read minus settled grade: %1, n %2</source>
            <translation>Прочитанная степень минус решённая: %1, n %2</translation>
        </message>
        <message>
            <source>; half of the team: %1 to %2</source>
            <translation>; половина коллег: от %1 до %2</translation>
        </message>
        <message>
            <source>Repeats: %1 so far. About %2 more before a kappa says anything.</source>
            <translation>Повторов пока %1. До вывода о каппе нужно ещё около %2.</translation>
        </message>
        <message>
            <source>Own repeats: kappa %1, n %2</source>
            <translation>Свои повторы: каппа %1, n %2</translation>
        </message>
        <message>
            <source>Cases</source>
            <translation>Случаи</translation>
        </message>
        <message>
            <source>My settled cases behind: %1</source>
            <translation>Мои решённые случаи, на которых стоит: %1</translation>
        </message>
        <message>
            <source>%1 read, %2 as settled, %3 within one grade</source>
            <translation>прочитано %1, как решено %2, в пределах одной степени %3</translation>
        </message>
        <message>
            <source>; repeats %1, the same %2</source>
            <translation>; повторов %1, так же %2</translation>
        </message>
        <message>
            <source>Hidden cases: %1</source>
            <translation>Скрытые случаи: %1</translation>
        </message>
        <message>
            <source>Week of %1: %2</source>
            <translation>Неделя с %1: %2</translation>
        </message>
        <message>
            <source>What is: %1</source>
            <translation>Что это: %1</translation>
        </message>
        <message>
            <source>Minutes from the opening of a case to its lock. Median and 90th percentile, from a histogram of all that you locked.</source>
            <translation>Минуты от открытия случая до фиксации. Медиана и 90-й процентиль по гистограмме всего, что вы зафиксировали.</translation>
        </message>
        <message>
            <source>Of your double reads that an arbiter settled, the share whose grade the arbiter settled on. Wilson&apos;s 95 % interval.</source>
            <translation>Доля ваших вторых чтений, решённых арбитром, в которых арбитр принял вашу степень. 95 % интервал Уилсона.</translation>
        </message>
        <message>
            <source>The mean of your grade minus the settled one: below 0 you read milder, above 0 more severe. Mean and its 95 % interval; the team without names, and only from five colleagues up.</source>
            <translation>Среднее разности вашей степени и решённой: ниже 0 вы читаете мягче, выше 0 строже. Среднее и его 95 % интервал; команда без имён и только от пяти коллег.</translation>
        </message>
        <message>
            <source>Cases that you read twice without knowing. Kappa weighs how far your two grades lie apart (quadratic weights): 1 is always the same, 0 no more than chance.</source>
            <translation>Случаи, которые вы прочли дважды, не зная об этом. Каппа учитывает, насколько расходятся две ваши степени (квадратичные веса): 1 — всегда одинаково, 0 — не лучше случайного совпадения.</translation>
        </message>
        <message>
            <source>Double reads by hour of the day</source>
            <translation>Вторые чтения по часам суток</translation>
        </message>
        <message>
            <source>Peer reviews by hour of the day</source>
            <translation>Проверки описаний по часам суток</translation>
        </message>
        <message>
            <source>Arbitrations by hour of the day</source>
            <translation>Арбитражи по часам суток</translation>
        </message>
        <message>
            <source>%1: dashed, what the plan expects, %2 min</source>
            <translation>%1: пунктиром — сколько ожидает план, %2 мин</translation>
        </message>
        <message>
            <source>Median minutes of what you locked in that hour, local time. A hollow bar rests on fewer than five.</source>
            <translation>Медиана минут того, что вы зафиксировали в этот час, по местному времени. Пустой столбец опирается меньше чем на пять ответов.</translation>
        </message>
        <message>
            <source>Settled cases that were shown to you once more, without a mark. In weeks and sums alone: a single one is never told.</source>
            <translation>Решённые случаи, показанные вам ещё раз без пометки. Только по неделям и в сумме: отдельный случай не называется никогда.</translation>
        </message>
    </context>
    <context>
        <name>overread::client::PeerReviewForm</name>
        <message>
            <source>Reported: %1</source>
            <translation>В описании: %1</translation>
        </message>
        <message>
            <source> (right %1, left %2)</source>
            <translation> (справа %1, слева %2)</translation>
        </message>
        <message>
            <source>the report and the images</source>
            <translation>описание и снимки</translation>
        </message>
        <message>
            <source>concur</source>
            <translation>согласен</translation>
        </message>
        <message>
            <source>not ordinarily made</source>
            <translation>обычно не замечают</translation>
        </message>
        <message>
            <source>should be made</source>
            <translation>следовало заметить</translation>
        </message>
        <message>
            <source>clinically significant</source>
            <translation>клинически значимо</translation>
        </message>
        <message>
            <source>a  unlikely</source>
            <translation>a  вряд ли</translation>
        </message>
        <message>
            <source>b  likely</source>
            <translation>b  вероятно</translation>
        </message>
        <message>
            <source>kind of discrepancy</source>
            <translation>вид расхождения</translation>
        </message>
        <message>
            <source>perception</source>
            <translation>восприятие</translation>
        </message>
        <message>
            <source>interpretation</source>
            <translation>трактовка</translation>
        </message>
        <message>
            <source>reporting</source>
            <translation>описание</translation>
        </message>
        <message>
            <source>communication</source>
            <translation>сообщение</translation>
        </message>
        <message>
            <source>technical remarks  (F7)</source>
            <translation>технические замечания  (F7)</translation>
        </message>
        <message>
            <source>coverage</source>
            <translation>охват</translation>
        </message>
        <message>
            <source>motion</source>
            <translation>движение</translation>
        </message>
        <message>
            <source>protocol</source>
            <translation>протокол</translation>
        </message>
        <message>
            <source>labelling</source>
            <translation>маркировка</translation>
        </message>
        <message>
            <source>Findings: %1</source>
            <translation>Находки: %1</translation>
        </message>
        <message>
            <source>Text of the report</source>
            <translation>Текст описания</translation>
        </message>
        <message>
            <source>Text of the amended report</source>
            <translation>Текст исправленного описания</translation>
        </message>
        <message>
            <source>the report has no text</source>
            <translation>в описании нет текста</translation>
        </message>
        <message>
            <source>Comment</source>
            <translation>Комментарий</translation>
        </message>
        <message>
            <source>The report changed at %1. %2</source>
            <translation>Описание изменено в %1. %2</translation>
        </message>
        <message>
            <source>no remark</source>
            <translation>без замечаний</translation>
        </message>
        <message>
            <source>F6  Great call</source>
            <translation>F6  Отличная находка</translation>
        </message>
        <message>
            <source>F6  Great call, slice %1</source>
            <translation>F6  Отличная находка, срез %1</translation>
        </message>
        <message>
            <source>F6  Great call, noted</source>
            <translation>F6  Отличная находка, отмечено</translation>
        </message>
        <message>
            <source>comment  (needed for this score)</source>
            <translation>комментарий  (для этой оценки нужен)</translation>
        </message>
        <message>
            <source>comment</source>
            <translation>комментарий</translation>
        </message>
        <message>
            <source>review</source>
            <translation>проверка</translation>
        </message>
        <message>
            <source>1: you agree with the report.</source>
            <translation>1: вы согласны с описанием.</translation>
        </message>
        <message>
            <source>%1 goes to an arbiter.</source>
            <translation>%1 идёт к арбитру.</translation>
        </message>
        <message>
            <source>%1: the reporter receives your remark.</source>
            <translation>%1: автор описания получит ваше замечание.</translation>
        </message>
        <message>
            <source>Score %1.</source>
            <translation>Оценка %1.</translation>
        </message>
    </context>
    <context>
        <name>overread::client::PercentField</name>
        <message>
            <source>A percent from 0 to 100 belongs here.</source>
            <translation>Здесь нужен процент от 0 до 100.</translation>
        </message>
    </context>
    <context>
        <name>overread::client::ReadingScreen</name>
        <message>
            <source>Questions</source>
            <translation>Вопросы</translation>
        </message>
        <message>
            <source>Enter submits from the questions: Tab goes there.</source>
            <translation>Enter отправляет из вопросов: туда ведёт Tab.</translation>
        </message>
        <message>
            <source>The draft cannot be written to this machine&apos;s disk. The server keeps it.</source>
            <translation>Черновик не записывается на диск этого компьютера. Его хранит сервер.</translation>
        </message>
        <message>
            <source>Still reading? Any key answers. The case goes back at %1.</source>
            <translation>Ещё читаете? Ответит любая клавиша. Случай вернётся в очередь в %1.</translation>
        </message>
        <message>
            <source>This case can no longer be put aside.</source>
            <translation>Этот случай уже нельзя отложить.</translation>
        </message>
        <message>
            <source>Your draft of %1 is back.</source>
            <translation>Ваш черновик от %1 восстановлен.</translation>
        </message>
        <message>
            <source>Images</source>
            <translation>Снимки</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Итог</translation>
        </message>
        <message>
            <source>No connection since %1. Go on reading: the case is yours until %2.</source>
            <translation>Связи нет с %1. Читайте дальше: случай ваш до %2.</translation>
        </message>
        <message>
            <source>It is being sent.</source>
            <translation>Отправляется.</translation>
        </message>
        <message>
            <source>Submit wakes two seconds after the first image.</source>
            <translation>Отправка включится через две секунды после первого снимка.</translation>
        </message>
        <message>
            <source>This question is still open.</source>
            <translation>На этот вопрос ещё нет ответа.</translation>
        </message>
        <message>
            <source>Your blind read is locked.</source>
            <translation>Ваше слепое чтение зафиксировано.</translation>
        </message>
        <message>
            <source>locked</source>
            <translation>зафиксировано</translation>
        </message>
        <message>
            <source>%1: %2 recorded.</source>
            <translation>%1: записано %2.</translation>
        </message>
        <message>
            <source>Waiting for the line. It is not recorded yet, and will be sent once.</source>
            <translation>Ждём связи. Ещё не записано; будет отправлено один раз.</translation>
        </message>
        <message>
            <source>The server cannot record it now: %1. It is tried again, and recorded once.</source>
            <translation>Сервер сейчас не может записать: %1. Попытка повторится, запись будет одна.</translation>
        </message>
        <message>
            <source>This case changed meanwhile. Your answers are here: look and submit again.</source>
            <translation>Случай за это время изменился. Ваши ответы на месте: посмотрите и отправьте снова.</translation>
        </message>
        <message>
            <source>This case is locked already. Nothing was recorded twice.</source>
            <translation>Этот случай уже зафиксирован. Дважды ничего не записано.</translation>
        </message>
        <message>
            <source>The server did not accept the amber field; all else stays.</source>
            <translation>Сервер не принял поле янтарного цвета; остальное осталось.</translation>
        </message>
        <message>
            <source>It was not recorded: %1. Your answers are kept; try again.</source>
            <translation>Не записано: %1. Ответы сохранены; попробуйте ещё раз.</translation>
        </message>
        <message>
            <source>The case could not be read again: %1</source>
            <translation>Случай не удалось прочитать снова: %1</translation>
        </message>
        <message>
            <source>The report changed at %1. Both versions are shown; the score is asked again.</source>
            <translation>Описание изменено в %1. Показаны обе версии; оценку нужно дать снова.</translation>
        </message>
        <message>
            <source>lease over</source>
            <translation>срок вышел</translation>
        </message>
        <message>
            <source>This case went back at %1 and somebody else reads it. Your draft is kept for 30 days and counts in nothing.</source>
            <translation>Этот случай вернулся в очередь в %1, его читает другой. Ваш черновик хранится 30 дней и нигде не учитывается.</translation>
        </message>
        <message>
            <source>read elsewhere</source>
            <translation>читается на другом месте</translation>
        </message>
        <message>
            <source>You read this case on another workstation now. What you typed here is kept on this machine.</source>
            <translation>Теперь вы читаете этот случай на другом рабочем месте. Введённое здесь сохранено на этом компьютере.</translation>
        </message>
        <message>
            <source>The case could not be put aside: %1</source>
            <translation>Отложить случай не удалось: %1</translation>
        </message>
        <message>
            <source>No image of this case can be shown. F8 puts the case aside.</source>
            <translation>Ни один снимок этого случая показать нельзя. F8 откладывает случай.</translation>
        </message>
        <message numerus="yes">
            <source>%n slice(s) cannot be shown; the bar beside the images marks them.</source>
            <translation>
                <numerusform>%n срез показать нельзя; он отмечен на полосе у снимков.</numerusform>
                <numerusform>%n среза показать нельзя; они отмечены на полосе у снимков.</numerusform>
                <numerusform>%n срезов показать нельзя; они отмечены на полосе у снимков.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>overread::client::RecordedList</name>
        <message>
            <source>Sign and keep the note</source>
            <translation>Подписать и сохранить заметку</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Заметка</translation>
        </message>
        <message>
            <source>Note ...</source>
            <translation>Заметка ...</translation>
        </message>
        <message>
            <source>Add a note to: %1</source>
            <translation>Добавить заметку: %1</translation>
        </message>
        <message>
            <source>%1 A note signed by you; it counts in no statistic and the read stays as it is.</source>
            <translation>%1 Заметка за вашей подписью; в статистике не учитывается, чтение остаётся как есть.</translation>
        </message>
        <message>
            <source>Not kept: %1</source>
            <translation>Не сохранено: %1</translation>
        </message>
        <message>
            <source>Note kept.</source>
            <translation>Заметка сохранена.</translation>
        </message>
    </context>
    <context>
        <name>overread::client::RevealPanel</name>
        <message>
            <source>Add a note</source>
            <translation>Добавить заметку</translation>
        </message>
        <message>
            <source>To the slice of the greatest difference</source>
            <translation>К срезу наибольшего отличия</translation>
        </message>
        <message>
            <source>Next case      Enter</source>
            <translation>Следующий случай      Enter</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Заметка</translation>
        </message>
        <message>
            <source>A note, signed by you. It counts in no statistic; the read stays as it is.</source>
            <translation>Заметка за вашей подписью. В статистике не учитывается; чтение остаётся как есть.</translation>
        </message>
        <message>
            <source>The answers are being compared.</source>
            <translation>Ответы сравниваются.</translation>
        </message>
        <message>
            <source>You</source>
            <translation>Вы</translation>
        </message>
        <message>
            <source>Reader A</source>
            <translation>Чтение А</translation>
        </message>
        <message>
            <source>Measured</source>
            <translation>Измерено</translation>
        </message>
        <message>
            <source>Reader A: %1</source>
            <translation>Чтение А: %1</translation>
        </message>
        <message>
            <source>Note kept.</source>
            <translation>Заметка сохранена.</translation>
        </message>
        <message>
            <source>The lungs are still being measured.</source>
            <translation>Лёгкие ещё измеряются.</translation>
        </message>
        <message>
            <source>An arbiter reads the case blind, then settles it. Answers that differ go there, and a few that agree.</source>
            <translation>Арбитр сначала прочтёт случай вслепую, затем примет решение. К арбитру идут случаи с расхождением и некоторые без него.</translation>
        </message>
        <message>
            <source>It appears here by itself; you need not stay.</source>
            <translation>Итог появится здесь сам; ждать не нужно.</translation>
        </message>
        <message>
            <source>Recorded. An arbiter settles it.</source>
            <translation>Записано. Решение за арбитром.</translation>
        </message>
        <message>
            <source>Settled grade: %1</source>
            <translation>Решённая степень: %1</translation>
        </message>
        <message>
            <source>%1 As of %2.</source>
            <translation>%1 Состояние на %2.</translation>
        </message>
    </context>
    <context>
        <name>overread::client::SeriesLoader</name>
        <message>
            <source>the server does not give it</source>
            <translation>сервер его не даёт</translation>
        </message>
        <message>
            <source>its file is damaged</source>
            <translation>его файл повреждён</translation>
        </message>
    </context>
    <context>
        <name>overread::client::SettlementForm</name>
        <message>
            <source>Your blind read is locked. Settle the grade.</source>
            <translation>Ваше слепое чтение зафиксировано. Решите о степени.</translation>
        </message>
        <message>
            <source>You</source>
            <translation>Вы</translation>
        </message>
        <message>
            <source>Reader A</source>
            <translation>Чтение А</translation>
        </message>
        <message>
            <source>Reader B</source>
            <translation>Чтение Б</translation>
        </message>
        <message>
            <source>Measured</source>
            <translation>Измерено</translation>
        </message>
        <message>
            <source>Reader A: %1</source>
            <translation>Чтение А: %1</translation>
        </message>
        <message>
            <source>Reader B: %1</source>
            <translation>Чтение Б: %1</translation>
        </message>
        <message>
            <source>settled grade</source>
            <translation>решённая степень</translation>
        </message>
        <message>
            <source>CT-0</source>
            <translation>КТ-0</translation>
        </message>
        <message>
            <source>CT-1</source>
            <translation>КТ-1</translation>
        </message>
        <message>
            <source>CT-2</source>
            <translation>КТ-2</translation>
        </message>
        <message>
            <source>CT-3</source>
            <translation>КТ-3</translation>
        </message>
        <message>
            <source>CT-4</source>
            <translation>КТ-4</translation>
        </message>
        <message>
            <source>reason  (the reporter reads it)</source>
            <translation>обоснование  (его прочтёт автор описания)</translation>
        </message>
        <message>
            <source>Reason of the settlement</source>
            <translation>Обоснование решения</translation>
        </message>
        <message>
            <source>%1 stays %1.</source>
            <translation>%1 остаётся %1.</translation>
        </message>
        <message>
            <source>%1 becomes %2.</source>
            <translation>%1 становится %2.</translation>
        </message>
        <message>
            <source>%1 becomes %2: the facility is alerted at once, first escalation after 30 min.</source>
            <translation>%1 становится %2: учреждение оповещается сразу, первая эскалация через 30 мин.</translation>
        </message>
        <message>
            <source> An amended report will be asked for.</source>
            <translation> Будет запрошено исправленное описание.</translation>
        </message>
        <message>
            <source>Settled grade %1. %2</source>
            <translation>Решённая степень %1. %2</translation>
        </message>
        <message>
            <source>Your blind read is locked. Decide the dispute.</source>
            <translation>Ваше слепое чтение зафиксировано. Решите спор.</translation>
        </message>
        <message>
            <source>does not fit the grade: overturned finds the report right, partly neither</source>
            <translation>не подходит к степени: «отменено» признаёт верным описание, «частично» не признаёт ни того ни другого</translation>
        </message>
        <message>
            <source>%1 stands. The reporter reads your reason.</source>
            <translation>%1 остаётся. Ваше обоснование прочитает автор описания.</translation>
        </message>
        <message>
            <source>Upheld keeps %1; %2 needs another verdict.</source>
            <translation>«Подтверждено» оставляет %1; для %2 нужен другой вердикт.</translation>
        </message>
        <message>
            <source>Partly gives another grade than the settled %1.</source>
            <translation>«Частично» даёт степень, отличную от решённой %1.</translation>
        </message>
        <message>
            <source>The settled %1 becomes %2; the report counts as concordant, and the figures change.</source>
            <translation>Решённая %1 становится %2; описание считается совпавшим, показатели меняются.</translation>
        </message>
        <message>
            <source>The settled %1 becomes %2; the report still differs, and the figures change.</source>
            <translation>Решённая %1 становится %2; описание по-прежнему расходится, показатели меняются.</translation>
        </message>
        <message>
            <source> The facility is alerted at once.</source>
            <translation> Учреждение оповещается сразу.</translation>
        </message>
    </context>
    <context>
        <name>overread::client::SignInScreen</name>
        <message>
            <source>Name or password is wrong.</source>
            <translation>Неверное имя или пароль.</translation>
        </message>
        <message>
            <source>Nothing answers at %1. Is the address right, and the server running?</source>
            <translation>По адресу %1 никто не отвечает. Верен ли адрес, работает ли сервер?</translation>
        </message>
        <message>
            <source>What answers at %1 is no overread server that this client knows.</source>
            <translation>По адресу %1 отвечает не тот сервер overread, который знает эта программа.</translation>
        </message>
        <message>
            <source>The server cannot sign you in now: %1</source>
            <translation>Сервер сейчас не может вас впустить: %1</translation>
        </message>
        <message>
            <source>Sign in      Enter</source>
            <translation>Войти      Enter</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Сервер</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Имя</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Пароль</translation>
        </message>
        <message>
            <source>Only https leaves this machine: a password would cross the network in the open.</source>
            <translation>За пределы компьютера — только https: иначе пароль пошёл бы по сети открыто.</translation>
        </message>
        <message>
            <source>Signing in ...</source>
            <translation>Вход ...</translation>
        </message>
        <message>
            <source>This account does not review. Heads and radiologists use the pages in the browser.</source>
            <translation>Эта учётная запись не для чтения. Заведующие и рентгенологи работают на страницах в браузере.</translation>
        </message>
        <message>
            <source>Too many wrong passwords for this name. It is locked until %1.</source>
            <translation>Слишком много неверных паролей для этого имени. Вход закрыт до %1.</translation>
        </message>
    </context>
    <context>
        <name>overread::client::SittingScreen</name>
        <message>
            <source>To the worklist      Enter</source>
            <translation>К списку работы      Enter</translation>
        </message>
        <message>
            <source>A pause now is part of the work: attention falls before one notices it.</source>
            <translation>Пауза сейчас — часть работы: внимание падает раньше, чем это заметно.</translation>
        </message>
        <message>
            <source>Begin another sitting</source>
            <translation>Начать ещё один подход</translation>
        </message>
        <message numerus="yes">
            <source>The sitting is over: %n case(s) read.</source>
            <translation>
                <numerusform>Подход окончен: прочитан %n случай.</numerusform>
                <numerusform>Подход окончен: прочитано %n случая.</numerusform>
                <numerusform>Подход окончен: прочитано %n случаев.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n double read(s)</source>
            <translation>
                <numerusform>%n второе чтение</numerusform>
                <numerusform>%n вторых чтения</numerusform>
                <numerusform>%n вторых чтений</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n peer review(s)</source>
            <translation>
                <numerusform>%n проверка описания</numerusform>
                <numerusform>%n проверки описаний</numerusform>
                <numerusform>%n проверок описаний</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n arbitration(s)</source>
            <translation>
                <numerusform>%n арбитраж</numerusform>
                <numerusform>%n арбитража</numerusform>
                <numerusform>%n арбитражей</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s) in all, </source>
            <translation>
                <numerusform>Всего %n минута, </numerusform>
                <numerusform>Всего %n минуты, </numerusform>
                <numerusform>Всего %n минут, </numerusform>
            </translation>
        </message>
        <message>
            <source>%1 minutes a case.</source>
            <translation>%1 мин на случай.</translation>
        </message>
    </context>
    <context>
        <name>overread::client::SliceBar</name>
        <message>
            <source>Stack of slices</source>
            <translation>Стопка срезов</translation>
        </message>
        <message>
            <source>Loaded, shown (narrow: passed too fast), marked. Click to go to a slice.</source>
            <translation>Загружено, показано (узко: слишком быстро), отмечено. Щелчок ведёт к срезу.</translation>
        </message>
        <message>
            <source>%1 of %2 loaded, %3 not shown, of these %4 passed too fast, %5 marked</source>
            <translation>загружено %1 из %2, не показано %3, из них слишком быстро %4, отмечено %5</translation>
        </message>
    </context>
    <context>
        <name>overread::client::Viewer</name>
        <message>
            <source>Images of the prior study</source>
            <translation>Снимки прежнего исследования</translation>
        </message>
        <message>
            <source>Coronal cut</source>
            <translation>Коронарный срез</translation>
        </message>
        <message>
            <source>Sagittal cut</source>
            <translation>Сагиттальный срез</translation>
        </message>
        <message>
            <source>Slice</source>
            <translation>Срез</translation>
        </message>
        <message>
            <source>Hounsfield units under the pointer</source>
            <translation>Единицы Хаунсфилда под указателем</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Окно</translation>
        </message>
        <message>
            <source>Slab, cine, link</source>
            <translation>Слой, кино, связь</translation>
        </message>
        <message>
            <source>HU %1</source>
            <translation>HU %1</translation>
        </message>
        <message>
            <source>HU –</source>
            <translation>HU –</translation>
        </message>
        <message numerus="yes">
            <source>prior, %n day(s) before</source>
            <translation>
                <numerusform>прежнее, за %n день</numerusform>
                <numerusform>прежнее, за %n дня</numerusform>
                <numerusform>прежнее, за %n дней</numerusform>
            </translation>
        </message>
        <message>
            <source>no images</source>
            <translation>снимков нет</translation>
        </message>
        <message>
            <source>slice %1/%2</source>
            <translation>срез %1/%2</translation>
        </message>
        <message>
            <source>   %1 mm</source>
            <translation>   %1 мм</translation>
        </message>
        <message>
            <source>   loaded %1</source>
            <translation>   загружено %1</translation>
        </message>
        <message>
            <source>W %1 L %2 %3</source>
            <translation>W %1 L %2 %3</translation>
        </message>
        <message>
            <source>cine %1/s</source>
            <translation>кино %1/с</translation>
        </message>
        <message>
            <source>linked</source>
            <translation>связаны</translation>
        </message>
        <message>
            <source>not linked</source>
            <translation>не связаны</translation>
        </message>
        <message numerus="yes">
            <source>%n slice(s) passed too fast to be seen</source>
            <translation>
                <numerusform>%n срез пройден слишком быстро</numerusform>
                <numerusform>%n среза пройдено слишком быстро</numerusform>
                <numerusform>%n срезов пройдено слишком быстро</numerusform>
            </translation>
        </message>
        <message>
            <source>%1  (%2)</source>
            <translation>%1  (%2)</translation>
        </message>
        <message>
            <source>window</source>
            <translation>окно</translation>
        </message>
        <message>
            <source>scroll</source>
            <translation>листать</translation>
        </message>
        <message>
            <source>pan</source>
            <translation>сдвиг</translation>
        </message>
        <message>
            <source>zoom</source>
            <translation>масштаб</translation>
        </message>
        <message>
            <source>distance</source>
            <translation>расстояние</translation>
        </message>
        <message>
            <source>ellipse</source>
            <translation>эллипс</translation>
        </message>
        <message>
            <source>delete</source>
            <translation>удалить</translation>
        </message>
        <message>
            <source>There is no measurement in this view.</source>
            <translation>На этом виде нет измерений.</translation>
        </message>
        <message>
            <source>cuts</source>
            <translation>сечения</translation>
        </message>
        <message>
            <source>slab</source>
            <translation>слой</translation>
        </message>
        <message>
            <source>prior</source>
            <translation>прежнее</translation>
        </message>
        <message>
            <source>link</source>
            <translation>связь</translation>
        </message>
        <message>
            <source>masks</source>
            <translation>маски</translation>
        </message>
        <message>
            <source>cine</source>
            <translation>кино</translation>
        </message>
        <message>
            <source>cine speed</source>
            <translation>скорость кино</translation>
        </message>
        <message>
            <source>mark</source>
            <translation>отметка</translation>
        </message>
        <message>
            <source>last mark</source>
            <translation>прежняя отметка</translation>
        </message>
        <message>
            <source>next mark</source>
            <translation>следующая отметка</translation>
        </message>
        <message>
            <source>texts</source>
            <translation>подписи</translation>
        </message>
        <message>
            <source>reset</source>
            <translation>сброс</translation>
        </message>
        <message>
            <source>masks: outline or fill</source>
            <translation>маски: контур или заливка</translation>
        </message>
        <message>
            <source>one slice to the head</source>
            <translation>на срез к голове</translation>
        </message>
        <message>
            <source>one slice to the feet</source>
            <translation>на срез к ногам</translation>
        </message>
        <message>
            <source>ten slices to the head</source>
            <translation>на десять срезов к голове</translation>
        </message>
        <message>
            <source>ten slices to the feet</source>
            <translation>на десять срезов к ногам</translation>
        </message>
        <message>
            <source>head end</source>
            <translation>к верхнему краю</translation>
        </message>
        <message>
            <source>foot end</source>
            <translation>к нижнему краю</translation>
        </message>
        <message>
            <source>larger</source>
            <translation>крупнее</translation>
        </message>
        <message>
            <source>smaller</source>
            <translation>мельче</translation>
        </message>
        <message>
            <source>thicker slab</source>
            <translation>слой толще</translation>
        </message>
        <message>
            <source>thinner slab</source>
            <translation>слой тоньше</translation>
        </message>
        <message>
            <source>next view</source>
            <translation>следующий вид</translation>
        </message>
        <message>
            <source>last view</source>
            <translation>прежний вид</translation>
        </message>
        <message>
            <source>mouse: left windows, or left scrolls</source>
            <translation>мышь: левая меняет окно или листает</translation>
        </message>
        <message>
            <source>to the questions</source>
            <translation>к вопросам</translation>
        </message>
        <message>
            <source>next case, after the lock</source>
            <translation>следующий случай, после фиксации</translation>
        </message>
        <message>
            <source>%1/s</source>
            <translation>%1/с</translation>
        </message>
        <message>
            <source>There is no earlier study of this patient to show.</source>
            <translation>Прежнего исследования этого пациента нет.</translation>
        </message>
        <message>
            <source>Masks are there after the lock.</source>
            <translation>Маски есть после фиксации.</translation>
        </message>
        <message>
            <source>prior in a window of its own</source>
            <translation>прежнее исследование в своём окне</translation>
        </message>
        <message>
            <source>Nothing is beside: %1 shows the prior study.</source>
            <translation>Рядом ничего нет: %1 показывает прежнее исследование.</translation>
        </message>
        <message>
            <source>No slice is marked. %1 marks one.</source>
            <translation>Ни один срез не отмечен. %1 отмечает срез.</translation>
        </message>
    </context>
    <context>
        <name>overread::client::WorklistScreen</name>
        <message>
            <source>Sign out</source>
            <translation>Выйти</translation>
        </message>
        <message>
            <source>Next case      Enter</source>
            <translation>Следующий случай      Enter</translation>
        </message>
        <message>
            <source>No connection. What you see is from before; the next case opens when the line is back.</source>
            <translation>Связи нет. Показанное — прежнее; следующий случай откроется, когда связь вернётся.</translation>
        </message>
        <message>
            <source>The worklist cannot be read: %1</source>
            <translation>Список работы не читается: %1</translation>
        </message>
        <message>
            <source>as of %1</source>
            <translation>на %1</translation>
        </message>
        <message>
            <source>Nothing waits for you.</source>
            <translation>Для вас ничего нет.</translation>
        </message>
        <message>
            <source>Nothing else waits for you.</source>
            <translation>Больше для вас ничего нет.</translation>
        </message>
        <message>
            <source>More is expected at %1.</source>
            <translation>Новое ожидается в %1.</translation>
        </message>
        <message>
            <source>You hold:</source>
            <translation>У вас в работе:</translation>
        </message>
        <message>
            <source>No reads today yet.</source>
            <translation>Сегодня чтений ещё нет.</translation>
        </message>
        <message numerus="yes">
            <source>%n read(s) today, </source>
            <translation>
                <numerusform>Сегодня %n чтение, </numerusform>
                <numerusform>Сегодня %n чтения, </numerusform>
                <numerusform>Сегодня %n чтений, </numerusform>
            </translation>
        </message>
        <message>
            <source>%1 minutes each</source>
            <translation>по %1 мин</translation>
        </message>
        <message numerus="yes">
            <source>%n read(s) today</source>
            <translation>
                <numerusform>Сегодня %n чтение</numerusform>
                <numerusform>Сегодня %n чтения</numerusform>
                <numerusform>Сегодня %n чтений</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <translation>%1 (%2)</translation>
        </message>
        <message>
            <source>Put aside today: %1</source>
            <translation>Отложено сегодня: %1</translation>
        </message>
        <message>
            <source>Opening ...</source>
            <translation>Открывается ...</translation>
        </message>
        <message>
            <source>New cases are counted here by themselves, about twice a minute.</source>
            <translation>Новые случаи учитываются здесь сами, примерно дважды в минуту.</translation>
        </message>
        <message>
            <source>No connection: no new case now.</source>
            <translation>Связи нет: нового случая сейчас не будет.</translation>
        </message>
        <message>
            <source>This case went back meanwhile and somebody else reads it.</source>
            <translation>Этот случай за это время вернулся в очередь, его читает другой.</translation>
        </message>
        <message>
            <source>No case could be opened: %1</source>
            <translation>Случай открыть не удалось: %1</translation>
        </message>
        <message>
            <source>It stays as it was: %1</source>
            <translation>Всё осталось как было: %1</translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n минуты</numerusform>
                <numerusform>%n минут</numerusform>
                <numerusform>%n минут</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n case(s) waiting for you, about %1, the nearest due at %2</source>
            <translation>
                <numerusform>Вас ждёт %n случай, около %1, ближайший срок %2</numerusform>
                <numerusform>Вас ждут %n случая, около %1, ближайший срок %2</numerusform>
                <numerusform>Вас ждут %n случаев, около %1, ближайший срок %2</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n case(s) waiting for you, about %1</source>
            <translation>
                <numerusform>Вас ждёт %n случай, около %1</numerusform>
                <numerusform>Вас ждут %n случая, около %1</numerusform>
                <numerusform>Вас ждут %n случаев, около %1</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 · %2 · about %3 min · due %4 · yours until %5</source>
            <translation>%1 · %2 · около %3 мин · срок %4 · ваш до %5</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Продолжить</translation>
        </message>
        <message>
            <source>Resume %1</source>
            <translation>Продолжить %1</translation>
        </message>
    </context>
    <context>
        <name>RefusalWords</name>
        <message>
            <source>the study has no CT series</source>
            <translation>в исследовании нет серии КТ</translation>
        </message>
        <message>
            <source>only scout views or reworked images came</source>
            <translation>пришли только топограммы или обработанные снимки</translation>
        </message>
        <message>
            <source>text in the pixels may name the patient</source>
            <translation>надпись на снимках может назвать пациента</translation>
        </message>
        <message>
            <source>no series is axial</source>
            <translation>нет аксиальной серии</translation>
        </message>
        <message>
            <source>there are fewer than 15 slices</source>
            <translation>срезов меньше 15</translation>
        </message>
        <message>
            <source>slices are missing between the others</source>
            <translation>между срезами есть пропуски</translation>
        </message>
        <message>
            <source>the slices do not fit together</source>
            <translation>срезы не складываются в одну серию</translation>
        </message>
        <message>
            <source>they are stored in a form that is not read here</source>
            <translation>они записаны в формате, который здесь не читается</translation>
        </message>
        <message>
            <source>their files lack what is needed to show them</source>
            <translation>в их файлах нет нужного для показа</translation>
        </message>
        <message>
            <source>they have not arrived</source>
            <translation>они не поступили</translation>
        </message>
        <message>
            <source>their files are damaged</source>
            <translation>их файлы повреждены</translation>
        </message>
    </context>
    <context>
        <name>overread::client::AfterLock</name>
        <message>
            <source>Recorded. The comparison cannot be shown: %1</source>
            <translation>Записано. Сравнение показать нельзя: %1</translation>
        </message>
        <message>
            <source>Not kept: %1</source>
            <translation>Не сохранено: %1</translation>
        </message>
    </context>
    <context>
        <name>overread::client::AvailabilityBar</name>
        <message>
            <source>You are paused: no case comes to you.</source>
            <translation>Пауза: случаи вам не приходят.</translation>
        </message>
        <message>
            <source>You are not on shift. The next one begins at %1.</source>
            <translation>Вы не на смене. Следующая начнётся %1.</translation>
        </message>
        <message>
            <source>You are not on shift, and no later one is planned.</source>
            <translation>Вы не на смене, и следующая не назначена.</translation>
        </message>
        <message>
            <source>Taken today: %1 of %2 expected minutes of a shift.</source>
            <translation>Взято сегодня: %1 из %2 ожидаемых минут смены.</translation>
        </message>
        <message>
            <source>Taken today: %1 expected minutes.</source>
            <translation>Взято сегодня: %1 ожидаемых минут.</translation>
        </message>
        <message>
            <source>Take cases again</source>
            <translation>Снова принимать случаи</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Пауза</translation>
        </message>
        <message>
            <source>The case fetched ahead and all that you hold go back; drafts stay.</source>
            <translation>Случай, загруженный заранее, и всё, что у вас на руках, возвращается; черновики остаются.</translation>
        </message>
    </context>
    <context>
        <name>overread::client::DisputePart</name>
        <message>
            <source>your verdict</source>
            <translation>ваш вердикт</translation>
        </message>
        <message>
            <source>upheld: it stands</source>
            <translation>подтверждено: решение остаётся</translation>
        </message>
        <message>
            <source>overturned: the report was right</source>
            <translation>отменено: описание было верным</translation>
        </message>
        <message>
            <source>partly: neither was</source>
            <translation>частично: неверно и то и другое</translation>
        </message>
        <message>
            <source>The reporter disputes the settled %1.</source>
            <translation>Автор описания оспаривает решённую %1.</translation>
        </message>
        <message>
            <source>“%1”</source>
            <translation>«%1»</translation>
        </message>
        <message>
            <source>Settled with: %1</source>
            <translation>Обоснование решения: %1</translation>
        </message>
        <message>
            <source>Show slice %1 of the dispute</source>
            <translation>Показать срез %1, о котором спор</translation>
        </message>
    </context>
    <context>
        <name>overread::client::KeyChoices</name>
        <message>
            <source>The keys are in use here, but not kept with your account: %1</source>
            <translation>Клавиши действуют здесь, но не сохранены в вашей учётной записи: %1</translation>
        </message>
    </context>
    <context>
        <name>overread::client::OwnReadsView</name>
        <message>
            <source>More</source>
            <translation>Ещё</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Loading ...</source>
            <translation>Загрузка ...</translation>
        </message>
        <message>
            <source>The cases cannot be read: %1</source>
            <translation>Случаи не читаются: %1</translation>
        </message>
        <message>
            <source>None is settled yet. Reads of the last day come later.</source>
            <translation>Решённых ещё нет. Чтения последних суток появятся позже.</translation>
        </message>
        <message>
            <source>Reads of the last day come later.</source>
            <translation>Чтения последних суток появятся позже.</translation>
        </message>
        <message>
            <source>score %1</source>
            <translation>оценка %1</translation>
        </message>
        <message>
            <source>The case cannot be read: %1</source>
            <translation>Случай не читается: %1</translation>
        </message>
        <message>
            <source>%1 · %2 · %3
%4, settled %5</source>
            <translation>%1 · %2 · %3
%4, решено %5</translation>
        </message>
        <message>
            <source>%1 As of %2.</source>
            <translation>%1 Состояние на %2.</translation>
        </message>
    </context>
    <context>
        <name>overread::client::Places</name>
        <message>
            <source>Questions</source>
            <translation>Вопросы</translation>
        </message>
    </context>
    <context>
        <name>overread::client::SideWindow</name>
        <message>
            <source>overread reviewer</source>
            <translation>overread: чтение</translation>
        </message>
    </context>
    <context>
        <name>overread::client::HourStrip</name>
        <message>
            <source>%1:00: %2 min, n %3</source>
            <translation>%1:00: %2 мин, n %3</translation>
        </message>
        <message>
            <source>%1 min</source>
            <translation>%1 мин</translation>
        </message>
        <message>
            <source>%1:00</source>
            <translation>%1:00</translation>
        </message>
    </context>
</TS>
