"""Words of the interface of web pages, as they stand between and around the text of an article.

Each line of the lists below is an expression that covers a whole line of a text. They name functions
of pages (share, subscribe, read also), not subjects: no rule here knows what a text is about.
"""

from __future__ import annotations

import re

_NETWORK = (
    r"(?:twitter|x|facebook|telegram|whats ?app|instagram|youtube|linkedin|reddit|tik ?tok|viber|vk|pinterest"
    r"|mastodon|bluesky|threads|tumblr|rss|google news|google|flipboard|e-?mail|messenger|signal|copy link"
    r"|link|print)"
)
_NETWORKS = rf"{_NETWORK}(?:\s*(?:,|/|\||·|•|&|and|or|\s)\s*{_NETWORK})*"
_OURS = r"(?:our|the|this|us|me|my|your|his|her|their|more|all|latest|daily|weekly|free)"

_ANCHORS = r"""
(?:back to |go to |return to |scroll to )?(?:the )?(?:top|bottom|end|beginning)(?: of (?:the )?page)?
(?:skip|jump)(?: to)? (?:the |main )*(?:content|navigation|menu|footer|search|article)
(?:main |site |toggle |open |close |show |hide )*(?:menu|navigation|sidebar|search)(?: menu)?
home|homepage|back|next|previous|prev|close|cancel|ok|search|login|log in|sign in|register|subscribe|donate
(?:home|start)(?:\s*[>»/›|·]\s*[^>»/›|·]+)+
(?:previous|next) (?:article|story|post|page)(?:\b.*)?
(?:page )?\d+ (?:of|/) \d+
"""
_SHARING = rf"""
(?:share|tweet|post|send|e-?mail|print|save|bookmark|like|copy|pin)SHARED*(?: {_NETWORKS})?[:!]?
(?:share|follow|find|join|like|read|watch|subscribe to|connect with|contact|get|see)(?: {_OURS})?CHANNEL*ONE
(?:contact|about) us(?:\b.{{0,60}})?|(?:follow|like|join|support) us(?!,|.*\w\.\W*$)(?:\b.{{0,60}})?
{_NETWORKS}
\d[\d,.]*\s*[km]?\s+(?:shares?|comments?|views?|likes?|reads?|reactions?|retweets?|replies|followers)
(?:click|tap) (?:here|to)\b.{{0,80}}
""".replace(
    "SHARED",
    r"(?: (?:this|it|on|via|to|with|by|the|save|share|print|send|e-?mail|tweet|article|story|page|post|link"
    rf"|friends|a friend|{_NETWORK}))",
).replace(
    "CHANNEL*ONE",
    r"(?: (?:channel|page|news|updates|stories|account|feed))* (?:on|via|in|at|through|to|with)"
    rf"(?: {_OURS})* {_NETWORKS}(?:\b.{{0,60}})?",
)
_COMMENTING = r"""
leave (?:a |your )?(?:reply|comment)s?.{0,40}
(?:post|add|write|submit|view|show|hide|load|read|see)(?: (?:a|your|all|more|the|\d+))* (?:comments?|replies)
(?:no comments|(?:\d+ )?comments?)(?: (?:are )?(?:closed|off|disabled)|\s*\(\d+\))?[:.]?
(?:log|sign) ?in to (?:comment|reply|post|continue|read).{0,40}
cancel reply|reply|report (?:this )?(?:comment|ad|error|abuse)
your (?:e-?mail )?(?:address|name|comment)(?: will not be published)?.{0,60}
"""
_SELLING = r"""
advertisement|advertising|adverts?|ads?|sponsored(?: content| by .{0,40})?|promoted|promotion
(?:article|story) continues (?:below|after).{0,40}|continue reading.{0,80}
(?:accept|reject|manage|allow)(?: all)?(?: cookies| preferences| settings)?
(?:cookie|privacy)(?: (?:policy|settings|notice|preferences))?
(?:daily|weekly|weekdays|monthly) (?:at|by|from) .{0,30}
(?:every|each) (?:morning|evening|day|week|weekday|sunday|monday|friday)
(?:support|help|fund|back) (?:independent|quality|our) (?:journalism|media|reporting|work|news).{0,120}
"""
_OTHER_ARTICLES = r"""
(?:read|see|watch|listen|look)(?: (?:also|more|next|on|further|this|too|about))+\b[:.]?.{0,160}
(?:also|more|related|recommended|most|latest|top|trending|popular|further|editor'?s?|other|similar)LINKS+[:.]?
(?:don'?t miss|must|you (?:may|might)|in case you)LINKS+[:.]?
(?:see|read) also[:.]?.{0,160}|related[:.]|more[:.]?|also[:.]|recommended[:.]?|trending[:.]?
(?:show|load|view|see|read|get|find|explore|browse) (?:more|all|less|full|the full)(?: .{0,40})?
(?:video|photo|picture|image|quote|word|poll|story|gallery|podcast)s? of PERIOD
(?:number|cartoon|topic|news|book|map|chart)s? of PERIOD
(?:watch|listen)(?:(?: (?:now|live|here|again|this|video|audio|podcast|article))+(?: .{0,60})?|\s*:.{0,100})?
listen to (?:the|this|our) (?:article|audio|podcast|report|story|episode|interview)(?:\b.{0,60})?
link to (?:this )?(?:post|comment|update)|key (?:events|moments|points)|write to the (?:author|editor)s?
\w+ stories you may have missed.{0,40}|.{0,30}you may have missed.{0,30}
(?:tags?|topics?|categor(?:y|ies)|keywords?|filed under|posted in|section|labels?)\s*:.{0,200}
tags?|topics?|categories|keywords
""".replace(
    "LINKS",
    r"(?: (?:reads?|viewed|watched|shared|popular|recent|commented|on|from|in|news|stories|story|articles?"
    r"|posts?|reading|headlines|videos?|picks?|choice|topics?|links?|content|coverage|also|like|for|you|this"
    r"|about|interested|missed|be|it|now|today|the|section|author|here|by|our|world|updates))",
).replace("PERIOD", "(?:the )?(?:day|week|month|year|hour)")
_IMPRINT = r"""
(?:source|via|credits?|agency|provided by)\s*:\s*\S.{0,80}
(?:this (?:article|story|text) )?(?:first|originally) (?:appeared|published)(?: \w{2})?\s*:\s*\S.{0,80}
terms|conditions|imprint|impressum|contact|about|careers|advertise|help|faq|sitemap|accessibility|press
disclaimer|feedback|team|jobs|archive|(?:terms|conditions) (?:of|and|&) (?:use|service|conditions|sale)
(?:reading time|read time|time to read)\b.{0,30}|\d+[- ]min(?:ute)?s?(?: of)? read(?:ing)?
(?:\w+ ){0,2}(?:free|daily|weekly|e-?mail) newsletters?\b.{0,120}
(?:listen to|play|download)(?: this)? (?:article|story|audio|pdf).{0,30}
(?:see|spotted|found|noticed) an? (?:error|mistake|typo)\b.{0,160}|report an? (?:error|mistake|typo).{0,80}
font size.{0,20}|(?:increase|decrease) (?:font|text) size|dark mode|text size.{0,20}
print (?:page|version|this)|(?:loading|please wait)[.… ]*
(?:-+ ?)?(?:ends?|30|more)(?: ?-+)?|# ?# ?#|notes? (?:to|for) (?:the )?editors?:?
(?:press|media|news)(?: (?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|office|kit|queries))+\b.{0,120}
for (?:more|further|additional|media|press)(?: \w+)? ?(?:information|details|enquiries|inquiries)\b.{0,160}
"""
# English pages of foreign outlets keep the words of their own language around the text.
_OTHER_LANGUAGES = r"""
(?:etiquetas|deja una respuesta|compartir|comentarios|inicio|seguir leyendo|lee también)TAIL
(?:te puede interesar|más noticias|lire aussi|partager|à lire aussi|commentaires|accueil)TAIL
(?:mots-clés|lesen sie auch|mehr zum thema|startseite|anzeige|teilen|drucken)TAIL
(?:kommentare?|kommentar schreiben|weiterempfehlen)TAIL
(?:schlagwörter|czytaj także|udostępnij|читайте также|поделиться|комментарии|теги|главная)TAIL
(?:читайте також|поділитися)TAIL
""".replace("TAIL", r"\b\s*[:.]?.{0,60}")
# These hold for whole sentences too, so they ask for the words of a page around those that news has as well.
_OF_PAGE = r"(?:materials?|contents?|articles?|texts?|photos?|images?|information|publications?|website)"
_WORK = rf"(?:journalism|reporting|work|stor(?:y|ies)|coverage|site|{_OF_PAGE})"
_USE = r"(?:read|continue|comment|access|receive|get)"
_LETTERS = r".{0,120}\b(?:free|daily|weekly|e-?mail) newsletters?\b.{0,120}"
_MAY = r"(?:prohibited|forbidden|(?:not|only|strictly) (?:allowed|permitted)|(?:may|must|can) ?not|may|only)"
_PLACES_TO_FOLLOW = rf"(?:(?:on|via|at|by|through) (?:(?:our|the|all) )?(?:social\b|{_NETWORK}\b|@))"
_SENTENCES = rf"""
(?:sign ?up|subscribe)(?: (?:now|here|for|to|today|with|free|via|our|the|a|and))+\b.{{0,160}}
register(?: (?:now|here|free|today|and|or|for free|for our|to {_USE}))+\b.{{0,160}}
.{{0,120}}\bour newsletters?\b.{{0,120}}|newsletters?(?:\s*[:|–—-].{{0,60}})?
(?=.*\b(?:you|your|sign|subscribe|get|receive)\b){_LETTERS}
.{{0,120}}\b(?:to|in) your (?:inbox|e-?mail)\b.{{0,80}}
(?:enter|type) your e-?mail.{{0,60}}
(?:we|this (?:site|website)|our (?:site|website)|the site) uses? cookies?\b.{{0,200}}
by (?:subscribing|signing up|clicking|continuing|using).{{0,60}}\byou (?:agree|accept|consent)\b.{{0,120}}
(?:read|see) also[:.]?.{{0,160}}|.{{0,120}}\ball rights reserved\b.{{0,80}}
(?:©|\(c\) ?(?=\d{{4}}|copyright)|copyright\b(?=\W*(?:©|\(c\)|\d{{4}}|by\b|notice\b|$))).{{0,160}}
copyright(?-i:(?! Law)(?: (?:[A-Z][\w’'&-]*|of|and|for|the)){{1,7}})(?:\..{{0,120}})?
copyright (?:of|for|in|on) (?:this|all|the|our) (?:\w+ ){{0,2}}{_OF_PAGE}\b.{{0,120}}
(?:follow|like|join) us(?: {_PLACES_TO_FOLLOW}.{{0,80}}|)|click here\b.{{0,120}}
if you (?:like|value|enjoy|appreciate) (?:what we|(?:our|this) (?:\w+ )?{_WORK}\b).{{0,120}}
(?:please )?(?:consider )?(?:buy|support)(?:ing)? us(?: (?:on|via|by|with|from|today|now|here)\b.{{0,120}}|)
.{{0,80}}\bbuy us a\b.{{0,120}}|become a (?:member|supporter|patron)\b.{{0,120}}
.{{0,80}}\bconsider (?:a donation|donating(?= (?:to|today|now)\b|\W*$|[,.!])|subscribing|becoming)\b.{{0,120}}
(?=.*\b{_OF_PAGE}\b).{{0,60}}\b(?:may (?:not )?be reproduced|reproduction (?:is|of))\b.{{0,120}}
(?=.*\b(?:{_OF_PAGE}|re(?:print|publi|produc)\w+|copying|quoting)\b)(?=.*\b{_MAY}\b)WITHOUT
.{{0,60}}\breserved (?:to|for) subscribers\b.{{0,120}}|lo siento, debes\b.{{0,120}}
.{{0,60}}\byou (?:must|need to|have to) (?:be )?(?:logged|log|signed|sign) in\b.{{0,80}}
(?:this )?content (?:is )?provided by\b.{{0,120}}|.{{0,80}}\bmay use cookies\b.{{0,80}}
(?:did|have) you (?:find|found|spot(?:ted)?|noticed?|see|seen) (?:a|an|any) (?:mistake|error|typo)\b.{{0,80}}
your e-?mail address will not be published\b.{{0,80}}
""".replace("WITHOUT", r".{0,60}\bwithout (?:reference to|(?:prior )?written permission)\b.{0,120}")
_OPENERS = r"""
(?:read|see|watch) (?:also|more|next|too)|related|also read|more (?:on|from|in|about) .{0,40}
recommended|trending|most (?:read|popular|viewed)|latest(?: news| stories)?|you (?:may|might) (?:also )?like
more (?:news|stories|articles)|top (?:stories|news)|related (?:articles?|stories|news|posts?)
"""
# A page's interface speaks to its reader and never of what somebody said.
_TOLD = re.compile(
    r"\b(?:said|says|told|(?<!frequently )asked|ruled|announced|added|warned|declared|replied|insisted|urged"
    r"|demanded|claimed|denied|argued|testified|recalled|according to)\b",
    re.IGNORECASE,
)
_SENTENCE_WORDS = 8  # a line with as many words and a full stop is a sentence
_LONGEST = 260  # characters; a furniture line is not a paragraph


