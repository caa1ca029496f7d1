"""The schema of the store by number: what is kept, table by table."""

from __future__ import annotations

# One script a version, never changed once released: opening runs those that the file has not seen.
MIGRATIONS = (
    """
    CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE articles (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        revision INTEGER NOT NULL,
        content BLOB NOT NULL,     -- hash of what makes it the same report
        digest BLOB NOT NULL,      -- hash of every field: tells an update
        published INTEGER,         -- seconds since 1970 in UTC
        zone INTEGER,              -- minutes east of UTC, as the report gave it
        title TEXT NOT NULL,
        source TEXT, section TEXT, byline TEXT, url TEXT, language TEXT, path TEXT,
        text TEXT NOT NULL,        -- last but one: a row's head is read without it
        markup TEXT
    );
    CREATE INDEX articles_by_revision ON articles (revision);
    CREATE INDEX articles_by_content ON articles (content);
    CREATE INDEX articles_by_date ON articles (published DESC, key);
    CREATE TABLE removed (key INTEGER PRIMARY KEY, revision INTEGER NOT NULL);
    CREATE TABLE files (
        file INTEGER PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        rules INTEGER NOT NULL,    -- version of the readers that read it
        reports INTEGER NOT NULL,
        problems TEXT NOT NULL     -- what was passed over in it, named again each time
    );
    CREATE TABLE origins (         -- which report the n-th piece of a file is
        file INTEGER NOT NULL, ordinal INTEGER NOT NULL, key INTEGER NOT NULL,
        PRIMARY KEY (file, ordinal)
    ) WITHOUT ROWID;
    CREATE INDEX origins_by_key ON origins (key);
    CREATE TABLE places (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    """,
    """
    CREATE TABLE enriched (        -- what was recognised in a report, and how it alone tells it
        key INTEGER PRIMARY KEY, mentions TEXT NOT NULL, naming TEXT NOT NULL
    );
    CREATE TABLE casts (           -- numbers of the forms that a report means, eight bytes each
        key INTEGER PRIMARY KEY, numbers BLOB NOT NULL
    );
    CREATE TABLE named (           -- how often a report writes a name so and means it so (owner)
        owner TEXT NOT NULL, form TEXT NOT NULL, spelling TEXT NOT NULL, key INTEGER NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (owner, form, spelling, key)
    ) WITHOUT ROWID;
    CREATE INDEX named_by_form ON named (form);
    CREATE INDEX named_by_key ON named (key);
    CREATE TABLE roles (           -- what stood before a name in a report
        owner TEXT NOT NULL, role TEXT NOT NULL, key INTEGER NOT NULL, count INTEGER NOT NULL,
        PRIMARY KEY (owner, role, key)
    ) WITHOUT ROWID;
    CREATE INDEX roles_by_key ON roles (key);
    CREATE TABLE words (           -- the words by which a form is called
        word TEXT NOT NULL, form TEXT NOT NULL, PRIMARY KEY (word, form)
    ) WITHOUT ROWID;
    CREATE INDEX words_by_form ON words (form, word);
    CREATE TABLE forms (
        form TEXT PRIMARY KEY,
        number INTEGER NOT NULL,   -- of the form alone, the same in every library
        entity TEXT NOT NULL,
        record TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX forms_by_entity ON forms (entity);
    CREATE INDEX forms_by_number ON forms (number, entity);
    CREATE TABLE meetings (        -- the keys under which forms that may be one find each other
        meeting TEXT NOT NULL, form TEXT NOT NULL, PRIMARY KEY (meeting, form)
    ) WITHOUT ROWID;
    CREATE INDEX meetings_by_form ON meetings (form);
    CREATE TABLE entities (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL,
        reports INTEGER NOT NULL DEFAULT 0      -- that name it
    ) WITHOUT ROWID;
    CREATE INDEX entities_by_reports ON entities (reports DESC, name);
    CREATE INDEX entities_by_name ON entities (name);
    CREATE TABLE decisions (
        number INTEGER PRIMARY KEY, verb TEXT NOT NULL, form TEXT NOT NULL, value TEXT NOT NULL
    );
    -- 'merging' is the version of the rules that the names were merged by, 'remerged' the report up to
    -- which they have been merged anew while that goes on, 'named' rises with every change of names.
    INSERT INTO meta VALUES ('enriched', 0), ('evidence', NULL), ('merging', 0), ('remerged', NULL),
        ('named', 0);
    """,
    """
    CREATE TABLE profiles (        -- a report as relating sees it (related.Profile)
        key INTEGER PRIMARY KEY, profile BLOB NOT NULL
    );
    CREATE TABLE joined (          -- the earlier reports that it is most like, [[key, bond], ...]
        key INTEGER PRIMARY KEY, before TEXT NOT NULL
    );
    CREATE TABLE moved (           -- reports with names that have come to another entity since their profile
        key INTEGER PRIMARY KEY
    );
    INSERT INTO meta VALUES ('related', 0), ('frequencies', NULL), ('settled', NULL);
    """,
    """
    CREATE TABLE reading (         -- what its reader has read, by the report's id: it outlives the report
        id TEXT PRIMARY KEY, read_at REAL NOT NULL
    );
    """,
    """
    CREATE TABLE marks (           -- what a person made of a report, by its id: it outlives the report
        id TEXT PRIMARY KEY,
        read_at REAL,              -- times in seconds since 1970, NULL where it is not so
        starred_at REAL,
        note TEXT, noted_at REAL
    ) WITHOUT ROWID;
    INSERT INTO marks (id, read_at) SELECT id, read_at FROM reading;
    DROP TABLE reading;
    CREATE TABLE tags (
        id TEXT NOT NULL, tag TEXT NOT NULL, tagged_at REAL NOT NULL, PRIMARY KEY (id, tag)
    ) WITHOUT ROWID;
    CREATE INDEX tags_by_tag ON tags (tag, id);
    CREATE TABLE deeds (           -- marks set by hand, newest last, with what was there before
        number INTEGER PRIMARY KEY, at REAL NOT NULL, words TEXT NOT NULL, before TEXT NOT NULL
    );
    CREATE TABLE visits (          -- reports that were opened to be read
        number INTEGER PRIMARY KEY, id TEXT NOT NULL, at REAL NOT NULL
    );
    CREATE INDEX visits_by_id ON visits (id, number);
    CREATE TABLE searches (        -- saved by name
        name TEXT PRIMARY KEY, query TEXT NOT NULL, sort TEXT NOT NULL, saved_at REAL NOT NULL
    ) WITHOUT ROWID;
    INSERT INTO meta VALUES ('marked', 0);
    """,
    """
    CREATE TABLE counted (         -- profiles counted in (1) and out (-1) since 'frequencies' was kept
        number INTEGER PRIMARY KEY, by INTEGER NOT NULL, profile BLOB NOT NULL
    );
    -- 'counted' is the last change that 'frequencies' holds.
    INSERT INTO meta VALUES ('counted', 0), ('settled_at', NULL);
    """,
    """
    CREATE TABLE cases (           -- how often the reports write a word in lower case and with a capital
        word TEXT PRIMARY KEY, lower INTEGER NOT NULL, capital INTEGER NOT NULL
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE doubts (          -- words on which a report asked 'cases', its own counts, and the verdict
        word TEXT NOT NULL, lower INTEGER NOT NULL, capital INTEGER NOT NULL, verdict INTEGER NOT NULL,
        key INTEGER NOT NULL,
        PRIMARY KEY (word, lower, capital, verdict, key)
    ) WITHOUT ROWID;
    CREATE INDEX doubts_by_key ON doubts (key);
    CREATE TABLE again (           -- reports that wait to be recognised anew
        key INTEGER PRIMARY KEY
    );
    -- 'judged' is the last 'enriched' as of which all verdicts were compared with what 'cases' says now.
    INSERT INTO meta VALUES ('judged', 0);
    """,
    """
    -- 'settled' are counts that know nothing of the latest day, 'settled_day'; it stood before them.
    UPDATE meta SET name = 'settled_day', value = coalesce(
        nullif(substr(value, instr(value, ' ') + 1), ''),
        (SELECT nullif(CAST(substr(value, 1, instr(value, x'0A') - 1) AS TEXT), '')
            FROM meta WHERE name = 'settled')
    ) WHERE name = 'settled_at';
    UPDATE meta SET value = substr(value, instr(value, x'0A') + 1) WHERE name = 'settled';
    """,
)
