<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>overread::client::SittingScreen</name>
        <message numerus="yes">
            <source>The sitting is over: %n case(s) read.</source>
            <translation>
                <numerusform>The sitting is over: %n case read.</numerusform>
                <numerusform>The sitting is over: %n cases read.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n double read(s)</source>
            <translation>
                <numerusform>%n double read</numerusform>
                <numerusform>%n double reads</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n peer review(s)</source>
            <translation>
                <numerusform>%n peer review</numerusform>
                <numerusform>%n peer reviews</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n arbitration(s)</source>
            <translation>
                <numerusform>%n arbitration</numerusform>
                <numerusform>%n arbitrations</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s) in all, </source>
            <translation>
                <numerusform>%n minute in all, </numerusform>
                <numerusform>%n minutes in all, </numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>overread::client::Viewer</name>
        <message numerus="yes">
            <source>prior, %n day(s) before</source>
            <translation>
                <numerusform>prior, %n day before</numerusform>
                <numerusform>prior, %n days before</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n slice(s) passed too fast to be seen</source>
            <translation>
                <numerusform>%n slice passed too fast to be seen</numerusform>
                <numerusform>%n slices passed too fast to be seen</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>overread::client::WorklistScreen</name>
        <message numerus="yes">
            <source>%n read(s) today, </source>
            <translation>
                <numerusform>%n read today, </numerusform>
                <numerusform>%n read today, </numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n read(s) today</source>
            <translation>
                <numerusform>%n read today</numerusform>
                <numerusform>%n read today</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n minute</numerusform>
                <numerusform>%n minutes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n case(s) waiting for you, about %1, the nearest due at %2</source>
            <translation>
                <numerusform>%n case waiting for you, about %1, the nearest due at %2</numerusform>
                <numerusform>%n cases waiting for you, about %1, the nearest due at %2</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n case(s) waiting for you, about %1</source>
            <translation>
                <numerusform>%n case waiting for you, about %1</numerusform>
                <numerusform>%n cases waiting for you, about %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>overread::client::ReadingScreen</name>
        <message numerus="yes">
            <source>%n slice(s) cannot be shown; the bar beside the images marks them.</source>
            <translation>
                <numerusform>%n slice cannot be shown; the bar beside the images marks it.</numerusform>
                <numerusform>%n slices cannot be shown; the bar beside the images marks them.</numerusform>
            </translation>
        </message>
    </context>
</TS>
