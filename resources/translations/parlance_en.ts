<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>ChatPane</name>
    <message numerus="yes">
        <source>%n message(s) deleted.</source>
        <translation>
            <numerusform>%n message deleted.</numerusform>
            <numerusform>%n messages deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConversationFiles</name>
    <message numerus="yes">
        <source>%n conversation(s) imported.</source>
        <translation>
            <numerusform>%n conversation imported.</numerusform>
            <numerusform>%n conversations imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) that are no text were left out, such as pictures.</source>
        <translation>
            <numerusform>%n part that is no text was left out, such as a picture.</numerusform>
            <numerusform>%n parts that are no text were left out, such as pictures.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Conversations</name>
    <message numerus="yes">
        <source>%n conversation(s) will be deleted for good.</source>
        <translation>
            <numerusform>%n conversation will be deleted for good.</numerusform>
            <numerusform>%n conversations will be deleted for good.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message numerus="yes">
        <source>Sent instead of what stands above, but for the last %n message(s):</source>
        <translation>
            <numerusform>Sent instead of what stands above, but for the last %n message:</numerusform>
            <numerusform>Sent instead of what stands above, but for the last %n messages:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PromptEditor</name>
    <message numerus="yes">
        <source>%n prompt(s) added.</source>
        <translation>
            <numerusform>%n prompt added.</numerusform>
            <numerusform>%n prompts added.</numerusform>
        </translation>
    </message>
</context>
</TS>
