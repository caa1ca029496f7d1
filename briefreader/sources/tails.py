"""Lines that a news site puts around a report and that are not the report.

Each table holds patterns that must match a whole line. A line that ends as a sentence does is
taken only for what no report says (``_SENTENCES``), so that "Share prices fell." stays.
"""

from __future__ import annotations

import re

_LONGEST = 200
_SITE = (
    r"(?:facebook|twitter|x|instagram|telegram|linkedin|youtube|whatsapp|google news|tiktok|threads|mastodon|"
    r"bluesky|reddit|flipboard|social media|apple news|rss|e-?mail|signal|viber)"
)
_THING = r"(?:article|story|stories|post|page|reports?|news|video|item|content|link|now)"
_LETTERS = (
    r"(?:newsletters?|inbox|(?:daily|morning|evening|weekly) (?:e-?mail|briefing|digest)|e-?mail alerts?)"
)
_AD = r"(?:advertisement|advertising|advert|ad|sponsored(?: content)?|promoted(?: content)?|paid content)"


def _table(*patterns: str, end: str) -> re.Pattern[str]:
    return re.compile(rf"\W*?(?:{'|'.join(patterns)}){end}", re.IGNORECASE)


_LABEL_END = r"(?:(?<!\.)[\s:!?>»›→*\u2026-]*|\s*\.{2,})"
_SENTENCE_END = r"[\s.:!?>»›→*\u2026)-]*"

