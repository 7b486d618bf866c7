-- The history as version 6 of the schema wrote it: never edited, only read by the tests of later versions.
CREATE TABLE conversations (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            title TEXT NOT NULL,
            title_source TEXT NOT NULL CHECK (title_source IN ('auto', 'user')),
            created REAL NOT NULL,
            updated REAL NOT NULL,
            pinned INTEGER NOT NULL DEFAULT 0,
            archived INTEGER NOT NULL DEFAULT 0,
            trashed_at REAL,
            cache_key TEXT,
            leaf INTEGER REFERENCES messages(id) ON DELETE SET NULL,
            parameters TEXT NOT NULL DEFAULT '{}',
            system_prompt TEXT NOT NULL DEFAULT '',
            draft TEXT NOT NULL DEFAULT ''
        ) STRICT
;
CREATE INDEX conversations_by_leaf ON conversations(leaf);
CREATE TABLE messages (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            conversation INTEGER NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
            parent INTEGER REFERENCES messages(id),
            role TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
            state TEXT NOT NULL
                CHECK (state IN ('complete', 'streaming', 'stopped', 'failed', 'interrupted')),
            created REAL NOT NULL,
            model TEXT,
            outcome TEXT,
            failure TEXT,
            text TEXT NOT NULL,
            thinking TEXT NOT NULL
        , attachments TEXT, pinned INTEGER NOT NULL DEFAULT 0, note TEXT) STRICT
;
CREATE INDEX messages_by_conversation ON messages(conversation);
CREATE INDEX messages_by_parent ON messages(parent);
CREATE INDEX messages_streaming ON messages(id) WHERE state = 'streaming';
CREATE VIEW message_words AS
        SELECT id, messages.text || coalesce((
                SELECT char(10) || group_concat(
                    json_extract(value, '$.name') || char(10) || json_extract(value, '$.text'), char(10)
                )
                FROM json_each(messages.attachments)
            ), '') AS text FROM messages WHERE state <> 'streaming';
CREATE VIRTUAL TABLE message_search USING fts5(
            text, content='message_words', content_rowid='id', tokenize='trigram', detail=none, columnsize=0
        );
CREATE TRIGGER message_added AFTER INSERT ON messages WHEN new.state <> 'streaming' BEGIN
            INSERT INTO message_search(rowid, text) VALUES (new.id, new.text || coalesce((
                SELECT char(10) || group_concat(
                    json_extract(value, '$.name') || char(10) || json_extract(value, '$.text'), char(10)
                )
                FROM json_each(new.attachments)
            ), ''));
        END;
CREATE TRIGGER message_removed AFTER DELETE ON messages WHEN old.state <> 'streaming' BEGIN
            INSERT INTO message_search(message_search, rowid, text) VALUES ('delete', old.id, old.text || coalesce((
                SELECT char(10) || group_concat(
                    json_extract(value, '$.name') || char(10) || json_extract(value, '$.text'), char(10)
                )
                FROM json_each(old.attachments)
            ), ''));
        END;
CREATE TRIGGER message_changing BEFORE UPDATE OF text, state, attachments ON messages
        WHEN old.state <> 'streaming' BEGIN
            INSERT INTO message_search(message_search, rowid, text) VALUES ('delete', old.id, old.text || coalesce((
                SELECT char(10) || group_concat(
                    json_extract(value, '$.name') || char(10) || json_extract(value, '$.text'), char(10)
                )
                FROM json_each(old.attachments)
            ), ''));
        END;
CREATE TRIGGER message_changed AFTER UPDATE OF text, state, attachments ON messages
        WHEN new.state <> 'streaming' BEGIN
            INSERT INTO message_search(rowid, text) VALUES (new.id, new.text || coalesce((
                SELECT char(10) || group_concat(
                    json_extract(value, '$.name') || char(10) || json_extract(value, '$.text'), char(10)
                )
                FROM json_each(new.attachments)
            ), ''));
        END;
CREATE TABLE summaries (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            created REAL NOT NULL,
            updated REAL NOT NULL,
            content TEXT NOT NULL,
            source TEXT NOT NULL
        ) STRICT;