def _any_of(*lists: str) -> re.Pattern[str]:
    """Compile lists of expressions, one a line, into one that covers a whole line and signs around it."""
    lines = [line for block in lists for line in block.split("\n") if line]
    return re.compile(rf"[\W_]*(?:{'|'.join(lines)})[\W_]*", re.IGNORECASE)


_LINE = _any_of(_ANCHORS, _SHARING, _COMMENTING, _SELLING, _OTHER_ARTICLES, _IMPRINT, _OTHER_LANGUAGES)
_SENTENCE = _any_of(_SENTENCES)
_OPENER = _any_of(_OPENERS)
_SIGNS = re.compile(r"[←→↑↓«»<>|•·▲▼►◄✕☰\s\d/–—-]+")
_CREDIT = re.compile(r"\s*source\s*:\s*(?P<name>\S.{1,78}?)\s*\.?\s*", re.IGNORECASE)


def is_furniture(line: str) -> bool:
    """Tell whether a whole line is words of a page's interface."""
    line = line.strip()
    if not line or len(line) > _LONGEST:
        return False
    if _SIGNS.fullmatch(line) is not None:
        return True
    if _SENTENCE.fullmatch(line) is not None:
        return _TOLD.search(line) is None
    closed = line.rstrip("\"'”’»")
    is_sentence = closed[-1:] in {".", "!", "?"} and line.count(" ") >= _SENTENCE_WORDS - 1
    return not is_sentence and _LINE.fullmatch(line) is not None


def opens_list(line: str) -> bool:
    """Tell whether a line heads a list of other articles ("Related", "Read also:")."""
    return _OPENER.fullmatch(line.strip()) is not None


def credit(line: str) -> str | None:
    """Return the name in a credit line ("Source: ..."), or `None` when the line is none."""
    match = _CREDIT.fullmatch(line)
    return match["name"] if match is not None else None