# What may stand alone between two paragraphs as well as at the end.
_ANYWHERE = _table(
    rf"{_AD}|publicité|anzeige|werbung|publicidad|pubblicità",
    rf"(?:{_AD}\s*[-–—:|]?\s*)?(?:the )?(?:story|article|report) continues (?:below|after)[^.]{{0,40}}",
    r"scroll (?:down )?to continue|continue reading below|after newsletter promotion",
    r"skip (?:past )?(?:the )?(?:ad|advert|advertisement|newsletter)\b[^.]{0,40}",
    r"(?:read|see|find out|learn|watch|discover|hear) more\s*[:|»>–—→-]\s*\S.*",
    r"(?:read also|also read|also see|see also|related|related (?:story|stories|articles?)|recommended|"
    r"read)\s*[:|]\s.*",
    r"more on this(?: story| topic)?\s*[:|]\s.*",
    r"(?:à lire aussi|lire aussi|lire également|lesen sie auch|mehr dazu|mehr zum thema)\s*[:|>»–—]\s*\S.*",
    r"(?:lee también|te puede interesar|leggi anche|lees ook)\s*[:|>»–—]\s*\S.*",
    end=_SENTENCE_END,
)
# What stands at the end only, as labels and headings do.
_LABELS = _table(
    rf"(?:read|see|find out|learn|discover|view|load|show) more(?: (?:on|about|at|from|of|here|in|"
    rf"{_THING})\b.{{0,120}})?",
    r"(?:read|see|view|continue(?: to)? read(?:ing)?) (?:the )?(?:full|whole|complete|original|entire|"
    r"rest of the) "
    rf"{_THING}(?: (?:here|at|on|in)\b.{{0,80}})?",
    r"continue reading\b.{0,60}",
    r"(?:watch|listen|video|podcast|gallery|in pictures)\s*[:|]\s.{0,150}",
    r"(?:partager|teilen|compartir|condividi|delen)(?: .{0,40})?",
    r"(?:sign[- ]?up|subscribe|register|join|log ?in|sign in)(?: (?:now|here|today|free|for free))?",
    rf"(?:{_SITE}(?:[\s,|/·•]+|(?=\W*$))){{1,12}}",
    r"(?:tags?|topics?|keywords?|filed under|categor(?:y|ies)|hashtags?|posted in|labels?)\s*[:|].*",
    r"(?:\d+ )?(?:comments?|replies|likes|shares|views)(?:\s*\(?\d*\)?)?",
    r"(?:leave|add|post|write) (?:a|your) (?:comment|reply)\b.*",
    r"join the (?:conversation|discussion)|(?:view|show)(?: all)?(?: \d+)? comments|have your say|"
    r"comments are closed",
    r"print(?: this page| article)?|e-?mail(?: this)?|copy link|save(?: for later)?|bookmark|"
    r"report (?:an error|a typo)",
    r"(?:back to )?(?:top|top of (?:the )?page)|back to (?:home|news)|home(?:page)?|contact|about|careers",
    r"privacy policy|terms (?:of use|and conditions)|cookie policy|advertise(?: with us)?",
    r"(?:next|previous|older|newer)(?: (?:article|story|post|page|report))?(?:\s*[:|»«→←-].*)?",
    r"ends?|30|end of (?:text|story|report|article|bulletin)|\(?(?:ends?|more)\)",
    end=_LABEL_END,
)
# What stands at the end only and may be a sentence.
_SENTENCES = _table(
    rf"share(?: (?:this|the|our|via|on|by|with)\b)?(?: {_THING})?(?: (?:on|via|with|by|to)\b[^.]{{0,60}})?",
    r"(?:our )?newsletters?(?:\s*[:|–—-]\s*.*)?|(?:daily|morning|evening) briefing\s*[:|].*",
    rf"(?:sign[- ]?up|subscribe|register)\b.*\b(?:{_LETTERS}|alerts|updates|channel|whatsapp|telegram|"
    rf"podcasts?)\b.*",
    r"(?:subscribe|register) (?:to (?:us|our|the)|here|now|today|for (?:free|full|unlimited))\b.*",
    rf"(?:join|get|receive|want|enjoy|never miss|try)\b.{{0,120}}\b{_LETTERS}\b.*",
    r"(?:get|download|install|try) (?:our|the)(?: [\w-]+){0,3} app\b.*",
    r"(?:join|get)(?: .{0,40})? our (?:whatsapp|telegram|channel|alerts)\b.*",
    r"(?:enter your e-?mail|thank you for subscribing|you have (?:successfully )?subscribed)\b.*",
    r"(?:abonnez-vous|inscrivez-vous|s['’]inscrire|recevez|jetzt abonnieren|newsletter abonnieren)\b.*",
    r"(?:abonnieren sie|suscríbete|suscríbase|iscriviti|meld je aan|folgen sie uns|suivez-nous|síguenos|"
    r"seguici)\b.*",
    rf"(?:follow|like|join|find|connect with|watch|message|visit) (?:us|our|me|@\w+)\b.{{0,30}}\b{_SITE}\b.*",
    rf"follow [\w'’@ .-]{{2,40}} (?:on|via) {_SITE}\b[^.]{{0,40}}",
    r"(?:follow|like|find|contact|support|donate to|write to|e-?mail|about) us\b[^.]{0,100}",
    r"(?:click|tap|clique[zr]?|klicken sie|haz clic)(?: (?:here|on the link|hier|ici|aquí))\b.*",
    r"support (?:our|independent|quality|free)\b.{0,40}\b(?:journalism|reporting|newsroom|work)\b.*",
    r"(?:become a (?:member|supporter|subscriber|patron)|make a (?:contribution|donation)|donate (?:now|"
    r"today|here))\b.*",
    r"(?:©|\(c\)|copyright\s*(?:©|\(c\)|\d{4}|by\b|:)).*",
    r".{0,140}\b(?:all rights reserved|tous droits réservés|alle rechte vorbehalten|"
    r"todos los derechos reservados)\b.*",
    r"this (?:article|story|report) (?:was|has been|is)?\s?(?:first |originally |also )*(?:published|"
    r"appeared)\b.{0,120}",
    r"our standards:.*",
    r"[-–—=_*#~•.\s]{3,}(?:(?:ends?|30|more)[-–—=_*#~•.\s]*)?",
    end=_SENTENCE_END,
)
# After these come headlines of other reports.
_STORIES = (
    r"(?:articles?|story|stories|news|topics?|content|coverage|reports?|reading|links|posts?|videos?|"
    r"headlines|now|"
    r"today|for you|to read|to explore|like this)"
)
_BEFORE_OTHERS = _table(
    r"you(?: (?:may|might|could|will|would)|['’]ll) (?:also |even )?"
    r"(?:like|be interested in|enjoy|want to (?:read|see|watch)|love|have missed)\b.{0,60}",
    r"(?:people|readers|others)(?: who read this)? also (?:read|liked?|viewed|watched|searched)\b.{0,40}",
    rf"(?:related|recommended|similar|further|suggested|more|other|latest|top|popular|trending|"
    rf"featured)(?: {_STORIES})+"
    r"(?: (?:from|on|in|about)\b.{0,60})?",
    r"related|recommended|trending|popular|most (?:read|popular|viewed|shared)(?: .{0,30})?|"
    r"explore more.{0,40}",
    r"editor['’]?s['’]? (?:picks?|choice)|don['’]t miss|what to read next|read next|up next|in other news",
    r"in case you missed it|more (?:from|on|in)\b.{0,60}|read also|also read|see also|read more|"
    r"also on .{0,40}",
    r"(?:from|around) the web|à lire (?:aussi|également)|lire aussi|sur le même sujet|articles liés",
    r"(?:lesen sie auch|mehr zum thema|das könnte sie auch interessieren|auch interessant)(?: .{0,30})?",
    r"(?:también )?te puede interesar|noticias relacionadas|leggi anche|potrebbe interessarti|lees ook",
    end=_LABEL_END,
)


def is_anywhere(line: str) -> bool:
    """Whether ``line`` is an advertisement's label or a pointer to another report, wherever it stands."""
    return 0 < len(line) <= _LONGEST and _ANYWHERE.fullmatch(line) is not None


def is_tail(line: str) -> bool:
    """Whether ``line``, at the end of a report, is the site's and not the report's."""
    return 0 < len(line) <= _LONGEST and any(
        table.fullmatch(line) for table in (_ANYWHERE, _LABELS, _SENTENCES, _BEFORE_OTHERS)
    )


def announces_others(line: str) -> bool:
    """Whether ``line`` is a heading over a list of other reports ("You may also like...")."""
    return 0 < len(line) <= _LONGEST and _BEFORE_OTHERS.fullmatch(line) is not None