CREATE TABLE translations (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            created REAL NOT NULL,
            updated REAL NOT NULL,
            content TEXT NOT NULL,
            source TEXT NOT NULL
        ) STRICT;
CREATE TABLE translation_memory (
            source_language TEXT NOT NULL,
            target_language TEXT NOT NULL,
            source TEXT NOT NULL,
            target TEXT NOT NULL,
            edited INTEGER NOT NULL,
            updated REAL NOT NULL,
            PRIMARY KEY (source_language, target_language, source)
        ) STRICT, WITHOUT ROWID;
CREATE TABLE glossary_terms (
            source_language TEXT NOT NULL,
            target_language TEXT NOT NULL,
            position INTEGER NOT NULL,
            source TEXT NOT NULL,
            target TEXT NOT NULL,
            PRIMARY KEY (source_language, target_language, position)
        ) STRICT, WITHOUT ROWID;
CREATE TABLE prompts (
            key TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            text TEXT NOT NULL
        ) STRICT;
CREATE TABLE rewrite_presets (
            key TEXT PRIMARY KEY,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            instruction TEXT NOT NULL
        ) STRICT;
CREATE TABLE writings (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            created REAL NOT NULL,
            updated REAL NOT NULL,
            content TEXT NOT NULL,
            source TEXT NOT NULL
        ) STRICT;
CREATE TABLE drafts (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;

INSERT INTO conversations VALUES
    (1, 'A letter', 'user', 1700000000.5, 1700000300.0, 1, 0, NULL, 'c0ffee', NULL,
     '{"model":"smollm2","sampling":{"temperature":0.2},"max_tokens":null}', 'Be brief.', 'and a dra'),
    (2, 'Thrown away', 'auto', 1700000100.0, 1700000100.0, 0, 1, 1700000200.0, 'decaf', NULL, '{}', '', '');
INSERT INTO messages VALUES
    (1, 1, NULL, 'user', 'complete', 1700000001.0, NULL, NULL, NULL, '请翻译这封信 (translate this letter)', '',
     '[{"name":"信.txt","text":"尊敬的先生"}]', 1, NULL),
    (2, 1, 1, 'assistant', 'complete', 1700000002.0, 'SmolLM2',
     '{"usage":{"prompt_tokens":12,"completion_tokens":3},"timings":{"decode_s":0.5},"seed":42,"finish_reason":"stop"}',
     NULL, 'Dear Sir', 'A letter.', NULL, 0, 'A letter was translated.'),
    (3, 1, 1, 'assistant', 'failed', 1700000003.0, 'SmolLM2', NULL,
     '{"code":"engine-crashed","values":{"reason":"exit code 3"},"detail":"log line"}', 'Dear', '', NULL, 0, NULL),
    (4, 2, NULL, 'user', 'streaming', 1700000100.0, NULL, NULL, NULL, 'unfinished', '', NULL, 0, NULL);
UPDATE conversations SET leaf = 3 WHERE id = 1;
UPDATE conversations SET leaf = 4 WHERE id = 2;
INSERT INTO summaries VALUES
    (1, 'a1b2c3', 'The harbour report', 1700000400.0, 1700000500.0, '{"points":[]}', '港口 is 12 m deep.');
INSERT INTO translations VALUES
    (1, 'd4e5f6', 'A letter from Lyon', 1700000600.0, 1700000700.0, '{"segments":[]}', 'Chère Anne');
INSERT INTO translation_memory VALUES ('en', 'zh-Hans', 'The harbour is deep.', '港口很深。', 1, 1700000700.0);
INSERT INTO glossary_terms VALUES ('en', 'zh-Hans', 0, 'harbour', '港口');
INSERT INTO prompts VALUES ('d0d0', '写信', 'A letter to {{who}}.'), ('parlance:review', '', '');
INSERT INTO rewrite_presets VALUES ('e0e0', 1, '客气', 'Make it polite.');
INSERT INTO writings VALUES (1, 'b0b0', 'A letter to Lyon', 1700000800.0, 1700000900.0, '{"text":"the"}', 'teh');
INSERT INTO drafts VALUES ('writing', '开头 of a story.');
PRAGMA user_version = 10;
